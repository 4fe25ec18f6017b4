import { DeskDocument } from '#core/institutions/index.ts';
import { checkAccess } from '#platform/access.ts';
import { InvalidInput } from '#platform/errors.ts';
import { Banner } from '#platform/html/banner.tsx';
import { Button } from '#platform/html/button.tsx';
import { usePage } from '#platform/html/context.tsx';
import { FileField } from '#platform/html/field.tsx';
import { ErrorSummary, Form } from '#platform/html/form.tsx';
import { definePage, type FormState } from '#platform/page.ts';
import { readSheet } from '#platform/sheets/read-sheet.ts';
import { XLSX_TYPE } from '#platform/sheets/sheet.ts';
import { writePlan } from '../../access.ts';
import { type ImportedPlanSheet, importPlanSheet } from '../../actions/import-plan-sheet.ts';
import { PLAN_SHEET } from '../../file/plan-sheet.ts';
import { type DeskPlan, deskDraft, planCrumbs } from './plan-loading.ts';

/** Takes a plan that was written in a spreadsheet into its draft. */
export const importPlanPage = definePage<unknown, DeskPlan>({
  name: 'commitments.import-plan-page',
  path: '/desk/plans/:reference/import',
  on: 'tenant',
  access: writePlan,
  load: deskDraft,
  view: ({ data, form }) => <ImportPlan data={data} form={form} />,
  submit: {
    action: importPlanSheet,
    async input(_values, { params, page }, files) {
      // A file is only looked into for whoever may send one.
      checkAccess(writePlan, page.actor, { institutionId: page.tenant?.id ?? '' }, page);
      const file = files.find((one) => one.field === 'file');
      if (!file) throw new InvalidInput([{ pointer: '/file', key: 'platform.errors.missing' }]);
      return { draft: params.reference, sheet: await readSheet(file.bytes, { sheet: PLAN_SHEET, pointer: '/file' }) };
    },
    done: ({ draft, changed, added }: ImportedPlanSheet) =>
      changed + added === 0 ? `/desk/plans/${draft}/import?unchanged=1` : `/desk/plans/${draft}?imported=1`,
  },
});

function ImportPlan({ data, form }: { data: DeskPlan; form: FormState }) {
  const page = usePage();
  const { t, ts, href, query } = page;
  const path = `/desk/plans/${data.reference}`;
  return (
    <DeskDocument
      title={ts('commitments.plan.import')}
      lead={t('commitments.plan.import-lead')}
      tabs={data.tabs}
      crumbs={planCrumbs(page, data.reference)}
    >
      {query.has('unchanged') && form.faults.length === 0 && (
        <Banner live>
          <p>{t('commitments.plan.import-unchanged')}</p>
        </Banner>
      )}
      <ErrorSummary state={form} />
      <p>
        <a href={href(`${path}/plan.xlsx`)}>{t('commitments.plan.download')}</a>
      </p>
      <Form state={form} files label={ts('commitments.plan.import')}>
        <FileField
          name="file"
          label={t('commitments.matrix.import.file')}
          hint={t('commitments.plan.import-hint')}
          error={
            form.faults.length > 0 ? ts('commitments.matrix.import.refused', { n: form.faults.length }) : undefined
          }
          accept={`${XLSX_TYPE},.xlsx,text/csv,.csv`}
        />
        <Button>{t('commitments.plan.import-button')}</Button>
      </Form>
    </DeskDocument>
  );
}
