import type { Db } from '#platform/db/database.ts';
import { InvalidInput } from '#platform/errors.ts';
import { Radios } from '#platform/html/choices.tsx';
import { usePage } from '#platform/html/context.tsx';
import { plain } from '#platform/i18n/text.ts';
import { associationsRepresentedBy, type Represented } from './queries.ts';

type Props = { associations: readonly Represented[] };

/**
 * "In your own name, or for the association?" – sent as `actingFor`: empty, or the id of the association. Nothing is asked of whoever
 * represents none, and nobody speaks for an association without having chosen it.
 */
export function ActingFor({ associations }: Props) {
  const { t, ts, lang } = usePage();
  if (associations.length === 0) return null;
  return (
    <Radios
      name="actingFor"
      label={t('associations.acting.label')}
      hint={t('associations.acting.hint')}
      value=""
      choices={[
        { value: '', label: ts('associations.acting.myself') },
        ...associations.map(({ id, name }) => ({
          value: id,
          label: ts('associations.acting.for', { name: plain(name, lang) }),
        })),
      ]}
    />
  );
}

/**
 * The association that an action is done for: undefined where `actingFor` is absent or empty, so that the person acts in their own name.
 * Refuses (422, at `/actingFor`) an association that the person does not represent today, is not verified or is closed.
 */
export async function actedFor(
  db: Db,
  personId: string,
  actingFor: string | undefined,
  today: string,
): Promise<Represented | undefined> {
  if (!actingFor) return undefined;
  const association = (await associationsRepresentedBy(db, personId, today)).find((one) => one.id === actingFor);
  if (!association) throw new InvalidInput([{ pointer: '/actingFor', key: 'associations.fault.acting-for' }]);
  return association;
}
