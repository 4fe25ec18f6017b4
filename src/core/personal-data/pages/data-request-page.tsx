import { DeskDocument, deskTabs, withDone } from '#core/institutions/index.ts';
import { NotFound } from '#platform/errors.ts';
import { Button } from '#platform/html/button.tsx';
import { Radios } from '#platform/html/choices.tsx';
import { usePage } from '#platform/html/context.tsx';
import { TextArea } from '#platform/html/field.tsx';
import { ErrorSummary, Form, Hidden } from '#platform/html/form.tsx';
import { Summary } from '#platform/html/summary.tsx';
import type { Tab } from '#platform/html/tabs.tsx';
import { StatusTag } from '#platform/html/tag.tsx';
import { DateText, DateTimeText, Law } from '#platform/html/text.tsx';
import { isId } from '#platform/ids.ts';
import { definePage, type FormState, type PageRequest } from '#platform/page.ts';
import { managePersonalData } from '../access.ts';
import { answerRequest } from '../actions/answer-request.ts';
import { takeRequest } from '../actions/take-request.ts';
import { type Asker, askerOf, requestById } from '../queries.ts';
import type { DataRequest } from '../request.ts';
import { useRequestStatus } from './own-requests.tsx';

type Data = DataRequest & { tabs: Tab[]; mine: boolean; asker: Asker | undefined };

/** One request about personal data. Opening the page shows what it is; reading it is taking it, which the person sees. */
export const dataRequestPage = definePage<unknown, Data>({
  name: 'personal-data.data-request-page',
  path: '/desk/data-requests/:id',
  on: 'tenant',
  access: managePersonalData,
  load,
  view: ({ data, form }) => <OneRequest data={data} form={form} />,
  submits: {
    take: {
      action: takeRequest,
      input: (_values, { params }) => ({ request: params.id }),
      done: (_result, { params }) => `/desk/data-requests/${params.id}`,
    },
    answer: {
      action: answerRequest,
      input: (values, { params }) => ({ request: params.id, outcome: values.outcome, answer: values.answer ?? '' }),
      done: () => withDone('/desk/data-requests'),
    },
  },
});

async function load(request: PageRequest): Promise<Data> {
  const { db, page, params } = request;
  const found = isId(params.id ?? '') ? await requestById(db, params.id ?? '', page.tenant?.id) : undefined;
  if (!found) throw new NotFound();
  const mine = page.actor.kind === 'person' && found.assignedTo === page.actor.id;
  const asker = mine && found.personId ? await askerOf(db, found.personId, page.now) : undefined;
  // What it says leaves the database for nobody but who has taken it.
  return { ...found, words: mine ? found.words : '', tabs: deskTabs(request), mine, asker };
}

function OneRequest({ data, form }: { data: Data; form: FormState }) {
  const { t, ts, maybe } = usePage();
  const statusOf = useRequestStatus();
  return (
    <DeskDocument
      title={ts(`personal-data.kinds.${data.kind}`)}
      tabs={data.tabs}
      crumbs={[{ label: ts('personal-data.desk.title'), path: '/desk/data-requests' }]}
      row={<StatusTag {...statusOf(data)} />}
    >
      <ErrorSummary state={form} />
      <Summary
        rows={[
          { label: t('personal-data.request.sent'), value: <DateTimeText instant={data.receivedAt} /> },
          data.dueOn !== null && { label: t('personal-data.request.due'), value: <DateText date={data.dueOn} /> },
          data.about !== null && { label: t('personal-data.request.about'), value: maybe(data.about) ?? data.about },
          data.mine &&
            data.asker && {
              label: t('personal-data.desk.person'),
              value: (
                <>
                  <bdi>{data.asker.name ?? t('personal-data.desk.no-name')}</bdi>
                  {' · '}
                  {t(data.asker.verified ? 'personal-data.desk.verified' : 'personal-data.desk.not-verified')}
                </>
              ),
            },
          data.mine && { label: t('personal-data.request.what'), value: <bdi>{data.words}</bdi> },
          data.mine &&
            data.answer !== null && { label: t('personal-data.request.answer'), value: <bdi>{data.answer}</bdi> },
        ]}
      />
      {data.state === 'open' && !data.mine && (
        <Form enhance={false}>
          <Hidden name="do" value="take" />
          <p class="measure">
            {t(data.assignedTo === null ? 'personal-data.desk.take-text' : 'personal-data.desk.take-over-text')}
          </p>
          <Button>{t('personal-data.desk.take')}</Button>
        </Form>
      )}
      {data.state === 'open' && data.mine && (
        <Form state={form}>
          <Hidden name="do" value="answer" />
          <Radios
            name="outcome"
            label={t('personal-data.desk.outcome')}
            choices={(['accepted', 'refused'] as const).map((outcome) => ({
              value: outcome,
              label: ts(`personal-data.desk.${outcome}`),
            }))}
          />
          <TextArea
            name="answer"
            label={t('personal-data.desk.answer')}
            hint={t('personal-data.desk.answer-hint')}
            rows={6}
            maxlength={4_000}
          />
          <Button>{t('personal-data.desk.send-answer')}</Button>
        </Form>
      )}
      <p class="mt-4">
        <Law>{t(`personal-data.request.law-${data.kind}`)}</Law>
      </p>
    </DeskDocument>
  );
}
