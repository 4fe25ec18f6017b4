import { DeadlineSteps, deadlinesOf, type Explained, explainDeadline } from '#core/deadlines/index.ts';
import { institutionsById } from '#core/institutions/index.ts';
import { NotFound } from '#platform/errors.ts';
import { Banner } from '#platform/html/banner.tsx';
import { usePage } from '#platform/html/context.tsx';
import { Details } from '#platform/html/details.tsx';
import { Document } from '#platform/html/layout.tsx';
import { PageHead } from '#platform/html/page-head.tsx';
import { Summary } from '#platform/html/summary.tsx';
import { StatusTag } from '#platform/html/tag.tsx';
import { DateText, DateTimeText, Law, Multilingual } from '#platform/html/text.tsx';
import type { Text } from '#platform/i18n/text.ts';
import { isId } from '#platform/ids.ts';
import { definePage } from '#platform/page.ts';
import { ownRequest } from '../access.ts';
import { requestById } from '../queries.ts';
import { type DataRequest, DEADLINE_KIND } from '../request.ts';
import { useRequestStatus } from './own-requests.tsx';

type Data = DataRequest & { body: Text | undefined; explained: Explained | undefined };

/** A request about one's own data, and what became of it. */
export const ownRequestPage = definePage<unknown, Data>({
  name: 'personal-data.own-request-page',
  path: '/me/data/requests/:id',
  on: 'both',
  access: ownRequest,
  async load({ db, params }) {
    const request = isId(params.id ?? '') ? await requestById(db, params.id ?? '') : undefined;
    if (!request) throw new NotFound();
    const body = (await institutionsById(db, [request.institutionId])).get(request.institutionId);
    const [deadline] = await deadlinesOf(db, request.institutionId, DEADLINE_KIND, [request.id]);
    return { ...request, body: body?.name, explained: deadline && (await explainDeadline(db, deadline)) };
  },
  view: ({ data }) => <OwnRequest request={data} />,
});

function OwnRequest({ request }: { request: Data }) {
  const { t, ts, query } = usePage();
  const statusOf = useRequestStatus();
  const title = ts(`personal-data.kinds.${request.kind}`);
  return (
    <Document
      title={title}
      crumbs={[
        { label: ts('personal-data.me.space'), path: '/me' },
        { label: ts('personal-data.me.title'), path: '/me/data' },
      ]}
      noIndex
      canonical={null}
    >
      <PageHead title={title} row={<StatusTag {...statusOf(request)} />} />
      {query.has('sent') && (
        <Banner kind="good" title={t('personal-data.request.received')} live>
          {request.dueOn && <p>{t('personal-data.request.answer-by', { date: <DateText date={request.dueOn} /> })}</p>}
        </Banner>
      )}
      <Summary
        rows={[
          request.body && { label: t('personal-data.request.to'), value: <Multilingual text={request.body} /> },
          { label: t('personal-data.request.sent'), value: <DateTimeText instant={request.receivedAt} /> },
          request.dueOn !== null && {
            label: t('personal-data.request.due'),
            value: <DateText date={request.dueOn} />,
          },
          { label: t('personal-data.request.what'), value: <bdi>{request.words}</bdi> },
          request.answer !== null && { label: t('personal-data.request.answer'), value: <bdi>{request.answer}</bdi> },
          request.answeredAt !== null && {
            label: t('personal-data.request.answered'),
            value: <DateTimeText instant={request.answeredAt} />,
          },
        ]}
      />
      {request.state === 'open' && request.explained && (
        <Details summary={t('personal-data.request.how')}>
          <DeadlineSteps explained={request.explained} />
        </Details>
      )}
      {request.state !== 'accepted' && (
        <p class="mt-4 measure">
          {t('personal-data.request.remedy')} <Law>{t('personal-data.request.law-rectification')}</Law>
        </p>
      )}
    </Document>
  );
}
