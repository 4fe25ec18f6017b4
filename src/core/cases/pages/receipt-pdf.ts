import { z } from 'zod';
import { isCivilDate } from '#core/deadlines/index.ts';
import { institutionsById } from '#core/institutions/index.ts';
import { NotFound } from '#platform/errors.ts';
import type { PageContext } from '#platform/html/context.tsx';
import { plain } from '#platform/i18n/text.ts';
import { defineResource, type PageRequest, type ResourceAnswer } from '#platform/page.ts';
import type { PdfBlock, PdfDocument, PdfStep } from '#platform/pdf/document-spec.ts';
import { PDF_TYPE, renderPdf } from '#platform/pdf/render-pdf.ts';
import type { CaseTarget } from '../access.ts';
import { track } from '../access.ts';
import { OWN_EVENTS, type OwnEvent, remediesAfter } from '../case.ts';
import { secretOf, trackPath } from '../secret.ts';
import { type ShownCase, shownCase } from './case-view.tsx';
import { trackedCase } from './track-page.tsx';

const query = z.object({ reference: z.string().max(40), secret: z.string().max(60) });

/** The receipt of a case with its QR code and, once it is decided, the decision with its reasons and remedies: to print and to keep. */
export const receiptPdf = defineResource({
  name: 'cases.receipt-pdf',
  path: '/track/receipt.pdf',
  on: 'both',
  query,
  access: track,
  async load(request): Promise<ResourceAnswer> {
    const caseFile = await trackedCase(request);
    if (!caseFile) throw new NotFound();
    return {
      type: PDF_TYPE,
      body: await renderPdf(await receiptDocument(request, caseFile)),
      download: `${caseFile.reference}.pdf`,
      headers: { 'cache-control': 'private, no-store' },
    };
  },
});

/** The receipt of a case, for its party: it holds the secret. */
export async function receiptDocument(request: PageRequest, caseFile: CaseTarget): Promise<PdfDocument> {
  const { db, page } = request;
  const body = (await institutionsById(db, [caseFile.institutionId])).get(caseFile.institutionId);
  if (!body) throw new NotFound();
  const shown = await shownCase(request, caseFile, 'parties');
  const { reference } = caseFile;
  const secret = secretOf(shown.keys, reference);
  return {
    lang: page.lang === 'zgh' ? 'ar' : page.lang,
    title: page.ts('cases.receipt.title'),
    subtitle: page.ts('cases.receipt.subtitle', { kind: page.ts(shown.kind.label) }),
    institution: { name: plain(body.name, page.lang), accent: body.accent, emblem: body.emblem },
    reference: { label: page.ts('cases.field.reference'), value: reference },
    date: page.today,
    blocks: blocksOf(page, shown),
    check: {
      title: page.ts('cases.receipt.check'),
      text: page.ts('cases.receipt.check-text'),
      url: page.absolute(trackPath(shown.keys, reference)),
      code: secret,
    },
  };
}

function blocksOf(page: PageContext, { caseFile, kind, events }: ShownCase): PdfBlock[] {
  const { ts, format, lang } = page;
  const state = kind.states[caseFile.state];
  const said = (verb: string) => {
    const own = (OWN_EVENTS as readonly string[]).includes(verb);
    const step = kind.steps[verb];
    return own ? ts(`cases.events.${verb as OwnEvent}`) : step ? ts(step) : verb;
  };
  const steps = events.map(
    ({ at, verb, words, facts }, index): PdfStep => ({
      when: format.dateTime(at),
      what: said(verb),
      detail: [groundText(page, kind, facts), plain(words, lang), dueText(page, facts)].filter(Boolean).join('\n'),
      state: index === events.length - 1 ? 'now' : 'done',
    }),
  );
  const remedies = events.flatMap(({ verb }) => remediesAfter(kind, verb));
  return [
    {
      kind: 'facts',
      rows: [
        [ts('cases.field.title'), plain(caseFile.title, lang)],
        [ts('cases.field.party'), caseFile.partyName],
        [ts('cases.field.received'), format.date(caseFile.receivedOn)],
        [ts('cases.field.state'), state ? ts(state) : caseFile.state],
        ...(caseFile.dueOn === null ? [] : [[ts('cases.field.due'), format.date(caseFile.dueOn)] as const]),
      ],
    },
    { kind: 'heading', text: ts('cases.timeline.title') },
    { kind: 'timeline', steps },
    ...(remedies.length > 0 ? [{ kind: 'heading' as const, text: ts('cases.remedies.title') }] : []),
    ...remedies.map(({ text, source }) => ({
      kind: 'paragraph' as const,
      text: [`${ts(text)} (`, { text: source, ltr: true }, ')'],
    })),
  ];
}

type Facts = ShownCase['events'][number]['facts'];

function groundText({ ts }: PageContext, { grounds, outcomes }: ShownCase['kind'], { ground, outcome }: Facts): string {
  const words = [outcome && outcomes[outcome], ground && grounds[ground]];
  return words.flatMap((key) => (key ? [ts(key)] : [])).join('\n');
}

function dueText({ ts, format }: PageContext, { due }: Facts): string {
  return typeof due === 'string' && isCivilDate(due) ? `${ts('cases.fact.due')} ${format.date(due)}` : '';
}
