import { ATOM_TYPE, atomFeed } from '#platform/feeds/atom.ts';
import { siteName } from '#platform/html/head.tsx';
import { plain } from '#platform/i18n/text.ts';
import { defineResource } from '#platform/page.ts';
import { listSurveys, type Survey } from '../queries/surveys.ts';

const MOST = 50;
/** A feed that has no entry yet still needs a date, and the same one each time. */
const BEFORE_EVERYTHING = new Date('2026-11-21T00:00:00Z');
const momentOf = ({ publishedAt, createdAt }: Survey): Date => publishedAt ?? createdAt;

/** Surveys as a feed, those that open last first: of all bodies, or of one. */
export const surveysFeed = defineResource({
  name: 'surveys.feed',
  path: '/surveys/feed.atom',
  on: 'both',
  load: async ({ db, page }) => {
    const { items } = await listSurveys(db, { institutionId: page.tenant?.id }, { limit: MOST });
    return {
      type: ATOM_TYPE,
      tags: ['surveys'],
      body: atomFeed({
        id: page.absolute('/surveys/feed.atom'),
        title: page.ts('surveys.page.surveys'),
        selfUrl: page.absolute('/surveys/feed.atom'),
        pageUrl: page.absolute('/surveys'),
        updated: items[0] ? momentOf(items[0]) : BEFORE_EVERYTHING,
        lang: page.lang,
        author: siteName(page),
        entries: items.map((one) => ({
          id: `urn:uuid:${one.id}`,
          title: plain(one.title, page.lang),
          url: page.absolute(`/surveys/${one.reference}`),
          updated: momentOf(one),
          published: momentOf(one),
          summary: plain(one.intro, page.lang).slice(0, 300),
        })),
      }),
    };
  },
});
