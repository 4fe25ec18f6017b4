import type { Migration } from '#platform/db/migrate.ts';

export const accountsMigration: Migration = {
  name: '2026-11-22-1000-accounts',
  sql: `
    create table person (
      id uuid primary key,
      name text,
      pseudonym text,
      lang text not null,
      created_at timestamptz not null,
      closed_at timestamptz
    );

    -- Fingerprints are keyed: the database alone does not tell whose address a row is. The address itself is there to write to.
    create table contact (
      id uuid primary key,
      person_id uuid not null references person (id) on delete cascade,
      kind text not null check (kind in ('email', 'phone')),
      fingerprint bytea not null unique,
      address text not null,
      main boolean not null,
      invited_at timestamptz,
      confirmed_at timestamptz,
      bounced_at timestamptz
    );
    create index contact_person on contact (person_id);

    create table challenge (
      id uuid primary key,
      purpose text not null check (purpose in ('sign-in', 'confirm-contact', 'contribution', 'invitation')),
      kind text not null check (kind in ('email', 'phone')),
      fingerprint bytea not null,
      network text not null,
      sealed bytea not null,
      code_hash bytea,
      token_hash bytea unique,
      person_id uuid references person (id) on delete cascade,
      lang text not null,
      lasting boolean not null,
      attempts int not null,
      created_at timestamptz not null,
      expires_at timestamptz not null,
      used_at timestamptz,
      session_id uuid
    );
    create index challenge_target on challenge (fingerprint, created_at);
    create index challenge_network on challenge (network, created_at) where kind = 'phone';
    create index challenge_expiry on challenge (expires_at);
    create index challenge_person on challenge (person_id);

    create table code_failure (
      id uuid primary key,
      fingerprint bytea not null,
      network text not null,
      at timestamptz not null
    );
    create index code_failure_target on code_failure (fingerprint, at);
    create index code_failure_network on code_failure (network, at);
    create index code_failure_at on code_failure (at);

    create table session (
      id uuid primary key,
      token_hash bytea not null unique,
      person_id uuid not null references person (id) on delete cascade,
      method text not null,
      device text not null,
      lasting boolean not null,
      created_at timestamptz not null,
      last_seen_at timestamptz not null,
      expires_at timestamptz not null,
      second_factor_at timestamptz
    );
    create index session_person on session (person_id);
    create index session_expiry on session (expires_at);

    create table passkey (
      id uuid primary key,
      person_id uuid not null references person (id) on delete cascade,
      credential_id text not null unique,
      public_key bytea not null,
      counter bigint not null,
      transports text[] not null,
      backed_up boolean not null,
      name text not null,
      created_at timestamptz not null,
      last_used_at timestamptz
    );
    create index passkey_person on passkey (person_id);

    -- What authenticators have signed: a second answer to the same request is refused.
    create table passkey_answer (
      challenge_hash bytea primary key,
      expires_at timestamptz not null
    );
    create index passkey_answer_expiry on passkey_answer (expires_at);

    create table totp (
      person_id uuid primary key references person (id) on delete cascade,
      sealed bytea not null,
      created_at timestamptz not null,
      confirmed_at timestamptz,
      last_step bigint not null
    );

    create table recovery_code (
      person_id uuid not null references person (id) on delete cascade,
      code_hash bytea not null,
      used_at timestamptz,
      primary key (person_id, code_hash)
    );

    create table api_token (
      id uuid primary key,
      person_id uuid not null references person (id) on delete cascade,
      name text not null,
      token_hash bytea not null unique,
      scopes text[] not null,
      created_at timestamptz not null,
      expires_at timestamptz not null,
      last_used_at timestamptz,
      revoked_at timestamptz
    );
    create index api_token_person on api_token (person_id);

    create table assurance (
      id uuid primary key,
      person_id uuid not null references person (id) on delete cascade,
      level smallint not null check (level in (1, 2)),
      method text not null,
      document text,
      source text not null,
      institution_id uuid,
      at timestamptz not null,
      expires_at timestamptz,
      revoked_at timestamptz
    );
    create index assurance_person on assurance (person_id, level);

    create table attribute (
      person_id uuid not null references person (id) on delete cascade,
      kind text not null,
      value text not null,
      verified boolean not null,
      source text not null,
      institution_id uuid,
      at timestamptz not null,
      expires_at timestamptz,
      primary key (person_id, kind)
    );

    create table external_identity (
      id uuid primary key,
      person_id uuid not null references person (id) on delete cascade,
      issuer text not null,
      subject_hash bytea not null,
      linked_at timestamptz not null,
      last_used_at timestamptz not null,
      unique (issuer, subject_hash)
    );
    create index external_identity_person on external_identity (person_id);

    create table national_id (
      person_id uuid primary key references person (id) on delete cascade,
      key_version int not null,
      fingerprint bytea not null,
      sealed bytea,
      institution_id uuid not null,
      recorded_at timestamptz not null,
      unique (key_version, fingerprint)
    );

    create table national_id_key (
      version int primary key,
      begun_at timestamptz not null
    );

    -- At a counter people show a code of a quarter of an hour, so that no official searches through accounts.
    create table counter_code (
      person_id uuid primary key references person (id) on delete cascade,
      code_hash bytea not null unique,
      expires_at timestamptz not null
    );

    -- What officials looked at, for the person it is about. It outlives nobody: it goes with the account.
    create table access_log (
      id uuid primary key,
      person_id uuid not null references person (id) on delete cascade,
      official_id uuid,
      institution_id uuid,
      what text not null,
      reason text,
      at timestamptz not null
    );
    create index access_log_person on access_log (person_id, id);

    create table identity_letter (
      id uuid primary key,
      person_id uuid not null references person (id) on delete cascade,
      institution_id uuid not null,
      sealed bytea not null,
      code_hash bytea,
      attempts int not null,
      asked_at timestamptz not null,
      printed_at timestamptz,
      expires_at timestamptz not null
    );
    create index identity_letter_person on identity_letter (person_id);
    create index identity_letter_waiting on identity_letter (institution_id, asked_at) where printed_at is null;

    -- Taking part once without an account: who confirmed it stays a fingerprint until that person attaches it to an account.
    create table contribution (
      id uuid primary key,
      fingerprint bytea not null,
      subject text not null,
      confirmed_at timestamptz not null,
      person_id uuid references person (id) on delete set null
    );
    create index contribution_contact on contribution (fingerprint);
    create index contribution_person on contribution (person_id);

    create table association (
      id uuid primary key,
      name jsonb not null,
      purpose jsonb not null,
      seat text not null,
      declared_on date not null,
      receipt_number text not null,
      registered_by uuid references person (id) on delete set null,
      registered_at timestamptz not null,
      verified_at timestamptz,
      verified_by uuid,
      institution_id uuid not null,
      refused_at timestamptz,
      refusal text
    );
    create index association_registrar on association (registered_by);
    create index association_waiting on association (institution_id, registered_at) where verified_at is null and refused_at is null;

    create table association_representative (
      association_id uuid not null references association (id) on delete cascade,
      person_id uuid not null references person (id) on delete cascade,
      role text not null,
      named_at timestamptz not null,
      accepted_at timestamptz,
      ended_at timestamptz,
      primary key (association_id, person_id)
    );
    create index association_representative_person on association_representative (person_id);
  `,
};
