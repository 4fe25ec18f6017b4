import type { GeneratedAlways } from 'kysely';
import type { Lang } from '#platform/i18n/languages.ts';
import type { Scope } from '#platform/tenant.ts';

export type ContactKind = 'email' | 'phone';
export type ChallengePurpose = 'sign-in' | 'confirm-contact' | 'contribution' | 'invitation';

/** People. Shared: one account for all public bodies. */
export type PersonTable = {
  id: string;
  name: string | null;
  pseudonym: string | null;
  lang: Lang;
  created_at: Date;
  /** Closed accounts stay as an empty row, so that what was public keeps its author: a former member. */
  closed_at: Date | null;
};

export type ContactTable = {
  id: string;
  person_id: string;
  kind: ContactKind;
  /** Keyed hash of kind and address: finds the person, and no address belongs to two. */
  fingerprint: Buffer;
  address: string;
  /** What `mailboxOf` says of an e-mail address. */
  mailbox: GeneratedAlways<string | null>;
  /** Where letters go, one for each kind. */
  main: boolean;
  invited_at: Date | null;
  confirmed_at: Date | null;
  bounced_at: Date | null;
};

/** Something sent to an address to see who reads it: a code to type, a link to open, or both. */
export type ChallengeTable = {
  id: string;
  purpose: ChallengePurpose;
  kind: ContactKind;
  fingerprint: Buffer;
  /** Who asked for it, as a keyed hash of the network's address. */
  network: string;
  /** `Sealed` of challenge.ts: the address, and where its reader goes on. */
  sealed: Buffer;
  code_hash: Buffer | null;
  token_hash: Buffer | null;
  /** Who is invited, or whose contact is confirmed; null for signing in. */
  person_id: string | null;
  lang: Lang;
  /** Whether the session outlives the browser. */
  lasting: boolean;
  attempts: number;
  created_at: Date;
  expires_at: Date;
  used_at: Date | null;
  /** The session it opened: a repeated POST from there is harmless. */
  session_id: string | null;
};

/** A wrong code: counted for each address and each network. */
export type CodeFailureTable = { id: string; fingerprint: Buffer; network: string; at: Date };

export type SessionTable = {
  id: string;
  /** SHA-256 of the cookie. */
  token_hash: Buffer;
  person_id: string;
  method: SignInMethod;
  /** `browser/system`, see device.ts; never the raw user agent. */
  device: string;
  lasting: boolean;
  created_at: Date;
  last_seen_at: Date;
  expires_at: Date;
  second_factor_at: Date | null;
};

export type SignInMethod = 'code' | 'link' | 'passkey' | 'oidc';

export type PasskeyTable = {
  id: string;
  person_id: string;
  credential_id: string;
  public_key: Buffer;
  counter: number;
  transports: string[];
  backed_up: boolean;
  name: string;
  created_at: Date;
  last_used_at: Date | null;
};

/** A request that an authenticator has answered: none is answered twice. */
export type PasskeyAnswerTable = { challenge_hash: Buffer; expires_at: Date };

export type TotpTable = {
  person_id: string;
  sealed: Buffer;
  created_at: Date;
  confirmed_at: Date | null;
  /** The last time step whose code was taken: none is taken twice. */
  last_step: number;
};

export type RecoveryCodeTable = { person_id: string; code_hash: Buffer; used_at: Date | null };

export type ApiTokenTable = {
  id: string;
  person_id: string;
  name: string;
  token_hash: Buffer;
  scopes: Scope[];
  created_at: Date;
  expires_at: Date;
  last_used_at: Date | null;
  revoked_at: Date | null;
};

export type AssuranceMethod = 'contact' | 'oidc' | 'counter' | 'letter';

/** How sure we are of who a person is, from when, by what, until when. */
export type AssuranceTable = {
  id: string;
  person_id: string;
  level: 1 | 2;
  method: AssuranceMethod;
  /** The kind of document shown at a counter, never its number. */
  document: string | null;
  /** Who says so: an issuer's address, or `person:id` of an official. */
  source: string;
  institution_id: string | null;
  at: Date;
  expires_at: Date | null;
  revoked_at: Date | null;
};

export type AttributeTable = {
  person_id: string;
  kind: string;
  value: string;
  verified: boolean;
  source: string;
  institution_id: string | null;
  at: Date;
  expires_at: Date | null;
};

export type ExternalIdentityTable = {
  id: string;
  person_id: string;
  issuer: string;
  subject_hash: Buffer;
  linked_at: Date;
  last_used_at: Date;
};

/** The national identity number as a keyed hash; the number itself only where a law needs it, sealed. */
export type NationalIdTable = {
  person_id: string;
  key_version: number;
  fingerprint: Buffer;
  sealed: Buffer | null;
  institution_id: string;
  recorded_at: Date;
};

/** The versions that the key of national identity numbers has had after the first. */
export type NationalIdKeyTable = { version: number; begun_at: Date };

/** What somebody shows at a counter so that the official finds their account. */
export type CounterCodeTable = { person_id: string; code_hash: Buffer; expires_at: Date };

export type AccessLogTable = {
  id: string;
  person_id: string;
  /** Null: a job or a command. */
  official_id: string | null;
  institution_id: string | null;
  what: string;
  reason: string | null;
  at: Date;
};

export type IdentityLetterTable = {
  id: string;
  person_id: string;
  institution_id: string;
  /** Name and postal address, until the letter has done its work. */
  sealed: Buffer;
  code_hash: Buffer | null;
  attempts: number;
  asked_at: Date;
  printed_at: Date | null;
  expires_at: Date;
};

export type ContributionTable = {
  id: string;
  fingerprint: Buffer;
  subject: string;
  confirmed_at: Date;
  person_id: string | null;
};

/** What stays of a session that ended, for a year. */
export type EndedSessionTable = Pick<
  SessionTable,
  'id' | 'person_id' | 'method' | 'device' | 'created_at' | 'last_seen_at'
>;

declare module '#platform/db/database.ts' {
  interface SharedTables {
    person: PersonTable;
    contact: ContactTable;
    challenge: ChallengeTable;
    code_failure: CodeFailureTable;
    session: SessionTable;
    passkey: PasskeyTable;
    passkey_answer: PasskeyAnswerTable;
    totp: TotpTable;
    recovery_code: RecoveryCodeTable;
    api_token: ApiTokenTable;
    assurance: AssuranceTable;
    attribute: AttributeTable;
    external_identity: ExternalIdentityTable;
    national_id: NationalIdTable;
    national_id_key: NationalIdKeyTable;
    counter_code: CounterCodeTable;
    access_log: AccessLogTable;
    identity_letter: IdentityLetterTable;
    contribution: ContributionTable;
    ended_session: EndedSessionTable;
  }
}
