import { DeskDocument, withDone } from '#core/institutions/index.ts';
import { countDemographics } from '#core/personal-data/index.ts';
import { callFigures, unansweredIn } from '#modules/proposals/index.ts';
import { Banner } from '#platform/html/banner.tsx';
import { Button, ButtonLink } from '#platform/html/button.tsx';
import { Chapter } from '#platform/html/chapter.tsx';
import { usePage } from '#platform/html/context.tsx';
import { ErrorSummary, Form, Hidden } from '#platform/html/form.tsx';
import { Item, Items } from '#platform/html/items.tsx';
import type { Tab } from '#platform/html/tabs.tsx';
import { StatusTag } from '#platform/html/tag.tsx';
import { DateRange, Multilingual } from '#platform/html/text.tsx';
import { plain } from '#platform/i18n/text.ts';
import { definePage, type FormState } from '#platform/page.ts';
import { manageConsultations, publishConsultations } from '../access.ts';
import { publishConsultation } from '../actions/publish-consultation.ts';
import { standingOf } from '../consultation.ts';
import { placesOf } from '../queries/stage-report.ts';
import { absentGroups, absentPlaces, type ReportedPlace } from '../report.ts';
import { onDesk, type WholeConsultation } from './loading.ts';
import { groupLabel } from './report-words.ts';
import { PlaceTable } from './stage-report-page.tsx';
import { stageStatus, statusOf } from './words.ts';

type Data = WholeConsultation & {
  tabs: Tab[];
  unanswered: number;
  places: ReportedPlace[];
  absent: string[];
  publishes: boolean;
};

/** One consultation on the desk: its stages and what is to be done in each, and who has not been heard yet. */
export const consultationDeskPage = definePage<unknown, Data>({
  name: 'consultations.consultation-desk-page',
  path: '/desk/consultations/:reference',
  on: 'tenant',
  access: manageConsultations,
  async load(request) {
    const { db, page } = request;
    const found = await onDesk(request);
    const { institutionId } = found;
    const ids = found.stages
      .flatMap(({ activities }) => activities)
      .flatMap(({ kind, id }) => (kind === 'proposals' ? [id] : []));
    const calls = await Promise.all(ids.map(async (id) => ({ figures: await callFigures(db, { institutionId, id }) })));
    const waiting = await Promise.all(ids.map((id) => unansweredIn(db, { institutionId, id })));
    const absent: string[] = [];
    for (const id of ids) {
      const act = { institutionId, kind: 'proposals.proposal', about: `proposal-call:${id}` };
      for (const by of ['gender', 'ageBand'] as const)
        absent.push(...absentGroups(by, (await countDemographics(db, act, by)).counts));
    }
    return {
      ...found,
      unanswered: waiting.reduce((sum, one) => sum + one.unanswered, 0),
      places: found.state === 'draft' ? [] : await placesOf(db, found, calls),
      absent,
      publishes: publishConsultations.allows(page.actor, found, page),
    };
  },
  view: ({ data, form }) => <ConsultationDesk data={data} form={form} />,
  submits: {
    publish: {
      action: publishConsultation,
      input: (_values, { params }) => ({ consultation: params.reference }),
      done: (_result, { params }) => withDone(`/desk/consultations/${params.reference}`),
    },
  },
});

function ConsultationDesk({ data, form }: { data: Data; form: FormState }) {
  const page = usePage();
  const { t, ts, lang, today } = page;
  const path = `/desk/consultations/${data.reference}`;
  const isCollecting = data.stages.some(
    (stage) => standingOf(stage, today) === 'running' && stage.activities.some(({ kind }) => kind === 'proposals'),
  );
  const missing = isCollecting ? absentPlaces(data.places) : [];
  return (
    <DeskDocument
      title={plain(data.title, lang)}
      tabs={data.tabs}
      crumbs={[{ label: ts('consultations.desk.title'), path: '/desk/consultations' }]}
      row={
        <>
          <StatusTag {...statusOf(page, data)} />
          {data.state !== 'closed' && (
            <ButtonLink kind="quiet" size="small" path={`${path}/edit`}>
              {t('consultations.desk.edit')}
            </ButtonLink>
          )}
          {data.state !== 'draft' && (
            <ButtonLink kind="quiet" size="small" path={`/consultations/${data.reference}`}>
              {t('consultations.desk.public')}
            </ButtonLink>
          )}
        </>
      }
    >
      <ErrorSummary state={form} />
      {(missing.length > 0 || (isCollecting && data.absent.length > 0)) && (
        <Banner kind="warn" title={t('consultations.desk.absent')}>
          <ul>
            {missing.map(({ name, population }) => (
              <li>
                {t('consultations.desk.absent-place', {
                  place: <Multilingual text={name} as="bdi" />,
                  n: population,
                })}
              </li>
            ))}
            {data.absent.map((group) => (
              <li>{groupLabel(page, group)}</li>
            ))}
          </ul>
        </Banner>
      )}
      {data.unanswered > 0 && (
        <Banner>
          <p>{t('consultations.desk.unanswered', { n: data.unanswered })}</p>
          <p>
            <ButtonLink kind="quiet" path="/desk/proposals">
              {t('consultations.desk.to-proposals')}
            </ButtonLink>
          </p>
        </Banner>
      )}
      <Chapter id="stages" title={t('consultations.page.stages')}>
        <Items>
          {data.stages.map((stage) => (
            <Item
              title={{ text: stage.title }}
              path={`${path}/stages/${stage.number}`}
              tags={[stageStatus(page, standingOf(stage, today))]}
              facts={[
                {
                  label: ts('consultations.field.dates'),
                  value: <DateRange start={stage.startsOn} end={stage.endsOn} />,
                  hideLabel: true,
                },
                {
                  label: ts('consultations.field.activities'),
                  value: page.format.list(stage.activities.map(({ title }) => plain(title, lang))),
                  hideLabel: true,
                },
              ]}
            />
          ))}
        </Items>
      </Chapter>
      {data.places.length > 0 && (
        <Chapter id="places" title={t('consultations.report.who')}>
          <PlaceTable places={data.places} />
        </Chapter>
      )}
      {data.state === 'draft' && data.publishes && (
        <Chapter id="publish" title={t('consultations.desk.publish')}>
          <p class="measure">{t('consultations.desk.publish-text')}</p>
          <Form>
            <Hidden name="do" value="publish" />
            <Button>{t('consultations.desk.publish')}</Button>
          </Form>
        </Chapter>
      )}
    </DeskDocument>
  );
}
