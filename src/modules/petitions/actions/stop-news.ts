import { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { within } from '#platform/db/database.ts';
import { NotFound } from '#platform/errors.ts';
import { signPetition as anyone } from '../access.ts';
import { readNewsToken } from '../news.ts';
import type { Petition } from '../queries/petitions.ts';
import { findPetition } from '../target.ts';

const input = z.object({ petition: z.string().max(40), token: z.string().max(100) });

/** Somebody who asked to hear what becomes of a petition wants no more letters about it: the address is forgotten, the signature stays. */
export const stopNews = defineAction<z.infer<typeof input>, Petition>({
  name: 'petitions.stop-news',
  input,
  target: (context, { petition }) => findPetition(context, petition),
  access: anyone,
  event: 'petition.news-stopped',
  record: () => null,
  run: async ({ db, around }, { token }, petition) => {
    const id = readNewsToken(around.keys, token);
    if (id === undefined) throw new NotFound();
    await within(db, petition.institutionId)
      .deleteFrom('petition_news')
      .where('petition_id', '=', petition.id)
      .where('id', '=', id)
      .execute();
  },
});
