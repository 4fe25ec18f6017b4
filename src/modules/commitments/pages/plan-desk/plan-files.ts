import { NotFound } from '#platform/errors.ts';
import { CSV_TYPE } from '#platform/feeds/csv.ts';
import { defineResource, type PageRequest, type ResourceAnswer } from '#platform/page.ts';
import { XLSX_TYPE } from '#platform/sheets/sheet.ts';
import { writePlan } from '../../access.ts';
import { planCsv, planWorkbook } from '../../file/plan-sheet.ts';
import { draftOf, loadDraft } from '../../queries/plan-drafts.ts';

const draftAt = ({ db, page, params }: PageRequest) => draftOf(db, params.reference ?? '', page.tenant?.id ?? '');

/** A draft as a file, to be written elsewhere and sent back. */
const planFile = (format: 'xlsx' | 'csv') =>
  ({
    path: `/desk/plans/:reference/plan.${format}`,
    on: 'tenant',
    access: writePlan,
    target: draftAt,
    async load(request: PageRequest): Promise<ResourceAnswer> {
      const { db, page, around } = request;
      const draft = await draftAt(request);
      const loaded = draft && (await loadDraft(db, draft, { today: page.today }));
      if (!draft || !loaded) throw new NotFound();
      const words = around.words(page.lang === 'zgh' ? 'ar' : page.lang);
      return {
        type: format === 'xlsx' ? XLSX_TYPE : CSV_TYPE,
        body:
          format === 'xlsx'
            ? planWorkbook(loaded.drafted, loaded.version, words)
            : await planCsv(loaded.drafted, loaded.version, words),
        download: `${draft.reference}-plan.${format}`,
        headers: { 'cache-control': 'private, no-store' },
      };
    },
  }) as const;

export const planWorkbookFile = defineResource({ name: 'commitments.plan-workbook-file', ...planFile('xlsx') });
export const planCsvFile = defineResource({ name: 'commitments.plan-csv-file', ...planFile('csv') });
