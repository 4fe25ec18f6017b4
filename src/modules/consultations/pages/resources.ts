import { ATOM_TYPE, atomFeed } from '#platform/feeds/atom.ts';
import { CALENDAR_TYPE, calendar } from '#platform/feeds/calendar.ts';
import { siteName } from '#platform/html/head.tsx';
import { plain } from '#platform/i18n/text.ts';
import { defineResource } from '#platform/page.ts';
import { listConsultations, stagesOf } from '../queries/consultations.ts';

const MOST = 50;

/** A feed that has no entry yet still needs a date, and the same one each time. */
const BEFORE_EVERYTHING = new Date('2026-11-21T00:00:00Z');

/** Consultations as a feed, the latest first: of all bodies, or of one. */
export const consultationsFeed = defineResource({
  name: 'consultations.feed',
  path: '/consultations/feed.atom',
  on: 'both',
  load: async ({ db, page }) => {
    const { items } = await listConsultations(
      db,
      { institutionId: page.tenant?.id, today: page.today },
      { limit: MOST },
    );
    return {
      type: ATOM_TYPE,
      tags: ['consultations'],
      body: atomFeed({
        id: page.absolute('/consultations/feed.atom'),
        title: page.ts('consultations.page.title'),
        selfUrl: page.absolute('/consultations/feed.atom'),
        pageUrl: page.absolute('/consultations'),
        updated: items[0]?.publishedAt ?? BEFORE_EVERYTHING,
        lang: page.lang,
        author: siteName(page),
        entries: items.map((one) => ({
          id: `urn:uuid:${one.id}`,
          title: plain(one.title, page.lang),
          url: page.absolute(`/consultations/${one.reference}`),
          updated: one.closedAt ?? one.publishedAt ?? one.createdAt,
          published: one.publishedAt ?? one.createdAt,
          summary: plain(one.summary, page.lang).slice(0, 300),
        })),
      }),
    };
  },
});

/** The stages of consultations, for calendars. */
export const consultationsCalendar = defineResource({
  name: 'consultations.calendar',
  path: '/consultations/calendar.ics',
  on: 'both',
  load: async ({ db, page }) => {
    const { items } = await listConsultations(
      db,
      { institutionId: page.tenant?.id, today: page.today },
      { limit: MOST },
    );
    const staged = await Promise.all(items.map(async (one) => ({ ...one, stages: await stagesOf(db, one) })));
    return {
      type: CALENDAR_TYPE,
      tags: ['consultations', ...items.map(({ reference }) => `consultation:${reference}`)],
      download: 'consultations.ics',
      body: calendar({
        name: page.ts('consultations.page.title'),
        lang: page.lang,
        url: page.absolute('/consultations/calendar.ics'),
        events: staged.flatMap(({ title, reference, publishedAt, createdAt, stages }) =>
          stages.map((stage) => ({
            uid: `stage-${stage.id}`,
            title: `${plain(title, page.lang)} – ${plain(stage.title, page.lang)}`,
            start: stage.startsOn,
            end: stage.endsOn,
            url: page.absolute(`/consultations/${reference}`),
            updated: publishedAt ?? createdAt,
          })),
        ),
      }),
    };
  },
});
