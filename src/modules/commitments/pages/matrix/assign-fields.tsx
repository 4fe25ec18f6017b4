import { type Office, officeChoices, officesOf } from '#core/institutions/index.ts';
import type { Db } from '#platform/db/database.ts';
import { usePage } from '#platform/html/context.tsx';
import { Select } from '#platform/html/field.tsx';
import type { OfficialChoice } from '../../queries/officials.ts';

/** What rows can be assigned to. */
export type Assignable = { offices: Office[]; officials: OfficialChoice[] };

/** The offices of a body and its officials, for `AssignFields`. */
export async function assignable(db: Db, institutionId: string, officials: OfficialChoice[]): Promise<Assignable> {
  return { offices: await officesOf(db, institutionId), officials };
}

/** The office that answers, which the public sees, and the official in charge, whom only the desk sees. */
export function AssignFields({
  choices,
  office,
  official,
}: {
  choices: Assignable;
  office?: string | null | undefined;
  official?: string | null | undefined;
}) {
  const page = usePage();
  const { t, ts } = page;
  return (
    <div class="pair">
      <Select
        name="office"
        label={t('commitments.matrix.field.office')}
        hint={t('commitments.matrix.hint.office')}
        empty={ts('commitments.matrix.no-office')}
        value={office ?? ''}
        choices={officeChoices(page, choices.offices)}
      />
      <Select
        name="official"
        label={t('commitments.matrix.field.official')}
        hint={t('commitments.matrix.hint.official')}
        empty={ts('commitments.matrix.no-official')}
        value={official ?? ''}
        choices={choices.officials.map(({ personId, name }) => ({ value: personId, label: name }))}
      />
    </div>
  );
}
