import { DeskDocument, deskTabs, institutionsById, withDone } from '#core/institutions/index.ts';
import { NotFound } from '#platform/errors.ts';
import { Button } from '#platform/html/button.tsx';
import { Radios } from '#platform/html/choices.tsx';
import { usePage } from '#platform/html/context.tsx';
import { ErrorSummary, Form } from '#platform/html/form.tsx';
import type { Tab } from '#platform/html/tabs.tsx';
import { definePage, type FormState } from '#platform/page.ts';
import { examinePetitions } from '../access.ts';
import { setSignatoryLevel } from '../actions/set-signatory-level.ts';
import { levelOf } from '../queries/councils.ts';
import { signatoryLevel } from '../queries/settings.ts';
import { one } from './form-values.ts';

type Data = { assurance: 1 | 2; tabs: Tab[] };

/** What a body asks of petitions to its council beyond the law. */
export const petitionSettingsPage = definePage<unknown, Data>({
  name: 'petitions.petition-settings-page',
  path: '/desk/petition-settings',
  on: 'tenant',
  access: examinePetitions,
  load: async (request) => {
    const { db, page } = request;
    const body = page.tenant && (await institutionsById(db, [page.tenant.id])).get(page.tenant.id);
    const level = body && levelOf(body);
    if (!body || !level) throw new NotFound();
    return { assurance: await signatoryLevel(db, body.id, level), tabs: deskTabs(request) };
  },
  view: ({ data, form }) => <Settings data={data} form={form} />,
  submit: {
    action: setSignatoryLevel,
    input: (values) => ({ assurance: one(values, 'assurance') }),
    done: () => withDone('/desk/petition-settings'),
  },
});

function Settings({ data: { assurance, tabs }, form }: { data: Data; form: FormState }) {
  const { t, ts, href } = usePage();
  return (
    <DeskDocument
      title={ts('petitions.settings.title')}
      lead={t('petitions.settings.lead')}
      tabs={tabs}
      crumbs={[{ label: ts('petitions.desk.council'), path: '/desk/petitions' }]}
    >
      <ErrorSummary state={form} />
      <Form state={form}>
        <Radios
          name="assurance"
          label={t('petitions.settings.assurance')}
          hint={t('petitions.settings.assurance-hint')}
          value={String(assurance)}
          choices={[
            { value: '1', label: ts('petitions.settings.contact'), hint: ts('petitions.settings.contact-hint') },
            { value: '2', label: ts('petitions.settings.identity'), hint: ts('petitions.settings.identity-hint') },
          ]}
        />
        <Button>{t('petitions.settings.save')}</Button>
      </Form>
      <p>
        <a href={href('/desk/periods')}>{t('petitions.settings.periods')}</a>
      </p>
    </DeskDocument>
  );
}
