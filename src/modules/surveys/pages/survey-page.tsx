import { z } from 'zod';
import { institutionsById } from '#core/institutions/index.ts';
import { FollowLink } from '#core/notifications/index.ts';
import { Banner } from '#platform/html/banner.tsx';
import { ButtonLink } from '#platform/html/button.tsx';
import { Chapter } from '#platform/html/chapter.tsx';
import { usePage } from '#platform/html/context.tsx';
import { Document } from '#platform/html/layout.tsx';
import { PageHead } from '#platform/html/page-head.tsx';
import { notesAbout, PartOf } from '#platform/html/part-of.tsx';
import { Summary } from '#platform/html/summary.tsx';
import { StatusTag } from '#platform/html/tag.tsx';
import { Code, DateText, DateTimeText, FallbackNote, Multilingual, Prose } from '#platform/html/text.tsx';
import { plain, type Text } from '#platform/i18n/text.ts';
import type { SubjectNote } from '#platform/module.ts';
import { definePage } from '#platform/page.ts';
import { readSurvey } from '../access.ts';
import { correctionsOf, type Survey } from '../queries/surveys.ts';
import { questionsOf } from '../questionnaire.ts';
import { type Correction, phaseOf, showsResults } from '../survey.ts';
import { surveyOf } from './public-survey.ts';
import { statusOf } from './words.tsx';

type Data = Survey & { corrections: Correction[]; giver: Text; partOf: SubjectNote[] };

/** A survey: what it is about, who may take part until when, what ties an answer to its person, and when results are shown. */
export const surveyPage = definePage<unknown, Data>({
  name: 'surveys.survey-page',
  path: '/surveys/:reference',
  on: 'both',
  query: z.object({}),
  access: readSurvey,
  load: async (request) => {
    const survey = await surveyOf(request);
    const { db } = request;
    const giver = (await institutionsById(db, [survey.institutionId])).get(survey.institutionId)?.name ?? {};
    const partOf = await notesAbout(request, survey.institutionId, { kind: 'survey', id: survey.reference });
    return { ...survey, corrections: await correctionsOf(db, survey), giver, partOf };
  },
  cache: ({ reference }) => [`survey:${reference}`, 'institutions'],
  view: ({ data }) => <SurveyView survey={data} />,
});

function SurveyView({ survey }: { survey: Data }) {
  const page = usePage();
  const { t, ts, lang, today, href } = page;
  const { reference, title, intro, corrections } = survey;
  const phase = phaseOf(survey, today);
  const path = `/surveys/${reference}`;
  return (
    <Document
      title={plain(title, lang)}
      description={plain(intro, lang).slice(0, 150)}
      crumbs={[{ label: ts('surveys.page.surveys'), path: '/surveys' }]}
      crumb={reference}
      canonical={survey.state === 'draft' ? null : path}
      noIndex={survey.state === 'draft'}
    >
      <PageHead
        kicker={t('surveys.page.kicker', { reference: <Code>{reference}</Code> })}
        title={{ text: title }}
        row={<StatusTag {...statusOf(page, survey)} />}
      />
      <FallbackNote text={title} />
      <div class="split">
        <div class="flow">
          <PartOf notes={survey.partOf} />
          <Prose text={intro} />
        </div>
        <aside class="panel" aria-labelledby="take-part-title">
          <h2 id="take-part-title">{t('surveys.page.take-part')}</h2>
          {phase === 'open' && (
            <p>
              <ButtonLink path={`${path}/answer`} size="big">
                {t('surveys.answer.begin')}
              </ButtonLink>
            </p>
          )}
          {phase === 'upcoming' && <p>{t('surveys.page.from', { date: <DateText date={survey.opensOn} /> })}</p>}
          {phase === 'over' && <p>{t('surveys.page.over')}</p>}
          {phase === 'open' && (
            <>
              <p>{t('surveys.page.until', { date: <DateText date={survey.closesOn} /> })}</p>
              <p class="soft">{t('surveys.page.questions', { n: questionsOf(survey.questionnaire).length })}</p>
              <p>
                <a href={href(`${path}/form.pdf`)}>{t('surveys.page.on-paper')}</a>
              </p>
              <p>
                <a href={href(`${path}/receipt`)}>{t('surveys.receipt.have-answered')}</a>
              </p>
            </>
          )}
          {showsResults(survey, today) && (
            <p>
              <a href={href(`${path}/results`)}>{t('surveys.results.link')}</a>
            </p>
          )}
          {phase !== 'draft' && (
            <p>
              <FollowLink on={`survey:${reference}`} kind="quiet" />
            </p>
          )}
        </aside>
      </div>
      <Chapter id="rules" title={t('surveys.page.rules')}>
        <Summary
          rows={[
            { label: t('surveys.field.giver'), value: <Multilingual text={survey.giver} /> },
            { label: t('surveys.field.admission'), value: t(`surveys.admission.${survey.admission}`) },
            { label: t('surveys.field.privacy'), value: t(`surveys.privacy.${survey.privacy}-text`) },
            {
              label: t('surveys.field.editable'),
              value: t(survey.editable ? 'surveys.page.is-editable' : 'surveys.page.not-editable'),
            },
            { label: t('surveys.field.showing'), value: t(`surveys.showing.${survey.showing}`) },
          ]}
        />
      </Chapter>
      {corrections.length > 0 && (
        <Chapter id="corrections" title={t('surveys.page.corrections')}>
          {corrections.map(({ at, note }) => (
            <Banner>
              <p class="soft">
                <DateTimeText instant={at} />
              </p>
              <Prose text={note} />
            </Banner>
          ))}
        </Chapter>
      )}
      {survey.state !== 'draft' && (
        <p class="law">
          {t('platform.list.download', {
            links: (
              <a href={`/api/v1/surveys/${reference}`} dir="ltr">
                JSON
              </a>
            ),
          })}
        </p>
      )}
    </Document>
  );
}
