import type { PageContext } from '#platform/html/context.tsx';
import type { Text } from '#platform/i18n/text.ts';
import { plain } from '#platform/i18n/text.ts';
import type { PdfBlock, PdfDocument, PdfRun } from '#platform/pdf/document-spec.ts';
import type { Accent } from '#platform/tenant.ts';
import type { Petition } from '../queries/petitions.ts';
import { SHEET_LINES } from '../sheet.ts';

type Body = { name: Text; accent: Accent; emblem: string | null };

/** How much of the demand is printed on each sheet, in signs: the rest is where the code leads. */
const DEMAND_SHOWN = 420;

/**
 * Paper sheets, one page each, with the numbers of their lines: what the models of the decrees ask for. The day of filing and the subject
 * stand at the top of every page; the day is written by hand, since nobody knows it yet.
 */
export function sheetsDocument(
  page: Pick<PageContext, 'ts' | 'lang' | 'absolute' | 'format' | 'today'>,
  petition: Petition,
  body: Body,
  numbers: readonly number[],
): PdfDocument {
  const { ts, lang, absolute, today } = page;
  const title = ts('petitions.sheets.paper-title');
  return {
    lang,
    title,
    institution: { name: plain(body.name, lang), accent: body.accent, emblem: body.emblem },
    date: today,
    bare: true,
    header: {
      lines: headerLines(page, petition, null),
      url: absolute(`/petitions/${petition.reference}`),
    },
    blocks: numbers.flatMap((number, index): PdfBlock[] => [
      ...(index > 0 ? [{ kind: 'page-break' as const }] : []),
      { kind: 'heading', level: 0, text: ts('petitions.sheets.paper-number', { number }) },
      { kind: 'note', text: ts('petitions.sheets.paper-to', { council: plain(body.name, lang) }) },
      { kind: 'paragraph', text: [{ text: cut(petition.demand), lang: petition.lang }] },
      {
        kind: 'table',
        caption: ts(`petitions.sheets.paper-who-${petition.level}`),
        columns: [
          { label: ts('petitions.dossier.line'), width: 0.5 },
          { label: ts('petitions.sign.name'), width: 2.2 },
          { label: ts('petitions.sign.address'), width: 2.4 },
          {
            label: ts(petition.level === 'region' ? 'petitions.provinces.province' : 'petitions.dossier.tie'),
            width: 1.6,
          },
          { label: ts('petitions.dossier.signature'), width: 1.3 },
        ],
        rows: Array.from({ length: SHEET_LINES }, (_, line) => [`${line + 1}`, '', '', '', '']),
        rowHeight: 12.5,
      },
      { kind: 'note', text: ts('petitions.sheets.paper-note') },
    ]),
  };
}

function cut(text: string): string {
  const words = text.replace(/\s+/g, ' ').trim();
  return words.length <= DEMAND_SHOWN ? words : `${words.slice(0, DEMAND_SHOWN).replace(/\s\S*$/, '')} …`;
}

/** What stands at the top of every page of the file: the day of filing, and the subject. `filedOn` null: to be written by hand. */
export function headerLines(
  { ts, format }: Pick<PageContext, 'ts' | 'format'>,
  petition: Pick<Petition, 'title' | 'lang' | 'reference'>,
  filedOn: string | null,
): PdfRun[][] {
  const date = filedOn ? format.date(filedOn) : '......  /  ......  /  ............';
  return [
    [`${ts('petitions.dossier.filed-on')} `, { text: date, bold: true }],
    [`${ts('petitions.dossier.subject')} `, { text: petition.title, bold: true, lang: petition.lang }],
    [`${ts('petitions.field.reference')} `, { text: petition.reference, ltr: true }],
  ];
}
