import { checkAccess } from '#platform/access.ts';
import { dateSchema, defineActionRoute, defineList, defineThing, textSchema, z } from '#platform/api.ts';
import { NotFound } from '#platform/errors.ts';
import { readSheet } from '#platform/sheets/read-sheet.ts';
import { readCommitment, writePlan } from '../access.ts';
import { draftPlan, draftPlanInput } from '../actions/draft-plan.ts';
import { importPlanSheet } from '../actions/import-plan-sheet.ts';
import { openPlanDraft, openPlanDraftInput } from '../actions/open-plan-draft.ts';
import { publishPlan, publishPlanInput } from '../actions/publish-plan.ts';
import { removePlanEntry } from '../actions/remove-plan-entry.ts';
import { savePlanEntry, savePlanEntryInput } from '../actions/save-plan-entry.ts';
import { updatePlanPhase, updatePlanPhaseInput } from '../actions/update-plan-phase.ts';
import { withdrawPlanDraft } from '../actions/withdraw-plan-draft.ts';
import { PLAN_SHEET } from '../file/plan-sheet.ts';
import { ENTRY_STATES, PLAN_KINDS, type PlanKind } from '../plan-cells.ts';
import type { Drafted } from '../plan-draft.ts';
import { planScope } from '../queries/matrix-scope.ts';
import { draftOf, loadDraft } from '../queries/plan-drafts.ts';
import { versionsOf } from '../queries/plan-versions.ts';
import { reference } from './shapes.ts';

const TAG = 'action-plans';

const cells = z.record(z.string(), z.string()).openapi({
  description:
    'Words by the name of their cell: `title_ar`, `start`, `problem_fr`… The columns of the file of the plan.',
});

const changeSchema = z
  .object({
    kind: z.enum(PLAN_KINDS),
    reference,
    what: z.enum([...ENTRY_STATES, 'returned']),
    title: textSchema,
    fields: z.array(z.object({ name: z.string(), before: cells.optional(), after: cells.optional() })),
  })
  .openapi('PlanChange');

const versionSchema = z
  .object({
    version: z.number().int(),
    origin: z.enum(['file', 'people']),
    adoptedOn: dateSchema,
    publishedAt: z.iso.datetime(),
    reason: textSchema.nullable(),
    changes: z.array(changeSchema),
  })
  .openapi('PlanVersion');

export const listPlanVersionsRoute = defineList({
  name: 'commitments.list-plan-versions',
  path: '/action-plans/{id}/versions',
  tag: TAG,
  summary: 'The versions of an action plan: what changed and why',
  access: readCommitment,
  params: z.object({ id: reference }),
  filters: z.object({}),
  item: versionSchema,
  async load({ db, params }) {
    const plan = await planScope(db, params.id ?? '');
    if (!plan) throw new NotFound();
    const versions = await versionsOf(db, plan);
    return {
      items: versions.map((one) => ({ ...one, publishedAt: one.publishedAt.toISOString() })),
      next: null,
      total: versions.length,
    };
  },
  columns: [
    { name: 'version', value: (one) => one.version },
    { name: 'origin', value: (one) => one.origin },
    { name: 'adopted_on', value: (one) => one.adoptedOn },
    { name: 'published_at', value: (one) => one.publishedAt },
    { name: 'reason_ar', value: (one) => one.reason?.ar },
    { name: 'reason_fr', value: (one) => one.reason?.fr },
    { name: 'reason_en', value: (one) => one.reason?.en },
    { name: 'changed', value: (one) => one.changes.map((change) => change.reference).join(' ') },
  ],
});

const thingSchema = z.object({
  kind: z.enum(PLAN_KINDS),
  id: reference,
  state: z.enum([...ENTRY_STATES, 'same']),
  revision: z.number().int(),
  cells,
});

const present = ({ kind, reference: id, state, revision, cells: words }: Drafted<PlanKind>) => ({
  kind,
  id,
  state,
  revision,
  cells: words,
});

export const getPlanDraftRoute = defineThing({
  name: 'commitments.get-plan-draft',
  path: '/action-plans/{id}/draft',
  tag: TAG,
  summary: 'The draft of a plan as it stands on the desk',
  description: 'Needs the scope `desk` and the power to manage the plans of the body.',
  access: writePlan,
  target: ({ db, params }) => draftOf(db, params.id ?? '', undefined),
  params: z.object({ id: reference }),
  response: z
    .object({
      id: reference,
      isNew: z.boolean(),
      openedOn: dateSchema.nullable(),
      plan: thingSchema,
      commitments: z.array(thingSchema.extend({ milestones: z.array(thingSchema) })),
    })
    .openapi('PlanDraft'),
  async load({ db, params }) {
    const draft = await draftOf(db, params.id ?? '', undefined);
    const loaded = draft && (await loadDraft(db, draft));
    if (!draft || !loaded) throw new NotFound();
    return {
      id: draft.reference,
      isNew: loaded.isNew,
      openedOn: draft.openedOn,
      plan: present(loaded.drafted.plan),
      commitments: loaded.drafted.commitments.map((one) => ({
        ...present(one),
        milestones: one.milestones.map(present),
      })),
    };
  },
});

const drafted = z.object({ draft: reference });
const ofDraft = ({ params, body }: { params: Record<string, string>; body?: unknown }) => ({
  draft: params.id,
  ...(body as object),
});
const withId = { params: z.object({ id: reference }) };

export const draftPlanRoute = defineActionRoute({
  name: 'commitments.draft-plan',
  path: '/action-plans/drafts',
  method: 'post',
  tag: TAG,
  summary: 'Begins a draft: of a new plan, or of changes to one that stands',
  description: 'A new plan belongs to the body of the query: `?institution=slug`.',
  body: draftPlanInput,
  action: draftPlan,
  input: ({ body }) => body,
  status: 201,
  response: drafted,
});

export const savePlanEntryRoute = defineActionRoute({
  name: 'commitments.save-plan-entry',
  path: '/action-plans/{id}/draft/entries',
  method: 'post',
  tag: TAG,
  summary: 'Writes the plan, a commitment or a milestone in a draft',
  description:
    '`reference` null: a new one. Only the cells that are sent change. 409 when the revision is not the last.',
  ...withId,
  body: savePlanEntryInput.omit({ draft: true }),
  action: savePlanEntry,
  input: ofDraft,
  status: 200,
  response: z.object({ draft: reference, kind: z.enum(PLAN_KINDS), reference, revision: z.number().int() }),
});

export const removePlanEntryRoute = defineActionRoute({
  name: 'commitments.remove-plan-entry',
  path: '/action-plans/{id}/draft/removals',
  method: 'post',
  tag: TAG,
  summary: 'Takes a commitment or a milestone out of the plan, or puts it back',
  ...withId,
  body: z.object({ kind: z.enum(['commitment', 'milestone']), reference: z.string().max(120), removed: z.boolean() }),
  action: removePlanEntry,
  input: ofDraft,
  status: 200,
  response: drafted,
});

export const importPlanSheetRoute = defineActionRoute({
  name: 'commitments.import-plan-sheet',
  path: '/action-plans/{id}/draft/files',
  method: 'post',
  tag: TAG,
  summary: 'Writes a file of the plan (XLSX or CSV) into its draft',
  description:
    'Every cell is checked first; a wrong one is refused with its address. A file as it went out changes nothing.',
  ...withId,
  body: z.object({
    csv: z.string().max(2_000_000).optional(),
    xlsx: z.base64().max(2_000_000).optional().openapi({ description: 'An XLSX file, in base64.' }),
  }),
  action: importPlanSheet,
  async input({ db, params, body, actor, today }) {
    // A file is only looked into for whoever may send one.
    const draft = await draftOf(db, params.id ?? '', undefined);
    if (!draft) throw new NotFound();
    checkAccess(writePlan, actor, draft, { tenant: null, today });
    const { csv, xlsx } = body as { csv?: string; xlsx?: string };
    const bytes = xlsx === undefined ? Buffer.from(csv ?? '') : Buffer.from(xlsx, 'base64');
    return { draft: params.id, sheet: await readSheet(bytes, { sheet: PLAN_SHEET, pointer: '/file' }) };
  },
  status: 200,
  response: z.object({ draft: reference, rows: z.number().int(), changed: z.number().int(), added: z.number().int() }),
});

export const openPlanDraftRoute = defineActionRoute({
  name: 'commitments.open-plan-draft',
  path: '/action-plans/{id}/draft/opening',
  method: 'put',
  tag: TAG,
  summary: 'Opens a draft to discussion, or closes it',
  ...withId,
  body: openPlanDraftInput.omit({ draft: true }),
  action: openPlanDraft,
  input: ofDraft,
  status: 200,
  response: drafted,
});

export const publishPlanRoute = defineActionRoute({
  name: 'commitments.publish-plan',
  path: '/action-plans/{id}/draft/publication',
  method: 'post',
  tag: TAG,
  summary: 'Publishes a draft as the next version of its plan',
  ...withId,
  body: publishPlanInput.omit({ draft: true }),
  action: publishPlan,
  input: ofDraft,
  status: 200,
  response: z.object({ plan: reference }),
});

export const withdrawPlanDraftRoute = defineActionRoute({
  name: 'commitments.withdraw-plan-draft',
  path: '/action-plans/{id}/draft',
  method: 'delete',
  tag: TAG,
  summary: 'Throws a draft away',
  ...withId,
  action: withdrawPlanDraft,
  input: ofDraft,
  status: 204,
});

export const updatePlanPhaseRoute = defineActionRoute({
  name: 'commitments.update-plan-phase',
  path: '/action-plans/{id}/phase',
  method: 'put',
  tag: TAG,
  summary: 'Says what phase of its life a plan is in',
  ...withId,
  body: updatePlanPhaseInput.omit({ plan: true }),
  action: updatePlanPhase,
  input: ({ params, body }) => ({ plan: params.id, ...(body as object) }),
  status: 200,
  response: z.object({ plan: reference }),
});
