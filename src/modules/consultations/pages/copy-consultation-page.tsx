import { DeskDocument, dateOf, TextFields, textOf, withDone } from '#core/institutions/index.ts';
import { Button } from '#platform/html/button.tsx';
import { DateField } from '#platform/html/choices.tsx';
import { usePage } from '#platform/html/context.tsx';
import { ErrorSummary, Form } from '#platform/html/form.tsx';
import type { Tab } from '#platform/html/tabs.tsx';
import { plain } from '#platform/i18n/text.ts';
import { definePage, type FormState } from '#platform/page.ts';
import { manageConsultations } from '../access.ts';
import { copyConsultation } from '../actions/copy-consultation.ts';
import { onDesk, type WholeConsultation } from './loading.ts';

type Data = WholeConsultation & { tabs: Tab[] };

/** Makes a new draft from a consultation: its words, its stages, their lengths and activities. */
export const copyConsultationPage = definePage<unknown, Data>({
  name: 'consultations.copy-consultation-page',
  path: '/desk/consultations/:reference/copy',
  on: 'tenant',
  access: manageConsultations,
  load: onDesk,
  view: ({ data, form }) => <CopyConsultation data={data} form={form} />,
  submit: {
    action: copyConsultation,
    input: (values, { params }) => ({
      consultation: params.reference,
      title: textOf(values, 'title'),
      startsOn: dateOf(values, 'startsOn'),
    }),
    done: ({ reference }: { reference: string }) => withDone(`/desk/consultations/${reference}`),
  },
});

function CopyConsultation({ data, form }: { data: Data; form: FormState }) {
  const { t, ts, lang } = usePage();
  return (
    <DeskDocument
      title={ts('consultations.copy.title')}
      lead={t('consultations.copy.lead')}
      tabs={data.tabs}
      crumbs={[
        { label: ts('consultations.desk.title'), path: '/desk/consultations' },
        { label: plain(data.title, lang), path: `/desk/consultations/${data.reference}` },
      ]}
    >
      <ErrorSummary state={form} />
      <Form state={form}>
        <TextFields name="title" label={ts('consultations.field.title')} value={data.title} optional={['fr', 'en']} />
        <DateField
          name="startsOn"
          label={t('consultations.field.starts')}
          hint={t('consultations.write.starts-hint')}
        />
        <Button>{t('consultations.copy.button')}</Button>
      </Form>
    </DeskDocument>
  );
}
