import { usePage } from '#platform/html/context.tsx';
import { Item, Items } from '#platform/html/items.tsx';
import { Code, DateRange } from '#platform/html/text.tsx';
import type { Survey } from '../queries/surveys.ts';
import { statusOf } from './words.tsx';

type ItemsProps = { surveys: readonly Survey[]; path(survey: Survey): string };

/** Surveys as a list: where they stand, title, from when until when. */
export function SurveyItems({ surveys, path }: ItemsProps) {
  const page = usePage();
  const { ts } = page;
  return (
    <Items>
      {surveys.map((survey) => (
        <Item
          title={{ text: survey.title }}
          path={path(survey)}
          tags={[statusOf(page, survey)]}
          facts={[
            { label: ts('surveys.field.reference'), value: <Code>{survey.reference}</Code>, hideLabel: true },
            {
              label: ts('surveys.field.dates'),
              value: <DateRange start={survey.opensOn} end={survey.closesOn} />,
              hideLabel: true,
            },
          ]}
        />
      ))}
    </Items>
  );
}
