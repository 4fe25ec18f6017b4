import { usePage } from '#platform/html/context.tsx';
import { Details } from '#platform/html/details.tsx';
import { Table } from '#platform/html/table.tsx';
import { Code, Multilingual } from '#platform/html/text.tsx';
import { isLang, LANGUAGE_NAMES } from '#platform/i18n/languages.ts';
import type { MessageKey } from '#platform/i18n/messages.ts';
import type { Cells, PlanChange, PlanKind } from '../plan-cells.ts';
import { PLAN_FIELDS } from '../plan-fields.ts';

/** What a version changed, or a draft would: each thing with its fields, the words before and after on demand. */
export function VersionChanges({ changes }: { changes: readonly PlanChange[] }) {
  const { t, ts, maybe } = usePage();
  const fieldLabel = (name: string) => maybe(`commitments.field.${name}`) ?? name;
  return (
    <ul class="plain-list flow">
      {changes.map(({ kind, reference, what, title, fields }) => (
        <li>
          <b>{t(`commitments.plan.what.${what}`)}</b> {ts(`commitments.field.${kind}`)} <Code>{reference}</Code>{' '}
          {Object.keys(title).length > 0 && <Multilingual text={title} />}
          {fields.length > 0 &&
            (fields.some((field) => field.before || field.after) ? (
              <Details summary={fields.map((field) => fieldLabel(field.name)).join(ts('commitments.plan.comma'))}>
                <FieldChanges kind={kind} fields={fields} />
              </Details>
            ) : (
              <span class="meta">
                {fields.map((field) => fieldLabel(field.name)).join(ts('commitments.plan.comma'))}
              </span>
            ))}
        </li>
      ))}
    </ul>
  );
}

/** Fields with their words before and after; `now`: what is saved now, and what was typed. */
export function FieldChanges({
  kind,
  fields,
  now = false,
}: {
  kind: PlanKind;
  fields: PlanChange['fields'];
  now?: boolean;
}) {
  const { t, ts } = usePage();
  const label = (name: string): MessageKey =>
    PLAN_FIELDS[kind].find((field) => field.name === name)?.label ?? 'commitments.matrix.field-name';
  return (
    <Table
      caption={t('commitments.matrix.import.changes')}
      hideCaption
      rows={fields}
      columns={[
        { key: 'field', label: ts('commitments.matrix.field-name'), head: true, cell: ({ name }) => t(label(name)) },
        {
          key: 'before',
          label: ts(now ? 'commitments.matrix.theirs' : 'commitments.matrix.import.before'),
          wide: true,
          cell: ({ before, after }) => <Words cells={differing(before, after)} />,
        },
        {
          key: 'after',
          label: ts(now ? 'commitments.matrix.yours' : 'commitments.matrix.import.after'),
          wide: true,
          cell: ({ before, after }) => <Words cells={differing(after, before)} />,
        },
      ]}
    />
  );
}

/** The cells of a field that the other side has otherwise: a language that did not change is not told. */
function differing(cells: Cells = {}, others: Cells = {}): Cells {
  return Object.fromEntries(Object.entries(cells).filter(([name, words]) => others[name] !== words));
}

/** The words of the cells of one field, each language on its own. */
function Words({ cells }: { cells: Cells }) {
  const { ts } = usePage();
  const filled = Object.entries(cells).filter(([, words]) => words !== '');
  if (filled.length === 0) return <span class="soft">–</span>;
  return (
    <div class="flow">
      {filled.map(([name, words]) => {
        const lang = name.split('_').at(-1) ?? '';
        const said = name === 'start' || name === 'end' ? `${ts(`commitments.field.${name}`)} ${words}` : words;
        return isLang(lang) ? (
          <p lang={lang} dir="auto" class="lines" title={LANGUAGE_NAMES[lang]}>
            {words}
          </p>
        ) : (
          <p dir="auto">
            <bdi>{said}</bdi>
          </p>
        );
      })}
    </div>
  );
}
