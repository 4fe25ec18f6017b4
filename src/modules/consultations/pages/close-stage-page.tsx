import { DeskDocument, textOf } from '#core/institutions/index.ts';
import { Button } from '#platform/html/button.tsx';
import { usePage } from '#platform/html/context.tsx';
import { ErrorSummary, Form } from '#platform/html/form.tsx';
import type { Tab } from '#platform/html/tabs.tsx';
import { plain } from '#platform/i18n/text.ts';
import { definePage, type FormState } from '#platform/page.ts';
import { publishConsultations } from '../access.ts';
import { closeStage } from '../actions/close-stage.ts';
import type { ConsultationStage } from '../queries/consultations.ts';
import { LongFields } from './consultation-fields.tsx';
import { onDesk, stageOf, type WholeConsultation } from './loading.ts';

type Data = WholeConsultation & { tabs: Tab[]; stage: ConsultationStage };

/** Closes a stage: the figures are counted, the body writes what was said and what was decided, and the report is public. */
export const closeStagePage = definePage<unknown, Data>({
  name: 'consultations.close-stage-page',
  path: '/desk/consultations/:reference/stages/:number/close',
  on: 'tenant',
  access: publishConsultations,
  async load(request) {
    const found = await onDesk(request);
    return { ...found, stage: stageOf(found, request) };
  },
  view: ({ data, form }) => <CloseStage data={data} form={form} />,
  submit: {
    action: closeStage,
    input: (values, { params }) => ({
      consultation: params.reference,
      number: params.number,
      said: textOf(values, 'said'),
      decided: textOf(values, 'decided'),
    }),
    done: (_result, { params }) => `/consultations/${params.reference}/stages/${params.number}`,
  },
});

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
        <Button>{t('consultations.close.button')}</Button>
      </Form>
    </DeskDocument>
  );
}
