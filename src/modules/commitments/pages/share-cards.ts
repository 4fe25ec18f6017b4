import { institutionsById } from '#core/institutions/index.ts';
import { NotFound } from '#platform/errors.ts';
import type { PageContext } from '#platform/html/context.tsx';
import { siteName } from '#platform/html/head.tsx';
import { plain } from '#platform/i18n/text.ts';
import { defineResource } from '#platform/page.ts';
import type { CardStatus } from '#platform/pictures/card-spec.ts';
import { CARD_TYPE, shareCard } from '#platform/pictures/share-card.ts';
import { commitmentByReference } from '../queries/commitments.ts';
import { planByReference } from '../queries/plans.ts';
import type { CommitmentDetail, PlanDetail } from '../queries/shapes.ts';

/** The picture that messengers show for a commitment: its title, whose it is, one star for each milestone. */
export const commitmentCard = defineResource({
  name: 'commitments.commitment-card',
  path: '/commitments/:reference/card.png',
  on: 'both',
  load: async ({ db, page, params }) => {
    const commitment = await commitmentByReference(db, params.reference ?? '', page.today, page.tenant?.id);
    if (!commitment) throw new NotFound();
    const body = (await institutionsById(db, [commitment.institution.id])).get(commitment.institution.id);
    const statuses: CardStatus[] = commitment.milestones.map((milestone) =>
      milestone.timeliness === 'late' ? 'late' : milestone.status,
    );
    const png = await shareCard({
      lang: page.lang,
      kicker: page.ts('commitments.page.card-kicker', { code: commitment.reference }),
      title: plain(commitment.title, page.lang),
      facts: facts(page, commitment),
      institution: {
        name: plain(commitment.institution.name, page.lang),
        accent: body?.accent ?? 'palm',
        emblem: body?.emblem ?? null,
      },
      statuses,
      site: siteName({ ...page, tenant: null }),
    });
    return { type: CARD_TYPE, body: png, tags: [`commitment:${commitment.reference}`, 'institutions'] };
  },
});

/** The picture for a plan: its title, whose it is, its numbers. */
export const planCard = defineResource({
  name: 'commitments.plan-card',
  path: '/action-plans/:reference/card.png',
  on: 'both',
  load: async ({ db, page, params }) => {
    const plan = await planByReference(db, params.reference ?? '', page.today, page.tenant?.id);
    if (!plan) throw new NotFound();
    const body = (await institutionsById(db, [plan.institution.id])).get(plan.institution.id);
    const png = await shareCard({
      lang: page.lang,
      kicker: page.ts(`commitments.vocabulary.plan-type.${plan.type}`),
      title: plain(plan.title, page.lang),
      facts: planFacts(page, plan),
      institution: {
        name: plain(plan.institution.name, page.lang),
        accent: body?.accent ?? 'palm',
        emblem: body?.emblem ?? null,
      },
      site: siteName({ ...page, tenant: null }),
    });
    return { type: CARD_TYPE, body: png, tags: [`plan:${plan.reference}`, 'institutions'] };
  },
});

function facts(page: PageContext, { progress, lateMilestones }: CommitmentDetail) {
  const number = (value: number) => page.format.number(value);
  return [
    { value: number(progress.total), label: page.ts('commitments.page.figure-milestones') },
    { value: number(progress.reported), label: page.ts('commitments.page.figure-reported') },
    { value: number(lateMilestones), label: page.ts('commitments.page.card-late') },
  ];
}

function planFacts(page: PageContext, plan: PlanDetail) {
  const number = (value: number) => page.format.number(value);
  return [
    { value: number(plan.commitmentCount), label: page.ts('commitments.page.commitments') },
    { value: number(plan.progress.total), label: page.ts('commitments.page.figure-milestones') },
    { value: number(plan.lateCount), label: page.ts('commitments.page.figure-late') },
  ];
}
