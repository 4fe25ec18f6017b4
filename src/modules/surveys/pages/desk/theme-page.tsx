import { DeskDocument, one, TextFields, textOf, withDone } from '#core/institutions/index.ts';
import { NotFound } from '#platform/errors.ts';
import { Button } from '#platform/html/button.tsx';
import { Chapter } from '#platform/html/chapter.tsx';
import { usePage } from '#platform/html/context.tsx';
import { Select } from '#platform/html/field.tsx';
import { ErrorSummary, Form, Hidden } from '#platform/html/form.tsx';
import { plain } from '#platform/i18n/text.ts';
import { definePage, type FormState } from '#platform/page.ts';
import { manageSurvey } from '../../access.ts';
import { mergeThemes } from '../../actions/merge-themes.ts';
import { removeTheme } from '../../actions/remove-theme.ts';
import { renameTheme } from '../../actions/rename-theme.ts';
import { type Theme, themesOf } from '../../queries/texts.ts';
import { type Question, questionsOf } from '../../questionnaire.ts';
import { deskCrumbs, type OnDesk, surveyOnDesk } from './survey-on-desk.ts';
import { textsPath } from './texts-page.tsx';

type Data = OnDesk & { question: Question; theme: Theme; others: Theme[] };

const done = (_result: unknown, { params }: { params: Record<string, string> }) => withDone(textsPath(params));

/** One theme of the texts of a question: another name, its texts put under another theme, or no such theme any more. */
export const themePage = definePage<unknown, Data>({
  name: 'surveys.theme-page',
  path: '/desk/surveys/:reference/texts/:question/themes/:theme',
  on: 'tenant',
  access: manageSurvey,
  load: async (request) => {
    const survey = await surveyOnDesk(request);
    const { db, params } = request;
    const question = questionsOf(survey.questionnaire).find(({ id }) => id === params.question);
    const themes = question ? await themesOf(db, survey, question.id) : [];
    const theme = themes.find(({ id }) => id === params.theme);
    if (!question || !theme) throw new NotFound();
    return { ...survey, question, theme, others: themes.filter(({ id }) => id !== theme.id) };
  },
  view: ({ data, form }) => <ThemeView survey={data} form={form} />,
  submits: {
    rename: {
      action: renameTheme,
      input: (values, { params }) => ({
        survey: params.reference,
        theme: params.theme,
        title: textOf(values, 'title'),
      }),
      done,
    },
    merge: {
      action: mergeThemes,
      input: (values, { params }) => ({ survey: params.reference, theme: params.theme, into: one(values, 'into') }),
      done,
    },
    remove: {
      action: removeTheme,
      input: (_values, { params }) => ({ survey: params.reference, theme: params.theme }),
      done,
    },
  },
});

function ThemeView({ survey, form }: { survey: Data; form: FormState }) {
  const page = usePage();
  const { t, ts, lang } = page;
  const { question, theme, others } = survey;
  const sent = one(form.values, 'do');
  const state = (which: string) => (sent === which ? form : undefined);
  return (
    <DeskDocument
      title={plain(theme.title, lang)}
      lead={t('surveys.texts.theme-n', { n: theme.n })}
      tabs={survey.tabs}
      crumbs={[
        ...deskCrumbs(page, survey),
        { label: plain(question.title, lang), path: textsPath({ reference: survey.reference, question: question.id }) },
      ]}
    >
      <ErrorSummary state={form} />
      <Chapter id="rename" title={t('surveys.texts.rename')}>
        <Form state={state('rename')}>
          <Hidden name="do" value="rename" />
          <TextFields name="title" label={ts('surveys.results.theme')} value={theme.title} optional={['fr', 'en']} />
          <Button>{t('surveys.texts.rename')}</Button>
        </Form>
      </Chapter>
      {others.length > 0 && (
        <Chapter id="merge" title={t('surveys.texts.merge')}>
          <p class="measure">{t('surveys.texts.merge-text')}</p>
          <Form state={state('merge')}>
            <Hidden name="do" value="merge" />
            <Select
              name="into"
              label={t('surveys.texts.merge-into')}
              choices={others.map(({ id, title }) => ({ value: id, label: plain(title, lang) }))}
            />
            <Button kind="quiet">{t('surveys.texts.merge')}</Button>
          </Form>
        </Chapter>
      )}
      <Chapter id="remove" title={t('surveys.texts.remove')}>
        <p class="measure">{t('surveys.texts.remove-text')}</p>
        <Form enhance={false}>
          <Hidden name="do" value="remove" />
          <Button kind="alert">{t('surveys.texts.remove')}</Button>
        </Form>
      </Chapter>
    </DeskDocument>
  );
}
