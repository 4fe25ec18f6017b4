import { z } from 'zod';
import { DeskDocument, deskTabs, one } from '#core/institutions/index.ts';
import type { Slice, Total } from '#platform/db/paging.ts';
import { Banner } from '#platform/html/banner.tsx';
import { Button, ButtonLink } from '#platform/html/button.tsx';
import { Chapter } from '#platform/html/chapter.tsx';
import { Checkboxes } from '#platform/html/choices.tsx';
import { usePage } from '#platform/html/context.tsx';
import { Empty } from '#platform/html/empty.tsx';
import { Select, TextInput } from '#platform/html/field.tsx';
import { Filters } from '#platform/html/filters.tsx';
import { ErrorSummary, Form, Hidden } from '#platform/html/form.tsx';
import { pathAndQuery } from '#platform/html/links.ts';
import { Pagination } from '#platform/html/pagination.tsx';
import type { Tab } from '#platform/html/tabs.tsx';
import { plain } from '#platform/i18n/text.ts';
import { definePage, type FormState } from '#platform/page.ts';
import { recordProposals, triageProposals } from '../access.ts';
import { setAmendments } from '../actions/set-amendments.ts';
import { undoAnswers } from '../actions/undo-answers.ts';
import { PROPOSAL_STATES } from '../proposal.ts';
import { type ProposalCall, unansweredIn } from '../queries/calls.ts';
import { listProposals, type Proposal } from '../queries/proposals.ts';
import { addressedCall } from './loading.ts';

const query = z.object({
  q: z.string().max(200).optional(),
  theme: z.string().max(60).optional(),
  state: z.enum(PROPOSAL_STATES).optional().catch(undefined),
  after: z.string().max(2_000).optional(),
  /** Answers just given together, which can still be undone. */
  undo: z.string().max(40).optional(),
});

type Query = z.infer<typeof query>;
type Data = ProposalCall &
  Slice<Proposal> &
  Total & { tabs: Tab[]; unanswered: number; held: number; records: boolean };

/** The proposals of a call on the desk: choose some, then assign or answer them together. */
export const triagePage = definePage<Query, Data>({
  name: 'proposals.triage-page',
  path: '/desk/proposals/calls/:call',
  on: 'tenant',
  query,
  access: triageProposals,
  async load(request) {
    const { db, page, query: asked } = request;
    const call = await addressedCall(request);
    const { q, theme, state, after } = asked;
    return {
      ...call,
      ...(await listProposals(
        db,
        { institutionId: call.institutionId, callId: call.id, q, theme, state },
        { limit: 50, after },
      )),
      ...(await unansweredIn(db, call)),
      tabs: deskTabs(request),
      records: recordProposals.allows(page.actor, call, page),
    };
  },
  view: ({ data, form, query: asked }) => <Triage data={data} form={form} asked={asked} />,
  submits: {
    undo: {
      action: undoAnswers,
      input: (_values, { params, query: asked }) => ({ call: params.call, batch: asked.undo }),
      done: (_result, { params }) => `/desk/proposals/calls/${params.call}?done=1`,
    },
    amendments: {
      action: setAmendments,
      input: (values, { params }) => ({ call: params.call, taken: one(values, 'taken') === 'yes' }),
      done: (_result, { params }) => `/desk/proposals/calls/${params.call}?done=1`,
    },
  },
});

function Triage({ data, form, asked }: { data: Data; form: FormState; asked: Query }) {
  const page = usePage();
  const { t, ts, lang, href } = page;
  const path = `/desk/proposals/calls/${data.id}`;
  return (
    <DeskDocument
      title={plain(data.title, lang)}
      lead={t('proposals.triage.waiting', { n: data.unanswered })}
      tabs={data.tabs}
      crumbs={[{ label: ts('proposals.desk.title'), path: '/desk/proposals' }]}
      row={
        <>
          {data.records && data.closedAt === null && (
            <ButtonLink kind="quiet" size="small" path={`${path}/record`}>
              {t('proposals.record.title')}
            </ButtonLink>
          )}
          {data.records && data.closedAt === null && (
            <ButtonLink kind="quiet" size="small" path={`${path}/import`}>
              {t('proposals.import.title')}
            </ButtonLink>
          )}
          <ButtonLink kind="quiet" size="small" path={`${path}/questions`}>
            {t('proposals.questions.title')}
          </ButtonLink>
          <ButtonLink kind="quiet" size="small" path={`/proposals?call=${data.id}`}>
            {t('proposals.manage.public')}
          </ButtonLink>
          <ButtonLink kind="quiet" size="small" path={`${path}/integrity`}>
            {t('proposals.integrity.title')}
          </ButtonLink>
        </>
      }
    >
      <ErrorSummary state={form} />
      {asked.undo && (
        <Banner kind="good" title={t('proposals.triage.answered')} live>
          <p>{t('proposals.triage.undo-text')}</p>
          <Form action={pathAndQuery(page)}>
            <Hidden name="do" value="undo" />
            <Button kind="quiet">{t('proposals.triage.undo')}</Button>
          </Form>
        </Banner>
      )}
      {data.held > 0 && (
        <Banner kind="warn">
          <p>{t('proposals.triage.held', { n: data.held })}</p>
        </Banner>
      )}
      <div class="split list-page">
        <section class="flow" id="results" aria-labelledby="results-title">
          <h2 id="results-title" tabindex={-1}>
            {t('proposals.page.n', { n: data.total })}
          </h2>
          {data.items.length === 0 ? (
            <Empty title={t('proposals.page.none')} />
          ) : (
            <Form method="get" action={`${path}/selected`} label={ts('proposals.triage.choose')}>
              <Checkboxes
                name="p"
                label={t('proposals.triage.choose')}
                choices={data.items.map(({ reference, title, state, supports }) => ({
                  value: reference,
                  label: plain(title, lang),
                  hint: `${reference} · ${ts(`proposals.state.${state}`)} · ${ts('proposals.page.supports', { n: supports })}`,
                }))}
              />
              <Button>{t('proposals.triage.go-on')}</Button>
            </Form>
          )}
          <Pagination next={data.next} />
          <h3>{t('proposals.triage.one-by-one')}</h3>
          <ul>
            {data.items.map(({ reference, title }) => (
              <li>
                <a href={href(`/desk/proposals/${reference}`)}>
                  <bdi>{plain(title, lang)}</bdi>
                </a>
              </li>
            ))}
          </ul>
        </section>
        <Filters>
          <TextInput name="q" type="search" label={t('proposals.filter.words')} value={asked.q} maxlength={200} />
          {data.themes.length > 0 && (
            <Select
              name="theme"
              label={t('proposals.field.theme')}
              empty={ts('proposals.filter.all')}
              value={asked.theme}
              choices={data.themes.map(({ key, name }) => ({ value: key, label: plain(name, lang) }))}
            />
          )}
          <Select
            name="state"
            label={t('proposals.field.state')}
            empty={ts('proposals.filter.all')}
            value={asked.state}
            choices={PROPOSAL_STATES.map((state) => ({ value: state, label: ts(`proposals.state.${state}`) }))}
          />
        </Filters>
      </div>
      {data.closedAt === null && (
        <Chapter id="amendments" title={t('proposals.amendment.title')} intro={t('proposals.amendment.intro')}>
          <p>{t(data.amendments ? 'proposals.amendment.taken' : 'proposals.amendment.not-taken')}</p>
          <Form label={ts('proposals.amendment.title')}>
            <Hidden name="do" value="amendments" />
            <Hidden name="taken" value={data.amendments ? 'no' : 'yes'} />
            <Button kind="quiet">{t(data.amendments ? 'proposals.amendment.stop' : 'proposals.amendment.take')}</Button>
          </Form>
        </Chapter>
      )}
    </DeskDocument>
  );
}
