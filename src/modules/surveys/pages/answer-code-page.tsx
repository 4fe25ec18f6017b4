import { z } from 'zod';
import { one } from '#core/institutions/index.ts';
import { Button } from '#platform/html/button.tsx';
import { usePage } from '#platform/html/context.tsx';
import { TextInput } from '#platform/html/field.tsx';
import { ErrorSummary, Form } from '#platform/html/form.tsx';
import { Document } from '#platform/html/layout.tsx';
import { pathAndQuery } from '#platform/html/links.ts';
import { PageHead } from '#platform/html/page-head.tsx';
import { isId } from '#platform/ids.ts';
import { definePage, type FormState } from '#platform/page.ts';
import { takeSurvey } from '../access.ts';
import { finishAnswer } from '../actions/finish-answer.ts';
import type { Survey } from '../queries/surveys.ts';
import { afterFinishing, answerPath } from './answer-path.ts';
import { publicSurvey } from './public-survey.ts';

const query = z.object({ hold: z.string().max(80).catch(''), c: z.string().refine(isId) });
type Query = z.infer<typeof query>;

/** The last step without an account: the code that was sent, typed. The link in the letter does the same. */
export const answerCodePage = definePage<Query, Survey>({
  name: 'surveys.answer-code-page',
  path: '/surveys/:reference/code',
  on: 'both',
  query,
  access: takeSurvey,
  load: publicSurvey,
  view: ({ data, form, query: { hold } }) => <CodeView survey={data} form={form} hold={hold} />,
  submit: {
    action: finishAnswer,
    input: (values, { params, query: { hold, c }, page, visit }) => ({
      survey: params.reference,
      hold,
      lang: page.lang,
      network: visit.clientKey,
      challenge: c,
      code: one(values, 'code'),
    }),
    done: afterFinishing,
  },
});

function CodeView({ survey, form, hold }: { survey: Survey; form: FormState; hold: string }) {
  const page = usePage();
  const { t, ts } = page;
  return (
    <Document title={ts('surveys.code.title')} crumbs={[]} canonical={null} noIndex faulty={form.faults.length > 0}>
      <ErrorSummary state={form} />
      <PageHead title={t('surveys.code.title')} lead={t('surveys.code.lead')} />
      <Form action={pathAndQuery(page)} state={{ ...form, values: {} }}>
        <TextInput
          name="code"
          label={t('surveys.code.label')}
          dir="ltr"
          width={8}
          autocomplete="one-time-code"
          inputMode="numeric"
          maxlength={20}
        />
        <Button size="big">{t('surveys.answer.send')}</Button>
      </Form>
      <p>
        <a href={page.href(answerPath(survey.reference, { hold, s: 'check' }))}>{t('surveys.code.again')}</a>
      </p>
    </Document>
  );
}
