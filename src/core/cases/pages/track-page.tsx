import { z } from 'zod';
import { Button } from '#platform/html/button.tsx';
import { usePage } from '#platform/html/context.tsx';
import { TextInput } from '#platform/html/field.tsx';
import { ErrorSummary, Form } from '#platform/html/form.tsx';
import { Document } from '#platform/html/layout.tsx';
import { PageHead } from '#platform/html/page-head.tsx';
import { definePage, type FormState, type PageRequest } from '#platform/page.ts';
import { followCase, track } from '../access.ts';
import { confirmDecision } from '../actions/confirm-decision.ts';
import { replyToCase } from '../actions/reply-to-case.ts';
import { trackPath } from '../secret.ts';
import { messageOf } from '../sent-message.ts';
import { findCaseAnywhere } from '../target.ts';
import { CaseView, type ShownCase, shownCase, typedMessage } from './case-view.tsx';

const query = z.object({ reference: z.string().max(40).catch(''), secret: z.string().max(60).catch('') });
type Query = z.infer<typeof query>;
type Data = { shown: ShownCase | undefined };

/** Follows a case without an account: by its reference and the secret of its receipt. A wrong secret and no case are one answer. */
export const trackPage = definePage<Query, Data>({
  name: 'cases.track-page',
  path: '/track',
  on: 'both',
  query,
  access: track,
  load: async (request) => {
    const caseFile = await trackedCase(request);
    return { shown: caseFile && (await shownCase(request, caseFile, 'parties')) };
  },
  view: ({ data, form, query: asked }) => <Track data={data} form={form} asked={asked} />,
  submits: {
    reply: {
      action: replyToCase,
      input: (values, request, files) =>
        messageOf(
          { ...request, ...request.page },
          followCase,
          {
            ...typedMessage(values, request),
            case: request.query.reference,
            secret: request.query.secret,
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
      input: (_values, { query: { reference, secret } }) => ({ case: reference, secret }),
      done: back,
    },
  },
});

/** The case of an address, if its secret is right. */
export async function trackedCase({ db, offers, around, query: { reference, secret } }: PageRequest<Query>) {
  const caseFile = await findCaseAnywhere({ db, offers, around }, reference, secret);
  return caseFile?.bySecret ? caseFile : undefined;
}

function back(_result: unknown, { query: { reference, secret } }: PageRequest<Query>): string {
  return `/track?${new URLSearchParams({ reference, secret })}`;
}

function Track({ data: { shown }, form, asked }: { data: Data; form: FormState; asked: Query }) {
  const page = usePage();
  const { t, ts } = page;
  const wrong = !shown && (asked.reference !== '' || asked.secret !== '');
  const faults: FormState = {
    values: { reference: asked.reference, secret: asked.secret },
    faults: wrong ? [{ pointer: '/reference', key: 'cases.fault.not-found' }] : [],
  };
  if (!shown)
    return (
      <Document title={ts('cases.track.title')} canonical="/track" faulty={wrong}>
        <ErrorSummary state={faults} />
        <PageHead title={t('cases.track.title')} lead={t('cases.track.lead')} />
        <Form method="get" state={faults}>
          <TextInput
            name="reference"
            label={t('cases.field.reference')}
            hint={t('cases.track.reference-hint')}
            dir="ltr"
            maxlength={40}
            autocomplete="off"
            spellcheck={false}
          />
          <TextInput
            name="secret"
            label={t('cases.field.secret')}
            hint={t('cases.track.secret-hint')}
            dir="ltr"
            maxlength={60}
            autocomplete="off"
            spellcheck={false}
          />
          <Button>{t('cases.track.show')}</Button>
        </Form>
        <p>
          <a href={page.href('/cases/figures')}>{t('cases.figures.link')}</a>
        </p>
      </Document>
    );
  const { reference } = shown.caseFile;
  return (
    <Document
      title={reference}
      crumbs={[{ label: ts('cases.track.title'), path: '/track' }]}
      crumb={reference}
      canonical={null}
      noIndex
      faulty={form.faults.length > 0}
    >
      <ErrorSummary state={form} />
      <PageHead title={t('cases.track.yours')} lead={t('cases.track.keep')} />
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
