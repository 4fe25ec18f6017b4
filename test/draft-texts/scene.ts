import { beforeAll, beforeEach } from 'vitest';
import { asTenant, institutionBySlug } from '#core/institutions/index.ts';
import { InvalidInput } from '#platform/errors.ts';
import { type Actor, NOBODY, type Tenant } from '#platform/tenant.ts';
import { POWERS } from '../../src/modules/draft-texts/access.ts';
import { answerContributions } from '../../src/modules/draft-texts/actions/answer-contributions.ts';
import { createDraftText } from '../../src/modules/draft-texts/actions/create-draft-text.ts';
import { importArticles } from '../../src/modules/draft-texts/actions/import-articles.ts';
import { publishDraftText } from '../../src/modules/draft-texts/actions/publish-draft-text.ts';
import { uploadArticles } from '../../src/modules/draft-texts/actions/upload-articles.ts';
import { writeContribution } from '../../src/modules/draft-texts/actions/write-contribution.ts';
import { REGULATION, REGULATION_WORDS } from '../../src/modules/draft-texts/examples.ts';
import { contributionsOf } from '../../src/modules/draft-texts/queries/contributions.ts';
import { findDraftText } from '../../src/modules/draft-texts/queries/draft-texts.ts';
import { aPerson } from '../setup/actors.ts';
import { testDatabase } from '../setup/database.ts';
import { emptyAccount, loadBodies } from '../setup/officials.ts';
import { TEST_DAY, testProgram } from '../setup/program.ts';

export const [OPENS, CLOSES, AFTER] = ['2026-11-23', '2026-12-31', '2027-01-04T10:00:00Z'];

export const AMENDMENT = {
  article: 'a2',
  deed: 'replace',
  lang: 'ar',
  quote: 'كل سنة',
  wording: 'كل ثلاثة أشهر',
  reasons: 'لأن سنة مدة طويلة.',
  author: 'أمينة الإدريسي',
};

/** What a refused action says of each field. */
export async function faultOf(promise: Promise<unknown>) {
  const refusal: unknown = await promise.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (!(refusal instanceof InvalidInput)) throw refusal ?? new Error('nothing was refused');
  return refusal.faults.map(({ pointer, key, values = {} }) =>
    Object.keys(values).length > 0 ? [pointer, key, values] : [pointer, key],
  );
}

/** A region and a ministry with their officials, and texts of theirs: once at the top of a test file. */
export async function draftTextScene() {
  const { db } = await testDatabase();
  const program = testProgram(db);
  const { actions, clock } = program;
  const bodies = new Map<string, Tenant>();
  const officials = new Map<string, Actor>();

  beforeAll(async () => {
    await loadBodies(program, db);
    const bodyOf = async (slug: string) => {
      const body = await institutionBySlug(db, slug);
      if (!body) throw new Error(`there is no body ${slug}`);
      return asTenant(body);
    };
    const { slug } = await db
      .selectFrom('institution')
      .select('slug')
      .where('kind', '=', 'ministry')
      .orderBy('slug')
      .executeTakeFirstOrThrow();
    bodies.set('region', await bodyOf('laayoune-sakia-el-hamra'));
    bodies.set('ministry', await bodyOf(slug));
    for (const { id } of bodies.values()) {
      const powers = [...Object.values(POWERS), 'deadlines.set-periods'].map((name) => ({ name, institutionId: id }));
      officials.set(id, aPerson({ id: await emptyAccount(db, clock.now()), secondFactor: true, powers }));
    }
  });

  beforeEach(() => clock.set(TEST_DAY));

  const body = (name: 'region' | 'ministry'): Tenant => {
    const found = bodies.get(name);
    if (!found) throw new Error('the bodies are not loaded yet');
    return found;
  };
  const official = (of = body('region')): Actor => officials.get(of.id) ?? NOBODY;
  const citizen = async () => aPerson({ id: await emptyAccount(db, clock.now()) });

  type Performed<I, T, R> = Parameters<typeof actions.perform<I, T, R>>[0];
  const perform = <I, T, R>(action: Performed<I, T, R>, actor: Actor, input: object, tenant = body('region')) =>
    actions.perform(action, { actor, tenant, input });

  const drafted = async (tenant = body('region'), given: object = {}): Promise<string> => {
    const by = official(tenant);
    const { reference: text } = await perform(createDraftText, by, { ...REGULATION, ...given }, tenant);
    for (const lang of ['ar', 'fr'] as const) {
      const sent = await perform(uploadArticles, by, { text, lang, words: REGULATION_WORDS[lang] }, tenant);
      await perform(importArticles, by, { text, import: sent.id }, tenant);
    }
    return text;
  };
  const opened = async (given: object = {}): Promise<string> => {
    const text = await drafted(body('region'), given);
    await perform(publishDraftText, official(), { text, opensOn: OPENS, closesOn: CLOSES });
    clock.set(`${OPENS}T10:00:00Z`);
    return text;
  };
  const write = (text: string, actor: Actor, given: object = {}) =>
    perform(writeContribution, actor, { text, ...AMENDMENT, ...given });
  const found = async (reference: string) => {
    const text = await findDraftText({ db, tenant: null }, reference);
    if (!text) throw new Error(`${reference} is not there`);
    return text;
  };
  /** Answers contributions as they stand now. */
  const answer = async (text: string, contributions: string[], given: object = {}) => {
    const read = await contributionsOf(db, await found(text), contributions);
    return perform(answerContributions, official(), {
      text,
      contributions,
      editedAt: Object.fromEntries(read.map(({ id, editedAt }) => [id, editedAt?.toISOString()])),
      outcome: 'accepted',
      reasons: { ar: 'اقتراح وجيه.' },
      ...given,
    });
  };
  return { db, program, body, official, citizen, perform, drafted, opened, write, answer, found };
}
