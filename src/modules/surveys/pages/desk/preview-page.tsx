import { DeskDocument } from '#core/institutions/index.ts';
import { Banner } from '#platform/html/banner.tsx';
import { usePage } from '#platform/html/context.tsx';
import { FormStateProvider } from '#platform/html/form-state.ts';
import { Multilingual, Prose } from '#platform/html/text.tsx';
import { plain } from '#platform/i18n/text.ts';
import { definePage, EMPTY_FORM } from '#platform/page.ts';
import { manageSurvey } from '../../access.ts';
import { type Choosable, placesOf } from '../../places.ts';
import { SectionPreview } from './section-preview.tsx';
import { deskCrumbs, type OnDesk, surveyOnDesk } from './survey-on-desk.ts';

type Data = OnDesk & { places: Choosable[] };

/** The questions as people will see them, all sections below one another. Nothing that is filled in goes anywhere. */
export const previewPage = definePage<unknown, Data>({
  name: 'surveys.preview-page',
  path: '/desk/surveys/:reference/preview',
  on: 'tenant',
  access: manageSurvey,
  load: async (request) => {
    const survey = await surveyOnDesk(request);
    return { ...survey, places: await placesOf(request.db, survey) };
  },
  view: ({ data }) => <Preview survey={data} />,
});

function Preview({ survey }: { survey: Data }) {
  const page = usePage();
  const { t, lang } = page;
  return (
    <DeskDocument title={plain(survey.title, lang)} tabs={survey.tabs} crumbs={deskCrumbs(page, survey)}>
      <Banner>
        <p>{t('surveys.desk.preview-text')}</p>
      </Banner>
      <Prose text={survey.intro} />
      {/* Fields of no form: what is filled in cannot be sent. */}
      <FormStateProvider value={EMPTY_FORM}>
        {survey.questionnaire.sections.map((section) => (
          <section class="flow">
            <Multilingual as="h2" text={section.title} />
            <SectionPreview survey={survey} section={section} places={survey.places} />
          </section>
        ))}
      </FormStateProvider>
    </DeskDocument>
  );
}
