import { sql } from 'kysely';
import { countDeadline, type Period, periodIn, ruleOn, workingCalendar } from '#core/deadlines/index.ts';
import type { Institution } from '#core/institutions/index.ts';
import { across, type Db, within } from '#platform/db/database.ts';
import { type OrderColumn, type Paging, type Slice, slice, type Total, totalOf } from '#platform/db/paging.ts';
import type { Text } from '#platform/i18n/text.ts';
import { parseReference } from '#platform/reference.ts';
import type { Article, TextLang } from '../article.ts';
import type { DraftTextState, Level, PublicPhase } from '../draft-text.ts';
import { periodRule } from '../period.ts';
import '../tables.ts';

/** The first letters of a draft text's reference. */
export const KIND = 'TXT';

/** A draft text without its articles. Counts are of contributions that everybody sees. */
export type DraftText = {
  institutionId: string;
  id: string;
  reference: string;
  state: DraftTextState;
  title: Text;
  presentation: Text;
  officialLang: TextLang;
  level: Level;
  opensOn: string | null;
  closesOn: string | null;
  periodRule: string | null;
  earliestOn: string | null;
  urgency: Text | null;
  version: number;
  /** How often it was put before everybody; 0: not yet. */
  round: number;
  lastPart: number;
  summary: Text | null;
  createdAt: Date;
  publishedAt: Date | null;
  /** When its last round was opened by the body. */
  openedAt: Date | null;
  concludedAt: Date | null;
  adoptedOn: string | null;
  adoption: { note: Text; url: string | null } | null;
  contributions: number;
  /** Contributions without an answer, those that wait for a moderator among them. */
  unanswered: number;
};

const COLUMNS = [
  'draft_text.institution_id as institutionId',
  'draft_text.id',
  'draft_text.reference',
  'draft_text.state',
  'draft_text.title',
  'draft_text.presentation',
  'draft_text.official_lang as officialLang',
  'draft_text.level',
  'draft_text.opens_on as opensOn',
  'draft_text.closes_on as closesOn',
  'draft_text.period_rule as periodRule',
  'draft_text.earliest_on as earliestOn',
  'draft_text.urgency',
  'draft_text.version',
  'draft_text.round',
  'draft_text.last_part as lastPart',
  'draft_text.summary',
  'draft_text.created_at as createdAt',
  'draft_text.published_at as publishedAt',
  'draft_text.concluded_at as concludedAt',
  'draft_text.adopted_on as adoptedOn',
  'draft_text.adoption',
] as const;

const counted = (where: string) => sql<number>`(
  select count(*) from draft_text_contribution c
  where c.institution_id = draft_text.institution_id and c.text_id = draft_text.id and ${sql.raw(where)})`;
const CONTRIBUTIONS = counted("c.state = 'shown'").as('contributions');
const OPENED = sql<Date | null>`(
  select max(r.opened_at) from draft_text_round r
  where r.institution_id = draft_text.institution_id and r.text_id = draft_text.id)`.as('openedAt');
const UNANSWERED = counted("c.outcome is null and c.state in ('shown', 'held')").as('unanswered');

function all(db: Db) {
  return across(db).selectFrom('draft_text').select(COLUMNS).select([CONTRIBUTIONS, UNANSWERED, OPENED]);
}

type Scene = { db: Db; tenant: { id: string } | null };

/** The text that a reference names, however it was typed; on a body's site only one of that body. `lock`: until the transaction ends. */
export async function findDraftText(
  { db, tenant }: Scene,
  typed: string,
  options: { lock?: boolean } = {},
): Promise<DraftText | undefined> {
  const reference = parseReference(typed);
  if (reference?.kind !== KIND) return undefined;
  if (options.lock)
    await across(db)
      .selectFrom('draft_text')
      .select('id')
      .where('reference', '=', reference.text)
      .forUpdate()
      .execute();
  const text = await all(db).where('draft_text.reference', '=', reference.text).executeTakeFirst();
  return tenant && text && text.institutionId !== tenant.id ? undefined : text;
}

/** All texts of a body that are not adopted yet, and the latest that are, for its desk. */
export async function deskDraftTexts(db: Db, institutionIds: readonly string[], limit: number): Promise<DraftText[]> {
  if (institutionIds.length === 0) return [];
  return all(db)
    .where('draft_text.institution_id', 'in', institutionIds)
    .orderBy(sql`draft_text.state = 'adopted'`)
    .orderBy('draft_text.created_at', 'desc')
    .limit(limit)
    .execute();
}

export type DraftTextFilter = { institutionId?: string | undefined; phase?: PublicPhase | undefined; today: string };

const NEWEST: readonly OrderColumn[] = [
  { sql: sql`draft_text.opens_on::text`, key: 'since', direction: 'desc' },
  { sql: sql`draft_text.id`, key: 'id', direction: 'desc' },
];

/** Public texts, those opened last first, page by page. */
export async function listDraftTexts(
  db: Db,
  filter: DraftTextFilter,
  paging: Paging,
): Promise<Slice<DraftText> & Total> {
  const total = await totalOf(db, filtered(db, filter).select('draft_text.id'));
  const query = filtered(db, filter)
    .select(COLUMNS)
    .select([CONTRIBUTIONS, UNANSWERED, OPENED, sql<string>`draft_text.opens_on::text`.as('since')]);
  const page = await slice(query, NEWEST, paging);
  return { items: page.items.map(({ since: _since, ...text }) => text), next: page.next, ...total };
}

/** Public texts for the search, page by page in the order in which they were begun. */
export async function searchedTexts(db: Db, after: string | undefined): Promise<Slice<DraftText>> {
  const order: readonly OrderColumn[] = [{ sql: sql`draft_text.id`, key: 'id', direction: 'asc' }];
  return slice(all(db).where('draft_text.state', '<>', 'draft'), order, { limit: 50, after });
}

function filtered(db: Db, { institutionId, phase, today }: DraftTextFilter) {
  let query = across(db).selectFrom('draft_text').where('draft_text.state', '<>', 'draft');
  if (institutionId) query = query.where('draft_text.institution_id', '=', institutionId);
  if (phase === 'concluded' || phase === 'adopted') return query.where('draft_text.state', '=', phase);
  if (phase) query = query.where('draft_text.state', '=', 'published');
  if (phase === 'announced') query = query.where('draft_text.opens_on', '>', today);
  if (phase === 'open')
    query = query.where('draft_text.opens_on', '<=', today).where('draft_text.closes_on', '>=', today);
  if (phase === 'answering') query = query.where('draft_text.closes_on', '<', today);
  return query;
}

/** A version of a text. `publishedAt` null: it is being written. */
export type Version = {
  number: number;
  articles: Article[];
  clashes: string[];
  note: Text | null;
  madeAt: Date;
  publishedAt: Date | null;
};

type Key = Pick<DraftText, 'institutionId' | 'id'>;

function versions(db: Db, { institutionId, id }: Key) {
  return within(db, institutionId)
    .selectFrom('draft_text_version')
    .select(['number', 'articles', 'clashes', 'note', 'made_at as madeAt', 'published_at as publishedAt'])
    .where('text_id', '=', id);
}

/** A version by its number. */
export async function versionOf(db: Db, text: Key, number: number): Promise<Version | undefined> {
  return versions(db, text).where('number', '=', number).executeTakeFirst();
}

/** Every published version with its parts, the first one first. */
export async function everyVersion(db: Db, text: Key): Promise<Version[]> {
  return versions(db, text).where('published_at', 'is not', null).orderBy('number').execute();
}

/** The version that is being written, if one is. `lock`: until the transaction ends. */
export async function workingVersion(
  db: Db,
  text: Key,
  options: { lock?: boolean } = {},
): Promise<Version | undefined> {
  const query = versions(db, text).where('published_at', 'is', null);
  return (options.lock ? query.forUpdate() : query).executeTakeFirst();
}

/** The published versions without their articles, the first one first. */
export async function publishedVersions(
  db: Db,
  { institutionId, id }: Key,
): Promise<{ number: number; note: Text | null; publishedAt: Date | null }[]> {
  return within(db, institutionId)
    .selectFrom('draft_text_version')
    .select(['number', 'note', 'published_at as publishedAt'])
    .where('text_id', '=', id)
    .where('published_at', 'is not', null)
    .orderBy('number')
    .execute();
}

/** A round of a text: which version was open to contributions, and when. */
export type Round = { number: number; version: number; opensOn: string; closesOn: string };

/** The rounds of a text, the first one first. */
export async function roundsOf(db: Db, { institutionId, id }: Key): Promise<Round[]> {
  return within(db, institutionId)
    .selectFrom('draft_text_round')
    .select(['number', 'version', 'opens_on as opensOn', 'closes_on as closesOn'])
    .where('text_id', '=', id)
    .orderBy('number')
    .execute();
}

/** How long a body consults at least: the rule that says so, its length, and the first day on which a text opened on `from` may close. */
export type Floor = { rule: string; law: boolean; period: Period | null; earliestOn: string | null };

/** The shortest period of a body for a text opened on a day: that of the decree, or the body's own where the law leaves it open. */
export async function floorOf(db: Db, body: Pick<Institution, 'id' | 'kind'>, from: string): Promise<Floor> {
  const name = periodRule(body.kind);
  const rule = ruleOn(name, from);
  const period = rule ? await periodIn({ db }, rule, body.id) : null;
  const answer = period ? countDeadline(await workingCalendar(db), { from, period }) : undefined;
  return { rule: name, law: rule?.period != null, period, earliestOn: answer?.deadline?.due ?? null };
}
