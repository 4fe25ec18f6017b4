import { across } from '#platform/db/database.ts';
import type { PersonalDataSource, Processing } from '#platform/module.ts';
import './tables.ts';

/** The committees in which somebody sits or sat. Closing the account leaves the mandate: it is the body's record of a public function. */
export const ownMandates: PersonalDataSource = {
  name: 'reviews.personal.title',
  async export(db, personId) {
    const mandates = await across(db)
      .selectFrom('follow_up_member')
      .innerJoin('follow_up_body', (join) =>
        join
          .onRef('follow_up_body.institution_id', '=', 'follow_up_member.institution_id')
          .onRef('follow_up_body.id', '=', 'follow_up_member.body_id'),
      )
      .select(['follow_up_body.plan', 'follow_up_member.name', 'follow_up_member.organisation'])
      .select(['follow_up_member.function', 'follow_up_member.gender', 'follow_up_member.province'])
      .select(['follow_up_member.starts_on as startsOn', 'follow_up_member.ends_on as endsOn'])
      .where('follow_up_member.person_id', '=', personId)
      .orderBy('follow_up_member.id')
      .execute();
    return { mandates };
  },
  async close(tx, personId) {
    const { numUpdatedRows } = await across(tx)
      .updateTable('follow_up_member')
      .set({ person_id: null })
      .where('person_id', '=', personId)
      .executeTakeFirstOrThrow();
    return numUpdatedRows > 0n
      ? [{ what: 'reviews.personal.kept', why: 'reviews.personal.kept-why', until: null }]
      : [];
  },
};

/** Who sits in the committees of a plan: declared like every other processing. */
export const memberProcessing: Processing = {
  kind: 'reviews.members',
  purpose: 'reviews.processing.purpose',
  regime: 'declaration',
  data: 'reviews.processing.data',
  recipients: 'reviews.processing.recipients',
  retention: 'reviews.processing.retention',
};
