import { NotFound } from '#platform/errors.ts';
import { Button } from '#platform/html/button.tsx';
import { usePage } from '#platform/html/context.tsx';
import { Select, TextInput } from '#platform/html/field.tsx';
import { ErrorSummary, Form, Hidden } from '#platform/html/form.tsx';
import type { Tab } from '#platform/html/tabs.tsx';
import { plain } from '#platform/i18n/text.ts';
import { isId } from '#platform/ids.ts';
import { definePage, type FormState } from '#platform/page.ts';
import { manageStaff } from '../access.ts';
import { closeOffice } from '../actions/close-office.ts';
import { updateOffice } from '../actions/update-office.ts';
import { mayStandUnder, type Office } from '../staff.ts';
import { officeById, officesOf } from '../staff-queries.ts';
import { DeskDocument, deskTabs, withDone } from './desk.tsx';
import { one, textOf } from './form-values.ts';
import { officeChoices } from './post-words.tsx';
import { TextFields } from './text-fields.tsx';

type Data = Office & { tabs: Tab[]; offices: Office[] };

/** Renames, moves or closes an office. */
export const officePage = definePage<unknown, Data>({
  name: 'institutions.office-page',
  path: '/desk/staff/offices/:id',
  on: 'tenant',
  access: manageStaff,
  async load(request) {
    const { db, page, params } = request;
    const office = isId(params.id ?? '') ? await officeById(db, params.id ?? '', page.tenant) : undefined;
    if (!office || office.closedOn !== null) throw new NotFound();
    return { ...office, tabs: deskTabs(request), offices: await officesOf(db, office.institutionId) };
  },
  view: ({ data, form }) => <OneOffice data={data} form={form} />,
  submits: {
    update: {
      action: updateOffice,
      input: (values, { params }) => ({
        office: params.id,
        name: textOf(values, 'name'),
        parent: one(values, 'parent'),
        position: one(values, 'position'),
      }),
      done: () => withDone('/desk/staff'),
    },
    close: {
      action: closeOffice,
      input: (_values, { params }) => ({ office: params.id }),
      done: () => withDone('/desk/staff'),
    },
  },
});

function OneOffice({ data, form }: { data: Data; form: FormState }) {
  const page = usePage();
  const { t, ts } = page;
  const parents = data.offices.filter((each) => mayStandUnder(data, each, data.offices));
  return (
    <DeskDocument
      title={plain(data.name, page.lang)}
      lead={t(`institutions.offices.kinds.${data.kind}`)}
      tabs={data.tabs}
      crumbs={[{ label: ts('institutions.staff.title'), path: '/desk/staff' }]}
    >
      <ErrorSummary state={form} />
      <Form state={form} label={ts('institutions.staff.change-office')}>
        <Hidden name="do" value="update" />
        <TextFields name="name" label={ts('institutions.staff.name')} value={data.name} />
        <Select
          name="parent"
          label={t('institutions.staff.parent')}
          empty={ts('institutions.staff.no-parent')}
          value={data.parentId ?? ''}
          choices={officeChoices(page, data.offices).filter((choice) => parents.some(({ id }) => id === choice.value))}
        />
        <TextInput
          name="position"
          label={t('institutions.staff.position')}
          hint={t('institutions.staff.position-hint')}
          value={String(data.position)}
          inputMode="numeric"
          width={4}
        />
        <Button>{t('institutions.staff.save')}</Button>
      </Form>
      <section class="mt-6 flow" aria-labelledby="close">
        <h2 id="close">{t('institutions.staff.close-office')}</h2>
        <p class="measure">{t('institutions.staff.close-office-text')}</p>
        <Form enhance={false} label={ts('institutions.staff.close-office')}>
          <Hidden name="do" value="close" />
          <Button kind="alert">{t('institutions.staff.close-office')}</Button>
        </Form>
      </section>
    </DeskDocument>
  );
}
