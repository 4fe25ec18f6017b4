import { DeskDocument, dateOf, one, withDone } from '#core/institutions/index.ts';
import { Banner } from '#platform/html/banner.tsx';
import { Button } from '#platform/html/button.tsx';
import { DateField, Radios } from '#platform/html/choices.tsx';
import { usePage } from '#platform/html/context.tsx';
import { Details } from '#platform/html/details.tsx';
import { ErrorSummary, Form, Hidden } from '#platform/html/form.tsx';
import { plain } from '#platform/i18n/text.ts';
import { definePage, type FormState } from '#platform/page.ts';
import { writePlan } from '../../access.ts';
import { draftPlan } from '../../actions/draft-plan.ts';
import { openPlanDraft } from '../../actions/open-plan-draft.ts';
import { publishPlan } from '../../actions/publish-plan.ts';
import { removePlanEntry } from '../../actions/remove-plan-entry.ts';
import { updatePlanPhase } from '../../actions/update-plan-phase.ts';
import { withdrawPlanDraft } from '../../actions/withdraw-plan-draft.ts';
import { changesOf } from '../../plan-draft.ts';
import { phasesAfter } from '../../plan-life.ts';
import { phaseOfPlan } from '../../queries/plan-versions.ts';
import { PlanLife } from '../plan-life-steps.tsx';
import { VersionChanges } from '../version-changes.tsx';
import { DraftContents } from './draft-contents.tsx';
import { type DeskPlan, deskPlan, planCrumbs } from './plan-loading.ts';
import { ReasonFields, reasonOf } from './reason-fields.tsx';

type Life = Awaited<ReturnType<typeof phaseOfPlan>>;
type Data = DeskPlan & { life: Life | null };

const back = ({ draft }: { draft: string }) => withDone(`/desk/plans/${draft}`);

/** A plan on the desk: its phase, its draft with everything in it, and what publishing it would change. */
export const planDraftPage = definePage<unknown, Data>({
  name: 'commitments.plan-draft-page',
  path: '/desk/plans/:reference',
  on: 'tenant',
  access: writePlan,
  async load(request) {
    const about = await deskPlan(request);
    return { ...about, life: about.plan && (await phaseOfPlan(request.db, about.plan, request.page.today)) };
  },
  view: ({ data, form }) => <PlanOnDesk data={data} form={form} />,
  submits: {
    begin: { action: draftPlan, input: (_values, { params }) => ({ plan: params.reference }), done: back },
    open: {
      action: openPlanDraft,
      input: (values, { params }) => ({ draft: params.reference, open: one(values, 'open') === 'yes' }),
      done: back,
    },
    restore: {
      action: removePlanEntry,
      input: (values, { params }) => ({
        draft: params.reference,
        kind: one(values, 'kind'),
        reference: one(values, 'thing'),
        removed: false,
      }),
      done: back,
    },
    publish: {
      action: publishPlan,
      input: (values, { params }) => ({
        draft: params.reference,
        reason: reasonOf(values, 'reason'),
        adoptedOn: dateOf(values, 'adoptedOn') || null,
      }),
      done: ({ plan }: { plan: string }) => withDone(`/desk/plans/${plan}`),
    },
    withdraw: {
      action: withdrawPlanDraft,
      input: (_values, { params }) => ({ draft: params.reference }),
      done: () => withDone('/desk/plans'),
    },
    phase: {
      action: updatePlanPhase,
      input: (values, { params }) => ({
        plan: params.reference,
        phase: one(values, 'phase'),
        since: dateOf(values, 'since') || null,
        note: reasonOf(values, 'note'),
      }),
      done: ({ plan }: { plan: string }) => withDone(`/desk/plans/${plan}`),
    },
  },
});

function PlanOnDesk({ data, form }: { data: Data; form: FormState }) {
  const page = usePage();
  const { t, lang, href } = page;
  const { draft, plan, life, reference } = data;
  const title = draft ? draft.drafted.plan.thing.title : (plan?.title ?? {});
  return (
    <DeskDocument
      title={plain(title, lang)}
      tabs={data.tabs}
      crumbs={planCrumbs(page)}
      lead={
        plan && (
          <>
            <a href={href(`/action-plans/${reference}`)}>{t('commitments.plan.public')}</a>
            {' · '}
            <a href={href(`/action-plans/${reference}/versions`)}>{t('commitments.plan.versions')}</a>
            {' · '}
            <a href={href(`/desk/matrix/plans/${reference}`)}>{t('commitments.matrix.title')}</a>
          </>
        )
      }
    >
      <ErrorSummary state={form} />
      <PlanLife now={life ? life.now : null} said={life?.said ?? []} />
      {draft ? (
        <Draft data={{ ...data, draft }} form={form} />
      ) : (
        <section class="mt-4 flow" aria-labelledby="begin">
          <h2 id="begin">{t('commitments.plan.change')}</h2>
          <p>{t('commitments.plan.change-text')}</p>
          <Form>
            <Hidden name="do" value="begin" />
            <Button>{t('commitments.plan.begin')}</Button>
          </Form>
        </section>
      )}
      {life && <PhaseForm life={life} form={form} />}
    </DeskDocument>
  );
}

type DraftData = Data & { draft: NonNullable<Data['draft']> };

function Draft({ data, form }: { data: DraftData; form: FormState }) {
  const { t, ts, href, query } = usePage();
  const { draft, reference } = data;
  const changes = draft.isNew ? [] : changesOf(draft.drafted);
  const isOpen = draft.openedOn !== null;
  const state = 'reason.ar' in form.values ? form : undefined;
  const path = `/desk/plans/${reference}`;
  return (
    <>
      {query.has('imported') && (
        <Banner kind="good" live>
          <p>{t('commitments.plan.imported')}</p>
        </Banner>
      )}
      <section class="mt-4 flow" aria-labelledby="draft">
        <h2 id="draft">{t(draft.isNew ? 'commitments.plan.draft-new' : 'commitments.plan.draft')}</h2>
        <p>
          <a href={href(`${path}/plan.xlsx`)} dir="ltr">
            XLSX
          </a>
          {' · '}
          <a href={href(`${path}/plan.csv`)} dir="ltr">
            CSV
          </a>
          {' · '}
          <a href={href(`${path}/import`)}>{t('commitments.plan.import')}</a>
          {isOpen && (
            <>
              {' · '}
              <a href={href(`/action-plans/${reference}/draft`)}>{t('commitments.plan.draft-public')}</a>
            </>
          )}
        </p>
        <DraftContents reference={reference} drafted={draft.drafted} />
      </section>
      {changes.length > 0 && (
        <section class="mt-4 flow" aria-labelledby="changes">
          <h2 id="changes">{t('commitments.plan.changes')}</h2>
          <VersionChanges changes={changes} />
        </section>
      )}
      <section class="mt-4 flow" aria-labelledby="opening">
        <h2 id="opening">{t('commitments.plan.co-creation')}</h2>
        <p>{t(isOpen ? 'commitments.plan.is-open' : 'commitments.plan.is-closed')}</p>
        <Form label={ts('commitments.plan.co-creation')}>
          <Hidden name="do" value="open" />
          <Hidden name="open" value={isOpen ? 'no' : 'yes'} />
          <Button kind="quiet">{t(isOpen ? 'commitments.plan.close' : 'commitments.plan.open')}</Button>
        </Form>
      </section>
      <section class="mt-4 flow" aria-labelledby="publish">
        <h2 id="publish">{t('commitments.plan.publish')}</h2>
        <p>{t('commitments.plan.publish-text')}</p>
        <Form state={state} label={ts('commitments.plan.publish')}>
          <Hidden name="do" value="publish" />
          <ReasonFields name="reason" label={ts('commitments.plan.reason')} hint={t('commitments.plan.reason-hint')} />
          <DateField
            name="adoptedOn"
            label={t('commitments.plan.adopted-on')}
            hint={t('commitments.plan.today-hint')}
            optional
          />
          <Button>{t('commitments.plan.publish-button')}</Button>
        </Form>
        <Details summary={t('commitments.plan.discard')}>
          <p>{t('commitments.plan.discard-text')}</p>
          <Form label={ts('commitments.plan.discard')}>
            <Hidden name="do" value="withdraw" />
            <Button kind="alert">{t('commitments.plan.discard-button')}</Button>
          </Form>
        </Details>
      </section>
    </>
  );
}

function PhaseForm({ life, form }: { life: Life; form: FormState }) {
  const { t, ts } = usePage();
  return (
    <section class="mt-4 flow" aria-labelledby="phase">
      <h2 id="phase">{t('commitments.plan.phase-change')}</h2>
      <Form state={'note.ar' in form.values ? form : undefined} label={ts('commitments.plan.phase-change')}>
        <Hidden name="do" value="phase" />
        <Radios
          name="phase"
          label={t('commitments.plan.phase')}
          choices={phasesAfter(life.now).map((value) => ({ value, label: ts(`commitments.plan.phases.${value}`) }))}
        />
        <DateField name="since" label={t('commitments.plan.since')} hint={t('commitments.plan.today-hint')} optional />
        <ReasonFields
          name="note"
          label={ts('commitments.plan.phase-note')}
          hint={t('commitments.plan.phase-note-hint')}
          optional
        />
        <Button kind="quiet">{t('commitments.plan.phase-save')}</Button>
      </Form>
    </section>
  );
}
