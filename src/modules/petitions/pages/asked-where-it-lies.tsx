import { type Institution, institutionsById } from '#core/institutions/index.ts';
import type { Db } from '#platform/db/database.ts';
import { usePage } from '#platform/html/context.tsx';
import { Multilingual } from '#platform/html/text.tsx';
import { requirementsOfBody } from '../queries/councils.ts';
import type { Petition } from '../queries/petitions.ts';
import type { Requirements } from '../requirements.ts';

/** What the law asks of a petition to the council that has its file now. `residence`: whether it was asked where signatories live. */
export type AskedThere = { council: Institution; asked: Requirements; residence: boolean };

/** Reads it; undefined where the petition lies with the council that was addressed, and where no signatures are asked. */
export async function askedWhereItLies(
  db: Db,
  { liesWith, required, perProvinceMinimum }: Pick<Petition, 'liesWith' | 'required' | 'perProvinceMinimum'>,
): Promise<AskedThere | undefined> {
  if (liesWith === null || required === null) return undefined;
  const council = (await institutionsById(db, [liesWith])).get(liesWith);
  const asked = council && (await requirementsOfBody(db, council, 2024));
  return council && asked && { council, asked, residence: perProvinceMinimum !== null };
}

/** Says it, beside the numbers that were asked when people signed. */
export function AskedThereNote({ there: { council, asked, residence } }: { there: AskedThere }) {
  const { t } = usePage();
  const { required, perProvinceMinimum } = asked;
  return (
    <p class="law">
      {t('petitions.council.asked-there', { council: <Multilingual text={council.name} as="bdi" />, required })}{' '}
      {perProvinceMinimum !== null && t('petitions.council.asked-spread', { n: perProvinceMinimum })}{' '}
      {perProvinceMinimum !== null && !residence && t('petitions.council.no-residence')}
    </p>
  );
}
