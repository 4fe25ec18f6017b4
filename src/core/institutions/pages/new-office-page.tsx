import { Button } from '#platform/html/button.tsx';
import { Radios } from '#platform/html/choices.tsx';
import { usePage } from '#platform/html/context.tsx';
import { Select } from '#platform/html/field.tsx';
import { ErrorSummary, Form } from '#platform/html/form.tsx';
import type { Tab } from '#platform/html/tabs.tsx';
import { definePage, type FormState } from '#platform/page.ts';
import { manageStaff, type Owned } from '../access.ts';
import { createOffice } from '../actions/create-office.ts';
import { OFFICE_KINDS, type Office } from '../staff.ts';
import { officesOf } from '../staff-queries.ts';
import { DeskDocument, deskTabs, withDone } from './desk.tsx';
import { one, textOf } from './form-values.ts';
import { officeChoices } from './post-words.tsx';
import { TextFields } from './text-fields.tsx';

type Data = Owned & { tabs: Tab[]; offices: Office[] };

/** Adds an office to the organisation chart. */
export const newOfficePage = definePage<unknown, Data>({
  name: 'institutions.new-office-page',
  path: '/desk/staff/offices/new',
  on: 'tenant',
  access: manageStaff,
  async load(request) {
    const institutionId = request.page.tenant?.id ?? '';
    return { institutionId, tabs: deskTabs(request), offices: await officesOf(request.db, institutionId) };
  },
  view: ({ data, form }) => <NewOffice data={data} form={form} />,
  submit: {
    action: createOffice,
    input: (values) => ({ kind: one(values, 'kind'), name: textOf(values, 'name'), parent: one(values, 'parent') }),
    done: () => withDone('/desk/staff'),
  },
});

function NewOffice({ data, form }: { data: Data; form: FormState }) {
  const page = usePage();
  const { t, ts } = page;
  return (
    <DeskDocument
      title={ts('institutions.staff.new-office')}
      tabs={data.tabs}
      crumbs={[{ label: ts('institutions.staff.title'), path: '/desk/staff' }]}
    >
      <ErrorSummary state={form} />
      <Form state={form}>
        <Radios
          name="kind"
          label={t('institutions.staff.kind')}
          choices={OFFICE_KINDS.map((kind) => ({ value: kind, label: ts(`institutions.offices.kinds.${kind}`) }))}
        />
        <TextFields name="name" label={ts('institutions.staff.name')} />
        <Select
          name="parent"
          label={t('institutions.staff.parent')}
          empty={ts('institutions.staff.no-parent')}
          choices={officeChoices(page, data.offices)}
        />
        <Button>{t('institutions.staff.create')}</Button>
      </Form>
    </DeskDocument>
  );
}
