import { DeskDocument, deskTabs, withDone } from '#core/institutions/index.ts';
import { NotFound } from '#platform/errors.ts';
import { Banner } from '#platform/html/banner.tsx';
import { Button } from '#platform/html/button.tsx';
import { usePage } from '#platform/html/context.tsx';
import { ErrorSummary, Form } from '#platform/html/form.tsx';
import { Table } from '#platform/html/table.tsx';
import type { Tab } from '#platform/html/tabs.tsx';
import { Code, DateTimeText } from '#platform/html/text.tsx';
import { isId } from '#platform/ids.ts';
import { definePage, type FormState } from '#platform/page.ts';
import { seeMatrix } from '../../access.ts';
import { type ImportedMatrix, importMatrix } from '../../actions/import-matrix.ts';
import { changedRow } from '../../matrix-row.ts';
import { type WaitingImport, waitingImport } from '../../queries/matrix-imports.ts';
import { officialNames } from '../../queries/officials.ts';
import { FieldValue, fieldKey } from './row-form.tsx';

type Data = WaitingImport & { tabs: Tab[]; names: Map<string, string> };

/** How many changed rows the preview shows; all of them are applied. */
const SHOWN = 200;

/** What a file would change, before it does. */
export const matrixImportPage = definePage<unknown, Data>({
  name: 'commitments.matrix-import-page',
  path: '/desk/matrix/imports/:id',
  on: 'tenant',
  access: seeMatrix,
  async load(request) {
    const { db, page, params } = request;
    const id = params.id ?? '';
    const waiting = isId(id) && page.tenant ? await waitingImport(db, id, page.tenant.id) : undefined;
    if (!waiting) throw new NotFound();
    const names = await officialNames(db, waiting.institutionId, [waiting.sentBy]);
    return { ...waiting, tabs: deskTabs(request), names };
  },
  view: ({ data, form }) => <Preview data={data} form={form} />,
  submit: {
    action: importMatrix,
    input: (_values, { params }) => ({ import: params.id }),
    done: ({ plan }: ImportedMatrix) => withDone(`/desk/matrix/plans/${plan}?state=draft`),
  },
});

function Preview({ data, form }: { data: Data; form: FormState }) {
  const { t, ts } = usePage();
  const assigned = data.changes.filter((one) => one.office !== undefined || one.official !== undefined).length;
  const cells = data.changes.slice(0, SHOWN).flatMap((change) => {
    const after = changedRow(change.before, change.change);
    return change.fields.map((field) => ({ change, field, after }));
  });
  return (
    <DeskDocument
      title={ts('commitments.matrix.import.preview')}
      lead={
        <>
          <bdi>{data.name}</bdi> · <DateTimeText instant={data.sentAt} />
          {data.sentBy && data.names.has(data.sentBy) && (
            <>
              {' · '}
              <bdi>{data.names.get(data.sentBy)}</bdi>
            </>
          )}
        </>
      }
      tabs={data.tabs}
      crumbs={[
        { label: ts('commitments.matrix.title'), path: '/desk/matrix' },
        { label: data.plan.reference, path: `/desk/matrix/plans/${data.plan.reference}` },
      ]}
    >
      <ErrorSummary state={form} />
      <p>{t('commitments.matrix.import.counts', { rows: data.rows, changed: data.changes.length, assigned })}</p>
      {data.appliedAt ? (
        <Banner>
          <p>{t('commitments.matrix.import.applied', { at: <DateTimeText instant={data.appliedAt} /> })}</p>
        </Banner>
      ) : (
        <Form state={form} label={ts('commitments.matrix.import.preview')}>
          <Button>{t('commitments.matrix.import.apply')}</Button>
          <p class="hint">{t('commitments.matrix.import.apply-hint')}</p>
        </Form>
      )}
      {cells.length > 0 && (
        <Table
          caption={t('commitments.matrix.import.changes')}
          note={data.changes.length > SHOWN ? t('commitments.matrix.import.first', { n: SHOWN }) : undefined}
          rows={cells}
          columns={[
            {
              key: 'row',
              label: ts('commitments.field.milestone'),
              head: true,
              cell: ({ change }) => <Code>{change.reference}</Code>,
            },
            { key: 'field', label: ts('commitments.matrix.field-name'), cell: ({ field }) => t(fieldKey(field)) },
            {
              key: 'before',
              label: ts('commitments.matrix.import.before'),
              wide: true,
              cell: ({ change, field }) => <FieldValue field={field} content={change.before} />,
            },
            {
              key: 'after',
              label: ts('commitments.matrix.import.after'),
              wide: true,
              cell: ({ after, field }) => <FieldValue field={field} content={after} />,
            },
          ]}
        />
      )}
    </DeskDocument>
  );
}
