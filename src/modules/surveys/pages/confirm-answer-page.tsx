import { z } from 'zod';
import { Button } from '#platform/html/button.tsx';
import { usePage } from '#platform/html/context.tsx';
import { ErrorSummary, Form } from '#platform/html/form.tsx';
import { Document } from '#platform/html/layout.tsx';
import { pathAndQuery } from '#platform/html/links.ts';
import { PageHead } from '#platform/html/page-head.tsx';
import { Multilingual } from '#platform/html/text.tsx';
import { definePage, type FormState } from '#platform/page.ts';
import { takeSurvey } from '../access.ts';
import { finishAnswer } from '../actions/finish-answer.ts';
import type { Survey } from '../queries/surveys.ts';
import { afterFinishing } from './answer-path.ts';
import { publicSurvey } from './public-survey.ts';

const query = z.object({ hold: z.string().max(80).catch(''), token: z.string().max(100).catch('') });
type Query = z.infer<typeof query>;

/** What the link of the letter opens. Mail programs open links too: nothing is sent until somebody presses the button. */
export const confirmAnswerPage = definePage<Query, Survey>({
  name: 'surveys.confirm-answer-page',
  path: '/surveys/:reference/confirm',
  on: 'both',
  query,
  access: takeSurvey,
  load: publicSurvey,
  view: ({ data, form }) => <ConfirmView survey={data} form={form} />,
  submit: {
    action: finishAnswer,
    input: (_values, { params, query: { hold, token }, page, visit }) => ({
      survey: params.reference,
      hold,
      lang: page.lang,
      network: visit.clientKey,
      token,
    }),
    done: afterFinishing,
  },
});

function ConfirmView({ survey, form }: { survey: Survey; form: FormState }) {
  const page = usePage();
  const { t, ts } = page;
  return (
    <Document title={ts('surveys.confirm.title')} crumbs={[]} canonical={null} noIndex faulty={form.faults.length > 0}>
      <ErrorSummary state={form} />
      <PageHead
        kicker={<Multilingual text={survey.title} />}
        title={t('surveys.confirm.title')}
        lead={t('surveys.confirm.lead')}
      />
      <Form action={pathAndQuery(page)} state={form}>
        <Button size="big">{t('surveys.answer.send')}</Button>
      </Form>
    </Document>
  );
}
