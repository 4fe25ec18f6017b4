import type { Text } from '#platform/i18n/text.ts';
import type { Counts, Petition } from './queries/petitions.ts';
import { type Missing, missingFrom, requirementsFor } from './requirements.ts';

/** What a petition still lacks of what the law asked on the day it was opened; null where no signatures are asked. */
export function missingOf(
  { level, required, perProvinceMinimum }: Pick<Petition, 'level' | 'required' | 'perProvinceMinimum'>,
  counts: Counts,
  provinces: readonly { code: string; name: Text }[],
): Missing | null {
  if (required === null) return null;
  const floors = provinces.map(({ code, name }) => ({ code, name, minimum: perProvinceMinimum ?? 0 }));
  const { law } = requirementsFor({ level, population: 0, hasArrondissements: false, provinces: [] });
  return missingFrom(
    { level, law, population: 0, hasArrondissements: false, required, perProvinceMinimum, provinces: floors },
    counts,
  );
}
