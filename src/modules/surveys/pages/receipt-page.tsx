import { z } from 'zod';
import { institutionsById, one } from '#core/institutions/index.ts';
import { Banner } from '#platform/html/banner.tsx';
import { Button, ButtonLink, PrintButton } from '#platform/html/button.tsx';
import { usePage } from '#platform/html/context.tsx';
import { Details } from '#platform/html/details.tsx';
import { TextInput } from '#platform/html/field.tsx';
import { ErrorSummary, Form, Hidden } from '#platform/html/form.tsx';
import { Document } from '#platform/html/layout.tsx';
import { pathAndQuery } from '#platform/html/links.ts';
import { PageHead } from '#platform/html/page-head.tsx';
import { Receipt } from '#platform/html/receipt.tsx';
import { Summary } from '#platform/html/summary.tsx';
import { Code, DateText, Multilingual } from '#platform/html/text.tsx';
import type { Text } from '#platform/i18n/text.ts';
import { definePage, type FormState } from '#platform/page.ts';
import { takeSurvey } from '../access.ts';
import { withdrawAnswer } from '../actions/withdraw-answer.ts';
import { type Choosable, placesOf } from '../places.ts';
import type { Survey } from '../queries/surveys.ts';
import { takesAnswers } from '../survey.ts';
import { asksFor, type OwnAnswer, ownAnswer } from '../withdraw.ts';
import { answerPath } from './answer-path.ts';
import { AnswerSummary } from './answer-summary.tsx';
import { publicSurvey } from './public-survey.ts';

const query = z.object({
  receipt: z.string().trim().max(80).optional().catch(undefined),
  /** The answer was taken back. */
  back: z.string().max(1).optional().catch(undefined),
});
type Query = z.infer<typeof query>;
type Data = {
  survey: Survey;
  receipt: string | null;
  back: boolean;
  answer: OwnAnswer | null;
  places: Choosable[];
  giver: Text;
};

/** One's own answer, by its receipt or by the account: what was answered, how to change it, and how to take it back. */
export const receiptPage = definePage<Query, Data>({
  name: 'surveys.receipt-page',
  path: '/surveys/:reference/receipt',
  on: 'both',
  query,
  access: takeSurvey,
  load: async (request) => {
    const { db, around, page, query: asked } = request;
    const survey = await publicSurvey(request);
    const { receipt } = asked;
    const answer = (await ownAnswer({ db, around, actor: page.actor }, survey, { receipt })) ?? null;
    const giver = (await institutionsById(db, [survey.institutionId])).get(survey.institutionId)?.name ?? {};
    const places = answer ? await placesOf(db, survey) : [];
    return { survey, receipt: receipt || null, back: asked.back !== undefined, answer, giver, places };
  },
  view: ({ data, form }) => <ReceiptView {...data} form={form} />,
  submit: {
    action: withdrawAnswer,
    input: (values, { params, query: { receipt } }) => ({
      survey: params.reference,
      receipt,
      token: one(values, 'token') || undefined,
      contact: one(values, 'contact') || undefined,
    }),
    done: ({ reference }: { reference: string }) => `/surveys/${reference}/receipt?back=1`,
  },
});

type ViewProps = Data & { form: FormState };

function ReceiptView(props: ViewProps) {
  const { survey, receipt, answer, places, giver, back, form } = props;
  const { t, ts, today } = usePage();
  const path = `/surveys/${survey.reference}`;
  const isOpen = takesAnswers(survey, today);
  const mayChange = answer !== null && survey.editable && isOpen;
  const title = answer
    ? receipt
      ? 'surveys.receipt.title'
      : 'surveys.receipt.own-title'
    : back
      ? 'surveys.receipt.withdrawn'
      : 'surveys.receipt.find-title';
  return (
    <Document
      title={ts(title)}
      crumbs={[{ label: ts('surveys.page.surveys'), path: '/surveys' }]}
      crumb={survey.reference}
      canonical={null}
      noIndex
      faulty={form.faults.length > 0}
    >
      <ErrorSummary state={form} />
      {answer && receipt && (
        <Receipt
          giver={<Multilingual text={giver} />}
          title={t(title)}
          referenceLabel={t('surveys.receipt.number')}
          reference={receipt}
        >
          <AboutAnswer survey={survey} answer={answer} />
          <p>{t(`surveys.privacy.${survey.privacy}-text`)}</p>
          <p>{t(mayChange ? 'surveys.receipt.keep-to-change' : 'surveys.receipt.keep')}</p>
        </Receipt>
      )}
      {answer && !receipt && (
        <>
          <PageHead title={t(title)} />
          <AboutAnswer survey={survey} answer={answer} />
        </>
      )}
      {answer ? (
        <AnswerSummary questionnaire={survey.questionnaire} answers={answer.answers} places={places} />
      ) : (
        <>
          <PageHead title={t(title)} lead={t(back ? 'surveys.receipt.withdrawn-text' : 'surveys.receipt.find-lead')} />
          {receipt && (
            <Banner kind="warn">
              <p>{t('surveys.receipt.unknown')}</p>
            </Banner>
          )}
          {!back && <FindForm path={`${path}/receipt`} receipt={receipt} />}
        </>
      )}
      <div class="row mt-4">
        <ButtonLink path={path}>{t('surveys.answer.back-to-survey')}</ButtonLink>
        {mayChange && (
          <ButtonLink path={answerPath(survey.reference, { receipt })} kind="quiet">
            {t('surveys.answer.change')}
          </ButtonLink>
        )}
        {answer && <PrintButton />}
      </div>
      {answer && isOpen && <Withdraw {...props} />}
    </Document>
  );
}

function AboutAnswer({ survey, answer }: { survey: Survey; answer: OwnAnswer }) {
  const { t } = usePage();
  return (
    <Summary
      rows={[
        { label: t('surveys.field.survey'), value: <Multilingual text={survey.title} /> },
        { label: t('surveys.field.reference'), value: <Code>{survey.reference}</Code> },
        { label: t('surveys.receipt.on'), value: <DateText date={answer.answeredOn} /> },
      ]}
    />
  );
}

function FindForm({ path, receipt }: { path: string; receipt: string | null }) {
  const { t, href } = usePage();
  return (
    <form class="form" method="get" action={href(path)}>
      <TextInput
        name="receipt"
        label={t('surveys.receipt.number')}
        value={receipt ?? ''}
        dir="ltr"
        maxlength={80}
        autocomplete="off"
      />
      <Button>{t('surveys.receipt.find')}</Button>
    </form>
  );
}

/** Taking it back. An anonymous answer asks for the code or the address it came under: only both together lead to the roll. */
function Withdraw({ survey, form }: ViewProps) {
  const page = usePage();
  const { t } = page;
  const asked = asksFor(survey);
  return (
    <Details summary={t('surveys.receipt.withdraw')} open={form.faults.length > 0}>
      <p class="measure">{t('surveys.receipt.withdraw-text')}</p>
      <Form state={form} action={pathAndQuery(page)} enhance={false}>
        <Hidden name="do" value="withdraw" />
        {asked === 'token' && (
          <TextInput name="token" label={t('surveys.answer.token')} dir="ltr" autocomplete="off" maxlength={40} />
        )}
        {asked === 'contact' && (
          <TextInput
            name="contact"
            label={t('surveys.receipt.withdraw-contact')}
            hint={t('surveys.receipt.withdraw-contact-hint')}
            dir="ltr"
            autocomplete="email"
            maxlength={254}
            optional
          />
        )}
        <Button kind="alert">{t('surveys.receipt.withdraw')}</Button>
      </Form>
    </Details>
  );
}
