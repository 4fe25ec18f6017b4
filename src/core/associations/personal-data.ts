import { announce } from '#platform/cache/invalidation.ts';
import type { Tx } from '#platform/db/database.ts';
import type { PersonalDataSource, Processing, Retention } from '#platform/module.ts';
import { associationsOf } from './queries.ts';
import './tables.ts';

/** Which associations somebody represents, represented, or is asked to represent. */
export const ownAssociations: PersonalDataSource = {
  name: 'associations.personal.title',
  async export(db, personId) {
    const all = await associationsOf(db, personId);
    return {
      associations: all.map(({ name, mine }) => ({
        association: name,
        name: mine.name,
        function: mine.function,
        state: mine.state === 'confirmed' ? 'in-office' : mine.state,
        publicName: mine.publicName,
        startsOn: mine.fromOn,
        endsOn: mine.untilOn,
      })),
    };
  },
  async close(tx, personId) {
    const all = await associationsOf(tx, personId);
    const tags = all.map((one) => `association:${one.id}`);
    await tx.deleteFrom('association_representative').where('person_id', '=', personId).execute();
    await tx.updateTable('association').set({ declared_by: null }).where('declared_by', '=', personId).execute();
    await tx
      .updateTable('association')
      .set({ taken_by: null, taken_for: null })
      .where('taken_by', '=', personId)
      .execute();
    await dropForsaken(
      tx,
      all.map((one) => one.id),
    );
    await announce(tx, tags);
    const stays = all.some((one) => one.verifiedAt !== null);
    return stays
      ? [{ what: 'associations.personal.kept', why: 'associations.personal.kept-why', until: null, tags }]
      : [];
  },
};

/** What was never verified, and has nobody left who represents it, goes. */
async function dropForsaken(tx: Tx, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await tx
    .deleteFrom('association')
    .where('id', 'in', ids)
    .where('verified_at', 'is', null)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('association_representative')
            .select('association_representative.id')
            .whereRef('association_representative.association_id', '=', 'association.id')
            .where('association_representative.state', '=', 'confirmed'),
        ),
      ),
    )
    .execute();
}

/** Who represents associations: declared to the CNDP. */
export const representativeProcessing: Processing = {
  kind: 'associations.representatives',
  purpose: 'associations.processing.purpose',
  regime: 'declaration',
  data: 'associations.processing.data',
  recipients: 'associations.processing.recipients',
  retention: 'associations.processing.retention',
};

/** Who no longer represents an association, said no, or never answered is forgotten after a year. */
export const representativeRetention: Retention = {
  kind: 'associations.representatives',
  source: 'Law 09-08, art. 3',
  keep: { years: 1 },
  async apply(tx, before, dryRun) {
    const old = tx
      .selectFrom('association_representative')
      .select('id')
      .where((row) =>
        row.or([row('ended_at', '<', before), row.and([row('state', '=', 'asked'), row('asked_at', '<', before)])]),
      );
    if (dryRun) return (await old.execute()).length;
    const { numDeletedRows } = await tx
      .deleteFrom('association_representative')
      .where('id', 'in', old)
      .executeTakeFirstOrThrow();
    return Number(numDeletedRows);
  },
};

/** A declaration that was refused and not mended in a year goes, with those who represented it. */
export const refusedRetention: Retention = {
  kind: 'associations.refused',
  source: 'Law 09-08, art. 3',
  keep: { years: 1 },
  async apply(tx, before, dryRun) {
    const old = tx
      .selectFrom('association')
      .select('id')
      .where('state', '=', 'refused')
      .where('decided_at', '<', before);
    if (dryRun) return (await old.execute()).length;
    const { numDeletedRows } = await tx.deleteFrom('association').where('id', 'in', old).executeTakeFirstOrThrow();
    return Number(numDeletedRows);
  },
};
