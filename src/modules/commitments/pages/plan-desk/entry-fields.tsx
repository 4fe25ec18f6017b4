import { createHash } from 'node:crypto';
import type { ComponentChildren } from 'preact';
import { z } from 'zod';
import { Checkboxes } from '#platform/html/choices.tsx';
import { usePage } from '#platform/html/context.tsx';
import { TextArea, TextInput } from '#platform/html/field.tsx';
import { LANGUAGE_NAMES } from '#platform/i18n/languages.ts';
import { plain } from '#platform/i18n/text.ts';
import type { FormState } from '#platform/page.ts';
import { type Cells, cellNames, type PlanKind } from '../../plan-cells.ts';
import { PLAN_FIELDS, type PlanField } from '../../plan-fields.ts';
import { vocabularyTerms } from '../../vocabulary.ts';
import { PLAN_LANGUAGES } from '../../written-lines.ts';

/** The fields of a plan, a commitment or a milestone, the languages side by side. */
export function EntryFields({ kind, cells }: { kind: PlanKind; cells: Cells }) {
  return (
    <>
      {PLAN_FIELDS[kind].map((field) => (
        <EntryField field={field} cells={cells} />
      ))}
    </>
  );
}

function EntryField({ field, cells }: { field: PlanField; cells: Cells }) {
  const { t, ts, lang } = usePage();
  const { name, shape } = field;
  if (shape === 'terms' && field.vocabulary) {
    return (
      <Checkboxes
        name={name}
        label={t(field.label)}
        look="two"
        optional
        values={(cells[name] ?? '').split(', ')}
        choices={vocabularyTerms(field.vocabulary).map((one) => ({ value: one.key, label: plain(one.label, lang) }))}
      />
    );
  }
  if (shape === 'dates') {
    return (
      <div class="pair">
        <Day name="start" label={t('commitments.field.start')} value={cells.start} />
        <Day name="end" label={t('commitments.field.end')} value={cells.end} />
      </div>
    );
  }
  if (shape === 'date') return <Day name={name} label={t(field.label)} value={cells[name]} whole />;
  if (shape === 'number') {
    return (
      <TextInput
        name={name}
        label={t(name === 'number' ? 'commitments.plan.order' : field.label)}
        inputMode="numeric"
        dir="ltr"
        width={4}
        value={cells[name]}
        optional={name !== 'number'}
      />
    );
  }
  const Input = shape === 'line' ? TextInput : TextArea;
  return (
    <div class="triple">
      {PLAN_LANGUAGES.map((one, index) => (
        <Input
          name={`${name}_${one}`}
          label={
            <>
              {ts(field.label)} – <span lang={one}>{LANGUAGE_NAMES[one]}</span>
            </>
          }
          hint={
            shape === 'lines' && index === 0 && name === LINES_EXPLAINED[field.label]
              ? t('commitments.plan.lines-hint')
              : undefined
          }
          value={cells[`${name}_${one}`]}
          optional={shape === 'lines' || one === 'en'}
        />
      ))}
    </div>
  );
}

/** How lists are written is told once on each form, at its first field of several lines. */
const LINES_EXPLAINED: Record<string, string> = {
  'commitments.field.foreword': 'foreword',
  'commitments.field.responsibleInstitutions': 'responsibleInstitutions',
};

function Day({
  name,
  label,
  value,
  whole = false,
}: {
  name: string;
  label: ComponentChildren;
  value: string | undefined;
  whole?: boolean;
}) {
  const { t } = usePage();
  return (
    <TextInput
      name={name}
      label={label}
      hint={t(whole ? 'commitments.plan.day-hint' : 'commitments.plan.date-hint')}
      dir="ltr"
      width={8}
      value={value}
      optional
    />
  );
}

/** What was typed, cell by cell: every cell of the kind, so that an emptied one is empty. */
export function cellsOfForm(kind: PlanKind, values: FormState['values']): Cells {
  return Object.fromEntries(
    cellNames(kind).map((name) => [name, [values[name] ?? ''].flat().filter(Boolean).join(', ')]),
  );
}

/** What the form began from, cell by cell: a mark each, so that only what somebody touched is sent and nothing of others is written over. */
export function marksOf(cells: Cells): string {
  return JSON.stringify(Object.fromEntries(Object.entries(cells).map(([name, words]) => [name, markOf(words)])));
}

const markOf = (words: string): string =>
  createHash('sha256').update(words.replace(/\r\n/g, '\n').trim()).digest('base64url').slice(0, 11);

/** The cells that were touched since the form was drawn. A box that nobody ticked is not sent: with its mark it counts as emptied. */
export function touchedCells(kind: PlanKind, values: FormState['values']): Cells {
  const marks = readMarks([values.marks ?? ''].flat()[0] ?? '');
  return Object.fromEntries(
    Object.entries(cellsOfForm(kind, values)).filter(
      ([name, words]) => (name in values || name in marks) && marks[name] !== markOf(words),
    ),
  );
}

function readMarks(text: string): Record<string, string> {
  const read = marks.safeParse(text);
  return read.success ? read.data : {};
}

const marks = z
  .string()
  .max(10_000)
  .transform((text, context) => {
    try {
      return JSON.parse(text) as unknown;
    } catch {
      // Whoever sends no marks sends every cell.
      context.addIssue({ code: 'custom' });
      return z.NEVER;
    }
  })
  .pipe(z.record(z.string(), z.string()));
