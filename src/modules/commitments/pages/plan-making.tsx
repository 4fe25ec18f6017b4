import { Chapter } from '#platform/html/chapter.tsx';
import { usePage } from '#platform/html/context.tsx';
import { Details } from '#platform/html/details.tsx';
import { Figures } from '#platform/html/figures.tsx';
import { Table } from '#platform/html/table.tsx';
import { Multilingual } from '#platform/html/text.tsx';
import type { MessageKey } from '#platform/i18n/messages.ts';
import type { PlanDetail } from '../queries/shapes.ts';
import { Introduced, isEmptyPart, Texts } from './passages.tsx';

const NUMBERS = [
  'participants',
  'groupsParticipating',
  'publicMeetings',
  'themeBasedEvents',
  'ideasSubmitted',
  'institutionsProposing',
] as const;

/** How the plan was made together: figures, steps, spaces, who took part, what was done for diversity. */
export function CoCreationChapter({ plan }: { plan: PlanDetail }) {
  const { t, format } = usePage();
  const { coCreation } = plan;
  const figures = NUMBERS.flatMap((name) => {
    const value = coCreation[name];
    if (value === null) return [];
    const qualifier = name === 'participants' ? coCreation.participantsQualifier : undefined;
    return [
      {
        label: t(`commitments.field.${name}` as MessageKey),
        value: format.number(value),
        note: qualifier && <Multilingual text={qualifier} />,
      },
    ];
  });
  const lists = [
    { key: 'steps', texts: coCreation.steps },
    { key: 'diversityMeasures', texts: coCreation.diversityMeasures },
    {
      key: 'participantCategories',
      texts: coCreation.participantCategories,
      intro: coCreation.participantCategoriesIntro,
    },
    { key: 'otherFacts', texts: coCreation.otherFacts },
  ].filter((list) => list.texts.length > 0);
  if (figures.length === 0 && lists.length === 0 && isEmptyPart(coCreation.spaces)) return null;
  return (
    <Chapter id="co-creation" title={t('commitments.field.coCreation')}>
      {figures.length > 0 && <Figures figures={figures} />}
      {!isEmptyPart(coCreation.spaces) && (
        <Details summary={t('commitments.field.spaces')}>
          <Introduced part={coCreation.spaces} />
        </Details>
      )}
      {lists.map((list) => (
        <Details summary={t(`commitments.field.${list.key}` as MessageKey)}>
          {list.intro?.map((text) => (
            <Multilingual as="p" text={text} />
          ))}
          <Texts texts={list.texts} />
        </Details>
      ))}
    </Chapter>
  );
}

/** Who steers the plan and how it is followed. */
export function GovernanceChapter({ plan }: { plan: PlanDetail }) {
  const { t } = usePage();
  const { governance, monitoring } = plan;
  const parts = [
    {
      key: 'institutionalArrangements',
      content: !isEmptyPart(governance.institutionalArrangements) && (
        <Introduced part={governance.institutionalArrangements} />
      ),
    },
    {
      key: 'stakeholderCollaboration',
      content: governance.stakeholderCollaboration.length > 0 && <Texts texts={governance.stakeholderCollaboration} />,
    },
    { key: 'facts', content: governance.facts.length > 0 && <Texts texts={governance.facts} /> },
    {
      key: 'independentBody',
      content: monitoring.independentBody && <Multilingual as="p" text={monitoring.independentBody} />,
    },
    {
      key: 'activities',
      content: !isEmptyPart(monitoring.activities) && <Introduced part={monitoring.activities} />,
    },
    {
      key: 'regularCheckIns',
      content: monitoring.regularCheckIns.length > 0 && <Texts texts={monitoring.regularCheckIns} />,
    },
    {
      key: 'publicReporting',
      content: !isEmptyPart(monitoring.publicReporting) && <Introduced part={monitoring.publicReporting} />,
    },
  ].filter((part) => part.content);
  if (parts.length === 0) return null;
  return (
    <Chapter id="governance" title={t('commitments.page.plan-governance')}>
      {parts.map((part) => (
        <Details summary={t(`commitments.field.${part.key}` as MessageKey)}>{part.content}</Details>
      ))}
    </Chapter>
  );
}

/** The associations that endorsed the plan, by region. */
export function EndorsementsChapter({ plan }: { plan: PlanDetail }) {
  const { t, ts } = usePage();
  if (plan.endorsements.length === 0) return null;
  return (
    <Chapter
      id="endorsements"
      title={t('commitments.field.endorsements')}
      intro={t('commitments.page.endorsements-n', { n: plan.endorsements.length })}
    >
      <Details summary={t('commitments.page.endorsements-show')}>
        <Table
          caption={ts('commitments.field.endorsements')}
          hideCaption
          rows={plan.endorsements}
          columns={[
            {
              key: 'association',
              label: ts('commitments.field.association'),
              head: true,
              cell: (endorsement) => (
                <>
                  <Multilingual text={endorsement.association} />
                  {endorsement.truncatedInSource && <span class="law"> {t('commitments.page.truncated')}</span>}
                </>
              ),
            },
            {
              key: 'region',
              label: ts('commitments.field.region'),
              cell: (endorsement) => <Multilingual text={endorsement.regionName} />,
            },
            {
              key: 'locality',
              label: ts('commitments.field.locality'),
              cell: (endorsement) => <Multilingual text={endorsement.locality} />,
            },
          ]}
        />
      </Details>
    </Chapter>
  );
}
