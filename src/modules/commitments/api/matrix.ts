import { checkAccess } from '#platform/access.ts';
import { dateSchema, defineActionRoute, defineFile, defineList, defineThing, textSchema, z } from '#platform/api.ts';
import { NotFound } from '#platform/errors.ts';
import { readSheet } from '#platform/sheets/read-sheet.ts';
import { XLSX_TYPE } from '#platform/sheets/sheet.ts';
import { readCommitment, seeMatrix } from '../access.ts';
import { assignMilestones, assignMilestonesInput } from '../actions/assign-milestones.ts';
import { importMatrix } from '../actions/import-matrix.ts';
import { publishMilestoneRow } from '../actions/publish-milestone-row.ts';
import { saveMilestoneRow } from '../actions/save-milestone-row.ts';
import { updateMilestoneStatus, updateMilestoneStatusInput } from '../actions/update-milestone-status.ts';
import { uploadMatrix } from '../actions/upload-matrix.ts';
import { MILESTONE_STATUSES } from '../commitment.ts';
import { FILE_LANGUAGES, MATRIX_COLUMNS, publicItem } from '../file/matrix-columns.ts';
import { mapped, matrixSheet, SHEET_NAME } from '../file/matrix-write.ts';
import { countMatrix, type DeskRow, everyMatrixRow, listMatrix, matrixRow } from '../queries/matrix.ts';
import { planScope, scopeOf } from '../queries/matrix-scope.ts';
import { milestoneByReference } from '../queries/milestones.ts';
import { officialNames } from '../queries/officials.ts';
import { rowInput } from '../row-input.ts';
import { linkSchema, reference, statusSchema, timelinessSchema } from './shapes.ts';

/** What a row says, as programs read and write it. */
export const rowContentSchema = z
  .object({
    expectedResult: textSchema.nullable(),
    indicator: textSchema.nullable(),
    target: textSchema.nullable(),
    status: statusSchema,
    statusOn: dateSchema.nullable().openapi({ description: 'The date the status is true for.' }),
    percent: z.number().int().min(0).max(100).nullable().openapi({ description: 'How far it is, as the office says.' }),
    done: textSchema.nullable(),
    obstacles: textSchema.nullable(),
    nextStep: textSchema.nullable(),
    evidence: z.array(z.object({ url: z.string(), title: z.string() })),
  })
  .openapi('MatrixRowContent');

export const matrixRowSchema = rowContentSchema
  .extend({
    id: reference.openapi({ example: 'MALAA0004-M01' }),
    number: z.number().int(),
    title: textSchema,
    commitment: linkSchema,
    start: dateSchema.nullable(),
    end: dateSchema.nullable(),
    office: textSchema.nullable().openapi({ description: 'The office that answers for it.' }),
    version: z.number().int().openapi({ description: 'The version that is published; 0 is the plan itself.' }),
    reportedOn: dateSchema.nullable().openapi({ description: 'When something was last published on it.' }),
    note: textSchema.nullable().openapi({ description: 'What the office said with the last report.' }),
    timeliness: timelinessSchema,
    daysLate: z.number().int(),
    unreported: z.boolean().openapi({ description: 'Begun, not over, and no report this quarter.' }),
  })
  .openapi('MatrixRow');

const deskRowSchema = matrixRowSchema
  .extend({
    published: rowContentSchema.openapi({ description: 'What everybody reads.' }),
    publishedVersion: z.number().int(),
    waits: z.boolean().openapi({ description: 'A version waits for its publication.' }),
    official: z.string().nullable().openapi({ description: 'Who is in charge.' }),
  })
  .openapi('MatrixDeskRow', { description: 'The fields of the row are those of the version saved last.' });

export const listMatrixRoute = defineList({
  name: 'commitments.list-matrix',
  path: '/action-plans/{id}/matrix',
  tag: 'action-plans',
  summary: 'The monitoring matrix of an action plan',
  description:
    'Every milestone in the order of the plan, with what is published of it: expected result, status, what was done, evidence. ' +
    'The same as a spreadsheet: `/action-plans/{id}/matrix.xlsx`. Both files can be sent back changed.',
  access: readCommitment,
  params: z.object({ id: reference }),
  filters: z.object({
    status: z.enum(MILESTONE_STATUSES).optional(),
    state: z.enum(['late', 'unreported', 'unassigned']).optional(),
  }),
  item: matrixRowSchema,
  async load({ db, params, query: { limit, after, status, state }, today }) {
    const plan = await planScope(db, params.id ?? '');
    if (!plan) throw new NotFound();
    const asked = { scope: scopeOf(plan), filters: { status, state }, today };
    const [page, total] = await Promise.all([
      listMatrix(db, { ...asked, paging: { limit, after } }),
      countMatrix(db, asked),
    ]);
    return { items: page.items.map(publicItem), next: page.next, ...total };
  },
  columns: MATRIX_COLUMNS,
});

export const matrixFileRoute = defineFile({
  name: 'commitments.get-matrix-file',
  path: '/action-plans/{id}/matrix.xlsx',
  tag: 'action-plans',
  summary: 'The monitoring matrix as a spreadsheet (XLSX)',
  description: 'One sheet, `Matrix`. `lang` is that of headings and statuses; the texts stand in all their languages.',
  access: readCommitment,
  params: z.object({ id: reference }),
  query: z.object({ lang: z.enum(FILE_LANGUAGES).default('ar') }),
  type: XLSX_TYPE,
  async load({ db, params, query: { lang }, today, around }) {
    const plan = await planScope(db, params.id ?? '');
    if (!plan) throw new NotFound();
    const rows = everyMatrixRow(db, scopeOf(plan), today);
    return {
      body: matrixSheet(mapped(rows, publicItem), MATRIX_COLUMNS, around.words(lang)),
      name: `${plan.reference}-matrix.xlsx`,
    };
  },
});

const presentDesk = (row: DeskRow, official: string | null): z.input<typeof deskRowSchema> => ({
  ...publicItem(row),
  published: row.content,
  ...(row.draft?.content ?? row.content),
  version: row.version,
  publishedVersion: row.publishedVersion,
  waits: row.draft !== null,
  official,
});

export const getRowRoute = defineThing({
  name: 'commitments.get-milestone-row',
  path: '/milestones/{id}/row',
  tag: 'milestones',
  summary: 'A row of the matrix as it stands on the desk, with what waits for publication',
  description: 'Needs the scope `desk` and the power to report in the body whose plan it is.',
  access: seeMatrix,
  target: ({ db, params }) => milestoneByReference(db, params.id ?? ''),
  params: z.object({ id: reference }),
  response: deskRowSchema,
  async load({ db, params, today }) {
    const row = await matrixRow(db, params.id ?? '', today);
    if (!row) throw new NotFound();
    const names = await officialNames(db, row.institutionId, [row.officialId]);
    return presentDesk(row, row.officialId && (names.get(row.officialId) ?? null));
  },
});

const rowBody = rowInput.omit({ milestone: true });
const savedRow = z.object({
  milestone: reference,
  commitment: reference,
  version: z.number().int(),
  fields: z.array(z.string()),
});
const withId = ({ params, body }: { params: Record<string, string>; body: unknown }) => ({
  milestone: params.id,
  ...(body as object),
});

export const saveRowRoute = defineActionRoute({
  name: 'commitments.save-milestone-row',
  path: '/milestones/{id}/row',
  method: 'patch',
  tag: 'milestones',
  summary: 'Changes fields of a row and keeps them unpublished',
  description:
    'Of a text only the languages that are sent change. 409 when the row has a newer version than the one sent: read it again.',
  params: z.object({ id: reference }),
  body: rowBody,
  action: saveMilestoneRow,
  input: withId,
  status: 200,
  response: savedRow,
});

export const publishRowRoute = defineActionRoute({
  name: 'commitments.publish-milestone-row',
  path: '/milestones/{id}/publication',
  method: 'post',
  tag: 'milestones',
  summary: 'Publishes a row, with the fields sent along',
  description:
    'The named official does it, who stands in for them, or whoever manages the plan. 409 when the row has a newer version.',
  params: z.object({ id: reference }),
  body: rowBody,
  action: publishMilestoneRow,
  input: withId,
  status: 200,
  response: savedRow,
});

export const reportStatusRoute = defineActionRoute({
  name: 'commitments.update-milestone-status',
  path: '/milestones/{id}/status',
  method: 'put',
  tag: 'milestones',
  summary: 'Reports the status of a milestone in one step',
  params: z.object({ id: reference }),
  body: updateMilestoneStatusInput.omit({ milestone: true }),
  action: updateMilestoneStatus,
  input: withId,
  status: 200,
  response: z.object({ milestone: reference, from: statusSchema, to: statusSchema, on: dateSchema }),
});

export const assignMilestonesRoute = defineActionRoute({
  name: 'commitments.assign-milestones',
  path: '/milestones/assignments',
  method: 'post',
  tag: 'milestones',
  summary: 'Says which office answers for milestones, and which official is in charge',
  body: assignMilestonesInput,
  action: assignMilestones,
  input: ({ body }) => body,
  status: 204,
});

const importBody = z.object({
  name: z.string().max(300).default('').openapi({ description: 'What the file is called.' }),
  csv: z.string().max(2_000_000).optional().openapi({ description: 'The text of a CSV file…' }),
  xlsx: z.base64().max(2_000_000).optional().openapi({ description: '…or an XLSX file, in base64.' }),
});

export const uploadMatrixRoute = defineActionRoute({
  name: 'commitments.upload-matrix',
  path: '/action-plans/{id}/matrix-imports',
  method: 'post',
  tag: 'action-plans',
  summary: 'Checks a matrix that was filled in elsewhere',
  description:
    'The file of `/action-plans/{id}/matrix.xlsx` or `.csv`, changed. Every cell is checked; a wrong one is refused with its address. ' +
    'Nothing changes before the import is applied. `id` is null when the file changes nothing.',
  params: z.object({ id: reference }),
  body: importBody,
  action: uploadMatrix,
  async input({ db, params, body, actor, today }) {
    // A file is only looked into for whoever may send one.
    const plan = await planScope(db, params.id ?? '');
    if (!plan) throw new NotFound();
    checkAccess(seeMatrix, actor, plan, { tenant: null, today });
    const { name, csv, xlsx } = body as z.infer<typeof importBody>;
    const bytes = xlsx === undefined ? Buffer.from(csv ?? '') : Buffer.from(xlsx, 'base64');
    return { plan: params.id, name, sheet: await readSheet(bytes, { sheet: SHEET_NAME, pointer: '/file' }) };
  },
  status: 201,
  response: z.object({
    id: z.string().nullable(),
    plan: reference,
    rows: z.number().int(),
    changed: z.number().int(),
  }),
});

export const importMatrixRoute = defineActionRoute({
  name: 'commitments.import-matrix',
  path: '/action-plans/{id}/matrix-imports/{import}/application',
  method: 'post',
  tag: 'action-plans',
  summary: 'Applies a matrix that was checked, all of it or nothing',
  description: 'The changed rows wait for their publication. 409 when one of them was changed meanwhile.',
  params: z.object({ id: reference, import: z.uuid() }),
  action: importMatrix,
  input: ({ params }) => ({ import: params.import }),
  status: 200,
  response: z.object({ plan: reference, saved: z.number().int(), assigned: z.number().int() }),
});
