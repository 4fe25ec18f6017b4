import { defineThing, z } from '#platform/api.ts';
import { readCharter } from '../access.ts';
import { figuresByGround, figuresByMonth } from '../queries/figures.ts';
import { groundsOf } from '../queries/grounds.ts';
import { groundSchema, monthSchema, presentText } from './shapes.ts';

const FIRST_DAY = '2026-01-01';

const institution = z.string().max(100).optional().openapi({ description: 'The slug of a public body.' });

/** What moderators did, by month and by reason: everything the page shows, further back. */
export const getFiguresRoute = defineThing({
  name: 'moderation.get-figures',
  path: '/moderation/figures',
  tag: 'moderation',
  summary: 'What moderators did, in figures',
  description: 'By month and by reason, over all bodies or in one. Nothing in it is about a person.',
  access: readCharter,
  query: z.object({
    institution,
    since: z.iso.date().default(FIRST_DAY).openapi({ description: 'From this day on.' }),
  }),
  response: z.object({
    months: z.array(monthSchema),
    reasons: z.array(
      z.object({
        ground: z.string(),
        label: groundSchema.shape.label.nullable(),
        hidden: z.number().int(),
        reported: z.number().int(),
      }),
    ),
  }),
  async load({ db, tenant, query: { since } }) {
    const body = tenant?.id ?? null;
    const [months, reasons] = await Promise.all([figuresByMonth(db, body, since), figuresByGround(db, body, since)]);
    return { months, reasons };
  },
  cache: () => ['moderation', 'institutions'],
});

/** Why something may be hidden, in the words of a body. */
export const getGroundsRoute = defineThing({
  name: 'moderation.get-grounds',
  path: '/moderation/grounds',
  tag: 'moderation',
  summary: 'Why something may be hidden',
  access: readCharter,
  query: z.object({ institution }),
  response: z.object({ items: z.array(groundSchema) }),
  load: async ({ db, tenant, around }) => ({
    items: (await groundsOf(db, tenant?.id ?? null, around)).map((ground) => ({
      ...ground,
      label: presentText(ground.label),
      letter: presentText(ground.letter),
    })),
  }),
  cache: () => ['moderation', 'institutions'],
});
