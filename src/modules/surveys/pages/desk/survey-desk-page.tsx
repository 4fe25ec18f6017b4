import { DeskDocument, withDone } from '#core/institutions/index.ts';
import { Banner } from '#platform/html/banner.tsx';
import { Button, ButtonLink } from '#platform/html/button.tsx';
import { Chapter } from '#platform/html/chapter.tsx';
import { usePage } from '#platform/html/context.tsx';
import { Details } from '#platform/html/details.tsx';
import { Figures } from '#platform/html/figures.tsx';
import { ErrorSummary, Form, Hidden } from '#platform/html/form.tsx';
import { Summary } from '#platform/html/summary.tsx';
import { StatusTag } from '#platform/html/tag.tsx';
import { Code, DateRange } from '#platform/html/text.tsx';
import { plain } from '#platform/i18n/text.ts';
import { definePage, type FormState } from '#platform/page.ts';
import { manageSurvey } from '../../access.ts';
import { closeSurvey } from '../../actions/close-survey.ts';
import { copySurvey } from '../../actions/copy-survey.ts';
import { finishPaper } from '../../actions/finish-paper.ts';
import { publishResults } from '../../actions/publish-results.ts';
import { publishSurvey } from '../../actions/publish-survey.ts';
import { removeSurvey } from '../../actions/remove-survey.ts';
import { SURVEY_FILES } from '../../file/survey-files.ts';
import { answersByChannel } from '../../queries/surveys.ts';
import { undecidedTexts } from '../../queries/texts.ts';
import { questionsOf } from '../../questionnaire.ts';
import { CHANNELS, type Channel, takesPaper } from '../../survey.ts';
import { statusOf } from '../words.tsx';
import { deskCrumbs, deskPath, type OnDesk, surveyOnDesk } from './survey-on-desk.ts';

type Data = OnDesk & { undecided: Map<string, number>; answers: { total: number; channels: Map<Channel, number> } };

const deed = {
  input: (_values: unknown, { params }: { params: Record<string, string> }) => ({ survey: params.reference }),
  done: (_result: unknown, { params }: { params: Record<string, string> }) => withDone(deskPath(params.reference)),
};

/** One survey on the desk: how it stands, how many answered by which channel, and what can be done with it now. */
export const surveyDeskPage = definePage<unknown, Data>({
  name: 'surveys.survey-desk-page',
  path: '/desk/surveys/:reference',
  on: 'tenant',
  access: manageSurvey,
  load: async (request) => {
    const survey = await surveyOnDesk(request);
    const { db } = request;
    return { ...survey, answers: await answersByChannel(db, survey), undecided: await undecidedTexts(db, survey) };
  },
  view: ({ data, form }) => <SurveyDesk survey={data} form={form} />,
  submits: {
    publish: { action: publishSurvey, ...deed },
    close: { action: closeSurvey, ...deed },
    paper: { action: finishPaper, ...deed },
    results: { action: publishResults, ...deed },
    remove: { action: removeSurvey, input: deed.input, done: () => withDone('/desk/surveys') },
    copy: {
      action: copySurvey,
      input: deed.input,
      done: ({ reference }: { reference: string }) => withDone(deskPath(reference)),
    },
  },
});

function SurveyDesk({ survey, form }: { survey: Data; form: FormState }) {
  const page = usePage();
  const { t, ts, lang, format } = page;
  const { state, reference, answers } = survey;
  const path = deskPath(reference);
  const links: [string, string][] = [
    [`${path}/questions`, ts('surveys.desk.questions')],
    [`${path}/settings`, ts('surveys.desk.settings')],
    [`${path}/preview`, ts('surveys.desk.preview')],
    ...(survey.admission === 'token' ? ([[`${path}/tokens`, ts('surveys.tokens.title')]] as [string, string][]) : []),
    ...(state === 'draft'
      ? []
      : ([
          [`${path}/papers`, ts('surveys.paper.title')],
          [`/surveys/${reference}`, ts('surveys.desk.public-page')],
          [`/surveys/${reference}/results`, ts('surveys.results.link')],
        ] as [string, string][])),
  ];
  return (
    <DeskDocument
      title={plain(survey.title, lang)}
      tabs={survey.tabs}
      crumbs={deskCrumbs(page)}
      row={
        <>
          <StatusTag {...statusOf(page, survey)} />
          <Code>{reference}</Code>
        </>
      }
    >
      <ErrorSummary state={form} />
      {state !== 'draft' && (
        <Figures
          figures={[
            { label: t('surveys.results.answers'), value: format.number(answers.total) },
            ...CHANNELS.map((channel) => ({
              label: t(`surveys.channel.${channel}`),
              value: format.number(answers.channels.get(channel) ?? 0),
            })),
          ]}
        />
      )}
      <Summary
        rows={[
          { label: t('surveys.field.dates'), value: <DateRange start={survey.opensOn} end={survey.closesOn} /> },
          { label: t('surveys.field.admission'), value: t(`surveys.admission.${survey.admission}`) },
          { label: t('surveys.field.privacy'), value: t(`surveys.privacy.${survey.privacy}`) },
          { label: t('surveys.field.showing'), value: t(`surveys.showing.${survey.showing}`) },
          { label: t('surveys.desk.questions'), value: format.number(questionsOf(survey.questionnaire).length) },
        ]}
      />
      {survey.frozenAt !== null && (
        <Banner>
          <p>{t('surveys.edit.frozen')}</p>
        </Banner>
      )}
      <div class="row">
        {links.map(([to, label]) => (
          <ButtonLink path={to} kind="quiet">
            {label}
          </ButtonLink>
        ))}
      </div>
      {state !== 'draft' && <AnswersChapter survey={survey} />}
      {state === 'draft' && <Deed verb="publish" main />}
      {state !== 'draft' && survey.resultsPublishedAt === null && survey.showing === 'decision' && (
        <Deed verb="results" main={state === 'closed'} />
      )}
      {state === 'published' && <Deed verb="close" />}
      {state === 'closed' && takesPaper(survey, page.today) && <Deed verb="paper" />}
      <Deed verb="copy" />
      {state === 'draft' && (
        <Details summary={t('surveys.deed.remove')}>
          <Form enhance={false}>
            <Hidden name="do" value="remove" />
            <p>{t('surveys.deed.remove-text')}</p>
            <Button kind="alert">{t('surveys.deed.remove')}</Button>
          </Form>
        </Details>
      )}
    </DeskDocument>
  );
}

/** What was answered: the files, and the texts that wait to be read. */
function AnswersChapter({ survey }: { survey: Data }) {
  const { t, href, lang } = usePage();
  const path = deskPath(survey.reference);
  const open = questionsOf(survey.questionnaire).filter(({ id }) => survey.undecided.has(id));
  return (
    <Chapter id="answers" title={t('surveys.results.answers')}>
      <ul>
        {SURVEY_FILES.filter(({ label }) => label !== 'tokens').map(({ name, label }) => (
          <li>
            <a href={href(`${path}/${name}`)}>{t(`surveys.file.${label}`)}</a>
          </li>
        ))}
        {open.map((question) => (
          <li>
            <a href={href(`${path}/texts/${question.id}`)}>
              {t('surveys.texts.link', {
                question: plain(question.title, lang),
                n: survey.undecided.get(question.id) ?? 0,
              })}
            </a>
          </li>
        ))}
      </ul>
    </Chapter>
  );
}

function Deed({ verb, main = false }: { verb: 'publish' | 'close' | 'paper' | 'results' | 'copy'; main?: boolean }) {
  const { t } = usePage();
  return (
    <Chapter id={`deed-${verb}`} title={t(`surveys.deed.${verb}`)}>
      <p class="measure">{t(`surveys.deed.${verb}-text`)}</p>
      <Form>
        <Hidden name="do" value={verb} />
        <Button kind={main ? 'main' : 'quiet'}>{t(`surveys.deed.${verb}`)}</Button>
      </Form>
    </Chapter>
  );
}
