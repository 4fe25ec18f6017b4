import { DeskDocument, withDone } from '#core/institutions/index.ts';
import { Button } from '#platform/html/button.tsx';
import { DateField } from '#platform/html/choices.tsx';
import { usePage } from '#platform/html/context.tsx';
import { TextInput } from '#platform/html/field.tsx';
import { ErrorSummary, Form } from '#platform/html/form.tsx';
import type { Tab } from '#platform/html/tabs.tsx';
import { Law } from '#platform/html/text.tsx';
import { definePage, type FormState } from '#platform/page.ts';
import { keepCalendar } from '../access.ts';
import { addClosure } from '../actions/add-closure.ts';
import { dateOf, one } from '../form-values.ts';
import { calendarDesk } from './holidays-page.tsx';

type Data = { institutionId: string; tabs: Tab[] };

/** Enters an exceptional closure that the Head of Government has decided. */
export const newClosurePage = definePage<unknown, Data>({
  name: 'deadlines.new-closure-page',
  path: '/desk/holidays/new',
  on: 'tenant',
  access: keepCalendar,
  load: calendarDesk,
  view: ({ data, form }) => <NewClosure tabs={data.tabs} form={form} />,
  submit: {
    action: addClosure,
    input: (values) => ({
      firstDay: dateOf(values, 'firstDay'),
      days: one(values, 'days'),
      name: { ar: one(values, 'name.ar'), fr: one(values, 'name.fr'), en: one(values, 'name.en') || undefined },
      source: one(values, 'source'),
    }),
    done: () => withDone('/desk/holidays'),
  },
});

function NewClosure({ tabs, form }: { tabs: Tab[]; form: FormState }) {
  const { t, ts } = usePage();
  return (
    <DeskDocument
      title={ts('deadlines.desk.new-closure')}
      lead={t('deadlines.desk.closure-lead')}
      tabs={tabs}
      crumbs={[{ label: ts('deadlines.desk.title'), path: '/desk/holidays' }]}
    >
      <ErrorSummary state={form} />
      <Form state={form}>
        <DateField name="firstDay" label={t('deadlines.desk.first-day')} />
        <TextInput name="days" label={t('deadlines.desk.days')} value="1" width={2} inputMode="numeric" dir="ltr" />
        <TextInput name="name.ar" label={t('deadlines.desk.name-ar')} maxlength={200} />
        <TextInput name="name.fr" label={t('deadlines.desk.name-fr')} maxlength={200} />
        <TextInput name="name.en" label={t('deadlines.desk.name-en')} maxlength={200} optional />
        <TextInput
          name="source"
          label={t('deadlines.desk.source')}
          hint={t('deadlines.desk.source-hint')}
          maxlength={300}
        />
        <Button>{t('deadlines.desk.add')}</Button>
      </Form>
      <p class="mt-4">
        <Law>{t('deadlines.desk.closure-law')}</Law>
      </p>
    </DeskDocument>
  );
}
