import type { Migration } from '#platform/db/migrate.ts';

// A wish for news waits with the signature that was begun, and goes with the signature once it is confirmed. Wishes that were kept before
// stay where they belong to a signature of that address or of its owner; the others wait or go.
export const petitionNewsSignatureMigration: Migration = {
  name: '2026-12-21-1100-petition-news-signature',
  sql: `
    alter table petition_signing add column news bytea;
    alter table petition_news add column signature uuid;

    update petition_news news set signature = found.id from (
      select news.institution_id, news.petition_id, news.id as wish, signature.id from petition_news news
        join contribution on contribution.fingerprint = news.fingerprint
          and contribution.subject = 'petition:' || news.petition_id
        join petition_signature signature on signature.contribution = contribution.id
          and signature.institution_id = news.institution_id and signature.petition_id = news.petition_id
          and signature.state <> 'withdrawn'
      union
      select news.institution_id, news.petition_id, news.id, signature.id from petition_news news
        join contribution on contribution.fingerprint = news.fingerprint
          and contribution.subject = 'petition:' || news.petition_id
        join contact on contact.fingerprint = news.fingerprint and contact.confirmed_at is not null
        join petition_signature signature on signature.person_id = contact.person_id
          and signature.institution_id = news.institution_id and signature.petition_id = news.petition_id
          and signature.state <> 'withdrawn'
    ) found
    where found.institution_id = news.institution_id and found.petition_id = news.petition_id and found.wish = news.id;
    delete from petition_news news using petition_news later
      where later.institution_id = news.institution_id and later.petition_id = news.petition_id
        and later.signature = news.signature and later.id > news.id;
    update petition_signing signing set news = news.sealed from petition_news news
      where news.institution_id = signing.institution_id and news.id = signing.id and news.signature is null;
    delete from petition_news where signature is null;

    alter table petition_news alter column signature set not null;
    alter table petition_news drop constraint petition_news_institution_id_petition_id_fingerprint_key;
    alter table petition_news add unique (institution_id, petition_id, signature);`,
};
