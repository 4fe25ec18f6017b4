import { attachmentsOf, takeAway } from '#core/attachments/index.ts';
import type { CaseKind } from '#platform/case-kind.ts';
import { across, json, type Tx, within } from '#platform/db/database.ts';
import { queueJob } from '#platform/jobs/queue.ts';
import type { PersonalDataSource, Retention } from '#platform/module.ts';
import { EVENT_KIND } from './queries.ts';
import './tables.ts';

/** The cases that a person brought, with what they wrote in them. */
export const caseData: PersonalDataSource = {
  name: 'cases.own.title',
  async export(db, personId) {
    const cases = await across(db)
      .selectFrom('case_file')
      .select(['reference', 'kind', 'title', 'state', 'party_name as name', 'received_on as receivedOn'])
      .where('person_id', '=', personId)
      .orderBy('received_at')
      .execute();
    const written = await across(db)
      .selectFrom('case_event')
      .select(['at', 'verb', 'words'])
      .where('person_id', '=', personId)
      .where('who', '=', 'party')
      .orderBy('id')
      .execute();
    return { cases, written };
  },
  /** The case goes on without its name: the body must still decide it. Its secret opens it as before. */
  async close(tx, personId) {
    const kept = await across(tx)
      .updateTable('case_file')
      .set({ person_id: null, party_name: '', contact: null })
      .where('person_id', '=', personId)
      .returning('reference')
      .execute();
    await across(tx).updateTable('case_event').set({ person_id: null }).where('person_id', '=', personId).execute();
    await across(tx).updateTable('case_file').set({ assigned_to: null }).where('assigned_to', '=', personId).execute();
    return kept.length > 0
      ? [{ what: 'cases.kept.cases' as const, why: 'cases.kept.cases-why' as const, until: null }]
      : [];
  },
};

/**
 * Names, addresses, messages and documents of cases of a kind are forgotten some years after the end; public steps, their days and reasons
 * stay, because they are how the body answered for its work.
 */
export function caseRetention({ kind, keep: { years, source } }: CaseKind): Retention {
  return {
    kind: `cases.${kind}`,
    source,
    keep: { years },
    async apply(tx, before, dryRun) {
      const over = across(tx)
        .selectFrom('case_file')
        .select(['institution_id as institutionId', 'id'])
        .where('kind', '=', kind)
        .where('over_at', '<', before)
        .where('anonymised_at', 'is', null);
      if (dryRun) return (await over.execute()).length;
      const cases = await over.limit(1_000).forUpdate().execute();
      for (const one of cases) await anonymise(tx, one, before);
      return cases.length;
    },
  };
}

async function anonymise(tx: Tx, { institutionId, id }: { institutionId: string; id: string }, now: Date) {
  const tables = within(tx, institutionId);
  const forgotten = await tables
    .updateTable('case_event')
    .set({ words: json({}), person_id: null, mail_key: null })
    .where('case_id', '=', id)
    .where('readers', '!=', 'public')
    .returning('id')
    .execute();
  const subjects = forgotten.map((event) => ({ kind: EVENT_KIND, id: event.id }));
  for (const document of await attachmentsOf(tx, institutionId, subjects, 'private'))
    if (document.state === 'shown') await takeAway(inRetention(tx, now), document, {}, []);
  await tables
    .updateTable('case_file')
    .set({ party_name: '', person_id: null, contact: null, anonymised_at: now })
    .where('id', '=', id)
    .execute();
}

/** Retention runs in a transaction of its own, outside any action: what it drops is queued there, and no public page showed it. */
const inRetention = (db: Tx, now: Date) => ({
  db,
  now,
  queue: (job: string, payload: object) => queueJob(db, job, payload),
  touch: () => {},
});
