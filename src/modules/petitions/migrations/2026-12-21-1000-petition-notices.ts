import type { Migration } from '#platform/db/migrate.ts';

// What told of an opening was told of the body: it stayed in lists when its petition was taken off the platform.
export const petitionNoticesMigration: Migration = {
  name: '2026-12-21-1000-petition-notices',
  sql: `
    update notification_event event set about = 'petition:' || subject.subject_id
    from notification_subject subject
    where subject.institution_id = event.institution_id and subject.event_id = event.id
      and subject.subject_kind = 'petition' and event.event = 'petitions.notice.opened';
    delete from notification_event event using petition
    where petition.institution_id = event.institution_id and petition.state = 'removed'
      and event.about = 'petition:' || petition.reference;`,
};
