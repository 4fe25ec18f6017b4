import { DeskDocument, deskTabs } from '#core/institutions/index.ts';
import { Button } from '#platform/html/button.tsx';
import { usePage } from '#platform/html/context.tsx';
import { ErrorSummary, Form } from '#platform/html/form.tsx';
import type { Tab } from '#platform/html/tabs.tsx';
import { definePage, type FormState } from '#platform/page.ts';
import { createSurvey as mayCreate } from '../../access.ts';
import { createSurvey } from '../../actions/create-survey.ts';
import { SettingsFields, settingsOf } from './settings-fields.tsx';
import { deskCrumbs, deskPath } from './survey-on-desk.ts';

type Data = { tabs: Tab[]; institutionId: string };

/** Begins a survey: its words, dates and rules; the questions come next. */
export const newSurveyPage = definePage<unknown, Data>({
  name: 'surveys.new-survey-page',
  path: '/desk/surveys/new',
  on: 'tenant',
  access: mayCreate,
  load: async (request) => ({ tabs: deskTabs(request), institutionId: request.page.tenant?.id ?? '' }),
  view: ({ data, form }) => <NewSurvey tabs={data.tabs} form={form} />,
  submit: {
    action: createSurvey,
    input: (values, { page }) => ({ ...settingsOf(values), institution: page.tenant?.slug }),
    done: ({ reference }: { reference: string }) => `${deskPath(reference)}/questions`,
  },
});

function NewSurvey({ tabs, form }: { tabs: Tab[]; form: FormState }) {
  const page = usePage();
  const { t, ts } = page;
  return (
    <DeskDocument
      title={ts('surveys.desk.new')}
      lead={t('surveys.desk.new-lead')}
      tabs={tabs}
      crumbs={deskCrumbs(page)}
    >
      <ErrorSummary state={form} />
      <Form state={form}>
        <SettingsFields />
        <Button>{t('surveys.desk.go-on')}</Button>
      </Form>
    </DeskDocument>
  );
}
