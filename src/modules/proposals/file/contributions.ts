import type { Fault } from '#platform/errors.ts';
import { plain, type Text } from '#platform/i18n/text.ts';
import { normalise } from '#platform/search/normalise.ts';
import { cellAddress, type Sheet } from '#platform/sheets/sheet.ts';
import { proposalInput } from '../input.ts';
import type { PlaceChoice } from '../places.ts';
import { ASSISTED_CHANNELS, type Channel, type Theme } from '../proposal.ts';

/** The columns of a file of contributions, as its first line names them. */
export const COLUMNS = [
  'title_ar',
  'title_fr',
  'body_ar',
  'body_fr',
  'theme',
  'territory',
  'place',
  'channel',
  'signature',
  'consent',
  'paper',
] as const;
type Column = (typeof COLUMNS)[number];

/** The name of the sheet in the file that is offered to be filled in. */
export const CONTRIBUTIONS_SHEET = 'contributions';

/** The most contributions of one file. */
export const MOST_ROWS = 500;

const LINE_MAX = 200;

export type Contribution = ReturnType<typeof proposalInput.parse> & {
  row: number;
  channel: Exclude<Channel, 'online'>;
  signature: string | undefined;
  consent: boolean;
  paper: string | undefined;
};

/** What the cells of a file may name: the themes of the call, the places of its body, the channels as each language calls them. */
export type Known = {
  themes: readonly Theme[];
  places: readonly PlaceChoice[];
  channelNames: ReadonlyMap<string, Exclude<Channel, 'online'>>;
  yesAndNo: ReadonlyMap<string, boolean>;
};

/** The words of a language, as far as cells use them. */
type Words = { ts(key: `proposals.channel.${Channel}` | `proposals.import.${'yes' | 'no'}`): string };

/** Reads contributions that were collected elsewhere. Every wrong cell is told by its address; nothing is written here. */
export function readContributions(sheet: Sheet, known: Known): { contributions: Contribution[]; faults: Fault[] } {
  const [head, ...rows] = sheet.rows;
  const names = (head?.cells ?? []).map((cell) => cell.trim().toLowerCase());
  const missing = (['channel'] as const).filter((name) => !names.includes(name));
  const unknown = names.filter((name) => name !== '' && !COLUMNS.includes(name as Column));
  const faults: Fault[] = [...missing, ...unknown].map((column) => ({
    pointer: '/file',
    key: missing.includes(column as 'channel') ? 'proposals.import.no-column' : 'proposals.import.unknown-column',
    values: { column },
  }));
  if (faults.length === 0 && rows.length === 0) faults.push({ pointer: '/file', key: 'proposals.import.empty' });
  if (rows.length > MOST_ROWS)
    faults.push({ pointer: '/file', key: 'proposals.import.too-many', values: { most: MOST_ROWS } });
  if (faults.length > 0) return { contributions: [], faults };
  const contributions: Contribution[] = [];
  for (const { number, cells } of rows) {
    const of = (column: Column) => (cells[names.indexOf(column)] ?? '').trim();
    const wrong = (column: Column, key: 'missing' | 'wrong' | 'long') =>
      faults.push({
        pointer: '/file',
        key: `proposals.import.${key}`,
        values: { cell: cellAddress(Math.max(0, names.indexOf(column)), number), column },
      });
    const before = faults.length;
    const theme = themeOf(known.themes, of('theme'));
    if (theme === null) wrong('theme', of('theme') === '' ? 'missing' : 'wrong');
    const territory = placeOf(known.places, of('territory'));
    if (territory === null) wrong('territory', 'wrong');
    const channel = known.channelNames.get(normalise(of('channel')));
    if (!channel) wrong('channel', of('channel') === '' ? 'missing' : 'wrong');
    if (channel === 'meeting' && of('signature') === '') wrong('signature', 'missing');
    const consent = known.yesAndNo.get(normalise(of('consent')));
    if (consent === undefined) wrong('consent', 'wrong');
    for (const column of ['signature', 'paper'] as const) if (of(column).length > LINE_MAX) wrong(column, 'long');
    const read = proposalInput.safeParse({
      title: { ar: of('title_ar'), fr: of('title_fr') },
      body: { ar: of('body_ar'), fr: of('body_fr') },
      theme: theme ?? undefined,
      territory: territory ?? undefined,
      place: of('place'),
    });
    if (!read.success)
      for (const { path, message } of read.error.issues)
        wrong(columnOf(path), message.endsWith('-missing') ? 'missing' : message.endsWith('-long') ? 'long' : 'wrong');
    if (read.success && channel && faults.length === before)
      contributions.push({
        ...read.data,
        row: number,
        channel,
        signature: of('signature') || undefined,
        consent: consent === true,
        paper: of('paper') || undefined,
      });
  }
  return { contributions, faults };
}

function columnOf([part, lang]: readonly PropertyKey[]): Column {
  const name = lang === undefined ? String(part) : `${String(part)}_${String(lang)}`;
  return COLUMNS.find((column) => column === name) ?? 'title_ar';
}

/** Undefined where the call has no themes; null for one that is not among them. */
function themeOf(themes: readonly Theme[], typed: string): string | undefined | null {
  if (themes.length === 0) return typed === '' ? undefined : null;
  return themes.find(({ key, name }) => key === typed || named(name, typed))?.key ?? null;
}

/** By code or by name; undefined for the whole territory, null for a place that is not in it. */
function placeOf(places: readonly PlaceChoice[], typed: string): string | undefined | null {
  if (typed === '') return undefined;
  return places.find(({ code, name }) => code === typed || named(name, typed))?.code ?? null;
}

function named(name: Text, typed: string): boolean {
  return (
    typed !== '' && (['ar', 'fr', 'en'] as const).some((lang) => normalise(plain(name, lang)) === normalise(typed))
  );
}

/** Yes and no as each language writes them; an empty cell is a no. */
export function yesAndNo(words: readonly Words[]): Map<string, boolean> {
  return new Map([
    ['', false],
    ['0', false],
    ['1', true],
    ['x', true],
    ...words.flatMap(({ ts }): [string, boolean][] => [
      [normalise(ts('proposals.import.yes')), true],
      [normalise(ts('proposals.import.no')), false],
    ]),
  ]);
}

/** The channels of officials, under the words of each language and their own. */
export function channelNames(words: readonly Words[]): Map<string, Exclude<Channel, 'online'>> {
  return new Map(
    ASSISTED_CHANNELS.flatMap((channel) => [
      [normalise(channel), channel] as const,
      ...words.map(({ ts }) => [normalise(ts(`proposals.channel.${channel}`)), channel] as const),
    ]),
  );
}
