import { Banner } from '#platform/html/banner.tsx';
import { Button } from '#platform/html/button.tsx';
import { DateField } from '#platform/html/choices.tsx';
import { usePage } from '#platform/html/context.tsx';
import { Details } from '#platform/html/details.tsx';
import { Select, TextArea, TextInput } from '#platform/html/field.tsx';
import { ErrorSummary, Form, Hidden } from '#platform/html/form.tsx';
import { Table } from '#platform/html/table.tsx';
import { DateTimeText, Multilingual } from '#platform/html/text.tsx';
import { LANGUAGE_NAMES } from '#platform/i18n/languages.ts';
import type { MessageKey } from '#platform/i18n/messages.ts';
import type { FormState } from '#platform/page.ts';
import { MILESTONE_STATUSES } from '../../commitment.ts';
import { type RowContent, type RowField, type RowText, writeEvidence } from '../../matrix-row.ts';
import { statusLabel } from '../words.tsx';
import { formOfRow, isOvertaken, type Overlap, overlapOf, WRITTEN } from './row-values.ts';

export type EditedRow = {
  reference: string;
  version: number;
  /** What stands in the version saved last. */
  working: RowContent;
  /** Earlier versions, as far as they are at hand. */
  versions: readonly { version: number; content: RowContent; savedBy: string | null; savedAt: Date }[];
  names: Map<string, string>;
  mayPublish: boolean;
};

/** The form of one row, with what was refused above it. The browser code puts this part into the matrix itself. */
export function RowForm({ row, form }: { row: EditedRow; form: FormState }) {
  const { t, ts } = usePage();
  const base = (version: number) => row.versions.find((one) => one.version === version)?.content;
  const overlap = overlapOf(form, { version: row.version, working: row.working, base });
  const state = overlap?.form ?? (form.faults.length > 0 ? form : { values: formOfRow(row.working), faults: [] });
  return (
    <div id="row-editor">
      {overlap && isOvertaken(form.faults) ? (
        <SideBySide row={row} overlap={overlap} />
      ) : (
        <ErrorSummary state={{ values: {}, faults: form.faults }} />
      )}
      <Form state={state} label={ts('commitments.matrix.edit-row', { row: row.reference })}>
        <Hidden name="version" value={String(row.version)} />
        <div class="pair">
          <Select
            name="status"
            label={t('commitments.field.status')}
            choices={MILESTONE_STATUSES.map((value) => ({ value, label: ts(`commitments.status.${value}`) }))}
          />
          <TextInput
            name="percent"
            label={t('commitments.matrix.field.percent')}
            hint={t('commitments.matrix.hint.percent')}
            inputMode="numeric"
            dir="ltr"
            width={4}
            optional
          />
        </div>
        <DateField
          name="statusOn"
          label={t('commitments.field.statusOn')}
          hint={t('commitments.matrix.hint.statusOn')}
          optional
        />
        <TextPair name="done" hint />
        <TextPair name="obstacles" hint />
        <TextPair name="nextStep" />
        <TextArea
          name="evidence"
          label={t('commitments.matrix.field.evidence')}
          hint={t('commitments.matrix.hint.evidence')}
          rows={3}
          optional
        />
        <Details
          summary={t('commitments.matrix.planned')}
          open={form.faults.some(({ pointer }) => PLANNED.test(pointer))}
        >
          <TextPair name="expectedResult" />
          <TextPair name="indicator" />
          <TextPair name="target" />
        </Details>
        <TextPair name="note" hint />
        <div class="row">
          <Button name="do" value="save">
            {t('commitments.matrix.save')}
          </Button>
          {row.mayPublish && (
            <Button name="do" value="publish" kind="quiet">
              {t('commitments.matrix.publish')}
            </Button>
          )}
        </div>
        <p class="hint">{t('commitments.matrix.hint.save')}</p>
      </Form>
    </div>
  );
}

const PLANNED = /^\/(expectedResult|indicator|target)\b/;

type PairName = RowText | 'note';

/** One text in the two languages that officials write in, side by side. */
function TextPair({ name, hint = false }: { name: PairName; hint?: boolean }) {
  const { t } = usePage();
  const label = t(`commitments.matrix.field.${name}` as MessageKey);
  return (
    <div class="pair">
      {WRITTEN.map((lang, index) => (
        <TextArea
          name={`${name}.${lang}`}
          label={
            <>
              {label} – <span lang={lang}>{LANGUAGE_NAMES[lang]}</span>
            </>
          }
          hint={hint && index === 0 ? t(`commitments.matrix.hint.${name}` as MessageKey) : undefined}
          rows={3}
          optional
        />
      ))}
    </div>
  );
}

/** What the other person saved and what I typed, where both changed the same: nothing is lost on either side. */
function SideBySide({ row, overlap }: { row: EditedRow; overlap: Overlap }) {
  const page = usePage();
  const { t, ts } = page;
  const latest = row.versions.find((one) => one.version === row.version);
  const name = latest?.savedBy ? row.names.get(latest.savedBy) : undefined;
  return (
    <div id="errors" role="alert" tabindex={-1}>
      <Banner kind="warn" title={t('commitments.matrix.overtaken-title')}>
        <p>
          {t('commitments.matrix.overtaken-by', {
            name: <bdi>{name ?? ts('commitments.matrix.somebody')}</bdi>,
            at: latest ? <DateTimeText instant={latest.savedAt} /> : '',
          })}
        </p>
        <p>{t(overlap.both.length > 0 ? 'commitments.matrix.overtaken-both' : 'commitments.matrix.overtaken-apart')}</p>
      </Banner>
      {overlap.both.length > 0 && (
        <Table
          caption={t('commitments.matrix.both')}
          rows={overlap.both}
          columns={[
            {
              key: 'field',
              label: ts('commitments.matrix.field-name'),
              head: true,
              cell: (field) => t(fieldKey(field)),
            },
            {
              key: 'theirs',
              label: ts('commitments.matrix.theirs'),
              wide: true,
              cell: (field) => <FieldValue field={field} content={row.working} />,
            },
            {
              key: 'mine',
              label: ts('commitments.matrix.yours'),
              wide: true,
              cell: (field) => <FieldValue field={field} content={overlap.mine} />,
            },
          ]}
        />
      )}
    </div>
  );
}

/** The message of a field of the row. */
export function fieldKey(field: RowField): MessageKey {
  if (field === 'status' || field === 'statusOn') return `commitments.field.${field}`;
  return `commitments.matrix.field.${field}`;
}

/** What a field holds, in all its languages. */
export function FieldValue({ field, content }: { field: RowField; content: RowContent }) {
  const page = usePage();
  const value = content[field];
  if (value === null || (Array.isArray(value) && value.length === 0)) return <span class="soft">–</span>;
  if (field === 'status') return <>{statusLabel(page, content.status)}</>;
  if (field === 'statusOn') return <>{page.format.date(content.statusOn ?? '')}</>;
  if (Array.isArray(value)) return <bdi>{writeEvidence(value)}</bdi>;
  if (typeof value === 'object') {
    return (
      <div class="flow">
        {Object.entries(value).map(([lang, words]) => (
          <Multilingual as="p" text={{ [lang]: words }} />
        ))}
      </div>
    );
  }
  return <>{value}</>;
}
