import { sql } from 'kysely';
import { removeAttachmentsOf } from '#core/attachments/index.ts';
import { cancelDeadlines } from '#core/deadlines/index.ts';
import type { ActionContext } from '#platform/action.ts';
import { across, type Tx, within } from '#platform/db/database.ts';
import { queueJob } from '#platform/jobs/queue.ts';
import type { PersonalDataSource, Processing, Retention } from '#platform/module.ts';
import { ASSOCIATION_DOCUMENTS } from './association-petition.ts';
import { OPENING_SUBJECT } from './opening.ts';
import { documentSubject } from './queries/association-petitions.ts';
import './tables.ts';

/** What signatories give, for the council that the petition is addressed to. */
export const signatureProcessing: Processing = {
  kind: 'petitions.signatures',
  purpose: 'petitions.processing.signatures.purpose',
  regime: 'declaration',
  data: 'petitions.processing.signatures.data',
  recipients: 'petitions.processing.signatures.recipients',
  retention: 'petitions.processing.signatures.retention',
};

/** The petitions that a person represents, and those they signed with their account. */
export const petitionData: PersonalDataSource = {
  name: 'petitions.page.petitions',
  async export(db, personId) {
    const represented = await across(db)
      .selectFrom('petition')
      .select(['reference', 'state', 'title', 'demand', 'reasons', 'representative_name as representative'])
      .where('representative_id', '=', personId)
      .orderBy('created_at')
      .execute();
    const signed = await across(db)
      .selectFrom('petition_signature')
      .innerJoin('petition', (join) =>
        join
          .onRef('petition.institution_id', '=', 'petition_signature.institution_id')
          .onRef('petition.id', '=', 'petition_signature.petition_id'),
      )
      .select(['petition.reference', 'petition_signature.state', 'petition_signature.signed_at as signedAt'])
      .select([
        'petition_signature.territory',
        'petition_signature.tie',
        'petition_signature.public_name as publicName',
      ])
      .where('petition_signature.person_id', '=', personId)
      .orderBy('petition_signature.signed_at')
      .execute();
    const written = await across(db)
      .selectFrom('petition_collaborator')
      .innerJoin('petition', (join) =>
        join
          .onRef('petition.institution_id', '=', 'petition_collaborator.institution_id')
          .onRef('petition.id', '=', 'petition_collaborator.petition_id'),
      )
      .select(['petition.reference', 'petition_collaborator.name', 'petition_collaborator.state'])
      .select(['petition_collaborator.asked_at as askedAt', 'petition_collaborator.answered_at as answeredAt'])
      .where('petition_collaborator.person_id', '=', personId)
      .orderBy('petition_collaborator.asked_at')
      .execute();
    const versions = await across(db)
      .selectFrom('petition_version')
      .innerJoin('petition', (join) =>
        join
          .onRef('petition.institution_id', '=', 'petition_version.institution_id')
          .onRef('petition.id', '=', 'petition_version.petition_id'),
      )
      .select(['petition.reference', 'petition_version.version', 'petition_version.words'])
      .select('petition_version.saved_at as savedAt')
      .where('petition_version.saved_by', '=', personId)
      .orderBy('petition_version.saved_at')
      .execute();
    const appeals = await across(db)
      .selectFrom('petition_appeal')
      .innerJoin('petition', (join) =>
        join
          .onRef('petition.institution_id', '=', 'petition_appeal.institution_id')
          .onRef('petition.id', '=', 'petition_appeal.petition_id'),
      )
      .select(['petition.reference', 'petition_appeal.words', 'petition_appeal.made_at as madeAt'])
      .where('petition_appeal.appellant_id', '=', personId)
      .execute();
    const news = await across(db)
      .selectFrom('petition_news')
      .innerJoin('contact', 'contact.fingerprint', 'petition_news.fingerprint')
      .innerJoin('petition', (join) =>
        join
          .onRef('petition.institution_id', '=', 'petition_news.institution_id')
          .onRef('petition.id', '=', 'petition_news.petition_id'),
      )
      .select(['petition.reference', 'contact.address', 'petition_news.asked_at as askedAt'])
      .where('contact.person_id', '=', personId)
      .where('contact.confirmed_at', 'is not', null)
      .execute();
    return { represented, signed, written, versions, appeals, news };
  },
  /**
   * Drafts go. What was opened stays with its text, because others signed it, and without its representative's name. Signatures stay in
   * the count, without any tie to the account, while the law lets the council check them.
   */
  async close(tx, personId, now) {
    await dropDrafts(tx, personId, now);
    await sql`
      delete from petition_news news using contact
      where contact.person_id = ${personId} and contact.fingerprint = news.fingerprint`.execute(tx);
    await across(tx).deleteFrom('petition_collaborator').where('person_id', '=', personId).execute();
    await across(tx).updateTable('petition_version').set({ saved_by: null }).where('saved_by', '=', personId).execute();
    await across(tx)
      .deleteFrom('petition_appeal')
      .where('appellant_id', '=', personId)
      .where('outcome', 'is', null)
      .execute();
    await across(tx)
      .updateTable('petition_appeal')
      .set({ appellant_id: null, words: '' })
      .where('appellant_id', '=', personId)
      .execute();
    const kept = await across(tx)
      .updateTable('petition')
      .set({ representative_id: null, representative_name: '' })
      .where('representative_id', '=', personId)
      .returning('reference')
      .execute();
    const signed = await across(tx)
      .updateTable('petition_signature')
      .set({ person_id: null, public_name: null })
      .where('person_id', '=', personId)
      .returning('id')
      .execute();
    return [
      ...(kept.length > 0
        ? [
            {
              what: 'petitions.kept.petitions' as const,
              why: 'petitions.kept.petitions-why' as const,
              until: null,
              tags: ['petitions', ...kept.map(({ reference }) => `petition:${reference}`)],
            },
          ]
        : []),
      ...(signed.length > 0
        ? [{ what: 'petitions.kept.signatures' as const, why: 'petitions.kept.signatures-why' as const, until: null }]
        : []),
    ];
  },
};

/** Removes what a person drafted and nobody has opened, with everything that hangs on it, private documents among them. */
async function dropDrafts(tx: Tx, personId: string, now: Date): Promise<void> {
  const drafts = await across(tx)
    .selectFrom('petition')
    .select(['institution_id as institutionId', 'id', 'reference'])
    .where('representative_id', '=', personId)
    .where('state', 'in', ['draft', 'submitted'])
    .execute();
  const context = {
    db: tx,
    now,
    queue: async (...[job, payload, options]: Parameters<ActionContext['queue']>) => {
      await queueJob(tx, job, payload, options);
    },
    // Nobody else ever saw a page that shows them.
    touch: () => undefined,
  };
  for (const { institutionId, id, reference } of drafts) {
    for (const document of ASSOCIATION_DOCUMENTS) {
      const subject = documentSubject({ reference }, document);
      await removeAttachmentsOf(context, { institutionId, subject, visibility: 'private', tags: [] }, {});
    }
    await cancelDeadlines(context, { institutionId, subject: { kind: OPENING_SUBJECT, id } });
    const own = within(tx, institutionId);
    await own.deleteFrom('petition_association').where('petition_id', '=', id).execute();
    await own.deleteFrom('petition_collaborator').where('petition_id', '=', id).execute();
    await own.deleteFrom('petition_version').where('petition_id', '=', id).execute();
    await own.deleteFrom('petition').where('id', '=', id).execute();
  }
}

/** Names of signatories are forgotten six months after the signing ended; the number stays. */
export const signatoryRetention: Retention = {
  kind: 'petitions.signatories',
  source: 'Law 09-08, art. 3',
  keep: { months: 6 },
  async apply(tx, before, dryRun) {
    const over = sql<boolean>`exists (select 1 from petition
      where petition.institution_id = petition_signature.institution_id and petition.id = petition_signature.petition_id
        and petition.closed_at < ${before})`;
    const named = sql<boolean>`(sealed is not null or public_name is not null)`;
    if (dryRun) {
      const { n } = await across(tx)
        .selectFrom('petition_signature')
        .select((row) => row.fn.countAll<number>().as('n'))
        .where(named)
        .where(over)
        .executeTakeFirstOrThrow();
      return n;
    }
    await sql`
      delete from petition_news news using petition
      where petition.institution_id = news.institution_id and petition.id = news.petition_id
        and petition.closed_at < ${before}`.execute(tx);
    // What was read from a sheet and never counted holds names too.
    await sql`
      delete from petition_sheet_reading reading using petition
      where petition.institution_id = reading.institution_id and petition.id = reading.petition_id
        and petition.closed_at < ${before}`.execute(tx);
    const done = await across(tx)
      .updateTable('petition_signature')
      .set({ sealed: null, public_name: null, person_id: null, contribution: null, alike: null })
      .where(named)
      .where(over)
      .executeTakeFirstOrThrow();
    return Number(done.numUpdatedRows);
  },
};
