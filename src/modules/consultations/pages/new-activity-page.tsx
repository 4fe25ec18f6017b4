import { z } from 'zod';
import { DeskDocument, one, TextFields, textOf, withDone } from '#core/institutions/index.ts';
import { Button } from '#platform/html/button.tsx';
import { usePage } from '#platform/html/context.tsx';
import { ErrorSummary, Form, Hidden } from '#platform/html/form.tsx';
import { Tasks } from '#platform/html/items.tsx';
import type { Tab } from '#platform/html/tabs.tsx';
import { definePage, type FormState } from '#platform/page.ts';
import { manageConsultations } from '../access.ts';
import { addActivity } from '../actions/add-activity.ts';
import { ACTIVITY_KINDS, type ActivityKind, HELD_KINDS, type HeldKind, isHeldKind } from '../consultation.ts';
import { mayBegin, NEW_THING } from '../hold.ts';
import type { ConsultationStage } from '../queries/consultations.ts';
import { type Free, freeThings } from '../queries/held.ts';
import { onDesk, stageCrumbs, stageOf, type WholeConsultation } from './loading.ts';
import { heldDeskPath, WhereFields } from './where-fields.tsx';

const query = z.object({ kind: z.enum(ACTIVITY_KINDS).optional().catch(undefined) });
type Query = z.infer<typeof query>;

type Offered = { free: readonly Free[]; begins: boolean };
type Data = WholeConsultation & { tabs: Tab[]; stage: ConsultationStage; offered: Record<HeldKind, Offered> };

/** Adds something that happens in a stage: first of which kind, then its name and where it is held. */
export const newActivityPage = definePage<Query, Data>({
  name: 'consultations.new-activity-page',
  path: '/desk/consultations/:reference/stages/:number/activities/new',
  on: 'tenant',
  query,
  access: manageConsultations,
  async load(request) {
    const found = await onDesk(request);
    const { db, page } = request;
    const offered = {} as Data['offered'];
    for (const kind of HELD_KINDS)
      offered[kind] = {
        free: await freeThings(db, found.institutionId, kind, page.now),
        begins: mayBegin(kind, page.actor, found.institutionId, page),
      };
    return { ...found, stage: stageOf(found, request), offered };
  },
  view: ({ data, form, query: { kind } }) => <NewActivity data={data} form={form} asked={kind} />,
  submit: {
    action: addActivity,
    input: (values, { params }) => ({
      consultation: params.reference,
      number: params.number,
      kind: one(values, 'kind'),
      title: textOf(values, 'title'),
      target: one(values, 'target'),
      thing: one(values, 'thing'),
    }),
    // What has just been begun still needs its questions, its options or its articles.
    done: ({ held }: { held: string | null }, { params }) =>
      (held !== null && heldDeskPath(held)) ||
      withDone(`/desk/consultations/${params.reference}/stages/${params.number}`),
  },
});

function NewActivity({ data, form, asked }: { data: Data; form: FormState; asked: Query['kind'] }) {
  const page = usePage();
  const { t, ts } = page;
  const typed = ACTIVITY_KINDS.find((kind) => kind === one(form.values, 'kind'));
  const kind: ActivityKind | undefined = typed ?? asked;
  const here = `/desk/consultations/${data.reference}/stages/${data.stage.number}/activities/new`;
  return (
    <DeskDocument
      title={kind ? ts(`consultations.activity.${kind}`) : ts('consultations.desk.add')}
      lead={kind ? t('consultations.desk.add') : t('consultations.desk.add-lead')}
      tabs={data.tabs}
      crumbs={stageCrumbs(page, data, data.stage)}
    >
      <ErrorSummary state={form} />
      {kind ? (
        <Form state={form}>
          <Hidden name="kind" value={kind} />
          <TextFields
            name="title"
            label={ts('consultations.field.title')}
            optional={isHeldKind(kind) ? ['ar', 'fr', 'en'] : ['fr', 'en']}
          />
          <WhereFields kind={kind} thing={NEW_THING} {...(isHeldKind(kind) ? data.offered[kind] : {})} />
          <Button>{t('consultations.desk.add')}</Button>
        </Form>
      ) : (
        <Tasks
          tasks={ACTIVITY_KINDS.map((each) => ({
            label: t(`consultations.activity.${each}`),
            path: `${here}?kind=${each}`,
            note: t(`consultations.activity-hint.${each}`),
          }))}
        />
      )}
    </DeskDocument>
  );
}
