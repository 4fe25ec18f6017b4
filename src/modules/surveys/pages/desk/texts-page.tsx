import { z } from 'zod';
import { DeskDocument, many, one, TextFields, textOf, withDone } from '#core/institutions/index.ts';
import { NotFound } from '#platform/errors.ts';
import { Button } from '#platform/html/button.tsx';
import { Chapter } from '#platform/html/chapter.tsx';
import { Checkbox, Checkboxes } from '#platform/html/choices.tsx';
import { usePage } from '#platform/html/context.tsx';
import { Empty } from '#platform/html/empty.tsx';
import { ErrorSummary, Form, Hidden } from '#platform/html/form.tsx';
import { Pagination } from '#platform/html/pagination.tsx';
import { langAttributes, Multilingual } from '#platform/html/text.tsx';
import { plain } from '#platform/i18n/text.ts';
import { definePage, type FormState } from '#platform/page.ts';
import { manageSurvey } from '../../access.ts';
import { addTheme } from '../../actions/add-theme.ts';
import { sortText } from '../../actions/sort-text.ts';
import { type Theme, themesOf, type WrittenText, writtenTexts } from '../../queries/texts.ts';
import { isOpen, type Question, questionsOf } from '../../questionnaire.ts';
import { deskCrumbs, deskPath, type OnDesk, surveyOnDesk } from './survey-on-desk.ts';

/** One decision on a screen: the next text comes when this one is decided. */
const AT_ONCE = 1;
const query = z.object({
  after: z.uuid().optional().catch(undefined),
  all: z.string().max(1).optional().catch(undefined),
});
type Query = z.infer<typeof query>;
type Data = OnDesk & { question: Question; themes: Theme[]; texts: WrittenText[]; next: string | null };

/** What people wrote in answer to one question: sorted by themes, and let be shown or not, one by one. */
export const textsPage = definePage<Query, Data>({
  name: 'surveys.texts-page',
  path: '/desk/surveys/:reference/texts/:question',
  on: 'tenant',
  query,
  access: manageSurvey,
  load: async (request) => {
    const survey = await surveyOnDesk(request);
    const { db, params, query: asked } = request;
    const question = questionsOf(survey.questionnaire).find(({ id }) => id === params.question);
    if (!question || !isOpen(question.kind)) throw new NotFound();
    const found = await writtenTexts(db, survey, question.id, {
      undecided: asked.all === undefined,
      after: asked.after,
      limit: AT_ONCE + 1,
    });
    const texts = found.slice(0, AT_ONCE);
    return {
      ...survey,
      question,
      themes: await themesOf(db, survey, question.id),
      texts,
      next: found.length > AT_ONCE ? (texts.at(-1)?.id ?? null) : null,
    };
  },
  view: ({ data, form, query: asked }) => <Texts survey={data} form={form} all={asked.all !== undefined} />,
  submits: {
    theme: {
      action: addTheme,
      input: (values, { params }) => ({
        survey: params.reference,
        question: params.question,
        title: textOf(values, 'title'),
      }),
      done: (_result: unknown, { params }) => withDone(textsPath(params)),
    },
    sort: {
      action: sortText,
      input: (values, { params }) => ({
        survey: params.reference,
        question: params.question,
        answer: one(values, 'answer'),
        themes: many(values, 'themes').filter((id) => id !== ''),
        shown: one(values, 'shown') !== '',
      }),
      done: (_result: unknown, { params, query: asked }) =>
        `${textsPath(params)}?${new URLSearchParams({ done: '1', ...(asked.all ? { all: '1' } : {}), ...(asked.after ? { after: asked.after } : {}) })}`,
    },
  },
});

/** The address of the texts of a question on the desk. */
export const textsPath = ({ reference, question }: Record<string, string>) =>
  `${deskPath(reference)}/texts/${question}`;

function Texts({ survey, form, all }: { survey: Data; form: FormState; all: boolean }) {
  const page = usePage();
  const { t, ts, lang, href } = page;
  const { question, themes, texts, next } = survey;
  const path = textsPath({ reference: survey.reference, question: question.id });
  return (
    <DeskDocument
      title={plain(question.title, lang)}
      lead={t('surveys.texts.lead')}
      tabs={survey.tabs}
      crumbs={deskCrumbs(page, survey)}
    >
      <ErrorSummary state={form} />
      <Chapter id="themes" title={t('surveys.results.themes')}>
        {themes.length > 0 && (
          <ul>
            {themes.map((theme) => (
              <li>
                <a href={href(`${path}/themes/${theme.id}`)}>
                  <Multilingual text={theme.title} />
                </a>{' '}
                ({page.format.number(theme.n)})
              </li>
            ))}
          </ul>
        )}
        <Form state={one(form.values, 'do') === 'theme' ? form : undefined} action={path}>
          <Hidden name="do" value="theme" />
          <TextFields name="title" label={ts('surveys.texts.new-theme')} optional={['fr', 'en']} />
          <Button kind="quiet">{t('surveys.texts.add-theme')}</Button>
        </Form>
      </Chapter>
      <Chapter id="texts" title={t(all ? 'surveys.texts.all' : 'surveys.texts.undecided')}>
        <p>
          <a href={href(all ? path : `${path}?all=1`)}>{t(all ? 'surveys.texts.undecided' : 'surveys.texts.all')}</a>
        </p>
        {texts.length === 0 && (
          <Empty title={t('surveys.texts.none')}>
            <p>{t('surveys.texts.none-text')}</p>
          </Empty>
        )}
        {texts.map((text) => (
          <section class="panel">
            <blockquote {...langAttributes(text.lang, lang)}>{text.words}</blockquote>
            <Form action={`${path}${page.query.size > 0 ? `?${page.query}` : ''}`}>
              <Hidden name="do" value="sort" />
              <Hidden name="answer" value={text.id} />
              {themes.length > 0 && (
                <Checkboxes
                  name="themes"
                  label={t('surveys.results.themes')}
                  values={text.themes}
                  look="ticks"
                  optional
                  choices={themes.map((theme) => ({ value: theme.id, label: plain(theme.title, lang) }))}
                />
              )}
              <Checkbox name="shown" label={ts('surveys.texts.show')} checked={text.shown} />
              <Button kind="quiet">{t('surveys.texts.decide')}</Button>
            </Form>
          </section>
        ))}
        <Pagination next={next} />
      </Chapter>
    </DeskDocument>
  );
}
