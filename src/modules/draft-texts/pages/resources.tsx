import { calendarDate } from '#platform/clock.ts';
import { ATOM_TYPE, atomFeed } from '#platform/feeds/atom.ts';
import { CALENDAR_TYPE, calendar } from '#platform/feeds/calendar.ts';
import { siteName } from '#platform/html/head.tsx';
import { plain } from '#platform/i18n/text.ts';
import { defineResource } from '#platform/page.ts';
import { contributionPath } from '../contribution.ts';
import { LIST_TAG, textPath, textTag } from '../draft-text.ts';
import { latestContributions } from '../queries/contributions.ts';
import { listDraftTexts } from '../queries/draft-texts.ts';
import { publicText } from './public-text.ts';
import { titleOf } from './words.tsx';

const MOST = 50;

/** A feed that has no entry yet still needs a date, and the same one each time. */
const BEFORE_EVERYTHING = new Date('2026-11-21T00:00:00Z');

/** Draft texts as a feed, of all bodies or of one. */
export const draftTextsFeed = defineResource({
  name: 'draft-texts.feed',
  path: '/draft-texts/feed.atom',
  on: 'both',
  load: async ({ db, page }) => {
    const { items } = await listDraftTexts(db, { institutionId: page.tenant?.id, today: page.today }, { limit: MOST });
    const momentOf = (one: (typeof items)[number]) => one.concludedAt ?? one.openedAt ?? one.createdAt;
    return {
      type: ATOM_TYPE,
      tags: [LIST_TAG],
      body: atomFeed({
        id: page.absolute('/draft-texts/feed.atom'),
        title: page.ts('draft-texts.page.texts'),
        selfUrl: page.absolute('/draft-texts/feed.atom'),
        pageUrl: page.absolute('/draft-texts'),
        updated: items[0] ? momentOf(items[0]) : BEFORE_EVERYTHING,
        lang: page.lang,
        author: siteName(page),
        entries: items.map((one) => ({
          id: `urn:uuid:${one.id}`,
          title: plain(one.title, page.lang),
          url: page.absolute(textPath(one.reference)),
          updated: momentOf(one),
          published: one.publishedAt ?? one.createdAt,
          summary: plain(one.presentation, page.lang).slice(0, 300),
        })),
      }),
    };
  },
});

/** When draft texts can be discussed, of all bodies or of one. */
export const draftTextsCalendar = defineResource({
  name: 'draft-texts.calendar',
  path: '/draft-texts/calendar.ics',
  on: 'both',
  load: async ({ db, page }) => {
    const { items } = await listDraftTexts(db, { institutionId: page.tenant?.id, today: page.today }, { limit: 500 });
    return {
      type: CALENDAR_TYPE,
      tags: [LIST_TAG],
      body: calendar({
        name: page.ts('draft-texts.page.texts'),
        lang: page.lang,
        url: page.absolute('/draft-texts/calendar.ics'),
        events: items.flatMap((one) =>
          one.opensOn && one.closesOn
            ? [
                {
                  uid: `${one.id}@draft-texts`,
                  title: plain(one.title, page.lang),
                  start: one.opensOn,
                  end: one.closesOn,
                  description: plain(one.presentation, page.lang).slice(0, 500),
                  url: page.absolute(textPath(one.reference)),
                  updated: one.openedAt ?? one.createdAt,
                },
              ]
            : [],
        ),
      }),
    };
  },
});

/** What is said on one text, the latest first. Names and words stay on the pages, where they can be taken out of sight. */
export const draftTextFeed = defineResource({
  name: 'draft-texts.draft-text-feed',
  path: '/draft-texts/:reference/feed.atom',
  on: 'both',
  load: async (request) => {
    const { db, page } = request;
    const text = await publicText(request);
    const items = await latestContributions(db, text, MOST);
    const path = textPath(text.reference);
    return {
      type: ATOM_TYPE,
      tags: [textTag(text.reference)],
      body: atomFeed({
        id: page.absolute(`${path}/feed.atom`),
        title: plain(text.title, page.lang),
        selfUrl: page.absolute(`${path}/feed.atom`),
        pageUrl: page.absolute(path),
        updated: items[0]?.answer?.at ?? items[0]?.createdAt ?? text.publishedAt ?? text.createdAt,
        lang: page.lang,
        author: siteName(page),
        entries: items.map((one) => ({
          id: `urn:uuid:${one.id}`,
          title: titleOf(page, one),
          url: page.absolute(contributionPath(text.reference, one.id)),
          updated: one.answer?.at ?? one.editedAt ?? one.createdAt,
          published: one.createdAt,
          summary: one.answer
            ? page.ts(`draft-texts.outcome.${one.answer.outcome}`)
            : page.format.date(calendarDate(one.createdAt)),
        })),
      }),
    };
  },
});
