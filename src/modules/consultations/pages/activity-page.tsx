import { DeskDocument, one, TextFields, textOf, withDone } from '#core/institutions/index.ts';
import { NotFound } from '#platform/errors.ts';
import { Button } from '#platform/html/button.tsx';
import { Chapter } from '#platform/html/chapter.tsx';
import { usePage } from '#platform/html/context.tsx';
import { ErrorSummary, Form, Hidden } from '#platform/html/form.tsx';
import type { Tab } from '#platform/html/tabs.tsx';
import { plain } from '#platform/i18n/text.ts';
import { definePage, type FormState } from '#platform/page.ts';
import { manageConsultations } from '../access.ts';
import { removeActivity } from '../actions/remove-activity.ts';
import { updateActivity } from '../actions/update-activity.ts';
import { isHeldKind } from '../consultation.ts';
import { mayBegin } from '../hold.ts';
import type { ConsultationStage, StageActivity } from '../queries/consultations.ts';
import { type Free, freeThings, type Held, heldThings } from '../queries/held.ts';
import { HeldOnDesk } from './held-card.tsx';
import { onDesk, stageCrumbs, stageOf, type WholeConsultation } from './loading.ts';
import { heldDeskPath, WhereFields } from './where-fields.tsx';

type Data = WholeConsultation & {
  tabs: Tab[];
  stage: ConsultationStage;
  activity: StageActivity;
  held: Held | undefined;
  free: readonly Free[];
  begins: boolean;
};

const named = (params: Record<string, string>) => ({
  consultation: params.reference,
  number: params.number,
  activity: params.activity,
});
const done = (_result: unknown, { params }: { params: Record<string, string> }) =>
  withDone(`/desk/consultations/${params.reference}/stages/${params.number}`);

/** Changes the name or the address of an activity, or removes it. */
export const activityPage = definePage<unknown, Data>({
  name: 'consultations.activity-page',
  path: '/desk/consultations/:reference/stages/:number/activities/:activity',
  on: 'tenant',
  access: manageConsultations,
  async load(request) {
    const found = await onDesk(request);
    const stage = stageOf(found, request);
    const activity = stage.activities.find(({ id }) => id === request.params.activity);
    if (!activity) throw new NotFound();
    const { db, page } = request;
    const { kind, held } = activity;
    const isEmpty = isHeldKind(kind) && held === null;
    return {
      ...found,
      stage,
      activity,
      held: (await heldThings(db, found, [activity], page)).get(activity.id),
      free: isEmpty ? await freeThings(db, found.institutionId, kind, page.now) : [],
      begins: isEmpty && mayBegin(kind, page.actor, found.institutionId, page),
    };
  },
  view: ({ data, form }) => <ActivityView data={data} form={form} />,
  submits: {
    update: {
      action: updateActivity,
      input: (values, { params }) => ({
        ...named(params),
        title: textOf(values, 'title'),
        target: one(values, 'target'),
        thing: one(values, 'thing'),
      }),
      done: ({ held }: { held: string | null }, request: { params: Record<string, string> }) =>
        (held !== null && heldDeskPath(held)) || done(undefined, request),
    },
    remove: { action: removeActivity, input: (_values, { params }) => named(params), done },
  },
});

function ActivityView({ data, form }: { data: Data; form: FormState }) {
  const page = usePage();
  const { t, ts, lang } = page;
  const { activity } = data;
  return (
    <DeskDocument
      title={plain(activity.title, lang)}
      lead={t(`consultations.activity.${activity.kind}`)}
      tabs={data.tabs}
      crumbs={stageCrumbs(page, data, data.stage)}
    >
      <ErrorSummary state={form} />
      {data.held && <HeldOnDesk held={data.held} />}
      <Form state={form}>
        <Hidden name="do" value="update" />
        <TextFields
          name="title"
          label={ts('consultations.field.title')}
          value={activity.title}
          optional={['fr', 'en']}
        />
        {activity.held === null && (
          <WhereFields kind={activity.kind} free={data.free} begins={data.begins} target={activity.target} />
        )}
        <Button>{t('consultations.write.save')}</Button>
      </Form>
      <Chapter id="remove" title={t('consultations.desk.remove')}>
        <Form label={ts('consultations.desk.remove')}>
          <Hidden name="do" value="remove" />
          <Button kind="alert">{t('consultations.desk.remove')}</Button>
        </Form>
      </Chapter>
    </DeskDocument>
  );
}
