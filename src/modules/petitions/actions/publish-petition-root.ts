import { sql } from 'kysely';
import { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { within } from '#platform/db/database.ts';
import { NotFound } from '#platform/errors.ts';
import { publishRoots } from '../access.ts';
import { petitionByReference } from '../queries/petitions.ts';
import { isRootDue, keepLeaves, newestRoot } from '../roots.ts';

type Published = { number: number; signatures: number; root: string; institutionId: string } | null;

/**
 * Publishes the root over the signatures of a petition that count, where one is due. It stands in the log too, whose rows are sealed into
 * a chain: whoever changed a signature afterwards would have to change both. Answers null where none is due, or another process
 * is at it.
 */
export const publishPetitionRoot = defineAction<{ petition: string }, undefined, Published>({
  name: 'petitions.publish-petition-root',
  input: z.object({ petition: z.string().max(40) }),
  access: publishRoots,
  event: 'petition.root-published',
  record: ({ petition }, _target, result) => {
    const published = result as Published;
    if (!published) return null;
    const { institutionId, ...detail } = published;
    return { subject: `petition:${petition}`, institutionId, detail };
  },
  run: async ({ db, now, around, touch }, { petition: reference }) => {
    // Signatures go on arriving: rows, counters and earlier roots are read as of one moment.
    await sql`set transaction isolation level repeatable read`.execute(db);
    const { rows } = await sql<{ mine: boolean }>`
      select pg_try_advisory_xact_lock(hashtext(${`petitions.root ${reference}`})) as mine`.execute(db);
    if (!rows[0]?.mine) return null;
    const petition = await petitionByReference(db, reference);
    if (!petition) throw new NotFound();
    const { institutionId } = petition;
    const last = await newestRoot(db, petition);
    if (!isRootDue(petition, last?.at ?? null, now)) return null;
    const kept = await keepLeaves(db, around.keys, petition);
    if (!kept) throw new Error(`the counters of petition ${reference} are not what its signatures say: no root`);
    const number = (last?.number ?? 0) + 1;
    await within(db, institutionId)
      .insert('petition_root', { petition_id: petition.id, number, at: now, ...kept })
      .execute();
    touch(`petition-roots:${reference}`);
    return { number, signatures: kept.signatures, root: kept.root.toString('hex'), institutionId };
  },
});
