import { NotFound } from '#platform/errors.ts';
import { defineResource, type PageRequest, type ResourceAnswer } from '#platform/page.ts';
import { XLSX_TYPE } from '#platform/sheets/sheet.ts';
import { seeMatrix } from '../../access.ts';
import { DESK_COLUMNS, deskItem } from '../../file/matrix-columns.ts';
import { mapped, matrixSheet } from '../../file/matrix-write.ts';
import { everyMatrixRow } from '../../queries/matrix.ts';
import { planScope, scopeOf } from '../../queries/matrix-scope.ts';
import { officialNames, officialsOf } from '../../queries/officials.ts';

const planOf = ({ db, page, params }: PageRequest) => planScope(db, params.reference ?? '', page.tenant?.id ?? '');

/** The matrix as it stands on the desk, to be filled in elsewhere and sent back. */
export const deskMatrixFile = defineResource({
  name: 'commitments.desk-matrix-file',
  path: '/desk/matrix/plans/:reference/matrix.xlsx',
  on: 'tenant',
  access: seeMatrix,
  target: planOf,
  async load(request): Promise<ResourceAnswer> {
    const { db, page, around } = request;
    const plan = await planOf(request);
    if (!plan) throw new NotFound();
    const officials = await officialsOf(db, plan.institutionId, page.today);
    const names = await officialNames(
      db,
      plan.institutionId,
      officials.map((one) => one.personId),
    );
    const rows = everyMatrixRow(db, scopeOf(plan), page.today);
    return {
      type: XLSX_TYPE,
      body: matrixSheet(
        mapped(rows, (row) => deskItem(row, names)),
        DESK_COLUMNS,
        around.words(page.lang === 'zgh' ? 'ar' : page.lang),
      ),
      download: `${plan.reference}-matrix.xlsx`,
      headers: { 'cache-control': 'private, no-store' },
    };
  },
});
