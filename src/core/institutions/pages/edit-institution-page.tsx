import { NotFound } from '#platform/errors.ts';
import { Button } from '#platform/html/button.tsx';
import { Checkboxes, Radios } from '#platform/html/choices.tsx';
import { usePage } from '#platform/html/context.tsx';
import { EMBLEMS, Emblem } from '#platform/html/emblems.tsx';
import { Select, TextArea, TextInput } from '#platform/html/field.tsx';
import { ErrorSummary, Form } from '#platform/html/form.tsx';
import type { Tab } from '#platform/html/tabs.tsx';
import { LANGUAGE_NAMES, LANGUAGES } from '#platform/i18n/languages.ts';
import { definePage, type FormState } from '#platform/page.ts';
import { ACCENTS, holdsPower } from '#platform/tenant.ts';
import { editInstitution } from '../access.ts';
import { updateInstitution } from '../actions/update-institution.ts';
import type { Institution } from '../institution.ts';
import { institutionBySlug } from '../queries.ts';
import { DeskDocument, deskTabs, withDone } from './desk.tsx';
import { many, one, textOf } from './form-values.ts';
import { TextFields } from './text-fields.tsx';

type Data = { institutionId: string; tabs: Tab[]; body: Institution; mayHost: boolean };

/** How a body is called, reached and looks. */
export const editInstitutionPage = definePage<unknown, Data>({
  name: 'institutions.edit-institution-page',
  path: '/desk/institution',
  on: 'tenant',
  access: editInstitution,
  async load(request) {
    const { db, page } = request;
    const body = await institutionBySlug(db, page.tenant?.slug ?? '');
    if (!body) throw new NotFound();
    const mayHost = holdsPower(page.actor, 'institution.host', body.id);
    return { institutionId: body.id, tabs: deskTabs(request), body, mayHost };
  },
  view: ({ data, form }) => <EditInstitution data={data} form={form} />,
  submit: {
    action: updateInstitution,
    input: (values) => ({
      name: textOf(values, 'name'),
      shortName: textOf(values, 'shortName'),
      contact: {
        address: textOf(values, 'contact.address'),
        phones: one(values, 'contact.phones')
          .split('\n')
          .map((line) => line.trim())
          .filter(Boolean),
        fax: one(values, 'contact.fax'),
        email: one(values, 'contact.email'),
        website: one(values, 'contact.website'),
      },
      accent: one(values, 'accent'),
      emblem: one(values, 'emblem'),
      languages: many(values, 'languages'),
      host: values.host === undefined ? undefined : one(values, 'host'),
    }),
    done: () => withDone('/desk/institution'),
  },
});

function EditInstitution({ data, form }: { data: Data; form: FormState }) {
  const { t, ts } = usePage();
  const { body } = data;
  const { address, phones, fax, email, website } = body.contact;
  return (
    <DeskDocument title={ts('institutions.edit.title')} lead={t('institutions.edit.lead')} tabs={data.tabs}>
      <ErrorSummary state={form} />
      <Form state={form}>
        <TextFields name="name" label={ts('institutions.edit.name')} value={body.name} />
        <TextFields
          name="shortName"
          label={ts('institutions.edit.short-name')}
          value={body.shortName}
          optional={['ar', 'fr', 'en']}
        />
        <TextFields
          name="contact.address"
          label={ts('institutions.edit.address')}
          value={address}
          optional={['ar', 'fr', 'en']}
        />
        <TextArea
          name="contact.phones"
          label={t('institutions.edit.phones')}
          hint={t('institutions.edit.phones-hint')}
          value={phones?.join('\n')}
          rows={3}
          optional
        />
        <TextInput name="contact.fax" type="tel" label={t('institutions.edit.fax')} value={fax} optional />
        <TextInput name="contact.email" type="email" label={t('institutions.edit.email')} value={email} optional />
        <TextInput name="contact.website" type="url" label={t('institutions.edit.website')} value={website} optional />
        <Look body={body} />
        <Checkboxes
          name="languages"
          label={t('institutions.edit.languages')}
          values={body.languages}
          choices={LANGUAGES.map((lang) => ({ value: lang, label: LANGUAGE_NAMES[lang] }))}
        />
        {data.mayHost && (
          <TextInput
            name="host"
            label={t('institutions.edit.host')}
            hint={t('institutions.edit.host-hint')}
            value={body.host ?? ''}
            dir="ltr"
            optional
          />
        )}
        <Button>{t('institutions.staff.save')}</Button>
      </Form>
    </DeskDocument>
  );
}

/** The accent and the emblem, each shown as it is drawn. */
function Look({ body }: { body: Institution }) {
  const { t, ts } = usePage();
  return (
    <>
      <Radios
        name="accent"
        label={t('institutions.edit.accent')}
        value={body.accent}
        choices={ACCENTS.map((accent) => ({ value: accent, label: ts(`institutions.accents.${accent}`) }))}
        look="two"
      />
      <Select
        name="emblem"
        label={t('institutions.edit.emblem')}
        hint={t('institutions.edit.emblem-hint')}
        empty={ts('institutions.emblems.star')}
        value={body.emblem ?? ''}
        choices={EMBLEMS.map((name) => ({ value: name, label: emblemName(ts, name) }))}
      />
      <ul class="row plain-list">
        {EMBLEMS.map((name) => (
          <li class="identity">
            <Emblem name={name} />
            <span>{emblemName(ts, name)}</span>
          </li>
        ))}
      </ul>
    </>
  );
}

function emblemName(ts: ReturnType<typeof usePage>['ts'], name: string): string {
  return ts(`institutions.emblems.${name as 'star'}`);
}
