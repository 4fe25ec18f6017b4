import type { Text } from '#platform/i18n/text.ts';
import { addDays, type CivilDate, yearOf } from './civil-date.ts';
import names from './feast-names.json' with { type: 'json' };

/**
 * A feast on which public offices are closed. `fixed`: the same day every year, in force from one year on where the law says so.
 * `hijri`: by the Islamic calendar, announced when the moon is seen.
 */
export type Feast = { id: string; name: Text; source: string } & (
  | { fixed: { month: number; day: number; since?: number } }
  | { hijri: { month: number; day: number; days: 1 | 2 } }
);

const LIST = 'Décret n° 2-77-169, tel que modifié';

/** The public holidays of the public sector, as decree 2-77-169 and its amendments list them. */
export const FEASTS: readonly Feast[] = [
  {
    id: 'new-year',
    name: names['new-year'],
    fixed: { month: 1, day: 1 },
    source: LIST,
  },
  {
    id: 'independence-manifesto',
    name: names['independence-manifesto'],
    fixed: { month: 1, day: 11 },
    source: LIST,
  },
  {
    id: 'amazigh-new-year',
    name: names['amazigh-new-year'],
    fixed: { month: 1, day: 14, since: 2024 },
    source: 'Décret n° 2.23.688',
  },
  {
    id: 'labour-day',
    name: names['labour-day'],
    fixed: { month: 5, day: 1 },
    source: LIST,
  },
  {
    id: 'throne-day',
    name: names['throne-day'],
    fixed: { month: 7, day: 30 },
    source: LIST,
  },
  {
    id: 'oued-ed-dahab',
    name: names['oued-ed-dahab'],
    fixed: { month: 8, day: 14 },
    source: LIST,
  },
  {
    id: 'revolution-king-people',
    name: names['revolution-king-people'],
    fixed: { month: 8, day: 20 },
    source: LIST,
  },
  {
    id: 'youth-day',
    name: names['youth-day'],
    fixed: { month: 8, day: 21 },
    source: LIST,
  },
  {
    id: 'unity-day',
    name: names['unity-day'],
    fixed: { month: 10, day: 31, since: 2026 },
    source: 'Décret n° 2.25.1140',
  },
  {
    id: 'green-march',
    name: names['green-march'],
    fixed: { month: 11, day: 6 },
    source: LIST,
  },
  {
    id: 'independence-day',
    name: names['independence-day'],
    fixed: { month: 11, day: 18 },
    source: LIST,
  },
  {
    id: 'islamic-new-year',
    name: names['islamic-new-year'],
    hijri: { month: 1, day: 1, days: 1 },
    source: LIST,
  },
  {
    id: 'mawlid',
    name: names.mawlid,
    hijri: { month: 3, day: 12, days: 2 },
    source: LIST,
  },
  {
    id: 'eid-al-fitr',
    name: names['eid-al-fitr'],
    hijri: { month: 10, day: 1, days: 2 },
    source: LIST,
  },
  {
    id: 'eid-al-adha',
    name: names['eid-al-adha'],
    hijri: { month: 12, day: 10, days: 2 },
    source: LIST,
  },
];

/** A feast in one year: `year` is the Gregorian one of a fixed feast, the year of the hegira of a religious one. */
export type FeastDate = { feast: Feast; year: number; firstDay: CivilDate; days: number; computed: boolean };

const EPOCH: CivilDate = '0622-07-19';

/**
 * A date of the tabular Islamic calendar (civil epoch; leap years 2, 5, 7, 10, 13, 16, 18, 21, 24, 26, 29 of 30) in the Gregorian one. It
 * agrees with what is seen of the moon to within a day: whatever is computed by it stays provisional until it is announced.
 */
export function tabularDate(year: number, month: number, day: number): CivilDate {
  const before = (year - 1) * 354 + Math.floor((3 + 11 * year) / 30);
  return addDays(EPOCH, before + Math.ceil(29.5 * (month - 1)) + day - 1);
}

/** The fixed feasts that the law knows in a year, and the religious ones whose computed days touch it or its edges. */
export function feastsOf(year: number): FeastDate[] {
  return FEASTS.flatMap((feast): FeastDate[] => {
    if ('fixed' in feast) {
      const { month, day, since } = feast.fixed;
      if (since !== undefined && year < since) return [];
      const firstDay = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
      return [{ feast, year, firstDay, days: 1, computed: false }];
    }
    const { month, day, days } = feast.hijri;
    // A year of the hegira is eleven days shorter, so a feast may come twice in a year of ours.
    const about = Math.floor(((year - 622) * 33) / 32);
    return [about - 1, about, about + 1, about + 2].flatMap((hijri) => {
      const firstDay = tabularDate(hijri, month, day);
      const isNear = yearOf(addDays(firstDay, -1)) <= year && yearOf(addDays(firstDay, days)) >= year;
      return isNear ? [{ feast, year: hijri, firstDay, days, computed: true }] : [];
    });
  });
}

/** A feast by its id; undefined when the law knows none of that name. */
export function feastById(id: string): Feast | undefined {
  return FEASTS.find((feast) => feast.id === id);
}
