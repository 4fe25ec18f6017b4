import { DeskDocument, one, TextFields, textOf, withDone } from '#core/institutions/index.ts';
import { Button } from '#platform/html/button.tsx';
import { usePage } from '#platform/html/context.tsx';
import { Select, TextInput } from '#platform/html/field.tsx';
import { ErrorSummary, Form } from '#platform/html/form.tsx';
import type { Tab } from '#platform/html/tabs.tsx';
import { definePage, type FormState } from '#platform/page.ts';
import { manageConsultations } from '../access.ts';
import { addActivity } from '../actions/add-activity.ts';
import { ACTIVITY_KINDS } from '../consultation.ts';
import type { ConsultationStage } from '../queries/consultations.ts';
import { onDesk, stageCrumbs, stageOf, type WholeConsultation } from './loading.ts';

type Data = WholeConsultation & { tabs: Tab[]; stage: ConsultationStage };

/** Adds something that happens in a stage. */
export const newActivityPage = definePage<unknown, Data>({
  name: 'consultations.new-activity-page',
  path: '/desk/consultations/:reference/stages/:number/activities/new',
  on: 'tenant',
  access: manageConsultations,
  async load(request) {
    const found = await onDesk(request);
    return { ...found, stage: stageOf(found, request) };
  },
  view: ({ data, form }) => <NewActivity data={data} form={form} />,
  submit: {
    action: addActivity,
    input: (values, { params }) => ({
      consultation: params.reference,
      number: params.number,
      kind: one(values, 'kind'),
      title: textOf(values, 'title'),
      target: one(values, 'target'),
    }),
    done: (_result, { params }) => withDone(`/desk/consultations/${params.reference}/stages/${params.number}`),
  },
});

function NewActivity({ data, form }: { data: Data; form: FormState }) {
  const page = usePage();
  const { t, ts } = page;
  return (
    <DeskDocument title={ts('consultations.desk.add')} tabs={data.tabs} crumbs={stageCrumbs(page, data, data.stage)}>
      <ErrorSummary state={form} />
      <Form state={form}>
        <Select
          name="kind"
          label={t('consultations.field.kind')}
          choices={ACTIVITY_KINDS.map((kind) => ({ value: kind, label: ts(`consultations.activity.${kind}`) }))}
        />
        <TextFields name="title" label={ts('consultations.field.title')} optional={['fr', 'en']} />
        <TextInput
          name="target"
          label={t('consultations.field.target')}
          hint={t('consultations.write.target-hint')}
          dir="ltr"
          optional
        />
        <Button>{t('consultations.desk.add')}</Button>
      </Form>
    </DeskDocument>
  );
}
