import { across } from '#platform/db/database.ts';
import type { PersonalDataSource, Processing } from '#platform/module.ts';
import './tables.ts';

/**
 * Which reports an official wrote and published. It is the body's record of a public function and stays when the account is closed, under
 * an id that no longer has a name; the public reads the body's name only.
 */
export const ownReports: PersonalDataSource = {
  name: 'reports.personal.title',
  async export(db, personId) {
    const all = across(db);
    const saved = await all
      .selectFrom('report')
      .select(['reference', 'saved_at as savedAt'])
      .where('saved_by', '=', personId)
      .orderBy('saved_at')
      .execute();
    const published = await all
      .selectFrom('report_version')
      .innerJoin('report', (join) =>
        join
          .onRef('report.institution_id', '=', 'report_version.institution_id')
          .onRef('report.id', '=', 'report_version.report_id'),
      )
      .select(['report.reference', 'report_version.version', 'report_version.published_at as publishedAt'])
      .where('report_version.published_by', '=', personId)
      .orderBy('report_version.published_at')
      .execute();
    return { saved, published };
  },
  async close(tx, personId) {
    const all = across(tx);
    await all.updateTable('report').set({ saved_by: null }).where('saved_by', '=', personId).execute();
    const published = await all
      .selectFrom('report_version')
      .select('version')
      .where('published_by', '=', personId)
      .limit(1)
      .executeTakeFirst();
    return published ? [{ what: 'reports.personal.kept', why: 'reports.personal.kept-why', until: null }] : [];
  },
};

/** Who wrote and published which report: declared like every other processing. */
export const reportProcessing: Processing = {
  kind: 'reports.authors',
  purpose: 'reports.processing.purpose',
  regime: 'declaration',
  data: 'reports.processing.data',
  recipients: 'reports.processing.recipients',
  retention: 'reports.processing.retention',
};
