import { DeskDocument, one, TextFields, textOf, withDone } from '#core/institutions/index.ts';
import { NotFound } from '#platform/errors.ts';
import { Button } from '#platform/html/button.tsx';
import { Checkbox } from '#platform/html/choices.tsx';
import { usePage } from '#platform/html/context.tsx';
import { ErrorSummary, Form, Hidden } from '#platform/html/form.tsx';
import { definePage, type FormState } from '#platform/page.ts';
import { manageSurvey } from '../../access.ts';
import { changeQuestions } from '../../actions/change-questions.ts';
import { freshIds, putSection } from '../../edit-questionnaire.ts';
import { MOST, type Section } from '../../questionnaire.ts';
import { ConditionFields, conditionOf } from './condition-fields.tsx';
import { faultsOfPart } from './edit-faults.ts';
import { LongTexts } from './long-texts.tsx';
import { NoteFields } from './note-fields.tsx';
import { deskCrumbs, deskPath, type OnDesk, surveyOnDesk } from './survey-on-desk.ts';

type Data = OnDesk & { section: Section | null };

/** A section of a survey: its title and introduction, when it applies, whether its questions stand in another order for everybody. */
export const sectionPage = definePage<unknown, Data>({
  name: 'surveys.section-page',
  path: '/desk/surveys/:reference/sections/:section',
  on: 'tenant',
  access: manageSurvey,
  load: async (request) => {
    const survey = await surveyOnDesk(request);
    const section = survey.questionnaire.sections.find(({ id }) => id === request.params.section) ?? null;
    if (!section && request.params.section !== 'new') throw new NotFound();
    return { ...survey, section };
  },
  view: ({ data, form }) => <SectionView data={data} form={form} />,
  submit: {
    action: changeQuestions,
    input: async (values, request) => {
      const { questionnaire, reference } = await surveyOnDesk(request);
      const known = questionnaire.sections.find(({ id }) => id === request.params.section);
      const section = {
        id: known?.id ?? freshIds(questionnaire).section,
        questions: known?.questions ?? [],
        title: textOf(values, 'title'),
        intro: textOf(values, 'intro'),
        shuffled: one(values, 'shuffled') !== '',
        when: conditionOf(values),
      };
      return {
        survey: reference,
        version: one(values, 'version'),
        note: textOf(values, 'note'),
        questionnaire: putSection(questionnaire, section),
      };
    },
    done: (_result: unknown, { params }) => withDone(`${deskPath(params.reference)}/questions`),
  },
});

function SectionView({ data, form }: { data: Data; form: FormState }) {
  const page = usePage();
  const { t, ts } = page;
  const { section, questionnaire } = data;
  const { sections } = questionnaire;
  const place = section ? sections.indexOf(section) : sections.length;
  const state = faultsOfPart(form, `/sections/${place}`);
  return (
    <DeskDocument
      title={ts(section ? 'surveys.edit.section' : 'surveys.edit.new-section')}
      tabs={data.tabs}
      crumbs={[
        ...deskCrumbs(page, data),
        { label: ts('surveys.desk.questions'), path: `${deskPath(data.reference)}/questions` },
      ]}
    >
      <ErrorSummary state={state} />
      <Form state={state}>
        <Hidden name="version" value={String(data.version)} />
        <TextFields name="title" label={ts('surveys.field.title')} value={section?.title} optional={['fr', 'en']} />
        <LongTexts
          name="intro"
          label={ts('surveys.field.intro')}
          value={section?.intro}
          rows={2}
          most={MOST.intro}
          optional
        />
        {data.frozenAt === null && (
          <>
            <Checkbox
              name="shuffled"
              label={ts('surveys.edit.shuffled-questions')}
              checked={section?.shuffled ?? false}
            />
            <ConditionFields
              when={section?.when ?? null}
              earlier={sections.slice(0, place).flatMap(({ questions }) => questions)}
            />
          </>
        )}
        <NoteFields survey={data} />
        <Button>{t('surveys.edit.save')}</Button>
      </Form>
    </DeskDocument>
  );
}
