import { Button } from '#platform/html/button.tsx';
import { Radios } from '#platform/html/choices.tsx';
import { type PageContext, usePage } from '#platform/html/context.tsx';
import { Form, Hidden } from '#platform/html/form.tsx';
import { plain } from '#platform/i18n/text.ts';
import type { FormState } from '#platform/page.ts';
import type { Reading } from '../queries/sheets.ts';
import { differingLines, type ReadLine } from '../sheet.ts';
import type { Place } from './sheet-reading-form.tsx';

type MergeProps = { form: FormState; readings: readonly Reading[]; provinces: readonly Place[] };

/** The lines that two officials did not read alike: whoever looks at the paper again says which reading is right. */
export function MergeForm({ form, readings, provinces }: MergeProps) {
  const page = usePage();
  const { t } = page;
  const [first, second] = readings;
  if (!first || !second) return null;
  const words = (reading: Reading, line: number) =>
    lineWords(
      page,
      provinces,
      reading.lines.find((one) => one.line === line),
    );
  return (
    <Form state={form}>
      <Hidden name="do" value="merge" />
      <p class="measure">{t('petitions.sheets.merge-lead')}</p>
      {differingLines(first.lines, second.lines).map((line) => (
        <Radios
          name={`line-${line}`}
          label={t('petitions.sheets.line', { line })}
          choices={[
            { value: 'first', label: words(first, line) },
            { value: 'second', label: words(second, line) },
          ]}
        />
      ))}
      <Button>{t('petitions.sheets.merge')}</Button>
    </Form>
  );
}

function lineWords({ ts, lang, format }: PageContext, provinces: readonly Place[], line: ReadLine | undefined): string {
  if (!line) return ts('petitions.sheets.blank');
  if (line.rejected !== null)
    return ts('petitions.sheets.rejected-as', { reason: ts(`petitions.line-fault.${line.rejected}`) });
  const province = provinces.find(({ code }) => code === line.territory);
  const place = province ? plain(province.name, lang) : ts(`petitions.dossier.tie-${line.tie}`);
  const copy = ts(line.copy ? 'petitions.dossier.copy-seen' : 'petitions.dossier.copy-missing');
  return format.list([line.name, line.address || '–', place, copy]);
}
