import { DeskDocument, deskTabs } from '#core/institutions/index.ts';
import { checkAccess } from '#platform/access.ts';
import { InvalidInput, NotFound } from '#platform/errors.ts';
import { Banner } from '#platform/html/banner.tsx';
import { Button } from '#platform/html/button.tsx';
import { usePage } from '#platform/html/context.tsx';
import { FileField } from '#platform/html/field.tsx';
import { ErrorSummary, Form } from '#platform/html/form.tsx';
import type { Tab } from '#platform/html/tabs.tsx';
import { definePage, type FormState } from '#platform/page.ts';
import { readSheet } from '#platform/sheets/read-sheet.ts';
import { XLSX_TYPE } from '#platform/sheets/sheet.ts';
import { seeMatrix } from '../../access.ts';
import { type UploadedMatrix, uploadMatrix } from '../../actions/upload-matrix.ts';
import { SHEET_NAME } from '../../file/matrix-write.ts';
import { planScope, type ScopedPlan } from '../../queries/matrix-scope.ts';

type Data = ScopedPlan & { tabs: Tab[] };

/** The matrix of a plan as a file: out, and back in. */
export const importMatrixPage = definePage<unknown, Data>({
  name: 'commitments.import-matrix-page',
  path: '/desk/matrix/plans/:reference/import',
  on: 'tenant',
  access: seeMatrix,
  async load(request) {
    const { db, page, params } = request;
    const plan = await planScope(db, params.reference ?? '', page.tenant?.id ?? '');
    if (!plan) throw new NotFound();
    return { ...plan, tabs: deskTabs(request) };
  },
  view: ({ data, form }) => <ImportMatrix data={data} form={form} />,
  submit: {
    action: uploadMatrix,
    async input(_values, { params, page }, files) {
      // A file is only looked into for whoever may send one.
      checkAccess(seeMatrix, page.actor, { institutionId: page.tenant?.id ?? '' }, page);
      const file = files.find((one) => one.field === 'file');
      if (!file) throw new InvalidInput([{ pointer: '/file', key: 'platform.errors.missing' }]);
      const sheet = await readSheet(file.bytes, { sheet: SHEET_NAME, pointer: '/file' });
      return { plan: params.reference, name: file.name.slice(0, 300), sheet };
    },
    done: ({ id, plan }: UploadedMatrix) =>
      id === null ? `/desk/matrix/plans/${plan}/import?unchanged=1` : `/desk/matrix/imports/${id}`,
  },
});

function ImportMatrix({ data, form }: { data: Data; form: FormState }) {
  const { t, ts, href, query } = usePage();
  const file = href(`/desk/matrix/plans/${data.reference}/matrix.xlsx`);
  return (
    <DeskDocument
      title={ts('commitments.matrix.import.title')}
      lead={t('commitments.matrix.import.lead')}
      tabs={data.tabs}
      crumbs={[
        { label: ts('commitments.matrix.title'), path: '/desk/matrix' },
        { label: data.reference, path: `/desk/matrix/plans/${data.reference}` },
      ]}
    >
      {query.has('unchanged') && form.faults.length === 0 && (
        <Banner live>
          <p>{t('commitments.matrix.import.unchanged')}</p>
        </Banner>
      )}
      <ErrorSummary state={form} />
      <p>
        <a href={file}>{t('commitments.matrix.import.download')}</a>
      </p>
      <Form state={form} files label={ts('commitments.matrix.import.title')}>
        <FileField
          name="file"
          label={t('commitments.matrix.import.file')}
          hint={t('commitments.matrix.import.file-hint')}
          error={
            form.faults.length > 0 ? ts('commitments.matrix.import.refused', { n: form.faults.length }) : undefined
          }
          accept={`${XLSX_TYPE},.xlsx,text/csv,.csv`}
        />
        <Button>{t('commitments.matrix.import.check')}</Button>
      </Form>
    </DeskDocument>
  );
}
