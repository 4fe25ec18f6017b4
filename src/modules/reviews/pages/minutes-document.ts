import { nationalPortal } from '#core/institutions/index.ts';
import { calendarDate } from '#platform/clock.ts';
import { NotFound } from '#platform/errors.ts';
import type { PageContext } from '#platform/html/context.tsx';
import { plain } from '#platform/i18n/text.ts';
import { defineResource, type ResourceAnswer } from '#platform/page.ts';
import type { PdfBlock, PdfDocument } from '#platform/pdf/document-spec.ts';
import { PDF_TYPE, renderPdf } from '#platform/pdf/render-pdf.ts';
import { followUpTag } from '../plan.ts';
import { reviewTitle } from './desk-review.ts';
import { followUpPath } from './public-plan.ts';
import { frozenStatus, type PublicReview, publicReview } from './review-page.tsx';

/** The minutes of a review as a document, in the language of its address. Only what is published: the same bytes each time. */
export const minutesPdf = defineResource({
  name: 'reviews.minutes-pdf',
  path: '/action-plans/:plan/follow-up/reviews/:id/minutes.pdf',
  on: 'both',
  async load(request): Promise<ResourceAnswer> {
    const { db, page } = request;
    const data = await publicReview(request);
    const { plan, review } = data;
    if (review.state !== 'published' || review.publishedAt === null) throw new NotFound();
    const body = page.tenant ?? (await nationalPortal(db));
    const document: PdfDocument = {
      lang: page.lang,
      title: reviewTitle(page, review),
      subtitle: plain(plan.title, page.lang),
      institution: { name: plain(plan.institution.name, page.lang), accent: body.accent, emblem: body.emblem },
      date: calendarDate(review.publishedAt),
      blocks: blocksOf(page, data),
      check: {
        title: page.ts('reviews.minutes.check'),
        text: page.ts('reviews.minutes.check-text', { hash: review.minutesHash ?? '' }),
        url: page.absolute(`${followUpPath(plan.reference)}/reviews/${review.id}`),
      },
    };
    return {
      type: PDF_TYPE,
      body: await renderPdf(document),
      download: `${plan.reference}-${review.on}.pdf`,
      tags: [followUpTag(plan.reference), `plan:${plan.reference}`],
    };
  },
});

function blocksOf(page: PageContext, data: PublicReview): PdfBlock[] {
  const { ts, lang, format } = page;
  const { review, resolutions, earlier, rows } = data;
  const numbered = (items: string[], none: string): PdfBlock =>
    items.length > 0 ? { kind: 'list', items, numbered: true } : { kind: 'paragraph', text: none };
  return [
    {
      kind: 'facts',
      rows: [
        [ts('reviews.review.on'), format.date(review.on)],
        [ts('reviews.review.place'), plain(review.place, lang)],
        [ts('reviews.review.chair'), ts(`reviews.review.chairs.${review.chair}`)],
      ],
    },
    ...attendanceBlocks(page, data),
    { kind: 'heading', text: ts('reviews.agenda.title') },
    numbered(
      review.agenda.map((item) => {
        const kind = item.kind === 'other' ? '' : `${ts(`reviews.agenda.kinds.${item.kind}`)} · `;
        return `${kind}${item.milestone ? `${item.milestone} ` : ''}${plain(item.text, lang)}`;
      }),
      ts('reviews.agenda.none'),
    ),
    { kind: 'heading', text: ts('reviews.minutes.title') },
    ...paragraphs(plain(review.minutes, lang)),
    ...resolutionBlocks(page, ts('reviews.resolution.title'), resolutions, true),
    ...resolutionBlocks(page, ts('reviews.review.earlier'), earlier, false),
    { kind: 'page-break' },
    { kind: 'heading', text: ts('reviews.matrix.frozen') },
    {
      kind: 'table',
      caption: ts('reviews.matrix.rows', { n: rows.length }),
      columns: [
        { label: ts('reviews.matrix.row'), width: 3 },
        { label: ts('reviews.matrix.end'), width: 1.2 },
        { label: ts('reviews.matrix.status'), width: 1.2 },
      ],
      rows: rows.map((row) => [
        [{ text: row.milestone, ltr: true }, ` ${plain(row.title, lang)}`],
        row.end ? format.date(row.end, row.precision ?? 'day') : '–',
        frozenStatus(page, row),
      ]),
    },
    { kind: 'note', text: [`${ts('reviews.review.matrix-hash')}: `, { text: review.matrixHash ?? '', ltr: true }] },
  ];
}

function paragraphs(text: string): PdfBlock[] {
  return text
    .split(/\r?\n\s*\r?\n/)
    .filter((part) => part.trim() !== '')
    .map((part) => ({ kind: 'paragraph', text: part.trim() }));
}

/** Members by name where they agreed, else by their function; offices and organisations by their names. */
function attendanceBlocks({ ts }: PageContext, { review, members }: PublicReview): PdfBlock[] {
  const known = new Map(members.map((member) => [member.id, member]));
  const names = (present: boolean) =>
    review.attendance.members.flatMap((one) => {
      const member = one.present === present ? known.get(one.id) : undefined;
      if (!member) return [];
      const name = member.consentedOn === null ? ts(`reviews.members.functions.${member.function}`) : member.name;
      return [`${name} · ${member.organisation}`];
    });
  const parts: [string, readonly string[]][] = [
    [ts('reviews.attendance.present'), names(true)],
    [ts('reviews.attendance.absent'), names(false)],
    [ts('reviews.attendance.offices'), review.attendance.offices],
    [ts('reviews.attendance.others'), review.attendance.others],
  ];
  const shown = parts.filter(([, some]) => some.length > 0);
  if (shown.length === 0) return [];
  return [
    { kind: 'heading', text: ts('reviews.attendance.title') },
    ...shown.flatMap(([text, items]): PdfBlock[] => [
      { kind: 'heading', text, level: 2 },
      { kind: 'list', items },
    ]),
  ];
}

/** Decisions and recommendations with owner and date. What became of them changes with time: only earlier ones are told with it. */
function resolutionBlocks(
  { ts, lang, format }: PageContext,
  title: string,
  resolutions: PublicReview['resolutions'],
  fresh: boolean,
): PdfBlock[] {
  if (resolutions.length === 0) return [];
  return [
    { kind: 'heading', text: title },
    {
      kind: 'table',
      caption: ts('reviews.resolution.count', { n: resolutions.length }),
      columns: [
        { label: ts('reviews.resolution.text'), width: 3 },
        { label: ts(fresh ? 'reviews.resolution.office' : 'reviews.result.result'), width: 1.4 },
        { label: ts('reviews.resolution.due-on'), width: 1.2 },
      ],
      rows: resolutions.map((one) => [
        `${ts(`reviews.resolution.kinds.${one.kind}`)} · ${plain(one.withheld ?? one.text, lang)}`,
        fresh ? plain(one.officeName, lang) || '–' : one.last ? ts(`reviews.result.results.${one.last.result}`) : '–',
        one.dueOn ? format.date(one.dueOn) : '–',
      ]),
    },
  ];
}
