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

/** Before the plans of 2021 "Did it open government?" had five points. */
const BEFORE_2021: Scale = {
  facet: 'earlyResults',
  version: 'did-it-open-government',
  since: '2011-01-01',
  until: '2020-12-31',
  levels: [
    { id: 'worsened', label: { ar: 'تراجع', fr: 'Recul', en: 'Worsened' } },
    { id: 'did-not-change', label: { ar: 'لم يتغير', fr: 'Inchangé', en: 'Did not change' } },
    { id: 'marginal', label: { ar: 'هامشي', fr: 'Marginal', en: 'Marginal' } },
    { id: 'major', label: { ar: 'كبير', fr: 'Majeur', en: 'Major' } },
    { id: 'outstanding', label: { ar: 'متميز', fr: 'Exceptionnel', en: 'Outstanding' } },
  ],
};

type Shipped = Record<Facet, { levels: { id: string; ar: string; fr: string; en: string }[] }>;

let loaded: Scale[] | undefined;

function scales(): Scale[] {
  if (loaded) return loaded;
  const shipped = readShipped('ogp-vocabularies.json') as Shipped;
  const current = FACETS.map(
    (facet): Scale => ({
      facet,
      version: `${facet}-2021`,
      since: facet === 'completion' || facet === 'verifiability' ? '2011-01-01' : '2021-01-01',
      until: null,
      levels: shipped[facet].levels.map(({ id, ar, fr, en }) => ({ id, label: { ar, fr, en } })),
    }),
  );
  loaded = [...current, BEFORE_2021];
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
