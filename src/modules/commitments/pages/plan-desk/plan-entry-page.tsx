import { z } from 'zod';
import { DeskDocument, withDone } from '#core/institutions/index.ts';
import { NotFound } from '#platform/errors.ts';
import { Banner } from '#platform/html/banner.tsx';
import { Button } from '#platform/html/button.tsx';
import { usePage } from '#platform/html/context.tsx';
import { ErrorSummary, Form, Hidden } from '#platform/html/form.tsx';
import { plain } from '#platform/i18n/text.ts';
import { definePage, type FormState, type PageRequest } from '#platform/page.ts';
import { writePlan } from '../../access.ts';
import { removePlanEntry } from '../../actions/remove-plan-entry.ts';
import { type SavedEntry, savePlanEntry } from '../../actions/save-plan-entry.ts';
import { blankCommitment, blankMilestone } from '../../plan-blank.ts';
import { type Cells, cellsOf, changedFields, PLAN_KINDS, type PlanKind } from '../../plan-cells.ts';
import { type Drafted, thingIn } from '../../plan-draft.ts';
import { FieldChanges } from '../version-changes.tsx';
import { EntryFields, marksOf, touchedCells } from './entry-fields.tsx';
import { type DeskPlan, deskDraft, planCrumbs } from './plan-loading.ts';

const query = z.object({ commitment: z.string().max(120).optional().catch(undefined) });
type Query = z.infer<typeof query>;

type Data = DeskPlan & {
  kind: PlanKind;
  /** Null: a new one. */
  thing: Drafted<PlanKind> | null;
  commitment: string | null;
  cells: Cells;
};

const NEW = 'new';

/** The plan itself, a commitment or a milestone of a draft: written in all its languages. */
export const planEntryPage = definePage<Query, Data>({
  name: 'commitments.plan-entry-page',
  path: '/desk/plans/:reference/:kind/:entry',
  on: 'tenant',
  query,
  access: writePlan,
  async load(request) {
    const about = await deskDraft(request);
    const { params } = request;
    const kind = PLAN_KINDS.find((one) => one === params.kind);
    if (!kind) throw new NotFound();
    const { drafted } = about.draft;
    if (params.entry === NEW) return { ...about, kind, ...blankEntry(kind, request, drafted) };
    const thing = thingIn(drafted, kind, params.entry ?? '');
    if (!thing || thing.state === 'removed') throw new NotFound();
    return { ...about, kind, thing: thing as Drafted<PlanKind>, commitment: null, cells: thing.cells };
  },
  view: ({ data, form }) => <PlanEntry data={data} form={form} />,
  submits: {
    save: {
      action: savePlanEntry,
      input: (values, { params, query: asked }) => ({
        draft: params.reference,
        kind: params.kind,
        reference: params.entry === NEW ? null : params.entry,
        commitment: asked.commitment ?? null,
        revision: Number([values.revision ?? ''].flat()[0] || Number.NaN),
        cells: touchedCells(PLAN_KINDS.find((one) => one === params.kind) ?? 'plan', values),
      }),
      done: ({ draft, kind, reference }: SavedEntry) =>
        `${withDone(`/desk/plans/${draft}`)}#${kind === 'plan' ? 'draft' : reference}`,
    },
    remove: {
      action: removePlanEntry,
      input: (_values, { params }) => ({
        draft: params.reference,
        kind: params.kind,
        reference: params.entry,
        removed: true,
      }),
      done: ({ draft }: { draft: string }) => withDone(`/desk/plans/${draft}`),
    },
  },
});

function blankEntry(
  kind: PlanKind,
  { query: asked }: PageRequest<Query>,
  { plan, commitments }: DeskDraftPlan,
): Pick<Data, 'thing' | 'commitment' | 'cells'> {
  const under = commitments.find((one) => one.reference === asked.commitment && one.state !== 'removed');
  if (kind === 'plan' || (kind === 'milestone' && !under)) throw new NotFound();
  const siblings = under ? under.milestones : commitments;
  const next = Math.max(0, ...siblings.map((one) => one.thing.number)) + 1;
  const cells =
    kind === 'commitment'
      ? cellsOf('commitment', { ...blankCommitment('', plan.thing), number: next })
      : cellsOf('milestone', { ...blankMilestone(''), number: next });
  return { thing: null, commitment: under?.reference ?? null, cells };
}

type DeskDraftPlan = NonNullable<DeskPlan['draft']>['drafted'];

function PlanEntry({ data, form }: { data: Data; form: FormState }) {
  const page = usePage();
  const { t, ts, lang } = page;
  const { kind, thing, cells } = data;
  const overtaken = form.faults.some((fault) => fault.key === 'commitments.plan.overtaken');
  // What I touched stays as I typed it, everything else is as it is saved now.
  const merged = overtaken ? { ...cells, ...touchedCells(kind, form.values) } : cells;
  const both = overtaken ? changedFields(kind, cells, merged) : [];
  const state = overtaken ? { values: {}, faults: [] } : form;
  return (
    <DeskDocument
      title={
        thing ? plain(thing.thing.title, lang) : ts(`commitments.plan.add-${kind === 'plan' ? 'commitment' : kind}`)
      }
      lead={t('commitments.plan.entry-lead')}
      tabs={data.tabs}
      crumbs={planCrumbs(page, data.reference)}
    >
      {overtaken ? (
        <div id="errors" role="alert" tabindex={-1}>
          <Banner kind="warn" title={t('commitments.plan.overtaken-title')}>
            <p>{t('commitments.plan.overtaken-text')}</p>
          </Banner>
          <FieldChanges kind={kind} fields={both} now />
        </div>
      ) : (
        <ErrorSummary state={form} />
      )}
      <Form state={state} label={ts('commitments.plan.entry')}>
        <Hidden name="do" value="save" />
        <Hidden name="revision" value={String(thing?.revision ?? 0)} />
        <Hidden name="marks" value={thing ? marksOf(cells) : '{}'} />
        <EntryFields kind={kind} cells={merged} />
        <div class="row">
          <Button>{t('commitments.plan.save')}</Button>
        </div>
        <p class="hint">{t('commitments.plan.save-hint')}</p>
      </Form>
      {thing && kind !== 'plan' && (
        <Form label={ts('commitments.plan.remove')}>
          <Hidden name="do" value="remove" />
          <Button kind="alert">{t('commitments.plan.remove')}</Button>
          <p class="hint">{t('commitments.plan.remove-hint')}</p>
        </Form>
      )}
    </DeskDocument>
  );
}
