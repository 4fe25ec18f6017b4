import { DeskDocument, dateOf, one, TextFields, textOf, withDone } from '#core/institutions/index.ts';
import { Button, ButtonLink } from '#platform/html/button.tsx';
import { Chapter } from '#platform/html/chapter.tsx';
import { DateField } from '#platform/html/choices.tsx';
import { usePage } from '#platform/html/context.tsx';
import { Details } from '#platform/html/details.tsx';
import { Select, TextInput } from '#platform/html/field.tsx';
import { ErrorSummary, Form, Hidden } from '#platform/html/form.tsx';
import type { Tab } from '#platform/html/tabs.tsx';
import { StatusTag } from '#platform/html/tag.tsx';
import { Multilingual } from '#platform/html/text.tsx';
import { plain } from '#platform/i18n/text.ts';
import { definePage, type FormState } from '#platform/page.ts';
import { manageConsultations, publishConsultations } from '../access.ts';
import { addActivity } from '../actions/add-activity.ts';
import { removeActivity } from '../actions/remove-activity.ts';
import { updateActivity } from '../actions/update-activity.ts';
import { updateStage } from '../actions/update-stage.ts';
import { ACTIVITY_KINDS, ADDRESSED_KINDS, standingOf } from '../consultation.ts';
import type { ConsultationStage } from '../queries/consultations.ts';
import { LongFields } from './consultation-fields.tsx';
import { onDesk, stageOf, type WholeConsultation } from './loading.ts';
import { stageStatus } from './words.ts';

type Data = WholeConsultation & { tabs: Tab[]; stage: ConsultationStage; publishes: boolean };

const done = (_result: unknown, { params }: { params: Record<string, string> }) =>
  withDone(`/desk/consultations/${params.reference}/stages/${params.number}`);
const named = (params: Record<string, string>) => ({ consultation: params.reference, number: params.number });

/** One stage on the desk: its dates, its words, what happens in it. */
export const stageDeskPage = definePage<unknown, Data>({
  name: 'consultations.stage-desk-page',
  path: '/desk/consultations/:reference/stages/:number',
  on: 'tenant',
  access: manageConsultations,
  async load(request) {
    const found = await onDesk(request);
    return {
      ...found,
      stage: stageOf(found, request),
      publishes: publishConsultations.allows(request.page.actor, found, request.page),
    };
  },
  view: ({ data, form }) => <StageDesk data={data} form={form} />,
  submits: {
    update: {
      action: updateStage,
      input: (values, { params }) => ({
        ...named(params),
        title: textOf(values, 'title'),
        words: textOf(values, 'words'),
        startsOn: dateOf(values, 'startsOn'),
        endsOn: dateOf(values, 'endsOn'),
      }),
      done,
    },
    add: {
      action: addActivity,
      input: (values, { params }) => ({
        ...named(params),
        kind: one(values, 'kind'),
        title: textOf(values, 'name'),
        target: one(values, 'target'),
      }),
      done,
    },
    change: {
      action: updateActivity,
      input: (values, { params }) => ({
        ...named(params),
        activity: one(values, 'activity'),
        title: textOf(values, 'name'),
        target: one(values, 'target'),
      }),
      done,
    },
    remove: {
      action: removeActivity,
      input: (values, { params }) => ({ ...named(params), activity: one(values, 'activity') }),
      done,
    },
  },
});

function StageDesk({ data, form }: { data: Data; form: FormState }) {
  const page = usePage();
  const { t, ts, lang, today } = page;
  const { stage } = data;
  const standing = standingOf(stage, today);
  const path = `/desk/consultations/${data.reference}`;
  const isOpen = standing !== 'closed';
  return (
    <DeskDocument
      title={plain(stage.title, lang)}
      tabs={data.tabs}
      crumbs={[
        { label: ts('consultations.desk.title'), path: '/desk/consultations' },
        { label: plain(data.title, lang), path },
      ]}
      row={<StatusTag {...stageStatus(page, standing)} />}
    >
      <ErrorSummary state={form} />
      {data.publishes && data.state === 'open' && standing === 'ended' && (
        <p>
          <ButtonLink path={`${path}/stages/${stage.number}/close`}>{t('consultations.close.title')}</ButtonLink>
        </p>
      )}
      <Chapter id="activities" title={t('consultations.field.activities')}>
        {stage.activities.map((activity) => (
          <section class="flow" aria-label={plain(activity.title, lang)}>
            <h3>
              <Multilingual text={activity.title} as="bdi" /> – {t(`consultations.activity.${activity.kind}`)}
            </h3>
            {isOpen && (
              <Details summary={t('consultations.desk.change')}>
                <Form label={ts('consultations.desk.change')}>
                  <Hidden name="do" value="change" />
                  <Hidden name="activity" value={activity.id} />
                  <TextFields
                    name="name"
                    label={ts('consultations.field.title')}
                    value={activity.title}
                    optional={['fr', 'en']}
                  />
                  {ADDRESSED_KINDS.has(activity.kind) && (
                    <TextInput
                      name="target"
                      label={t('consultations.field.target')}
                      hint={t('consultations.write.target-hint')}
                      value={activity.target}
                      dir="ltr"
                      optional
                    />
                  )}
                  <Button kind="quiet">{t('consultations.write.save')}</Button>
                </Form>
                <Form label={ts('consultations.desk.remove')}>
                  <Hidden name="do" value="remove" />
                  <Hidden name="activity" value={activity.id} />
                  <Button kind="alert" size="small">
                    {t('consultations.desk.remove')}
                  </Button>
                </Form>
              </Details>
            )}
          </section>
        ))}
        {isOpen && (
          <Details summary={t('consultations.desk.add')}>
            <Form state={form} label={ts('consultations.desk.add')}>
              <Hidden name="do" value="add" />
              <Select
                name="kind"
                label={t('consultations.field.kind')}
                choices={ACTIVITY_KINDS.map((kind) => ({ value: kind, label: ts(`consultations.activity.${kind}`) }))}
              />
              <TextFields name="name" label={ts('consultations.field.title')} optional={['fr', 'en']} />
              <TextInput
                name="target"
                label={t('consultations.field.target')}
                hint={t('consultations.write.target-hint')}
                dir="ltr"
                optional
              />
              <Button kind="quiet">{t('consultations.desk.add')}</Button>
            </Form>
          </Details>
        )}
      </Chapter>
      {isOpen && (
        <Chapter id="dates" title={t('consultations.desk.stage')}>
          <Form state={form} label={ts('consultations.desk.stage')}>
            <Hidden name="do" value="update" />
            <TextFields
              name="title"
              label={ts('consultations.field.title')}
              value={stage.title}
              optional={['fr', 'en']}
            />
            <LongFields name="words" label={ts('consultations.field.words')} value={stage.words} />
            <DateField name="startsOn" label={t('consultations.field.starts')} value={stage.startsOn} />
            <DateField name="endsOn" label={t('consultations.field.ends')} value={stage.endsOn} />
            <Button>{t('consultations.write.save')}</Button>
          </Form>
        </Chapter>
      )}
    </DeskDocument>
  );
}
