import type { Migration } from '#platform/db/migrate.ts';

// The mailbox that an address comes down to: `mailboxOf` of mailbox.ts says the same, and a test holds one against the other. How many codes
// a network asked for is counted for those who limit it.
export const contactMailboxMigration: Migration = {
  name: '2026-12-21-1120-contact-mailbox',
  sql: `
    alter table contact add column mailbox text generated always as (case
      when kind <> 'email' then null
      when address like '+%' then address
      when split_part(address, '@', 2) in ('gmail.com', 'googlemail.com')
        then replace(split_part(split_part(address, '@', 1), '+', 1), '.', '') || '@gmail.com'
      when split_part(address, '@', 2) in ('icloud.com', 'me.com', 'mac.com')
        then split_part(split_part(address, '@', 1), '+', 1) || '@icloud.com'
      when split_part(address, '@', 2) in ('proton.me', 'protonmail.com', 'pm.me')
        then split_part(split_part(address, '@', 1), '+', 1) || '@proton.me'
      else split_part(split_part(address, '@', 1), '+', 1) || '@' || split_part(address, '@', 2)
    end) stored;
    create index contact_mailbox on contact (mailbox) where mailbox is not null;
    create index challenge_contribution on challenge (network, created_at) where purpose = 'contribution';`,
};
