import { auditDetails } from '#platform/audit.ts';
import { across, type Db } from '#platform/db/database.ts';
import { CHUNK_LEAVES, rootOf, unpackHashes } from '#platform/merkle.ts';
import type { Verification } from '#platform/module.ts';
import { rootsOf } from './roots.ts';
import './tables.ts';

/**
 * Every published root stands in the log as it was published, and the newest of each petition follows from the leaves that are kept. The
 * log itself is checked as a chain of its own.
 */
export const verifyRoots: Verification = {
  name: 'petitions.roots',
  async *run(db) {
    const newest = await across(db)
      .selectFrom('petition_root')
      .innerJoin('petition', (join) =>
        join
          .onRef('petition.institution_id', '=', 'petition_root.institution_id')
          .onRef('petition.id', '=', 'petition_root.petition_id'),
      )
      .distinctOn(['petition_root.institution_id', 'petition_root.petition_id'])
      .select(['petition.reference', 'petition.institution_id', 'petition.id', 'petition_root.number'])
      .select(['petition_root.signatures', 'petition_root.root', 'petition_root.chunks'])
      .orderBy('petition_root.institution_id')
      .orderBy('petition_root.petition_id')
      .orderBy('petition_root.number', 'desc')
      .execute();
    for (const { reference, institution_id, id, number, signatures, root, chunks } of newest) {
      yield* missingFromLog(db, { institutionId: institution_id, id, reference });
      const hashes = unpackHashes(chunks);
      if (!rootOf(hashes).equals(root))
        yield `Root ${number} of petition ${reference} does not follow from its chunks.`;
      let leaves = 0;
      for (let chunk = 0; chunk * CHUNK_LEAVES < signatures; chunk++) {
        const row = await across(db)
          .selectFrom('petition_leaves')
          .select('leaves')
          .where('institution_id', '=', institution_id)
          .where('petition_id', '=', id)
          .where('chunk', '=', chunk)
          .executeTakeFirst();
        const own = row ? unpackHashes(row.leaves) : [];
        leaves += own.length;
        if (!hashes[chunk]?.equals(rootOf(own)))
          yield `Chunk ${chunk} of root ${number} of petition ${reference} was changed.`;
      }
      if (leaves !== signatures)
        yield `Root ${number} of petition ${reference} is over ${signatures} signatures, and ${leaves} leaves are there.`;
    }
  },
};

async function* missingFromLog(db: Db, petition: { institutionId: string; id: string; reference: string }) {
  const { institutionId, reference } = petition;
  const kept = await auditDetails(db, institutionId, {
    event: 'petition.root-published',
    subject: `petition:${reference}`,
  });
  const words = (one: object) => JSON.stringify(Object.entries(one).sort());
  const published = new Set(kept.map(words));
  for (const { number, signatures, root } of await rootsOf(db, petition))
    if (!published.has(words({ number, signatures, root: root.toString('hex') })))
      yield `Root ${number} of petition ${reference} is not in the log as it was published.`;
}
