import type { Text } from '#platform/i18n/text.ts';
import { readShipped } from '#platform/shipped-files.ts';

/** What an assessment says of a commitment, each by a word of its scale. */
export const FACETS = [
  'completion',
  'verifiability',
  'openGovernmentLens',
  'potentialForResults',
  'earlyResults',
] as const;
export type Facet = (typeof FACETS)[number];

export type Level = { id: string; label: Text };

/**
 * A scale and the plans it is for: those that begin from `since` to `until`. An assessment keeps the version it was coded with, so that words
 * never change their meaning behind what was published.
 */
export type Scale = { facet: Facet; version: string; since: string; until: string | null; levels: readonly Level[] };

type Shipped = Record<Facet | 'didItOpenGovernment', { levels: { id: string; ar: string; fr: string; en: string }[] }>;

/** "Did it open government?" asked five points of plans before 2021; the present scale of early results took its place. */
const CHANGED_ON = '2021-01-01';
const LAST_BEFORE = '2020-12-31';
const BEGINNING = '2011-01-01';

let loaded: Scale[] | undefined;

function scales(): Scale[] {
  if (loaded) return loaded;
  const shipped = readShipped('ogp-vocabularies.json') as Shipped;
  const levelsOf = (key: keyof Shipped) =>
    shipped[key].levels.map(({ id, ar, fr, en }): Level => ({ id, label: { ar, fr, en } }));
  const current = FACETS.map(
    (facet): Scale => ({
      facet,
      version: `${facet}-2021`,
      since: facet === 'completion' || facet === 'verifiability' ? BEGINNING : CHANGED_ON,
      until: null,
      levels: levelsOf(facet),
    }),
  );
  const before: Scale = {
    facet: 'earlyResults',
    version: 'did-it-open-government',
    since: BEGINNING,
    until: LAST_BEFORE,
    levels: levelsOf('didItOpenGovernment'),
  };
  loaded = [...current, before];
  return loaded;
}

/** The scale of a facet for a plan that begins on a day; undefined where there was none yet. */
export function scaleOf(facet: Facet, planStart: string): Scale | undefined {
  return scales().find(
    (scale) => scale.facet === facet && scale.since <= planStart && (scale.until === null || scale.until >= planStart),
  );
}

/** The words of a level of a version of a scale. */
export function levelLabel(version: string, id: string): Text {
  return (
    scales()
      .find((scale) => scale.version === version)
      ?.levels.find((level) => level.id === id)?.label ?? { en: id }
  );
}

/** The five levels of completion, from nothing known to complete. */
export function completionLevels(): readonly Level[] {
  return scales().find((scale) => scale.facet === 'completion')?.levels ?? [];
}

/** How many levels lie between two words of completion: negative when the second is lower. Null when either is no evidence. */
export function completionGap(from: string, to: string): number | null {
  const order = completionLevels().map((level) => level.id);
  const [a, b] = [order.indexOf(from), order.indexOf(to)];
  return a <= 0 || b <= 0 ? null : b - a;
}
