import { z } from 'zod';
import { institutionsById } from '#core/institutions/index.ts';
import { within } from '#platform/db/database.ts';
import { NotFound } from '#platform/errors.ts';
import { ButtonLink, PrintButton } from '#platform/html/button.tsx';
import { usePage } from '#platform/html/context.tsx';
import { Document } from '#platform/html/layout.tsx';
import { PageHead } from '#platform/html/page-head.tsx';
import { Receipt } from '#platform/html/receipt.tsx';
import { Summary } from '#platform/html/summary.tsx';
import { Code, DateText, Multilingual } from '#platform/html/text.tsx';
import type { Text } from '#platform/i18n/text.ts';
import { definePage } from '#platform/page.ts';
import { takeSurvey } from '../access.ts';
import { receiptKey } from '../holder.ts';
import { type Choosable, placesOf } from '../places.ts';
import type { Survey } from '../queries/surveys.ts';
import type { Answers } from '../questionnaire.ts';
import { takesAnswers } from '../survey.ts';
import { answerPath } from './answer-path.ts';
import { AnswerSummary } from './answer-summary.tsx';
import { publicSurvey } from './public-survey.ts';

const query = z.object({ receipt: z.string().max(80).optional().catch(undefined) });
type Query = z.infer<typeof query>;
type Data = {
  survey: Survey;
  receipt: string | null;
  answer: { answers: Answers; answeredOn: string } | null;
  places: Choosable[];
  giver: Text;
};

/** The end of answering: the receipt, what was answered, and how to change it while that is allowed. */
export const receiptPage = definePage<Query, Data>({
  name: 'surveys.receipt-page',
  path: '/surveys/:reference/receipt',
  on: 'both',
  query,
  access: takeSurvey,
  load: async (request) => {
    const { db, around, query: asked } = request;
    const survey = await publicSurvey(request);
    const { receipt = null } = asked;
    const answer =
      receipt === null
        ? null
        : await within(db, survey.institutionId)
            .selectFrom('survey_answer')
            .select(['answers', 'answered_on as answeredOn'])
            .where('survey_id', '=', survey.id)
            .where('receipt', '=', receiptKey(around.keys, survey.id, receipt))
            .executeTakeFirst();
    if (answer === undefined) throw new NotFound();
    const giver = (await institutionsById(db, [survey.institutionId])).get(survey.institutionId)?.name ?? {};
    return { survey, receipt, answer, giver, places: answer ? await placesOf(db, survey) : [] };
  },
  view: ({ data }) => <ReceiptView {...data} />,
});

function ReceiptView({ survey, receipt, answer, places, giver }: Data) {
  const { t, ts, today } = usePage();
  const path = `/surveys/${survey.reference}`;
  const mayChange = survey.editable && takesAnswers(survey, today);
  return (
    <Document
      title={ts('surveys.receipt.title')}
      crumbs={[{ label: ts('surveys.page.surveys'), path: '/surveys' }]}
      crumb={survey.reference}
      canonical={null}
      noIndex
    >
      {receipt === null || !answer ? (
        <PageHead title={t('surveys.receipt.title')} lead={t('surveys.receipt.changed')} />
      ) : (
        <>
          <Receipt
            giver={<Multilingual text={giver} />}
            title={t('surveys.receipt.title')}
            referenceLabel={t('surveys.receipt.number')}
            reference={receipt}
          >
            <Summary
              rows={[
                { label: t('surveys.field.survey'), value: <Multilingual text={survey.title} /> },
                { label: t('surveys.field.reference'), value: <Code>{survey.reference}</Code> },
                { label: t('surveys.receipt.on'), value: <DateText date={answer.answeredOn} /> },
              ]}
            />
            <p>{t(`surveys.privacy.${survey.privacy}-text`)}</p>
            <p>{t(mayChange ? 'surveys.receipt.keep-to-change' : 'surveys.receipt.keep')}</p>
          </Receipt>
          <AnswerSummary questionnaire={survey.questionnaire} answers={answer.answers} places={places} />
        </>
      )}
      <div class="row mt-4">
        <ButtonLink path={path}>{t('surveys.answer.back-to-survey')}</ButtonLink>
        {mayChange && (
          <ButtonLink path={answerPath(survey.reference, { receipt })} kind="quiet">
            {t('surveys.answer.change')}
          </ButtonLink>
        )}
        <PrintButton />
      </div>
    </Document>
  );
}
