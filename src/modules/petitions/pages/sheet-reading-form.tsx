import { Button } from '#platform/html/button.tsx';
import { Checkbox, Radios } from '#platform/html/choices.tsx';
import { usePage } from '#platform/html/context.tsx';
import { Select, TextInput } from '#platform/html/field.tsx';
import { Form, Hidden } from '#platform/html/form.tsx';
import { plain, type Text } from '#platform/i18n/text.ts';
import type { FormState } from '#platform/page.ts';
import type { PetitionLevel } from '../law.ts';
import { ADDRESS_MAX, NAME_MAX, TIES } from '../petition.ts';
import { fieldOf, LINE_FAULTS, SHEET_LINES, type TypedLine } from '../sheet.ts';
import { ACTIVITY, one } from './form-values.ts';

export type Place = { code: string; name: Text };

const LINES = Array.from({ length: SHEET_LINES }, (_, index) => index + 1);

/** What stands on each line of a sheet, as an official reads it. Lines that nobody wrote on stay empty. */
export function ReadingForm({
  form,
  level,
  provinces,
}: {
  form: FormState;
  level: PetitionLevel;
  provinces: readonly Place[];
}) {
  const { t } = usePage();
  return (
    <Form state={form}>
      <Hidden name="do" value="read" />
      <p class="measure">{t('petitions.sheets.reading-lead')}</p>
      {LINES.map((line) => (
        <LineFields line={line} level={level} provinces={provinces} />
      ))}
      <Button>{t('petitions.sheets.save-reading')}</Button>
    </Form>
  );
}

function LineFields({ line, level, provinces }: { line: number; level: PetitionLevel; provinces: readonly Place[] }) {
  const { t, ts, lang } = usePage();
  return (
    <fieldset class="panel flow">
      <legend>{t('petitions.sheets.line', { line })}</legend>
      <TextInput name={fieldOf('name', line)} label={t('petitions.sign.name')} maxlength={NAME_MAX} />
      <TextInput name={fieldOf('address', line)} label={t('petitions.sign.address')} maxlength={ADDRESS_MAX} />
      {level === 'region' ? (
        <Select
          name={fieldOf('territory', line)}
          label={t('petitions.provinces.province')}
          empty={ts('petitions.sheets.choose')}
          choices={[
            ...provinces.map(({ code, name }) => ({ value: code, label: plain(name, lang) })),
            { value: ACTIVITY, label: ts('petitions.sign.elsewhere') },
          ]}
        />
      ) : (
        <Radios
          name={fieldOf('tie', line)}
          label={t('petitions.sign.tie')}
          look="two"
          choices={TIES.map((tie) => ({ value: tie, label: ts(`petitions.dossier.tie-${tie}`) }))}
        />
      )}
      <Checkbox name={fieldOf('copy', line)} label={ts('petitions.sheets.copy')} />
      <Select
        name={fieldOf('rejected', line)}
        label={t('petitions.sheets.reject')}
        empty={ts('petitions.sheets.not-rejected')}
        choices={LINE_FAULTS.map((fault) => ({ value: fault, label: ts(`petitions.line-fault.${fault}`) }))}
      />
    </fieldset>
  );
}

/** The lines as the action takes them, from the fields of the form. */
export function typedLines(values: FormState['values']): TypedLine[] {
  return LINES.map((line) => {
    const field = (name: Parameters<typeof fieldOf>[0]) => one(values, fieldOf(name, line));
    const territory = field('territory');
    return {
      line,
      name: field('name') ?? '',
      address: field('address') ?? '',
      tie: field('tie') ?? '',
      territory: territory === ACTIVITY ? '' : territory || null,
      copy: field('copy') !== undefined,
      rejected: field('rejected') ?? '',
    };
  });
}

/** Which of two readings is right, for each line that was asked about. */
export function typedChoices(values: FormState['values']): { line: number; reading: string }[] {
  return LINES.flatMap((line) => {
    const reading = one(values, `line-${line}`);
    return reading === undefined ? [] : [{ line, reading }];
  });
}
