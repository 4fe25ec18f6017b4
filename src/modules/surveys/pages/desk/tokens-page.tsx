import { DeskDocument, one, withDone } from '#core/institutions/index.ts';
import { Button, ButtonLink } from '#platform/html/button.tsx';
import { usePage } from '#platform/html/context.tsx';
import { TextInput } from '#platform/html/field.tsx';
import { Figures } from '#platform/html/figures.tsx';
import { ErrorSummary, Form } from '#platform/html/form.tsx';
import { definePage, type FormState } from '#platform/page.ts';
import { manageSurvey } from '../../access.ts';
import { issueTokens } from '../../actions/issue-tokens.ts';
import { deskCrumbs, deskPath, type OnDesk, surveyOnDesk } from './survey-on-desk.ts';

/** The codes of a survey that asks for one: how many there are, more of them, and the list to hand out. */
export const tokensPage = definePage<unknown, OnDesk>({
  name: 'surveys.tokens-page',
  path: '/desk/surveys/:reference/tokens',
  on: 'tenant',
  access: manageSurvey,
  load: surveyOnDesk,
  view: ({ data, form }) => <Tokens survey={data} form={form} />,
  submit: {
    action: issueTokens,
    input: (values, { params }) => ({ survey: params.reference, count: one(values, 'count') || undefined }),
    done: (_result: unknown, { params }) => withDone(`${deskPath(params.reference)}/tokens`),
  },
});

function Tokens({ survey, form }: { survey: OnDesk; form: FormState }) {
  const page = usePage();
  const { t, ts, format } = page;
  return (
    <DeskDocument
      title={ts('surveys.tokens.title')}
      lead={t('surveys.tokens.lead')}
      tabs={survey.tabs}
      crumbs={deskCrumbs(page, survey)}
    >
      <ErrorSummary state={form} />
      <Figures level={2} figures={[{ label: t('surveys.tokens.issued'), value: format.number(survey.tokens) }]} />
      {survey.tokens > 0 && (
        <p>
          <ButtonLink path={`${deskPath(survey.reference)}/tokens.csv`} kind="quiet">
            {t('surveys.file.tokens')}
          </ButtonLink>
        </p>
      )}
      <Form state={form}>
        <TextInput
          name="count"
          label={t('surveys.tokens.more')}
          inputMode="numeric"
          dir="ltr"
          width={8}
          maxlength={6}
        />
        <Button>{t('surveys.tokens.issue')}</Button>
      </Form>
    </DeskDocument>
  );
}
