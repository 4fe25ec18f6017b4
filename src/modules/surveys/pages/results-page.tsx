import { z } from 'zod';
import { territoriesByCode } from '#core/territory/index.ts';
import { NotFound } from '#platform/errors.ts';
import { Chapter } from '#platform/html/chapter.tsx';
import { usePage } from '#platform/html/context.tsx';
import { Details } from '#platform/html/details.tsx';
import { Empty } from '#platform/html/empty.tsx';
import { Figures } from '#platform/html/figures.tsx';
import { Document } from '#platform/html/layout.tsx';
import { PageHead } from '#platform/html/page-head.tsx';
import { Summary } from '#platform/html/summary.tsx';
import { DateTimeText, Multilingual, Percent } from '#platform/html/text.tsx';
import { plain, type Text } from '#platform/i18n/text.ts';
import { definePage, type PageRequest } from '#platform/page.ts';
import { holdsPower } from '#platform/tenant.ts';
import { MANAGE, readSurveys } from '../access.ts';
import { resultsOf, type Survey } from '../queries/surveys.ts';
import { type ShownTexts, shownTexts } from '../queries/texts.ts';
import type { Results } from '../results.ts';
import { CHANNELS, isSettled, showsResults } from '../survey.ts';
import { publicSurvey } from './public-survey.ts';
import { QuestionResults } from './question-results.tsx';
import { statusOf } from './words.tsx';

type ResultsData = Survey & {
  results: Results | null;
  texts: ShownTexts;
  names: Map<string, Text>;
  /** Officials see results before everybody does. */
  early: boolean;
};

/** What was answered: question by question, by channel, by groups once it is over, raw and weighted. */
export const resultsPage = definePage<unknown, ResultsData>({
  name: 'surveys.results-page',
  path: '/surveys/:reference/results',
  on: 'both',
  query: z.object({}),
  access: readSurveys,
  load: loadResults,
  cache: ({ reference }) => [`survey:${reference}`, `~survey-results:${reference}`, 'territories'],
  view: ({ data }) => <ResultsView survey={data} />,
});

async function loadResults(request: PageRequest<unknown>): Promise<ResultsData> {
  const { db, page } = request;
  const survey = await publicSurvey(request);
  const isShown = showsResults(survey, page.today);
  if (!isShown && !holdsPower(page.actor, MANAGE, survey.institutionId)) throw new NotFound();
  const results = await resultsOf(db, survey);
  const codes = Object.values(results?.questions ?? {}).flatMap(({ counts }) => Object.keys(counts));
  const groups = Object.values(results?.crossed ?? {}).flatMap(({ territory }) => territory?.groups ?? []);
  const weighted = results?.weighted?.territories.map(({ code }) => code) ?? [];
  const places = await territoriesByCode(db, [...new Set([...codes, ...groups, ...weighted])]);
  return {
    ...survey,
    results,
    texts: await shownTexts(db, survey),
    names: new Map([...places].map(([code, { name }]) => [code, name])),
    early: !isShown,
  };
}

function ResultsView({ survey }: { survey: ResultsData }) {
  const page = usePage();
  const { t, ts, lang, format, href, today } = page;
  const { results, texts, names, early } = survey;
  const path = `/surveys/${survey.reference}`;
  return (
    <Document
      title={ts('surveys.results.title', { survey: plain(survey.title, lang) })}
      crumbs={[
        { label: ts('surveys.page.surveys'), path: '/surveys' },
        { label: survey.reference, path },
      ]}
      crumb={ts('surveys.results.link')}
      canonical={early ? null : `${path}/results`}
      noIndex={early}
    >
      <PageHead
        kicker={t('surveys.results.kicker')}
        title={{ text: survey.title }}
        lead={early ? t('surveys.results.early') : undefined}
        row={<span class="soft">{statusOf(page, survey).label}</span>}
      />
      {!results || results.total === 0 ? (
        <Empty title={t('surveys.results.none')}>
          <p>{t('surveys.results.none-text')}</p>
        </Empty>
      ) : (
        <>
          <Figures
            level={2}
            figures={[
              { label: t('surveys.results.answers'), value: format.number(results.total) },
              ...CHANNELS.filter((channel) => results.channels[channel] > 0).map((channel) => ({
                label: t(`surveys.channel.${channel}`),
                value: format.number(results.channels[channel]),
              })),
            ]}
          />
          {survey.countedAt && (
            <p class="soft">{t('surveys.results.counted', { at: <DateTimeText instant={survey.countedAt} /> })}</p>
          )}
          <p class="measure">{t('surveys.results.not-a-sample')}</p>
          {results.weighted?.by && <AboutWeights weighted={results.weighted} total={results.total} />}
          {survey.questionnaire.sections.map((section) => (
            <Chapter id={section.id} title={<Multilingual text={section.title} />}>
              {section.questions.map((question) => (
                <QuestionResults question={question} results={results} texts={texts.get(question.id)} names={names} />
              ))}
            </Chapter>
          ))}
          {!isSettled(survey, today) && <p class="law">{t('surveys.results.groups-later')}</p>}
        </>
      )}
      <p class="law">
        {t('platform.list.download', {
          links: (
            <a href={`/api/v1/surveys/${survey.reference}/results`} dir="ltr">
              JSON
            </a>
          ),
        })}{' '}
        <a href={href(path)}>{t('surveys.answer.back-to-survey')}</a>
      </p>
    </Document>
  );
}

/** What the weighted shares rest on: by what, by which figures, and how much they can bear. */
function AboutWeights({ weighted, total }: { weighted: NonNullable<Results['weighted']>; total: number }) {
  const { t, ts, format, lang } = usePage();
  const { by, groups, year, territories, covered, effective, least, most, off } = weighted;
  const words = new Intl.ListFormat(lang, { type: 'conjunction' });
  const two = (n: number) => format.number(Math.round(n * 100) / 100);
  return (
    <Details summary={t('surveys.results.weights')} open>
      <p class="measure">
        {t('surveys.results.weighted', { by: words.format(by.map((one) => ts(`surveys.division.${one}`))) })}
      </p>
      <Summary
        rows={[
          by.includes('territory') && {
            label: t('surveys.division.territory'),
            value: t('surveys.results.weights-territory', {
              year: String(year),
              n: territories.length,
              share: <Percent share={covered} />,
            }),
          },
          {
            label: t('surveys.results.weights-groups'),
            value: groups ? (
              <>
                <bdi>{groups.source}</bdi> ({String(groups.year)})
              </>
            ) : (
              t('surveys.results.weights-no-groups')
            ),
          },
          {
            label: t('surveys.results.weights-effective'),
            value: t('surveys.results.weights-effective-of', { n: format.number(effective), of: format.number(total) }),
          },
          { label: t('surveys.results.weights-range'), value: <bdi>{`${two(least)} – ${two(most)}`}</bdi> },
          off > 0.005 && { label: t('surveys.results.weights-off'), value: <Percent share={off} /> },
        ]}
      />
    </Details>
  );
}
