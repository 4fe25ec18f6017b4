import { NotFound } from '#platform/errors.ts';
import type { PageContext } from '#platform/html/context.tsx';
import { pick, plain, type Text } from '#platform/i18n/text.ts';
import { defineResource } from '#platform/page.ts';
import type { PdfBlock, PdfDocument, PdfRun } from '#platform/pdf/document-spec.ts';
import { PDF_TYPE, renderPdf } from '#platform/pdf/render-pdf.ts';
import { reportTags, shownReport } from '../queries/shown-report.ts';
import type { ReportedPlace, ShownCall } from '../report.ts';
import { addressed, stageOf } from './loading.ts';
import { countBlock, heldBlocks, placeBlocks, runOf, takenBlocks } from './report-blocks.ts';
import { channelRows, groupRows, stateLabel, stateRows } from './report-words.ts';

/** The report of a stage as a document, in the language of its address. Its figures and answers are sealed. */
export const stageReportPdf = defineResource({
  name: 'consultations.report-pdf',
  path: '/consultations/:reference/stages/:number/report.pdf',
  on: 'both',
  async load(request) {
    const { page } = request;
    const found = await addressed(request);
    const stage = stageOf(found, request);
    const lead = found.bodies[0];
    if (!stage.report || !lead || found.state === 'draft') throw new NotFound();
    const report = await shownReport(request.db, stage.report);
    const { ts, lang, format } = page;
    const path = `/consultations/${found.reference}/stages/${stage.number}`;
    const document: PdfDocument = {
      lang,
      title: ts('consultations.report.title', { stage: plain(stage.title, lang) }),
      subtitle: [runOf(page, found.title)],
      institution: { name: plain(lead.name, lang), accent: lead.accent, emblem: lead.emblem },
      reference: { label: ts('consultations.field.reference'), value: found.reference },
      date: report.on,
      blocks: [
        {
          kind: 'facts',
          rows: [
            [
              ts('consultations.field.dates'),
              ts('consultations.report.dates', {
                start: format.date(stage.startsOn),
                end: format.date(stage.endsOn),
              }),
            ],
            [ts('consultations.field.decides'), [runOf(page, found.decides)]],
          ],
        },
        { kind: 'heading', text: ts('consultations.report.asked') },
        ...paragraphs(page, report.asked),
        ...takenBlocks(page, report.taken ?? []),
        ...(report.entered ? [{ kind: 'paragraph' as const, text: ts('consultations.report.entered') }] : []),
        ...report.calls.flatMap((call) => callBlocks(page, call, report.held?.length ? [] : report.places)),
        ...(report.held ?? []).flatMap((held) => heldBlocks(page, held)),
        ...(report.held?.length ? placeBlocks(page, report.places) : []),
        { kind: 'heading', text: ts('consultations.report.said') },
        ...paragraphs(page, report.said),
        ...(report.comments > 0
          ? [{ kind: 'paragraph' as const, text: ts('consultations.report.comments', { n: report.comments }) }]
          : []),
        { kind: 'heading', text: ts('consultations.report.decided') },
        ...paragraphs(page, report.decided),
      ],
      check: {
        title: ts('consultations.report.check'),
        text: ts('consultations.report.check-text'),
        url: page.absolute(path),
      },
    };
    return {
      type: PDF_TYPE,
      body: await renderPdf(document),
      download: `${found.reference}-${stage.number}.pdf`,
      tags: [`consultation:${found.reference}`, ...reportTags(report)],
    };
  },
});

function paragraphs(page: PageContext, text: Text): PdfBlock[] {
  const picked = pick(text, page.lang);
  if (!picked) return [];
  return picked.value
    .split(/\n\s*\n/)
    .filter((part) => part.trim() !== '')
    .map((part) => ({ kind: 'paragraph', text: [runOf(page, { [picked.lang]: part.trim() })] }));
}

function callBlocks(page: PageContext, call: ShownCall, places: readonly ReportedPlace[]): PdfBlock[] {
  const { ts, format, lang } = page;
  const { figures } = call;
  const counted = (caption: string, rows: readonly (readonly [string, string])[]) => countBlock(page, caption, rows);
  const numbers = (rows: [string, number][]) => rows.map(([label, n]) => [label, format.number(n)] as const);
  return [
    { kind: 'heading', text: ts('consultations.report.who') },
    {
      kind: 'facts',
      rows: [
        [ts('consultations.report.contributions'), format.number(figures.total)],
        [ts('consultations.report.supports'), format.number(figures.supports)],
        [ts('consultations.report.supporters'), format.number(figures.supporters)],
        [ts('consultations.report.excluded'), format.number(figures.excluded)],
      ],
    },
    ...counted(ts('consultations.report.by-channel'), [
      ...numbers(channelRows(page, figures)),
      [ts('consultations.report.total'), format.number(figures.total)],
    ]),
    ...counted(ts('consultations.report.by-gender'), groupRows(page, call.gender)),
    ...counted(ts('consultations.report.by-age'), groupRows(page, call.ageBand)),
    ...placeBlocks(page, places),
    { kind: 'heading', text: ts('consultations.report.answered') },
    ...counted(ts('consultations.report.by-answer'), numbers(stateRows(page, figures))),
    ...(call.proposals.length === 0
      ? []
      : [
          {
            kind: 'table' as const,
            caption: ts('consultations.report.proposals'),
            columns: [
              { label: ts('consultations.report.proposal'), width: 3 },
              { label: ts('consultations.report.supports'), width: 1, numeric: true },
              { label: ts('consultations.report.answer'), width: 4 },
            ],
            rows: call.proposals.map((one) => [
              [one.title ? runOf(page, one.title) : ts('consultations.report.gone')],
              format.number(one.supports),
              [
                { text: stateLabel(page, one.state), bold: true },
                ...(one.reasons ? [' – ', runOf({ lang }, one.reasons)] : []),
                ...one.outcomes.flatMap((target): PdfRun[] => [' ', { text: target, ltr: true }]),
              ],
            ]),
          },
        ]),
  ];
}
