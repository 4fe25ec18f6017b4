import { z } from 'zod';
import { DeskDocument, one, textOf, withDone } from '#core/institutions/index.ts';
import { NotFound } from '#platform/errors.ts';
import { Button } from '#platform/html/button.tsx';
import { usePage } from '#platform/html/context.tsx';
import { ErrorSummary, Form, Hidden } from '#platform/html/form.tsx';
import { definePage, type FormState } from '#platform/page.ts';
import { manageSurvey } from '../../access.ts';
import { changeQuestions } from '../../actions/change-questions.ts';
import { freshIds, putQuestion } from '../../edit-questionnaire.ts';
import { type Question, questionsOf } from '../../questionnaire.ts';
import { faultsOfPart } from './edit-faults.ts';
import { NoteFields } from './note-fields.tsx';
import { QuestionFields, questionFrom } from './question-fields.tsx';
import { deskCrumbs, deskPath, type OnDesk, surveyOnDesk } from './survey-on-desk.ts';

const query = z.object({ section: z.string().max(10).catch('') });
type Data = OnDesk & { question: Question | null; section: string };

/** One question of a survey, new or to be changed, with its words side by side in Arabic, French and English. */
export const questionPage = definePage<z.infer<typeof query>, Data>({
  name: 'surveys.question-page',
  path: '/desk/surveys/:reference/questions/:question',
  on: 'tenant',
  query,
  access: manageSurvey,
  load: async (request) => {
    const survey = await surveyOnDesk(request);
    const { sections } = survey.questionnaire;
    const question = questionsOf(survey.questionnaire).find(({ id }) => id === request.params.question) ?? null;
    const home = question
      ? sections.find(({ questions }) => questions.includes(question))
      : sections.find(({ id }) => id === request.query.section);
    if (!home || (!question && request.params.question !== 'new')) throw new NotFound();
    return { ...survey, question, section: home.id };
  },
  view: ({ data, form }) => <QuestionView data={data} form={form} />,
  submit: {
    action: changeQuestions,
    input: async (values, request) => {
      const { questionnaire, reference, frozenAt } = await surveyOnDesk(request);
      const known = questionsOf(questionnaire).find(({ id }) => id === request.params.question) ?? null;
      const id = known?.id ?? freshIds(questionnaire).question;
      return {
        survey: reference,
        version: one(values, 'version'),
        note: textOf(values, 'note'),
        questionnaire: putQuestion(
          questionnaire,
          questionFrom(values, id, frozenAt === null ? null : known),
          request.query.section,
        ),
      };
    },
    done: (_result: unknown, { params }) => withDone(`${deskPath(params.reference)}/questions`),
  },
});

function QuestionView({ data, form }: { data: Data; form: FormState }) {
  const page = usePage();
  const { t, ts } = page;
  const { question, questionnaire } = data;
  const { sections } = questionnaire;
  const home = sections.findIndex(({ id }) => id === data.section);
  const siblings = sections[home]?.questions ?? [];
  const place = question ? siblings.indexOf(question) : siblings.length;
  const state = faultsOfPart(form, `/sections/${home}/questions/${place}`);
  const earlier = [...sections.slice(0, home).flatMap(({ questions }) => questions), ...siblings.slice(0, place)];
  return (
    <DeskDocument
      title={ts(question ? 'surveys.edit.question' : 'surveys.edit.new-question')}
      tabs={data.tabs}
      crumbs={[
        ...deskCrumbs(page, data),
        { label: ts('surveys.desk.questions'), path: `${deskPath(data.reference)}/questions` },
      ]}
    >
      <ErrorSummary state={state} />
      <Form state={state} action={`${page.path}?section=${data.section}`}>
        <Hidden name="version" value={String(data.version)} />
        <QuestionFields question={question} earlier={earlier} frozen={data.frozenAt !== null} />
        <NoteFields survey={data} />
        <Button>{t('surveys.edit.save')}</Button>
      </Form>
    </DeskDocument>
  );
}
