import { LIST_TAG, listDraftTexts } from '#modules/draft-texts/index.ts';
import { listSurveys, phaseOf } from '#modules/surveys/index.ts';
import { listVotes } from '#modules/votes/index.ts';
import { calendarDate } from '#platform/clock.ts';
import { Chapter } from '#platform/html/chapter.tsx';
import { usePage } from '#platform/html/context.tsx';
import { Item, Items } from '#platform/html/items.tsx';
import { DateText } from '#platform/html/text.tsx';
import type { Text } from '#platform/i18n/text.ts';
import { defineHomeBlock } from '#platform/module.ts';
import type { PageRequest } from '#platform/page.ts';
import { listConsultations } from '../queries/consultations.ts';

/** What one can take part in today. */
type Open = {
  kind: 'consultation' | 'survey' | 'vote' | 'draft-text';
  title: Text;
  path: string;
  until: string | null;
};

/** The most of each kind on a home page: the newest. */
const MOST = 4;
/** The newest surveys, among which the open ones are. */
const LOOKED_AT = 50;

async function openNow({ db, page: { tenant, today, now } }: PageRequest): Promise<Open[]> {
  const institutionId = tenant?.id;
  const [consultations, surveys, votes, texts] = await Promise.all([
    listConsultations(db, { institutionId, standing: 'running', today }, { limit: MOST }),
    listSurveys(db, { institutionId }, { limit: LOOKED_AT }),
    listVotes(db, { institutionId, phase: 'open' }, { limit: MOST, now }),
    listDraftTexts(db, { institutionId, phase: 'open', today }, { limit: MOST }),
  ]);
  return [
    ...consultations.items.map(({ title, reference, endsOn }) => ({
      kind: 'consultation' as const,
      title,
      path: `/consultations/${reference}`,
      until: endsOn,
    })),
    ...surveys.items
      .filter((survey) => phaseOf(survey, today) === 'open')
      .slice(0, MOST)
      .map(({ title, reference, closesOn }) => ({
        kind: 'survey' as const,
        title,
        path: `/surveys/${reference}`,
        until: closesOn,
      })),
    ...votes.items.map(({ title, reference, closesAt }) => ({
      kind: 'vote' as const,
      title,
      path: `/votes/${reference}`,
      until: calendarDate(new Date(closesAt.getTime() - 1)),
    })),
    ...texts.items.map(({ title, reference, closesOn }) => ({
      kind: 'draft-text' as const,
      title,
      path: `/draft-texts/${reference}`,
      until: closesOn,
    })),
  ];
}

/** On home pages: the consultations, surveys, votes and draft texts that are open now, with their last day. */
export const takePartBlock = defineHomeBlock<Open[]>({
  name: 'consultations.take-part',
  on: 'both',
  place: 'main',
  order: 5,
  load: openNow,
  view: ({ data }) => <TakePart open={data} />,
  cache: () => ['consultations', 'surveys', 'votes', LIST_TAG],
});

function TakePart({ open }: { open: readonly Open[] }) {
  const { t, ts } = usePage();
  if (open.length === 0) return null;
  return (
    <Chapter id="take-part" title={t('consultations.home.title')}>
      <Items>
        {open.map(({ kind, title, path, until }) => (
          <Item
            title={{ text: title }}
            path={path}
            facts={[
              {
                label: ts('consultations.field.kind'),
                value: t(
                  kind === 'consultation' ? 'consultations.home.consultation' : `consultations.activity.${kind}`,
                ),
                hideLabel: true,
              },
              ...(until
                ? [
                    {
                      label: ts('consultations.field.ends'),
                      value: t('consultations.home.until', { date: <DateText date={until} /> }),
                      hideLabel: true,
                    },
                  ]
                : []),
            ]}
          />
        ))}
      </Items>
    </Chapter>
  );
}
