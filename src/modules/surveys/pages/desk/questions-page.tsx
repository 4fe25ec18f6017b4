import { DeskDocument, one, withDone } from '#core/institutions/index.ts';
import { Button, ButtonLink } from '#platform/html/button.tsx';
import { Chapter } from '#platform/html/chapter.tsx';
import { usePage } from '#platform/html/context.tsx';
import { Empty } from '#platform/html/empty.tsx';
import { ErrorSummary, Form, Hidden } from '#platform/html/form.tsx';
import { Table } from '#platform/html/table.tsx';
import { Code, Multilingual } from '#platform/html/text.tsx';
import { plain } from '#platform/i18n/text.ts';
import { definePage, type FormState } from '#platform/page.ts';
import { manageSurvey } from '../../access.ts';
import { changeQuestions } from '../../actions/change-questions.ts';
import { earlier, without } from '../../edit-questionnaire.ts';
import type { Questionnaire, Section } from '../../questionnaire.ts';
import { deskCrumbs, deskPath, type OnDesk, surveyOnDesk } from './survey-on-desk.ts';

const changing = (change: (questionnaire: Questionnaire, id: string) => Questionnaire) => ({
  action: changeQuestions,
  input: async (values: FormState['values'], request: Parameters<typeof surveyOnDesk>[0]) => {
    const survey = await surveyOnDesk(request);
    return {
      survey: survey.reference,
      version: one(values, 'version'),
      questionnaire: change(survey.questionnaire, one(values, 'id')),
    };
  },
  done: (_result: unknown, { params }: { params: Record<string, string> }) =>
    withDone(`${deskPath(params.reference)}/questions`),
});

/** All sections and questions of a survey in their order: the ways to change each, and what moves or removes them. */
export const questionsPage = definePage<unknown, OnDesk>({
  name: 'surveys.questions-page',
  path: '/desk/surveys/:reference/questions',
  on: 'tenant',
  access: manageSurvey,
  load: surveyOnDesk,
  view: ({ data, form }) => <QuestionsView survey={data} form={form} />,
  submits: { earlier: changing(earlier), remove: changing(without) },
});

function QuestionsView({ survey, form }: { survey: OnDesk; form: FormState }) {
  const page = usePage();
  const { t, ts } = page;
  const { sections } = survey.questionnaire;
  const path = deskPath(survey.reference);
  const mayMove = survey.frozenAt === null && survey.state !== 'closed';
  return (
    <DeskDocument
      title={ts('surveys.desk.questions')}
      lead={t('surveys.desk.questions-lead')}
      tabs={survey.tabs}
      crumbs={deskCrumbs(page, survey)}
      row={
        <>
          {mayMove && <ButtonLink path={`${path}/sections/new`}>{t('surveys.edit.new-section')}</ButtonLink>}
          <ButtonLink path={`${path}/preview`} kind="quiet">
            {t('surveys.desk.preview')}
          </ButtonLink>
        </>
      }
    >
      {/* What one change would break elsewhere has no field here: all faults are told at the top. */}
      <ErrorSummary state={{ ...form, faults: form.faults.map((fault) => ({ ...fault, pointer: '' })) }} />
      {sections.length === 0 && (
        <Empty title={t('surveys.edit.no-sections')}>
          <p>{t('surveys.edit.no-sections-text')}</p>
        </Empty>
      )}
      {sections.map((section, index) => (
        <SectionChapter survey={survey} section={section} first={index === 0} mayMove={mayMove} />
      ))}
      {survey.frozenAt !== null && <p class="measure">{t('surveys.edit.frozen')}</p>}
    </DeskDocument>
  );
}

type SectionProps = { survey: OnDesk; section: Section; first: boolean; mayMove: boolean };

function SectionChapter({ survey, section, first, mayMove }: SectionProps) {
  const page = usePage();
  const { t, ts, href } = page;
  const path = deskPath(survey.reference);
  return (
    <Chapter id={section.id} title={<Multilingual text={section.title} />}>
      <div class="row">
        <a href={href(`${path}/sections/${section.id}`)}>{t('surveys.edit.section')}</a>
        {mayMove && !first && (
          <Move survey={survey} verb="earlier" id={section.id} of={plain(section.title, page.lang)} />
        )}
        {mayMove && <Move survey={survey} verb="remove" id={section.id} of={plain(section.title, page.lang)} />}
      </div>
      {section.questions.length > 0 && (
        <Table
          caption={ts('surveys.desk.questions')}
          hideCaption
          columns={[
            { key: 'id', label: ts('surveys.edit.id'), cell: ({ id }) => <Code>{id}</Code>, nowrap: true },
            {
              key: 'title',
              label: ts('surveys.edit.question'),
              head: true,
              cell: ({ id, title }) => (
                <a href={href(`${path}/questions/${id}`)}>
                  <Multilingual text={title} />
                </a>
              ),
            },
            { key: 'kind', label: ts('surveys.edit.kind'), cell: ({ kind }) => t(`surveys.kind.${kind}`) },
            {
              key: 'rules',
              label: ts('surveys.edit.rules'),
              cell: ({ required, when }) =>
                [required && ts('surveys.edit.required'), when && ts('surveys.edit.conditional')]
                  .filter(Boolean)
                  .join(' · '),
            },
            {
              key: 'move',
              label: ts('surveys.edit.move'),
              cell: ({ id, title }) =>
                mayMove && (
                  <div class="row">
                    <Move survey={survey} verb="earlier" id={id} of={plain(title, page.lang)} />
                    <Move survey={survey} verb="remove" id={id} of={plain(title, page.lang)} />
                  </div>
                ),
            },
          ]}
          rows={section.questions}
        />
      )}
      {mayMove && (
        <p>
          <ButtonLink path={`${path}/questions/new?section=${section.id}`} kind="quiet">
            {t('surveys.edit.new-question')}
          </ButtonLink>
        </p>
      )}
    </Chapter>
  );
}

type MoveProps = { survey: OnDesk; verb: 'earlier' | 'remove'; id: string; of: string };

function Move({ survey, verb, id, of }: MoveProps) {
  const { t, ts } = usePage();
  return (
    <Form enhance={false} label={`${ts(`surveys.edit.${verb}`)}: ${of}`}>
      <Hidden name="do" value={verb} />
      <Hidden name="id" value={id} />
      <Hidden name="version" value={String(survey.version)} />
      <Button kind="quiet" size="small" label={`${ts(`surveys.edit.${verb}`)}: ${of}`}>
        {t(`surveys.edit.${verb}`)}
      </Button>
    </Form>
  );
}
