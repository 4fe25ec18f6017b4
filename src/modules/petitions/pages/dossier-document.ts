import type { PageContext } from '#platform/html/context.tsx';
import { plain, type Text } from '#platform/i18n/text.ts';
import type { PdfBlock, PdfDocument, PdfWords } from '#platform/pdf/document-spec.ts';
import type { Accent } from '#platform/tenant.ts';
import { DOSSIER_PART, dossierParts, markOf } from '../dossier.ts';
import { PETITION_LAWS } from '../law.ts';
import { CHANNELS } from '../petition.ts';
import type { DossierSignatory } from '../queries/dossier.ts';
import type { Invalidation } from '../queries/judging.ts';
import type { Petition } from '../queries/petitions.ts';
import type { Sample } from '../queries/samples.ts';
import type { TallyTable } from '../queries/tally.ts';
import type { PetitionRoot } from '../roots.ts';
import type { LineFault } from '../sheet.ts';
import { headerLines } from './sheets-document.ts';

type Words = Pick<PageContext, 'ts' | 'lang' | 'format' | 'absolute' | 'today'>;

/** Everything that stands on the file of a petition. */
export type Dossier = {
  petition: Petition;
  body: { name: Text; accent: Accent; emblem: string | null };
  /** 1, 2, 3…: the first also holds text and summary. */
  part: number;
  /** The day of filing, where it is known. */
  filedOn: string | null;
  signatories: readonly DossierSignatory[];
  tally: TallyTable;
  /** The numbers of the paper sheets that were counted. */
  sheets: readonly number[];
  rejected: readonly { rejected: LineFault; n: number }[];
  findings: readonly Invalidation[];
  samples: readonly Sample[];
  root: PetitionRoot | undefined;
};

/**
 * The file of a petition as the models of the decrees ask for it: the day of filing and the subject at the top of every page, the text, the
 * signatories with name, address, prefecture or province and what stands for their signature, the identity copies, the annexes, and a
 * summary by province. It says plainly that no text provides for signing local petitions electronically.
 */
export function dossierDocument(words: Words, dossier: Dossier): PdfDocument {
  const { ts, lang, absolute } = words;
  const { petition, body, part, filedOn, tally } = dossier;
  const parts = dossierParts(tally.total);
  return {
    lang,
    title: ts('petitions.dossier.title'),
    subtitle: ts('petitions.dossier.part', { part, parts }),
    institution: { name: plain(body.name, lang), accent: body.accent, emblem: body.emblem },
    reference: { label: ts('petitions.field.reference'), value: petition.reference },
    date: words.today,
    header: { lines: headerLines(words, petition, filedOn) },
    blocks: [
      ...(part === 1 ? opening(words, dossier) : []),
      ...(part === 1 && dossier.signatories.length > 0 ? [{ kind: 'page-break' as const }] : []),
      ...list(words, dossier),
    ],
    check: {
      title: ts('petitions.dossier.check'),
      text: ts('petitions.dossier.check-text'),
      url: absolute(`/petitions/${petition.reference}/roots`),
    },
  };
}

function opening(words: Words, dossier: Dossier): PdfBlock[] {
  const { ts, lang, format } = words;
  const { petition, body, tally, root } = dossier;
  const { law, articles } = PETITION_LAWS[petition.level];
  const own = (text: string): PdfWords => [{ text, lang: petition.lang }];
  return [
    {
      kind: 'facts',
      rows: [
        [ts('petitions.dossier.to'), ts('petitions.dossier.to-president', { council: plain(body.name, lang) })],
        [ts('petitions.dossier.subject-label'), own(petition.title)],
        [ts('petitions.field.representative'), petition.representativeName],
        [ts('petitions.dossier.basis'), ts('petitions.law', { law, articles: articles.conditions, several: 'yes' })],
        [ts('petitions.requirements.signatures'), format.number(petition.required ?? 0)],
        [ts('petitions.tally.title'), format.number(tally.total)],
      ],
    },
    { kind: 'heading', text: ts('petitions.field.demand') },
    ...paragraphs(petition.demand, own),
    { kind: 'heading', text: ts('petitions.field.reasons') },
    ...paragraphs(petition.reasons, own),
    { kind: 'heading', text: ts('petitions.dossier.summary') },
    summary(words, dossier),
    { kind: 'note', text: ts('petitions.dossier.channels-note') },
    ...integrity(words, root, tally.total),
    { kind: 'heading', text: ts('petitions.dossier.electronic') },
    { kind: 'paragraph', text: ts('petitions.dossier.electronic-text') },
    { kind: 'heading', text: ts('petitions.dossier.annexes') },
    { kind: 'list', numbered: true, items: annexes(words, dossier) },
    ...judged(words, dossier),
  ];
}

function paragraphs(text: string, own: (text: string) => PdfWords): PdfBlock[] {
  return text
    .split(/\n\s*\n/)
    .filter((part) => part.trim() !== '')
    .map((part) => ({ kind: 'paragraph', text: own(part.trim()) }));
}

/** Signatures by province and channel, against the floor of each province. */
function summary({ ts, lang, format }: Words, { petition, tally }: Dossier): PdfBlock {
  const floor = petition.perProvinceMinimum;
  const rows = tally.rows.filter((row) => row.name !== null || row.total > 0);
  const name = (row: TallyTable['rows'][number]) =>
    row.name ? plain(row.name, lang) : ts('petitions.tally.elsewhere');
  return {
    kind: 'table',
    caption: ts('petitions.tally.caption'),
    columns: [
      { label: ts('petitions.provinces.province'), width: 2.2 },
      ...CHANNELS.map((channel) => ({ label: ts(`petitions.channel.${channel}`), numeric: true })),
      { label: ts('petitions.provinces.total'), numeric: true },
      ...(floor === null ? [] : [{ label: ts('petitions.dossier.floor'), numeric: true }]),
    ],
    rows: [
      ...rows.map((row) => [
        name(row),
        ...CHANNELS.map((channel) => format.number(row.channels[channel])),
        format.number(row.total),
        ...(floor === null ? [] : [row.name ? format.number(floor) : '–']),
      ]),
      [
        [{ text: ts('petitions.provinces.total'), bold: true }],
        ...CHANNELS.map((channel) => format.number(tally.channels[channel])),
        [{ text: format.number(tally.total), bold: true }],
        ...(floor === null ? [] : [format.number(petition.required ?? 0)]),
      ],
    ],
  };
}

/** The newest published root, and whether it is over the same signatures as this file. */
function integrity({ ts, format }: Words, root: PetitionRoot | undefined, total: number): PdfBlock[] {
  if (!root) return [];
  const same = root.signatures === total;
  const said = ts(same ? 'petitions.dossier.root-same' : 'petitions.dossier.root-other', {
    count: root.signatures,
    date: format.date(root.at.toISOString().slice(0, 10)),
  });
  return [{ kind: 'note', text: [`${said} `, { text: root.root.toString('hex'), ltr: true }] }];
}

function annexes({ ts, format }: Words, { tally, sheets }: Dossier): string[] {
  return [
    ts('petitions.dossier.annex-copies', { count: tally.total }),
    ...(sheets.length > 0 ? [ts('petitions.dossier.annex-sheets', { sheets: format.list(sheets.map(String)) })] : []),
    ts('petitions.dossier.annex-list', { count: tally.total, parts: dossierParts(tally.total) }),
  ];
}

/** What was found not to count and why, and what samples said. */
function judged({ ts, format }: Words, { rejected, findings, samples }: Dossier): PdfBlock[] {
  const standing = findings.filter((one) => one.undoneAt === null);
  const items = [
    ...rejected.map(({ rejected: fault, n }) =>
      ts('petitions.dossier.lines-rejected', { reason: ts(`petitions.line-fault.${fault}`), n }),
    ),
    ...standing.map(({ ground, reasons, signatures, at }) =>
      ts('petitions.dossier.finding', {
        date: format.date(at.toISOString().slice(0, 10)),
        n: signatures,
        ground: ts(`petitions.invalidation-ground.${ground}`),
        reasons,
      }),
    ),
    ...samples.flatMap(({ number, size, drawnFrom, estimate }) =>
      estimate
        ? [
            `${ts('petitions.samples.number', { number })} (${ts('petitions.samples.of', { size, all: drawnFrom })}): ${ts(
              'petitions.samples.interval',
              {
                share: format.percent(estimate.share),
                low: format.percent(estimate.low),
                high: format.percent(estimate.high),
              },
            )}`,
          ]
        : [],
    ),
  ];
  if (items.length === 0) return [];
  return [
    { kind: 'heading', text: ts('petitions.dossier.judged') },
    { kind: 'list', items },
  ];
}

/** The signatories of this part, numbered through all parts. */
function list({ ts, lang, format }: Words, { petition, part, signatories, tally }: Dossier): PdfBlock[] {
  if (signatories.length === 0) return [];
  const first = (part - 1) * DOSSIER_PART + 1;
  const province = (code: string) => {
    const name = tally.rows.find((row) => row.code === code)?.name;
    return name ? plain(name, lang) : null;
  };
  const tie = petition.level === 'region' ? 'petitions.provinces.province' : 'petitions.dossier.tie';
  return [
    { kind: 'heading', text: ts('petitions.dossier.signatories') },
    {
      kind: 'table',
      caption: ts('petitions.dossier.range', { from: first, to: first + signatories.length - 1, all: tally.total }),
      columns: [
        { label: ts('petitions.dossier.line'), width: 0.7 },
        { label: ts('petitions.sign.name'), width: 2.1 },
        { label: ts('petitions.sign.address'), width: 2.1 },
        { label: ts(tie), width: 1.4 },
        { label: ts('petitions.dossier.mark'), width: 1.9 },
        { label: ts('petitions.dossier.copy'), width: 0.9 },
      ],
      rows: signatories.map((one, index) => [
        format.number(first + index),
        one.name ?? ts('petitions.dossier.erased'),
        one.address || '....................',
        province(one.territory) ?? ts(`petitions.dossier.tie-${one.tie}`),
        markWords(ts, one),
        ts(one.copy ? 'petitions.dossier.joined' : 'petitions.dossier.to-join'),
      ]),
    },
  ];
}

function markWords(ts: Words['ts'], { id, channel, sheet, line }: DossierSignatory): PdfWords {
  if (sheet !== null && line !== null) return ts('petitions.dossier.on-sheet', { sheet, line });
  return [`${ts(`petitions.channel.${channel}`)}\n`, { text: markOf(id), ltr: true }];
}
