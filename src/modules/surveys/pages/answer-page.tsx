import { one } from '#core/institutions/index.ts';
import { CollectionNotice } from '#core/personal-data/index.ts';
import { Banner } from '#platform/html/banner.tsx';
import { Button, ButtonLink } from '#platform/html/button.tsx';
import { givenOf, PART_PREFIX } from '#platform/html/conditions.ts';
import { usePage } from '#platform/html/context.tsx';
import { TextInput } from '#platform/html/field.tsx';
import { ErrorSummary, Form, Hidden } from '#platform/html/form.tsx';
import { Document } from '#platform/html/layout.tsx';
import { PageHead } from '#platform/html/page-head.tsx';
import { Code, Multilingual, Prose } from '#platform/html/text.tsx';
import type { SentFile } from '#platform/http/body.ts';
import { plain } from '#platform/i18n/text.ts';
import { definePage, type FormState, type PageRequest } from '#platform/page.ts';
import { takeSurvey } from '../access.ts';
import { askAnswerCode } from '../actions/ask-answer-code.ts';
import { finishAnswer } from '../actions/finish-answer.ts';
import { type Saved, saveAnswer } from '../actions/save-answer.ts';
import { startAnswer } from '../actions/start-answer.ts';
import { piped } from '../answers.ts';
import { keepFile } from '../files.ts';
import { questionsOf } from '../questionnaire.ts';
import { takesAnswers } from '../survey.ts';
import { aboutOf } from './about-fields.tsx';
import { type AnswerData, type AnswerQuery, answerQuery, loadAnswer } from './answer-load.ts';
import { afterFinishing, answerPath, fieldsOf } from './answer-path.ts';
import { CheckAnswers } from './check-answers.tsx';
import { publicSurvey } from './public-survey.ts';
import { SectionFields } from './section-fields.tsx';

/** Answering, section by section: what is typed is kept at every step, and nothing is sent before it was looked over. */
export const answerPage = definePage<AnswerQuery, AnswerData>({
  name: 'surveys.answer-page',
  path: '/surveys/:reference/answer',
  on: 'both',
  query: answerQuery,
  access: takeSurvey,
  load: loadAnswer,
  view: ({ data, form, query }) => <AnswerView {...data} form={form} query={query} />,
  submits: {
    start: {
      action: startAnswer,
      input: (values, { params, page, query }) => ({
        survey: params.reference,
        lang: page.lang,
        token: one(values, 'token') || undefined,
        receipt: query.receipt,
      }),
      done: ({ hold }: { hold: string | null }, { params }) => answerPath(params.reference ?? '', { hold }),
    },
    save: {
      action: saveAnswer,
      input: async (values, request, files) => ({
        survey: request.params.reference,
        hold: request.query.hold,
        lang: request.page.lang,
        section: one(values, 'section'),
        go: one(values, 'go') || 'next',
        answers: { ...givenOf(fieldsOf(values)), ...(await keptFiles(request, files)) },
      }),
      done: ({ section, go }: Saved, { params, query: { hold } }) =>
        answerPath(params.reference ?? '', { hold, s: section ?? 'check', kept: go === 'later' ? '1' : null }),
    },
    ask: {
      action: askAnswerCode,
      input: (values, { params, page, query, visit }) => ({
        survey: params.reference,
        hold: query.hold,
        lang: page.lang,
        about: aboutOf(values),
        contact: one(values, 'contact'),
        network: visit.clientKey,
      }),
      done: ({ challenge }: { challenge: string }, { params, query: { hold = '' } }) =>
        `/surveys/${params.reference}/code?${new URLSearchParams({ hold, c: challenge })}`,
    },
    finish: {
      action: finishAnswer,
      input: (values, { params, page, query, visit }) => ({
        survey: params.reference,
        hold: query.hold,
        lang: page.lang,
        about: aboutOf(values),
        network: visit.clientKey,
      }),
      done: afterFinishing,
    },
  },
});

/** Keeps the files that came with a section, before the action runs; each answers its question by what is needed to find it. */
async function keptFiles(
  request: PageRequest<AnswerQuery>,
  files: readonly SentFile[],
): Promise<Record<string, string[]>> {
  const sent = files.filter(({ field }) => field.startsWith(PART_PREFIX));
  if (sent.length === 0) return {};
  const survey = await publicSurvey(request);
  const kept: Record<string, string[]> = {};
  for (const file of sent)
    kept[file.field.slice(PART_PREFIX.length)] = await keepFile({ ...request, now: request.page.now }, survey, file);
  return kept;
}

type ViewProps = AnswerData & { form: FormState; query: AnswerQuery };

function AnswerView(props: ViewProps) {
  const { survey, notice, draft, form } = props;
  const { t, ts, lang, today } = usePage();
  const path = `/surveys/${survey.reference}`;
  const isOpen = takesAnswers(survey, today);
  return (
    <Document
      title={plain(survey.title, lang)}
      crumbs={[
        { label: ts('surveys.page.surveys'), path: '/surveys' },
        { label: survey.reference, path },
      ]}
      crumb={ts('surveys.answer.crumb')}
      canonical={null}
      noIndex
      faulty={form.faults.length > 0}
    >
      <ErrorSummary state={form} />
      {!isOpen || !notice.state.open ? (
        <>
          <PageHead title={{ text: survey.title }} />
          {isOpen ? <CollectionNotice notice={notice} /> : <p class="measure">{t('surveys.refusal.not-open')}</p>}
          <ButtonLink path={path}>{t('surveys.answer.back-to-survey')}</ButtonLink>
        </>
      ) : !draft ? (
        <Begin {...props} />
      ) : props.section ? (
        <SectionForm {...props} draft={draft} section={props.section} />
      ) : (
        <CheckAnswers {...props} draft={draft} hold={props.query.hold} />
      )}
    </Document>
  );
}

function Begin({ survey, notice, form, query }: ViewProps) {
  const { t } = usePage();
  return (
    <>
      <PageHead
        title={{ text: survey.title }}
        lead={t('surveys.page.questions', { n: questionsOf(survey.questionnaire).length })}
      />
      <p class="measure">{t(`surveys.privacy.${survey.privacy}-text`)}</p>
      <p class="measure">{t(`surveys.admission.${survey.admission}`)}</p>
      <Form state={form} action={answerPath(survey.reference, { receipt: query.receipt })}>
        <Hidden name="do" value="start" />
        {survey.admission === 'token' && !query.receipt && (
          <TextInput
            name="token"
            label={t('surveys.answer.token')}
            hint={t('surveys.answer.token-hint')}
            value={query.hold}
            dir="ltr"
            autocomplete="off"
            maxlength={40}
          />
        )}
        <Button size="big">{t(query.receipt ? 'surveys.answer.change' : 'surveys.answer.begin')}</Button>
      </Form>
      <CollectionNotice notice={notice} />
    </>
  );
}

type SectionFormProps = ViewProps & {
  draft: NonNullable<AnswerData['draft']>;
  section: NonNullable<AnswerData['section']>;
};

function SectionForm({ survey, places, draft, path, section, form, query }: SectionFormProps) {
  const page = usePage();
  const { t, tenant } = page;
  const { questionnaire, reference } = survey;
  const place = path.findIndex(({ id }) => id === section.id);
  const names = new Map(places.map(({ code, name }) => [code, name]));
  const words = (text: typeof section.intro) => piped(text, questionnaire, draft.answers, names);
  const own = answerPath(reference, { hold: query.hold, s: section.id });
  return (
    <>
      <PageHead
        kicker={
          <>
            <Multilingual text={survey.title} />
            {' · '}
            {t('surveys.answer.part', { n: place + 1, of: path.length })}
          </>
        }
        title={{ text: words(section.title) ?? {} }}
      >
        <Prose text={words(section.intro)} />
      </PageHead>
      {query.kept && (
        <Banner kind="good" live title={t('surveys.answer.kept')}>
          <p>{t(query.hold ? 'surveys.answer.kept-link' : 'surveys.answer.kept-account')}</p>
          {query.hold && (
            <p>
              <Code>{page.absolute(own, { tenant })}</Code>
            </p>
          )}
        </Banner>
      )}
      <Form state={form} action={own} files={section.questions.some(({ kind }) => kind === 'file')}>
        <Hidden name="do" value="save" />
        <Hidden name="section" value={section.id} />
        <SectionFields
          questionnaire={questionnaire}
          section={section}
          answers={draft.answers}
          seed={draft.seed}
          places={places}
        />
        <div class="row">
          <Button size="big" name="go" value="next">
            {t('surveys.answer.next')}
          </Button>
          {place > 0 && (
            <Button kind="quiet" name="go" value="back">
              {t('surveys.answer.back')}
            </Button>
          )}
          <Button kind="quiet" name="go" value="later">
            {t('surveys.answer.later')}
          </Button>
        </div>
      </Form>
    </>
  );
}
