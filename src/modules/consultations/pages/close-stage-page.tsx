import { DeskDocument, many, one, textOf } from '#core/institutions/index.ts';
import { findSurvey, questionsOf, showsResults } from '#modules/surveys/index.ts';
import { Button } from '#platform/html/button.tsx';
import { Checkbox, Checkboxes } from '#platform/html/choices.tsx';
import { usePage } from '#platform/html/context.tsx';
import { ErrorSummary, Form } from '#platform/html/form.tsx';
import type { Tab } from '#platform/html/tabs.tsx';
import { plain } from '#platform/i18n/text.ts';
import { definePage, type FormState, type PageRequest } from '#platform/page.ts';
import { publishConsultations } from '../access.ts';
import { closeStage } from '../actions/close-stage.ts';
import { owedAtClose } from '../consultation.ts';
import type { ConsultationStage } from '../queries/consultations.ts';
import { heldThings, takesPaperLate } from '../queries/held.ts';
import { isReported, resultKey } from '../report.ts';
import { LongFields } from './consultation-fields.tsx';
import { onDesk, stageOf, type WholeConsultation } from './loading.ts';

/** A question of a survey whose result the report may show. */
type Offered = { key: string; label: string };
type Data = WholeConsultation & { tabs: Tab[]; stage: ConsultationStage; results: Offered[]; takesPaper: boolean };

/** Closes a stage: the figures are counted, the body writes what was said and what was decided, and the report is public. */
export const closeStagePage = definePage<unknown, Data>({
  name: 'consultations.close-stage-page',
  path: '/desk/consultations/:reference/stages/:number/close',
  on: 'tenant',
  access: publishConsultations,
  async load(request) {
    const found = await onDesk(request);
    const stage = stageOf(found, request);
    const concerned = [...stage.activities, ...owedAtClose(found.stages, stage)];
    const held = [...(await heldThings(request.db, found, concerned, request.page)).values()];
    return { ...found, stage, results: await resultsIn(request, stage), takesPaper: held.some(takesPaperLate) };
  },
  view: ({ data, form }) => <CloseStage data={data} form={form} />,
  submit: {
    action: closeStage,
    input: (values, { params }) => ({
      consultation: params.reference,
      number: params.number,
      said: textOf(values, 'said'),
      decided: textOf(values, 'decided'),
      results: many(values, 'results'),
      entered: one(values, 'entered') === 'yes',
    }),
    done: (_result, { params }) => `/consultations/${params.reference}/stages/${params.number}`,
  },
});

/** The results that a report may show: of surveys of the stage, the questions whose answers are counted. */
async function resultsIn({ db, page }: PageRequest, { activities }: ConsultationStage): Promise<Offered[]> {
  const offered: Offered[] = [];
  for (const { kind, held } of activities) {
    const survey = kind === 'survey' && held !== null ? await findSurvey({ db, tenant: page.tenant }, held) : undefined;
    if (!survey || !showsResults(survey, page.today)) continue;
    for (const question of questionsOf(survey.questionnaire))
      if (isReported(question))
        offered.push({ key: resultKey(survey.reference, question.id), label: plain(question.title, page.lang) });
  }
  return offered;
}

function CloseStage({ data, form }: { data: Data; form: FormState }) {
  const { t, ts, lang } = usePage();
  const path = `/desk/consultations/${data.reference}`;
  return (
    <DeskDocument
      title={ts('consultations.close.title')}
      lead={t('consultations.close.lead')}
      tabs={data.tabs}
      crumbs={[
        { label: ts('consultations.desk.title'), path: '/desk/consultations' },
        { label: plain(data.title, lang), path },
        { label: plain(data.stage.title, lang), path: `${path}/stages/${data.stage.number}` },
      ]}
    >
      <ErrorSummary state={form} />
      <Form state={form}>
        <LongFields name="said" label={ts('consultations.report.said')} hint={ts('consultations.close.said-hint')} />
        <LongFields name="decided" label={ts('consultations.report.decided')} />
        {data.results.length > 0 && (
          <Checkboxes
            name="results"
            label={t('consultations.close.results')}
            hint={t('consultations.close.results-hint')}
            values={data.results.map(({ key }) => key)}
            choices={data.results.map(({ key, label }) => ({ value: key, label }))}
            optional
          />
        )}
        {data.takesPaper && (
          <Checkbox
            name="entered"
            label={ts('consultations.close.entered')}
            hint={ts('consultations.close.entered-hint')}
          />
        )}
        <Button>{t('consultations.close.button')}</Button>
      </Form>
    </DeskDocument>
  );
}
