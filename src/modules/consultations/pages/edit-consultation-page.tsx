import { DeskDocument, withDone } from '#core/institutions/index.ts';
import { Button } from '#platform/html/button.tsx';
import { usePage } from '#platform/html/context.tsx';
import { ErrorSummary, Form } from '#platform/html/form.tsx';
import type { Tab } from '#platform/html/tabs.tsx';
import { plain } from '#platform/i18n/text.ts';
import { definePage, type FormState } from '#platform/page.ts';
import { manageConsultations } from '../access.ts';
import { updateConsultation } from '../actions/update-consultation.ts';
import { ConsultationFields, consultationOf } from './consultation-fields.tsx';
import { onDesk, type WholeConsultation } from './loading.ts';

type Data = WholeConsultation & { tabs: Tab[] };

/** Changes what a consultation says of itself. */
export const editConsultationPage = definePage<unknown, Data>({
  name: 'consultations.edit-consultation-page',
  path: '/desk/consultations/:reference/edit',
  on: 'tenant',
  access: manageConsultations,
  load: onDesk,
  view: ({ data, form }) => <EditConsultation data={data} form={form} />,
  submit: {
    action: updateConsultation,
    input: (values, { params }) => ({ consultation: params.reference, ...consultationOf(values) }),
    done: (_result, { params }) => withDone(`/desk/consultations/${params.reference}`),
  },
});

function EditConsultation({ data, form }: { data: Data; form: FormState }) {
  const { t, ts, lang } = usePage();
  return (
    <DeskDocument
      title={ts('consultations.desk.edit')}
      tabs={data.tabs}
      crumbs={[
        { label: ts('consultations.desk.title'), path: '/desk/consultations' },
        { label: plain(data.title, lang), path: `/desk/consultations/${data.reference}` },
      ]}
    >
      <ErrorSummary state={form} />
      <Form state={form}>
        <ConsultationFields known={{ ...data, partners: data.bodies.slice(1).map(({ slug }) => slug) }} />
        <Button>{t('consultations.write.save')}</Button>
      </Form>
    </DeskDocument>
  );
}
