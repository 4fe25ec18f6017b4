import { usePage } from '#platform/html/context.tsx';
import { ErrorSummary } from '#platform/html/form.tsx';
import { Document } from '#platform/html/layout.tsx';
import { PageHead } from '#platform/html/page-head.tsx';
import { definePage, type FormState } from '#platform/page.ts';
import { type CaseTarget, followCase } from '../access.ts';
import { confirmDecision } from '../actions/confirm-decision.ts';
import { replyToCase } from '../actions/reply-to-case.ts';
import { found } from '../case.ts';
import { trackPath } from '../secret.ts';
import { messageOf } from '../sent-message.ts';
import { findCaseAnywhere } from '../target.ts';
import { CaseView, type ShownCase, shownCase, typedMessage } from './case-view.tsx';

type Data = CaseTarget & { shown: ShownCase };

const back = (_result: unknown, { params }: { params: Record<string, string> }) => `/me/cases/${params.reference}`;

/** A case that a person brought with their account. */
export const ownCasePage = definePage<unknown, Data>({
  name: 'cases.own-case-page',
  path: '/me/cases/:reference',
  on: 'both',
  access: followCase,
  load: async (request) => {
    const { db, params, offers, around } = request;
    const caseFile = found(await findCaseAnywhere({ db, offers, around }, params.reference ?? ''));
    return { ...caseFile, shown: await shownCase(request, caseFile, 'parties') };
  },
  view: ({ data, form }) => <OwnCase shown={data.shown} form={form} />,
  submits: {
    reply: {
      action: replyToCase,
      input: (values, request, files) =>
        messageOf(
          { ...request, ...request.page },
          followCase,
          {
            ...typedMessage(values, request),
            case: request.params.reference ?? '',
            file: files.find(({ field }) => field === 'file'),
          },
          (ticket) => {
            values.upload = ticket;
          },
        ),
      done: back,
    },
    confirm: {
      action: confirmDecision,
      input: (_values, { params }) => ({ case: params.reference }),
      done: back,
    },
  },
});

function OwnCase({ shown, form }: { shown: ShownCase; form: FormState }) {
  const page = usePage();
  const { t, ts } = page;
  const { reference } = shown.caseFile;
  return (
    <Document
      title={reference}
      crumbs={[
        { label: ts('accounts.account.me'), path: '/me' },
        { label: ts('cases.own.title'), path: '/me/cases' },
      ]}
      crumb={reference}
      canonical={null}
      noIndex
      faulty={form.faults.length > 0}
    >
      <ErrorSummary state={form} />
      <PageHead title={t('cases.track.yours')} />
      <p>
        <a href={page.href(trackPath(shown.keys, reference).replace('/track?', '/track/receipt.pdf?'))}>
          {t('cases.receipt.pdf')}
        </a>
        {' · '}
        <a href={page.href(trackPath(shown.keys, reference).replace('/track?', '/track/case.zip?'))}>
          {t('cases.zip.whole')}
        </a>
      </p>
      <CaseView shown={shown} form={form} />
    </Document>
  );
}
