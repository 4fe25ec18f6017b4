import { DeskDocument, dateOf, deskTabs, one, withDone } from '#core/institutions/index.ts';
import { Button } from '#platform/html/button.tsx';
import { DateField, Radios } from '#platform/html/choices.tsx';
import { usePage } from '#platform/html/context.tsx';
import { ErrorSummary, Form } from '#platform/html/form.tsx';
import type { Tab } from '#platform/html/tabs.tsx';
import { definePage, type FormState } from '#platform/page.ts';
import { manageConsultations } from '../access.ts';
import { createConsultation } from '../actions/create-consultation.ts';
import { MODEL_NAMES } from '../models.ts';
import { ConsultationFields, consultationOf } from './consultation-fields.tsx';

type Data = { institutionId: string; tabs: Tab[] };

/** Prepares a consultation from a ready-made model. */
export const newConsultationPage = definePage<unknown, Data>({
  name: 'consultations.new-consultation-page',
  path: '/desk/consultations/new',
  on: 'tenant',
  access: manageConsultations,
  load: async (request) => ({ institutionId: request.page.tenant?.id ?? '', tabs: deskTabs(request) }),
  view: ({ data, form }) => <NewConsultation data={data} form={form} />,
  submit: {
    action: createConsultation,
    input: (values) => ({
      model: one(values, 'model'),
      startsOn: dateOf(values, 'startsOn'),
      ...consultationOf(values),
    }),
    done: ({ reference }: { reference: string }) => withDone(`/desk/consultations/${reference}`),
  },
});

function NewConsultation({ data, form }: { data: Data; form: FormState }) {
  const { t, ts } = usePage();
  return (
    <DeskDocument
      title={ts('consultations.desk.new')}
      lead={t('consultations.write.new-lead')}
      tabs={data.tabs}
      crumbs={[{ label: ts('consultations.desk.title'), path: '/desk/consultations' }]}
    >
      <ErrorSummary state={form} />
      <Form state={form}>
        <Radios
          name="model"
          label={t('consultations.field.model')}
          choices={MODEL_NAMES.map((model) => ({
            value: model,
            label: ts(`consultations.model.${model}`),
            hint: ts(`consultations.model-hint.${model}`),
          }))}
        />
        <DateField
          name="startsOn"
          label={t('consultations.field.starts')}
          hint={t('consultations.write.starts-hint')}
        />
        <ConsultationFields />
        <Button>{t('consultations.write.create')}</Button>
      </Form>
    </DeskDocument>
  );
}
