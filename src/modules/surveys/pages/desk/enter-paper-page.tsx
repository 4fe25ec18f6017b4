import { z } from 'zod';
import { DeskDocument, one } from '#core/institutions/index.ts';
import { Banner } from '#platform/html/banner.tsx';
import { Button } from '#platform/html/button.tsx';
import { Radios } from '#platform/html/choices.tsx';
import { givenOf } from '#platform/html/conditions.ts';
import { usePage } from '#platform/html/context.tsx';
import { Select, TextInput } from '#platform/html/field.tsx';
import { ErrorSummary, Form } from '#platform/html/form.tsx';
import { LANGUAGE_NAMES, LANGUAGES } from '#platform/i18n/languages.ts';
import { definePage, type FormState } from '#platform/page.ts';
import { enterPaper } from '../../access.ts';
import { type PaperState, recordPaper } from '../../actions/record-paper.ts';
import { wordsOf } from '../../answers.ts';
import { differing } from '../../paper.ts';
import { type Choosable, placesOf } from '../../places.ts';
import { type Sheet, sheetOf } from '../../queries/papers.ts';
import { partsOf, questionsOf } from '../../questionnaire.ts';
import { ENTERED_CHANNELS } from '../../survey.ts';
import { AboutFields, aboutOf } from '../about-fields.tsx';
import { fieldsOf } from '../answer-path.ts';
import { QuestionField } from '../question-field.tsx';
import { deskCrumbs, deskPath, type OnDesk, surveyOnDesk } from './survey-on-desk.ts';

const query = z.object({
  sheet: z.string().max(40).catch(''),
  decide: z.string().max(1).catch(''),
  /** What became of the sheet typed before. */
  last: z.enum(['once', 'differs', 'agreed']).optional().catch(undefined),
});
type Query = z.infer<typeof query>;
type Data = OnDesk & { sheet: Sheet | null; places: Choosable[]; decides: boolean };

/** One sheet, typed question by question on one page; the second time without sight of the first. */
export const enterPaperPage = definePage<Query, Data>({
  name: 'surveys.enter-paper-page',
  path: '/desk/surveys/:reference/papers/enter',
  on: 'tenant',
  query,
  access: enterPaper,
  load: async (request) => {
    const survey = await surveyOnDesk(request);
    const { db, query: asked } = request;
    const sheet = (asked.sheet && (await sheetOf(db, survey, asked.sheet))) || null;
    const decides = asked.decide !== '' && sheet?.state === 'differs';
    return { ...survey, sheet, decides, places: await placesOf(db, survey) };
  },
  view: ({ data, form, query: asked }) => <EnterPaper survey={data} form={form} query={asked} />,
  submit: {
    action: recordPaper,
    input: (values, { params, query: { decide } }) => ({
      survey: params.reference,
      sheet: one(values, 'sheet'),
      channel: one(values, 'channel'),
      lang: one(values, 'lang'),
      answers: givenOf(fieldsOf(values)),
      about: aboutOf(values),
      decides: decide !== '',
    }),
    done: ({ state }: PaperState, { params }) => `${deskPath(params.reference)}/papers/enter?last=${state}`,
  },
});

function EnterPaper({ survey, form, query: asked }: { survey: Data; form: FormState; query: Query }) {
  const page = usePage();
  const { t, ts, lang } = page;
  const { sheet, decides, places, questionnaire, reference } = survey;
  const path = `${deskPath(reference)}/papers`;
  const own = `${path}/enter?${new URLSearchParams({ sheet: asked.sheet, ...(decides ? { decide: '1' } : {}) })}`;
  const differ = decides && sheet?.second ? new Set(differing(sheet.answers, sheet.second)) : new Set<string>();
  const names = new Map(places.map(({ code, name }) => [code, name]));
  return (
    <DeskDocument
      title={ts(decides ? 'surveys.paper.decide' : 'surveys.paper.enter')}
      lead={t(decides ? 'surveys.paper.decide-lead' : 'surveys.paper.enter-lead')}
      tabs={survey.tabs}
      crumbs={[...deskCrumbs(page), { label: ts('surveys.paper.title'), path }]}
    >
      {asked.last && (
        <Banner kind={asked.last === 'differs' ? 'warn' : 'good'} live>
          <p>{t(`surveys.paper.done.${asked.last}`)}</p>
        </Banner>
      )}
      <ErrorSummary state={form} />
      <Form state={form} action={own}>
        <TextInput
          name="sheet"
          label={t('surveys.paper.sheet')}
          hint={t(survey.admission === 'token' ? 'surveys.paper.sheet-token' : 'surveys.paper.sheet-hint')}
          value={asked.sheet}
          dir="ltr"
          maxlength={40}
        />
        <Radios
          name="channel"
          label={t('surveys.paper.channel')}
          value={sheet?.channel ?? 'paper'}
          choices={ENTERED_CHANNELS.map((value) => ({ value, label: ts(`surveys.channel.${value}`) }))}
        />
        <Select
          name="lang"
          label={t('surveys.paper.lang')}
          value={lang}
          choices={LANGUAGES.map((value) => ({ value, label: LANGUAGE_NAMES[value] }))}
        />
        <jamaa-conditions data-parts={JSON.stringify(partsOf(questionnaire))} data-given="{}">
          {questionsOf(questionnaire)
            .filter(({ kind }) => kind !== 'file')
            .map((question) => (
              <div data-part={question.id}>
                {differ.has(question.id) && (
                  <Banner kind="warn" level={3}>
                    <p>
                      {t('surveys.paper.two-typings', {
                        first: wordsOf(question, sheet?.answers[question.id] ?? [], lang, names).join(' · ') || '–',
                        second: wordsOf(question, sheet?.second?.[question.id] ?? [], lang, names).join(' · ') || '–',
                      })}
                    </p>
                  </Banner>
                )}
                <QuestionField
                  question={{ ...question, shuffled: false }}
                  title={question.title}
                  hint={question.hint}
                  values={decides && !differ.has(question.id) ? (sheet?.answers[question.id] ?? []) : []}
                  seed={1}
                  places={places}
                />
              </div>
            ))}
        </jamaa-conditions>
        <AboutFields places={places} />
        <Button>{t('surveys.edit.save')}</Button>
      </Form>
    </DeskDocument>
  );
}
