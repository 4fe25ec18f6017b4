import { DeskDocument, withDone } from '#core/institutions/index.ts';
import { unansweredIn } from '#modules/proposals/index.ts';
import { Banner } from '#platform/html/banner.tsx';
import { Button, ButtonLink } from '#platform/html/button.tsx';
import { Chapter } from '#platform/html/chapter.tsx';
import { usePage } from '#platform/html/context.tsx';
import { Figures } from '#platform/html/figures.tsx';
import { ErrorSummary, Form, Hidden } from '#platform/html/form.tsx';
import { Item, Items } from '#platform/html/items.tsx';
import type { Tab } from '#platform/html/tabs.tsx';
import { StatusTag } from '#platform/html/tag.tsx';
import { DateRange, Multilingual } from '#platform/html/text.tsx';
import { plain } from '#platform/i18n/text.ts';
import { definePage, type FormState, type Submit } from '#platform/page.ts';
import { manageConsultations, publishConsultations } from '../access.ts';
import { publishConsultation } from '../actions/publish-consultation.ts';
import { showDraft } from '../actions/show-draft.ts';
import { standingOf } from '../consultation.ts';
import { addUp } from '../participation.ts';
import { previewWord } from '../preview.ts';
import { missingGroups, type Participation, participationIn, participationOf } from '../queries/participation.ts';
import { absentPlaces } from '../report.ts';
import { onDesk, type WholeConsultation } from './loading.ts';
import { PlaceTable, TakenTable } from './report-tables.tsx';
import { groupLabel } from './report-words.ts';
import { stageStatus, statusOf } from './words.ts';

type Data = WholeConsultation & {
  tabs: Tab[];
  unanswered: number;
  unansweredTexts: number;
  participation: Participation;
  /** Who took part in the stage that runs. */
  now: Pick<Participation, 'taken' | 'places' | 'people'> | null;
  publishes: boolean;
  /** The word of its link, while the draft is shared. */
  preview: string | undefined;
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
    const participation = await participationIn(db, found, found.stages, page);
    const waiting = await Promise.all(
      [...participation.calls.keys()].map((id) => unansweredIn(db, { institutionId, id })),
    );
    const texts = [...participation.held.values()].reduce((sum, { unanswered }) => sum + unanswered, 0);
    const running = found.stages.find((stage) => standingOf(stage, page.today) === 'running');
    return {
      ...found,
      unanswered: waiting.reduce((sum, one) => sum + one.unanswered, 0),
      unansweredTexts: texts,
      participation,
      now: running ? await participationOf(db, found, running, participation) : null,
      publishes: publishConsultations.allows(page.actor, found, page),
      preview: previewWord(request.around.keys, found),
    };
  },
  view: ({ data, form }) => <ConsultationDesk data={data} form={form} />,
  submits: {
    publish: {
      action: publishConsultation,
      input: (_values, { params }) => ({ consultation: params.reference }),
      done: (_result, { params }) => withDone(`/desk/consultations/${params.reference}`),
    },
    share: sharing(true),
    unshare: sharing(false),
  },
});

function sharing(shared: boolean): Submit {
  return {
    action: showDraft,
    input: (_values, { params }) => ({ consultation: params.reference, shared }),
    done: (_result, { params }) => withDone(`/desk/consultations/${params.reference}`),
  };
}

/** The link with which a draft is read without an account. */
function ShareChapter({ data: { reference, preview } }: { data: Data }) {
  const page = usePage();
  const { t } = page;
  const path = `/consultations/${reference}/preview/${preview}`;
  return (
    <Chapter id="preview" title={t('consultations.preview.chapter')} intro={t('consultations.preview.desk-text')}>
      {preview && (
        <p>
          <a href={page.href(path)} dir="ltr">
            {page.absolute(path)}
          </a>
        </p>
      )}
      <Form>
        <Hidden name="do" value={preview ? 'unshare' : 'share'} />
        <Button kind="quiet">{t(preview ? 'consultations.preview.end' : 'consultations.preview.make')}</Button>
      </Form>
    </Chapter>
  );
}

function ConsultationDesk({ data, form }: { data: Data; form: FormState }) {
  const page = usePage();
  const { t, ts, lang, today } = page;
  const path = `/desk/consultations/${data.reference}`;
  const { participation, now } = data;
  const isCollecting = now?.taken.some(({ kind }) => kind !== 'discussion') ?? false;
  const missing = isCollecting ? absentPlaces(now?.places ?? []) : [];
  const absent = isCollecting ? missingGroups(now?.people ?? []) : [];
  const waiting = [...participation.held.values()].filter(({ phase }) => phase === 'draft');
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
          <ButtonLink kind="quiet" size="small" path={`${path}/copy`}>
            {t('consultations.copy.title')}
          </ButtonLink>
          {data.state !== 'draft' && (
            <ButtonLink kind="quiet" size="small" path={`/consultations/${data.reference}`}>
              {t('consultations.desk.public')}
            </ButtonLink>
          )}
        </>
      }
    >
      <ErrorSummary state={form} />
      {data.state !== 'draft' && participation.taken.length > 0 && (
        <Figures
          level={2}
          figures={[
            { label: t('consultations.report.taken'), value: page.format.number(addUp(participation.taken).total) },
            ...(now
              ? [{ label: t('consultations.desk.taken-now'), value: page.format.number(addUp(now.taken).total) }]
              : []),
            {
              label: t('consultations.desk.waiting'),
              value: page.format.number(data.unanswered + data.unansweredTexts),
            },
          ]}
        />
      )}
      {data.state !== 'draft' && waiting.length > 0 && (
        <Banner kind="warn" title={t('consultations.desk.unpublished')}>
          <ul>
            {waiting.map(({ title, deskPath }) => (
              <li>
                <a href={page.href(deskPath)}>
                  <Multilingual text={title} as="bdi" />
                </a>
              </li>
            ))}
          </ul>
        </Banner>
      )}
      {(missing.length > 0 || absent.length > 0) && (
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
            {absent.map((group) => (
              <li>{groupLabel(page, group)}</li>
            ))}
          </ul>
        </Banner>
      )}
      {data.unansweredTexts > 0 && (
        <Banner>
          <p>{t('consultations.desk.unanswered-texts', { n: data.unansweredTexts })}</p>
          <p>
            <ButtonLink kind="quiet" path="/desk/draft-texts">
              {t('consultations.desk.to-texts')}
            </ButtonLink>
          </p>
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
      {data.state !== 'draft' && participation.taken.length > 0 && (
        <Chapter id="places" title={t('consultations.report.who')}>
          <TakenTable taken={participation.taken} />
          {participation.places.length > 0 && <PlaceTable places={participation.places} />}
          <p>
            <a href={page.href(`${path}/integrity`)}>{t('consultations.integrity.chapter')}</a>
          </p>
        </Chapter>
      )}
      {data.state === 'draft' && <ShareChapter data={data} />}
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
