import { DeskDocument, one, textOf, withDone } from '#core/institutions/index.ts';
import { Button } from '#platform/html/button.tsx';
import { usePage } from '#platform/html/context.tsx';
import { ErrorSummary, Form, Hidden } from '#platform/html/form.tsx';
import { definePage, type FormState } from '#platform/page.ts';
import { manageSurvey } from '../../access.ts';
import { editSurvey } from '../../actions/edit-survey.ts';
import { NoteFields } from './note-fields.tsx';
import { SettingsFields, settingsOf } from './settings-fields.tsx';
import { deskCrumbs, deskPath, type OnDesk, surveyOnDesk } from './survey-on-desk.ts';

/** Changes the words, dates and rules of a survey. */
export const settingsPage = definePage<unknown, OnDesk>({
  name: 'surveys.settings-page',
  path: '/desk/surveys/:reference/settings',
  on: 'tenant',
  access: manageSurvey,
  load: surveyOnDesk,
  view: ({ data, form }) => <SettingsView survey={data} form={form} />,
  submit: {
    action: editSurvey,
    input: (values, { params }) => ({
      survey: params.reference,
      version: one(values, 'version'),
      note: textOf(values, 'note'),
      ...settingsOf(values),
    }),
    done: (_result: unknown, { params }) => withDone(deskPath(params.reference)),
  },
});

function SettingsView({ survey, form }: { survey: OnDesk; form: FormState }) {
  const page = usePage();
  const { t, ts } = page;
  return (
    <DeskDocument title={ts('surveys.desk.settings')} tabs={survey.tabs} crumbs={deskCrumbs(page, survey)}>
      <ErrorSummary state={form} />
      <Form state={form}>
        <Hidden name="version" value={String(survey.version)} />
        <SettingsFields survey={survey} />
        <NoteFields survey={survey} />
        <Button>{t('surveys.edit.save')}</Button>
      </Form>
    </DeskDocument>
  );
}
