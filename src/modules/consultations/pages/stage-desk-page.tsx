import { DeskDocument, dateOf, TextFields, textOf, withDone } from '#core/institutions/index.ts';
import { Button, ButtonLink } from '#platform/html/button.tsx';
import { Chapter } from '#platform/html/chapter.tsx';
import { DateField } from '#platform/html/choices.tsx';
import { usePage } from '#platform/html/context.tsx';
import { ErrorSummary, Form, Hidden } from '#platform/html/form.tsx';
import { Item, Items } from '#platform/html/items.tsx';
import type { Tab } from '#platform/html/tabs.tsx';
import { StatusTag } from '#platform/html/tag.tsx';
import { plain } from '#platform/i18n/text.ts';
import { definePage, type FormState } from '#platform/page.ts';
import { manageConsultations, publishConsultations } from '../access.ts';
import { updateStage } from '../actions/update-stage.ts';
import { isHeldKind, standingOf } from '../consultation.ts';
import type { ConsultationStage } from '../queries/consultations.ts';
import { type Held, heldThings } from '../queries/held.ts';
import { LongFields } from './consultation-fields.tsx';
import { heldFacts, heldStatus } from './held-card.tsx';
import { onDesk, stageOf, type WholeConsultation } from './loading.ts';
import { stageStatus } from './words.ts';

type Data = WholeConsultation & {
  tabs: Tab[];
  stage: ConsultationStage;
  held: Map<string, Held>;
  publishes: boolean;
};

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
    const stage = stageOf(found, request);
    return {
      ...found,
      stage,
      held: await heldThings(request.db, found, stage.activities, request.page),
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
  },
});

function StageDesk({ data, form }: { data: Data; form: FormState }) {
  const page = usePage();
  const { t, ts, lang, today } = page;
  const { stage } = data;
  const standing = standingOf(stage, today);
  const path = `/desk/consultations/${data.reference}`;
  const here = `${path}/stages/${stage.number}`;
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
          <ButtonLink path={`${here}/close`}>{t('consultations.close.title')}</ButtonLink>
        </p>
      )}
      <Chapter id="activities" title={t('consultations.field.activities')}>
        <Items>
          {stage.activities.map((activity) => {
            const held = data.held.get(activity.id);
            // What a model proposes still needs the thing itself, or an address.
            const isMissing = isHeldKind(activity.kind) && !held && activity.target === '';
            return (
              <Item
                title={{ text: activity.title }}
                path={isOpen ? `${here}/activities/${activity.id}` : undefined}
                tags={[
                  ...(held ? [heldStatus(page, held)] : []),
                  ...(isMissing ? [{ tone: 'not-reported' as const, label: t('consultations.held.missing') }] : []),
                ]}
                facts={[
                  {
                    label: ts('consultations.field.kind'),
                    value: t(`consultations.activity.${activity.kind}`),
                    hideLabel: true,
                  },
                  ...(held ? heldFacts(page, held) : []),
                ]}
              />
            );
          })}
        </Items>
        {isOpen && (
          <p>
            <ButtonLink kind="quiet" path={`${here}/activities/new`}>
              {t('consultations.desk.add')}
            </ButtonLink>
          </p>
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
