import { institutionsById } from '#core/institutions/index.ts';
import type { Db } from '#platform/db/database.ts';
import { usePage } from '#platform/html/context.tsx';
import { Multilingual } from '#platform/html/text.tsx';
import type { Text } from '#platform/i18n/text.ts';
import type { Petition } from '../queries/petitions.ts';

/** Names of councils by id. */
export type Bodies = ReadonlyMap<string, Text>;

type Lying = Pick<Petition, 'institutionId' | 'liesWith'>;

/** The names of the councils between which petitions of a list were handed over. */
export async function councilsNamed(db: Db, petitions: readonly Lying[]): Promise<Bodies> {
  const ids = petitions.flatMap(({ institutionId, liesWith }) => (liesWith === null ? [] : [institutionId, liesWith]));
  const bodies = ids.length === 0 ? [] : [...(await institutionsById(db, [...new Set(ids)])).values()];
  return new Map(bodies.map(({ id, name }) => [id, name]));
}

/** From which council to which a petition was handed over; nothing where it lies with the one that was addressed. */
export function HandedOver({ petition: { institutionId, liesWith }, bodies }: { petition: Lying; bodies: Bodies }) {
  const { t } = usePage();
  if (liesWith === null) return null;
  return (
    <p class="soft">
      {t('petitions.council.handed-over', {
        from: <Multilingual text={bodies.get(institutionId)} as="bdi" />,
        to: <Multilingual text={bodies.get(liesWith)} as="bdi" />,
      })}
    </p>
  );
}
