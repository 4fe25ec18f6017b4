import { sql } from 'kysely';
import { across } from '#platform/db/database.ts';
import type { PersonalDataSource, Processing, Retention } from '#platform/module.ts';
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
    return { represented, signed };
  },
  /**
   * Drafts go. What was opened stays with its text, because others signed it, and without its representative's name. Signatures stay in
   * the count, without any tie to the account, while the law lets the council check them.
   */
  async close(tx, personId) {
    await sql`
      delete from petition_association made using petition
      where petition.institution_id = made.institution_id and petition.id = made.petition_id
        and petition.representative_id = ${personId} and petition.state in ('draft', 'submitted')`.execute(tx);
    await across(tx)
      .deleteFrom('petition')
      .where('representative_id', '=', personId)
      .where('state', 'in', ['draft', 'submitted'])
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
