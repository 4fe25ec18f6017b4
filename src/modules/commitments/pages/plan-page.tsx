import { type Attachment, AttachmentsChapter, attachmentsOf } from '#core/attachments/index.ts';
import { FollowLink } from '#core/notifications/index.ts';
import { anyone } from '#platform/access.ts';
import { NotFound } from '#platform/errors.ts';
import { Banner } from '#platform/html/banner.tsx';
import { More } from '#platform/html/button.tsx';
import { Chapter } from '#platform/html/chapter.tsx';
import { usePage } from '#platform/html/context.tsx';
import { Details } from '#platform/html/details.tsx';
import { Figures } from '#platform/html/figures.tsx';
import { Document } from '#platform/html/layout.tsx';
import { PageHead } from '#platform/html/page-head.tsx';
import { Multilingual, Range } from '#platform/html/text.tsx';
import { plain } from '#platform/i18n/text.ts';
import type { SubjectLink } from '#platform/module.ts';
import { definePage } from '#platform/page.ts';
import { addCounts, progressOf } from '../progress.ts';
import { listCommitments } from '../queries/commitments.ts';
import { planScope } from '../queries/matrix-scope.ts';
import { listMilestones } from '../queries/milestones.ts';
import { draftOf } from '../queries/plan-drafts.ts';
import { phaseOfPlan } from '../queries/plan-versions.ts';
import { planByReference, plansPartOf } from '../queries/plans.ts';
import type { CommitmentSummary, MilestoneInList, PlanDetail, PlanSummary } from '../queries/shapes.ts';
import { ATTACH_POWER, planSubject } from '../subjects.ts';
import { CommitmentItems } from './commitment-items.tsx';
import { MilestoneStrip } from './milestones-chapter.tsx';
import { Introduced, isEmptyPart } from './passages.tsx';
import { PlanFacts, PlanSource } from './plan-facts.tsx';
import { PlanItems } from './plan-items.tsx';
import { PlanLife } from './plan-life-steps.tsx';
import { CoCreationChapter, EndorsementsChapter, GovernanceChapter } from './plan-making.tsx';
import { ProgressExplained } from './progress-explained.tsx';
import { ProgressText } from './progress-text.tsx';

type Data = {
  plan: PlanDetail;
  commitments: CommitmentSummary[];
  milestones: MilestoneInList[];
  parts: PlanSummary[];
  links: readonly SubjectLink[];
  documents: Attachment[];
  life: Awaited<ReturnType<typeof phaseOfPlan>> | null;
  isDiscussed: boolean;
};

/** One action plan: its vision and axes, its figures, its commitments with their progress, all milestones on one strip, how it was made. */
export const planPage = definePage<unknown, Data>({
  name: 'commitments.plan-page',
  path: '/action-plans/:reference',
  on: 'both',
  access: anyone,
  load: async ({ db, page, params, offers }) => {
    const plan = await planByReference(db, params.reference ?? '', page.today, page.tenant?.id);
    if (!plan) throw new NotFound();
    const [commitments, milestones, parts, documents] = await Promise.all([
      listCommitments(db, {
        filters: { plan: plan.reference },
        sort: 'reference',
        paging: { limit: 200 },
        today: page.today,
      }),
      listMilestones(db, {
        filters: { plan: plan.reference },
        sort: 'reference',
        paging: { limit: 300 },
        today: page.today,
      }),
      plansPartOf(db, plan.reference, page.today),
      attachmentsOf(db, plan.institution.id, [subjectOf(plan)]),
    ]);
    const scope = await planScope(db, plan.reference, plan.institution.id);
    const life = scope ? await phaseOfPlan(db, scope, page.today) : null;
    const draft = await draftOf(db, plan.reference, plan.institution.id);
    const isDiscussed = draft?.openedOn != null;
    const links = offers.subjectLinks.filter((link) => link.kind === planSubject.kind);
    return {
      plan,
      commitments: commitments.items,
      milestones: milestones.items,
      parts,
      documents,
      links,
      life,
      isDiscussed,
    };
  },
  cache: ({ plan, parts }) => [
    'commitments',
    `plan:${plan.reference}`,
    `plan-draft:${plan.reference}`,
    ...parts.map((part) => `plan:${part.reference}`),
  ],
  view: ({ data }) => <Plan {...data} />,
});

const subjectOf = ({ reference }: PlanDetail) => ({ kind: 'action-plan', id: reference });

function Plan({ plan, commitments, milestones, parts, documents, links, life, isDiscussed }: Data) {
  const page = usePage();
  const { t, ts, lang, format } = page;
  const path = `/action-plans/${plan.reference}`;
  // What the plan goes through stands on the site of the body it belongs to; its partners lead there.
  const at = page.tenant ? { tenant: plan.institution } : {};
  const figures = figuresOf(plan, parts);
  const { progress } = figures;
  return (
    <Document
      title={plain(plan.title, lang)}
      crumbs={[{ label: ts('commitments.page.plans'), path: '/action-plans' }]}
      crumb={plan.reference}
      canonical={path}
      meta={{ type: 'article', image: `${path}/card.png`, imageAlt: plain(plan.title, lang) }}
      feeds={[
        { title: ts('commitments.page.feed'), path: `${path}/feed.atom`, type: 'application/atom+xml' },
        { title: ts('commitments.page.calendar'), path: `${path}/calendar.ics`, type: 'text/calendar' },
      ]}
    >
      <PageHead
        kicker={t('commitments.page.plan-kicker', {
          type: t(`commitments.vocabulary.plan-type.${plan.type}`),
          years: <Range from={plan.period.start.slice(0, 4)} to={plan.period.end.slice(0, 4)} />,
        })}
        title={{ text: plan.title }}
        row={
          <>
            <span class="soft">
              <ProgressText progress={progress} lateMilestones={0} />
            </span>
            <FollowLink on={`action-plan:${plan.reference}`} kind="quiet" />
            {links.map((link) => (
              <a href={page.href(link.path(plan.reference))}>{t(link.label)}</a>
            ))}
          </>
        }
      />
      {life && (
        <Chapter id="life" title={t('commitments.plan.life')}>
          <PlanLife now={life.now} said={life.said} />
          <p>
            <a href={page.href(`${path}/quarter`, at)}>{t('commitments.quarter.now')}</a>
            {' · '}
            <a href={page.href(`${path}/versions`, at)}>{t('commitments.plan.versions')}</a>
            {isDiscussed && (
              <>
                {' · '}
                <a href={page.href(`${path}/draft`, at)}>{t('commitments.plan.open-banner')}</a>
              </>
            )}
          </p>
        </Chapter>
      )}
      <Chapter id="figures" title={t('commitments.page.plan-figures')}>
        <Figures
          figures={[
            { label: t('commitments.page.commitments'), value: format.number(figures.commitmentCount) },
            { label: t('commitments.page.figure-milestones'), value: format.number(progress.total) },
            {
              label: t('commitments.page.figure-reported'),
              value: format.number(progress.reported),
              note: t('commitments.page.figure-reported-note'),
            },
            {
              label: t('commitments.page.figure-late'),
              value: format.number(figures.lateCount),
              note: t('commitments.page.figure-late-note'),
            },
          ]}
        />
        <Details summary={t('commitments.page.how-progress')}>
          <ProgressExplained progress={progress} />
        </Details>
        <p>
          <More path={`${path}/scorecard`}>{t('commitments.page.scorecard')}</More>
        </p>
      </Chapter>
      <PlanFacts plan={plan} />
      {(commitments.length > 0 || parts.length === 0) && (
        <Chapter
          id="commitments"
          title={t('commitments.page.commitments')}
          intro={plan.completeness === 'stub' ? t('commitments.page.plan-stub') : undefined}
        >
          {plan.completeness === 'plan-page-without-commitments' && (
            <Banner title={t('commitments.page.plan-no-commitments')} level={3} />
          )}
          <CommitmentItems commitments={commitments} atOwner />
        </Chapter>
      )}
      {parts.length > 0 && (
        <Chapter id="parts" title={t('commitments.page.plan-parts')} intro={t('commitments.page.plan-parts-intro')}>
          <PlanItems plans={parts} atOwner />
          {plan.partners.length > 0 && (
            <p>
              <More path={`${path}/regions`}>{t('commitments.page.compare')}</More>
            </p>
          )}
        </Chapter>
      )}
      {milestones.some((milestone) => milestone.start && milestone.end) && (
        <Chapter
          id="milestones"
          title={t('commitments.page.all-milestones')}
          intro={t('commitments.page.milestones-intro')}
        >
          <MilestoneStrip id="strip" milestones={milestones} numbered={false} />
          <p>
            <a href={page.href(`/milestones?${new URLSearchParams({ plan: plan.reference })}`)}>
              {t('commitments.page.all-milestones-table')}
            </a>
            {' · '}
            <a href={page.href(`${path}/matrix`)}>{t('commitments.matrix.public-title')}</a>
          </p>
        </Chapter>
      )}
      <AttachmentsChapter
        institutionId={plan.institution.id}
        subject={subjectOf(plan)}
        power={ATTACH_POWER}
        documents={documents}
      />
      <VisionChapter plan={plan} />
      <CoCreationChapter plan={plan} />
      <GovernanceChapter plan={plan} />
      <EndorsementsChapter plan={plan} />
      <PlanSource plan={plan} path={path} />
    </Document>
  );
}

/** The numbers of a plan; of a joint plan that has no commitments of its own, those of the plans that are part of it. */
function figuresOf(
  plan: PlanDetail,
  parts: readonly PlanSummary[],
): Pick<PlanSummary, 'commitmentCount' | 'progress' | 'lateCount'> {
  if (plan.commitmentCount > 0 || parts.length === 0) return plan;
  const sum = (number: (part: PlanSummary) => number) => parts.reduce((total, part) => total + number(part), 0);
  return {
    commitmentCount: sum((part) => part.commitmentCount),
    lateCount: sum((part) => part.lateCount),
    progress: progressOf(addCounts(parts.map((part) => part.progress.counts))),
  };
}

/** What the plan wants: foreword, vision, challenges, goals, axes, achievements, contribution to policies. */
function VisionChapter({ plan }: { plan: PlanDetail }) {
  const { t } = usePage();
  const parts = (['vision', 'challenges', 'goals', 'axes', 'achievements', 'policyContribution'] as const).filter(
    (part) => !isEmptyPart(plan[part]),
  );
  if (parts.length === 0 && plan.foreword.length === 0) return null;
  return (
    <Chapter id="vision" title={t('commitments.page.plan-vision')}>
      {plan.foreword.length > 0 && (
        <Details summary={t('commitments.field.foreword')}>
          {plan.foreword.map((text) => (
            <Multilingual as="p" text={text} />
          ))}
        </Details>
      )}
      {parts.map((part, index) => (
        <Details summary={t(`commitments.field.${part}`)} open={index === 0}>
          <Introduced part={plan[part]} />
        </Details>
      ))}
    </Chapter>
  );
}
