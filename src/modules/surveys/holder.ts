import { randomInt } from 'node:crypto';
import { sql } from 'kysely';
import type { Demographics } from '#core/personal-data/index.ts';
import type { ActionContext } from '#platform/action.ts';
import { type Db, within } from '#platform/db/database.ts';
import type { Lang } from '#platform/i18n/languages.ts';
import type { Keys } from '#platform/keys.ts';
import type { Actor } from '#platform/tenant.ts';
import type { Survey } from './queries/surveys.ts';
import type { Answers } from './questionnaire.ts';
import { endOfDay, GRACE_HOURS } from './survey.ts';
import { tokenNumber } from './tokens.ts';
import './tables.ts';

type Of = Pick<Survey, 'institutionId' | 'id'>;

/** Who takes part, as a keyed hash that is of use for one survey only: it does not say who answered two. */
export function takerOf(
  keys: Keys,
  surveyId: string,
  who: { personId: string } | { contact: Buffer } | { token: number } | { sheet: string },
): Buffer {
  const name =
    'personId' in who
      ? `person:${who.personId}`
      : 'contact' in who
        ? `contact:${who.contact.toString('hex')}`
        : 'token' in who
          ? `token:${who.token}`
          : `sheet:${who.sheet}`;
  return keys.fingerprint('surveys.taker', `${surveyId}:${name}`);
}

/** The hash under which a finished answer is found by its receipt. */
export function receiptKey(keys: Keys, surveyId: string, receipt: string): Buffer {
  return keys.fingerprint('surveys.receipt', `${surveyId}:${signsOf(receipt)}`);
}

/** What ties a finished answer to its taker for whoever brings the receipt, and for nobody else: 130 bits of it are kept nowhere. */
export function bondOf(keys: Keys, surveyId: string, taker: Buffer, receipt: string): Buffer {
  return keys.fingerprint('surveys.bond', `${surveyId}:${taker.toString('hex')}:${signsOf(receipt)}`);
}

const SIGNS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A new receipt: 130 bits that nobody can guess, in groups of five. It is shown once and kept nowhere but as a hash. */
export function newReceipt(): string {
  return plainReceipt(Array.from({ length: 26 }, () => SIGNS[randomInt(SIGNS.length)]).join(''));
}

/** A receipt as it is shown, however it was typed. */
export function plainReceipt(typed: string): string {
  return (signsOf(typed).match(/.{5}|.+$/g) ?? []).join('-');
}

const signsOf = (receipt: string) => receipt.toUpperCase().replace(/[^0-9A-Z]/g, '');

/**
 * What an unfinished answer is kept under. Whoever is signed in holds it by their account; everybody else by what stands in the address: a
 * secret made when they began, the code they were given, or the receipt of the finished answer that is being changed.
 */
export function draftKey(keys: Keys, survey: Survey, actor: Actor, hold: string | undefined): Buffer | undefined {
  if (hold) {
    const issued = tokenNumber(keys, survey, hold);
    const name = issued === undefined ? `held:${hold}` : `token:${issued}`;
    return keys.fingerprint('surveys.draft', `${survey.id}:${name}`);
  }
  if (actor.kind !== 'person' || actor.level < 1) return undefined;
  return personDraftKey(keys, survey.id, actor.id);
}

/** What a person's unfinished answer is kept under. */
export function personDraftKey(keys: Keys, surveyId: string, personId: string): Buffer {
  return keys.fingerprint('surveys.draft', `${surveyId}:person:${personId}`);
}

/** An answer that is not finished. */
export type Draft = {
  key: Buffer;
  answers: Answers;
  seed: number;
  /** A finished answer is being changed: by its receipt, else as the person who gave it. */
  revises: boolean;
  receipt: string | null;
  about: About;
};

/** What somebody without an account tells of themselves for statistics, if they like. */
export type About = Demographics;

type Sealed = Pick<Draft, 'answers' | 'receipt' | 'about'>;
const USE = 'surveys.draft';

/** The unfinished answer kept under a key; undefined when there is none or its time is over. */
export async function readDraft(
  db: Db,
  keys: Keys,
  { institutionId, id }: Of,
  key: Buffer,
  now: Date,
): Promise<Draft | undefined> {
  const row = await within(db, institutionId)
    .selectFrom('survey_draft')
    .select(['sealed', 'seed', 'revises'])
    .where('survey_id', '=', id)
    .where('key', '=', key)
    .where('expires_at', '>', now)
    .executeTakeFirst();
  const text = row && keys.open(USE, row.sealed, key.toString('hex'));
  if (!row || text === undefined) return undefined;
  return { key, seed: row.seed, revises: row.revises, ...(JSON.parse(text) as Sealed) };
}

const AT_ONCE = 500;

/** What was answered in each draft of a survey. */
export async function* everyDraft(db: Db, keys: Keys, { institutionId, id }: Of): AsyncGenerator<Answers> {
  for (let after: Buffer = Buffer.alloc(0); ; ) {
    const rows = await within(db, institutionId)
      .selectFrom('survey_draft')
      .select(['key', 'sealed'])
      .where('survey_id', '=', id)
      .where('key', '>', after)
      .orderBy('key')
      .limit(AT_ONCE)
      .execute();
    for (const { key, sealed } of rows) {
      const text = keys.open(USE, sealed, key.toString('hex'));
      if (text !== undefined) yield (JSON.parse(text) as Sealed).answers;
    }
    if (rows.length < AT_ONCE) return;
    after = rows.at(-1)?.key ?? after;
  }
}

/** Keeps an unfinished answer, sealed, until the survey is over. */
export async function writeDraft(
  { db, around, now }: Pick<ActionContext, 'db' | 'around' | 'now'>,
  survey: Survey,
  draft: Omit<Draft, 'seed'> & { lang: Lang },
): Promise<void> {
  const { key, answers, receipt, about, revises, lang } = draft;
  const text = JSON.stringify({ answers, receipt, about } satisfies Sealed);
  const sealed = around.keys.seal(USE, text, key.toString('hex'));
  const expires = new Date(endOfDay(survey.closesOn).getTime() + GRACE_HOURS * 3_600_000);
  await within(db, survey.institutionId)
    .insert('survey_draft', {
      survey_id: survey.id,
      key,
      sealed,
      seed: randomInt(2 ** 31),
      lang,
      revises,
      saved_at: now,
      expires_at: expires,
    })
    // The seed stays, so that questions do not change places under somebody's hands.
    .onConflict((conflict) =>
      conflict.columns(['institution_id', 'survey_id', 'key']).doUpdateSet({ sealed, saved_at: now, lang }),
    )
    .execute();
}

/** Takes an unfinished answer away. */
export async function dropDraft(db: Db, { institutionId, id }: Of, key: Buffer): Promise<void> {
  await within(db, institutionId)
    .deleteFrom('survey_draft')
    .where('survey_id', '=', id)
    .where('key', '=', key)
    .execute();
}

/** Whether one of these takers stands on the roll. */
export async function isOnRoll(db: Db, { institutionId, id }: Of, takers: readonly Buffer[]): Promise<boolean> {
  const { rows } = await sql<{ there: boolean }>`
    select exists (select 1 from survey_roll where institution_id = ${institutionId} and survey_id = ${id}
      and taker = any(${takers}::bytea[])) as there`.execute(db);
  return rows[0]?.there === true;
}
