import { NotFound } from '#platform/errors.ts';
import { ATOM_TYPE, atomFeed } from '#platform/feeds/atom.ts';
import { CALENDAR_TYPE, calendar } from '#platform/feeds/calendar.ts';
import type { PageContext } from '#platform/html/context.tsx';
import { siteName } from '#platform/html/head.tsx';
import { renderPage } from '#platform/html/render.tsx';
import { pick, plain } from '#platform/i18n/text.ts';
import { defineResource, type ResourceAnswer } from '#platform/page.ts';
import { commitmentByReference } from '../queries/commitments.ts';
import { type EventFilters, listEvents } from '../queries/events.ts';
import { type MilestoneFilters, milestoneDates } from '../queries/milestones.ts';
import { planByReference } from '../queries/plans.ts';
import type { MilestoneInList, TimelineEvent } from '../queries/shapes.ts';
import { lastDayOf } from '../timeline.ts';
import { eventPath } from './changes.tsx';
import { eventTitle } from './timeline-chapter.tsx';
import { Widget } from './widget.tsx';

/** A feed that has no entry yet still needs a date, and the same one each time. */
const BEFORE_EVERYTHING = new Date('2026-11-21T00:00:00Z');
const ENTRIES = 50;

function feed(
  page: PageContext,
  about: { title: string; path: string; list: string },
  events: readonly TimelineEvent[],
  tags: string[],
): ResourceAnswer {
  return {
    type: ATOM_TYPE,
    tags,
    body: atomFeed({
      id: page.absolute(about.path),
      title: page.ts('commitments.page.feed-title', { name: about.title }),
      selfUrl: page.absolute(about.path),
      pageUrl: page.absolute(about.list),
      updated: events[0]?.at ?? BEFORE_EVERYTHING,
      lang: page.lang,
      author: siteName(page),
      entries: events.map((event) => {
        const about = event.milestone ?? event.commitment ?? event.plan;
        return {
          id: `urn:uuid:${event.id}`,
          title: `${eventTitle(page, event)} · ${plain(about.title, page.lang)}`,
          url: page.absolute(eventPath(event)),
          updated: event.at,
          published: event.at,
          summary: pick(event.data.note, page.lang)?.value ?? plain((event.commitment ?? event.plan).title, page.lang),
        };
      }),
    }),
  };
}

function dates(
  page: PageContext,
  about: { name: string; path: string },
  milestones: readonly MilestoneInList[],
  tags: string[],
): ResourceAnswer {
  return {
    type: CALENDAR_TYPE,
    tags,
    download: `${about.path.split('/').at(-2) ?? 'jamaa'}.ics`,
    body: calendar({
      name: about.name,
      lang: page.lang,
      url: page.absolute(about.path),
      events: milestones.flatMap((milestone) =>
        milestone.end === null
          ? []
          : [
              {
                uid: `milestone-${milestone.reference}@jamaa`,
                title: `${milestone.commitment.reference}: ${plain(milestone.title, page.lang)}`,
                start: lastDayOf(milestone.end, milestone.precision),
                description: plain(milestone.commitment.title, page.lang),
                url: page.absolute(`/commitments/${milestone.commitment.reference}`),
                updated: milestone.changedAt,
              },
            ],
      ),
    }),
  };
}

/** What changed in all commitments, or in those of a body. */
export const commitmentsFeed = defineResource({
  name: 'commitments.feed',
  path: '/commitments/feed.atom',
  on: 'both',
  load: async ({ db, page }) => {
    const filters: EventFilters = { institutionId: page.tenant?.id };
    const { items } = await listEvents(db, { filters, paging: { limit: ENTRIES } });
    return feed(page, { title: siteName(page), path: '/commitments/feed.atom', list: '/commitments' }, items, [
      'commitments',
    ]);
  },
});

/** The ends of milestones still to come, of all bodies or of one. */
export const commitmentsCalendar = defineResource({
  name: 'commitments.calendar',
  path: '/commitments/calendar.ics',
  on: 'both',
  load: async ({ db, page }) => {
    const filters: MilestoneFilters = { institutionId: page.tenant?.id };
    const milestones = await milestoneDates(db, filters, page.today);
    return dates(page, { name: siteName(page), path: '/commitments/calendar.ics' }, milestones, ['commitments']);
  },
});

/** What changed in one commitment. */
export const commitmentFeed = defineResource({
  name: 'commitments.commitment-feed',
  path: '/commitments/:reference/feed.atom',
  on: 'both',
  load: async ({ db, page, params }) => {
    const commitment = await commitmentByReference(db, params.reference ?? '', page.today, page.tenant?.id);
    if (!commitment) throw new NotFound();
    const { items } = await listEvents(db, {
      filters: { commitment: commitment.reference },
      paging: { limit: ENTRIES },
    });
    const path = `/commitments/${commitment.reference}`;
    return feed(page, { title: plain(commitment.title, page.lang), path: `${path}/feed.atom`, list: path }, items, [
      `commitment:${commitment.reference}`,
    ]);
  },
});

/** The ends of the milestones of one commitment. */
export const commitmentCalendar = defineResource({
  name: 'commitments.commitment-calendar',
  path: '/commitments/:reference/calendar.ics',
  on: 'both',
  load: async ({ db, page, params }) => {
    const commitment = await commitmentByReference(db, params.reference ?? '', page.today, page.tenant?.id);
    if (!commitment) throw new NotFound();
    const milestones = await milestoneDates(db, { commitment: commitment.reference }, page.today);
    const path = `/commitments/${commitment.reference}/calendar.ics`;
    return dates(page, { name: plain(commitment.title, page.lang), path }, milestones, [
      `commitment:${commitment.reference}`,
    ]);
  },
});

/** What changed in one plan. */
export const planFeed = defineResource({
  name: 'commitments.plan-feed',
  path: '/action-plans/:reference/feed.atom',
  on: 'both',
  load: async ({ db, page, params }) => {
    const plan = await planByReference(db, params.reference ?? '', page.today, page.tenant?.id);
    if (!plan) throw new NotFound();
    const { items } = await listEvents(db, { filters: { plan: plan.reference }, paging: { limit: ENTRIES } });
    const path = `/action-plans/${plan.reference}`;
    return feed(page, { title: plain(plan.title, page.lang), path: `${path}/feed.atom`, list: path }, items, [
      `plan:${plan.reference}`,
    ]);
  },
});

/** The ends of the milestones of one plan. */
export const planCalendar = defineResource({
  name: 'commitments.plan-calendar',
  path: '/action-plans/:reference/calendar.ics',
  on: 'both',
  load: async ({ db, page, params }) => {
    const plan = await planByReference(db, params.reference ?? '', page.today, page.tenant?.id);
    if (!plan) throw new NotFound();
    const milestones = await milestoneDates(db, { plan: plan.reference }, page.today);
    return dates(
      page,
      { name: plain(plan.title, page.lang), path: `/action-plans/${plan.reference}/calendar.ics` },
      milestones,
      [`plan:${plan.reference}`],
    );
  },
});

/** The progress of one commitment for the pages of others: an `<iframe>` without script. */
export const commitmentWidget = defineResource({
  name: 'commitments.widget',
  path: '/commitments/:reference/widget',
  on: 'both',
  load: async ({ db, page, params }) => {
    const commitment = await commitmentByReference(db, params.reference ?? '', page.today, page.tenant?.id);
    if (!commitment) throw new NotFound();
    return {
      type: 'text/html; charset=utf-8',
      body: renderPage(page, <Widget commitment={commitment} />),
      tags: [`commitment:${commitment.reference}`],
      embeddable: true,
    };
  },
});
