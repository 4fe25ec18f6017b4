import { DeskDocument, one, withDone } from '#core/institutions/index.ts';
import { Button, ButtonLink } from '#platform/html/button.tsx';
import { Chapter } from '#platform/html/chapter.tsx';
import { usePage } from '#platform/html/context.tsx';
import { TextArea, TextInput } from '#platform/html/field.tsx';
import { Figures } from '#platform/html/figures.tsx';
import { ErrorSummary, Form, Hidden } from '#platform/html/form.tsx';
import { Table } from '#platform/html/table.tsx';
import { DateTimeText } from '#platform/html/text.tsx';
import { definePage, type FormState } from '#platform/page.ts';
import { manageSurvey } from '../../access.ts';
import { issueTokens } from '../../actions/issue-tokens.ts';
import { revokeToken } from '../../actions/revoke-token.ts';
import { type RevokedToken, revokedTokens } from '../../queries/revoked-tokens.ts';
import { deskCrumbs, deskPath, type OnDesk, surveyOnDesk } from './survey-on-desk.ts';

type Data = OnDesk & { revoked: RevokedToken[] };

const back = (_result: unknown, { params }: { params: Record<string, string> }) =>
  withDone(`${deskPath(params.reference)}/tokens`);

/** The codes of a survey that asks for one: how many there are, more of them, the list to hand out, and those that no longer open it. */
export const tokensPage = definePage<unknown, Data>({
  name: 'surveys.tokens-page',
  path: '/desk/surveys/:reference/tokens',
  on: 'tenant',
  access: manageSurvey,
  load: async (request) => {
    const survey = await surveyOnDesk(request);
    return { ...survey, revoked: await revokedTokens(request.db, survey) };
  },
  view: ({ data, form }) => <Tokens survey={data} form={form} />,
  submits: {
    issue: {
      action: issueTokens,
      input: (values, { params }) => ({ survey: params.reference, count: one(values, 'count') || undefined }),
      done: back,
    },
    revoke: {
      action: revokeToken,
      input: (values, { params }) => ({
        survey: params.reference,
        code: one(values, 'code'),
        reason: one(values, 'reason'),
      }),
      done: back,
    },
  },
});

function Tokens({ survey, form }: { survey: Data; form: FormState }) {
  const page = usePage();
  const { t, ts, format } = page;
  const { tokens, revoked } = survey;
  const sent = one(form.values, 'do');
  const state = (which: string) => (sent === which ? form : undefined);
  return (
    <DeskDocument
      title={ts('surveys.tokens.title')}
      lead={t('surveys.tokens.lead')}
      tabs={survey.tabs}
      crumbs={deskCrumbs(page, survey)}
    >
      <ErrorSummary state={form} />
      <Figures
        level={2}
        figures={[
          { label: t('surveys.tokens.issued'), value: format.number(tokens) },
          ...(revoked.length > 0 ? [{ label: t('surveys.tokens.revoked'), value: format.number(revoked.length) }] : []),
        ]}
      />
      {tokens > 0 && (
        <p>
          <ButtonLink path={`${deskPath(survey.reference)}/tokens.csv`} kind="quiet">
            {t('surveys.file.tokens')}
          </ButtonLink>
        </p>
      )}
      <Form state={state('issue')}>
        <Hidden name="do" value="issue" />
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
      {tokens > 0 && (
        <Chapter id="revoke" title={t('surveys.tokens.revoke')}>
          <p class="measure">{t('surveys.tokens.revoke-text')}</p>
          <Form state={state('revoke')}>
            <Hidden name="do" value="revoke" />
            <TextInput name="code" label={t('surveys.tokens.code')} dir="ltr" autocomplete="off" maxlength={40} />
            <TextArea name="reason" label={t('surveys.tokens.reason')} rows={2} maxlength={500} />
            <Button kind="alert">{t('surveys.tokens.revoke')}</Button>
          </Form>
          {revoked.length > 0 && (
            <Table
              caption={t('surveys.tokens.revoked')}
              columns={[
                {
                  key: 'number',
                  label: ts('surveys.tokens.number'),
                  head: true,
                  numeric: true,
                  cell: ({ number }) => format.number(number),
                },
                { key: 'reason', label: ts('surveys.tokens.reason'), cell: ({ reason }) => <bdi>{reason}</bdi> },
                {
                  key: 'at',
                  label: ts('surveys.tokens.revoked-at'),
                  cell: ({ revokedAt }) => <DateTimeText instant={revokedAt} />,
                },
              ]}
              rows={revoked}
            />
          )}
        </Chapter>
      )}
    </DeskDocument>
  );
}
