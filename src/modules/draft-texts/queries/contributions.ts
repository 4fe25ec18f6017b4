import { sql } from 'kysely';
import { associationsRepresentedBy } from '#core/associations/index.ts';
import { across, type Db, within } from '#platform/db/database.ts';
import { type OrderColumn, type Paging, type Slice, slice, type Total, totalOf } from '#platform/db/paging.ts';
import type { Text } from '#platform/i18n/text.ts';
import type { Actor } from '#platform/tenant.ts';
import type { Contributed } from '../access.ts';
import type { Deed } from '../amend.ts';
import type { TextLang } from '../article.ts';
import {
  type Channel,
  type ContributionKind,
  type ContributionState,
  OUTCOMES,
  type Outcome,
  WHOLE,
} from '../draft-text.ts';
import { type DraftText, findDraftText, type Version } from './draft-texts.ts';
import '../tables.ts';

/** What a body answered. `wording`: the words taken over of an amendment that is accepted in part. */
export type Answer = { outcome: Outcome; reasons: Text; wording: string | null; at: Date };

/** A contribution as readers see it: of one that is hidden or withdrawn only its place is left. */
export type Contribution = {
  institutionId: string;
  id: string;
  textId: string;
  number: number;
  version: number;
  round: number;
  kind: ContributionKind;
  articleId: string | null;
  deed: Deed | null;
  lang: TextLang;
  quote: string | null;
  wording: string;
  /** Of a new article; empty: it has none. */
  heading: string;
  reasons: string;
  authorId: string | null;
  authorName: string | null;
  association: { id: string; name: Text } | null;
  state: ContributionState;
  hiddenReason: Text | null;
  supports: number;
  channel: Channel;
  /** The day on which it came in elsewhere than on the site. */
  receivedOn: string | null;
  keptAt: string | null;
  createdAt: Date;
  editedAt: Date | null;
  answer: Answer | null;
};

function rows(db: Db) {
  return across(db)
    .selectFrom('draft_text_contribution as c')
    .leftJoin('association', 'association.id', 'c.association_id')
    .select(['c.institution_id', 'c.id', 'c.text_id', 'c.number', 'c.version', 'c.round'])
    .select([
      'c.kind',
      'c.article_id',
      'c.deed',
      'c.lang',
      'c.quote',
      'c.wording',
      'c.heading',
      'c.reasons',
      'c.author_id',
      'c.author_name',
    ])
    .select([
      'c.association_id',
      'c.state',
      'c.hidden_reason',
      'c.supports',
      'c.created_at',
      'c.edited_at',
      'c.outcome',
    ])
    .select([
      'c.answer_reasons',
      'c.answer_wording',
      'c.answered_at',
      'c.channel',
      'c.received_on',
      'c.kept_at',
      'association.name as association_name',
    ]);
}

type Row = Awaited<ReturnType<ReturnType<typeof rows>['execute']>>[number];

function asContribution(row: Row): Contribution {
  const gone = row.state === 'withdrawn' || row.state === 'hidden';
  const { outcome, answer_reasons: reasons, answered_at: at } = row;
  return {
    institutionId: row.institution_id,
    id: row.id,
    textId: row.text_id,
    number: row.number,
    version: row.version,
    round: row.round,
    kind: row.kind,
    articleId: row.article_id,
    deed: row.deed,
    lang: row.lang,
    quote: gone ? null : row.quote,
    wording: gone ? '' : row.wording,
    heading: gone ? '' : row.heading,
    reasons: gone ? '' : row.reasons,
    authorId: row.author_id,
    authorName: row.author_name,
    association: row.association_id === null ? null : { id: row.association_id, name: row.association_name ?? {} },
    state: row.state,
    hiddenReason: row.hidden_reason,
    supports: row.supports,
    channel: row.channel,
    receivedOn: row.received_on,
    keptAt: row.kept_at,
    createdAt: row.created_at,
    editedAt: row.edited_at,
    answer: outcome && reasons && at ? { outcome, reasons, wording: row.answer_wording, at } : null,
  };
}

/** Which answers a list shows: one outcome, or `none`. */
export const ANSWER_FILTERS = ['none', ...OUTCOMES] as const;

export type ContributionFilter = {
  /** The id of a part, or `text` for what was said on the whole. */
  article?: string | undefined;
  kind?: ContributionKind | undefined;
  round?: number | undefined;
  answer?: (typeof ANSWER_FILTERS)[number] | undefined;
  /** With those that wait for a moderator: for the desk. */
  held?: boolean;
};

type Key = Pick<DraftText, 'institutionId' | 'id'>;

const BY_NUMBER: readonly OrderColumn[] = [{ sql: sql`c.number`, key: 'number', direction: 'asc' }];

/** The contributions on a text in the order in which they came, page by page. */
export async function listContributions(
  db: Db,
  text: Key,
  filter: ContributionFilter,
  paging: Paging,
): Promise<Slice<Contribution> & Total> {
  const total = await totalOf(db, matching(db, text, filter));
  const page = await slice(matching(db, text, filter), BY_NUMBER, paging);
  return { items: page.items.map(asContribution), next: page.next, ...total };
}

function matching(db: Db, { institutionId, id }: Key, { article, kind, round, answer, held }: ContributionFilter) {
  let query = rows(db).where('c.institution_id', '=', institutionId).where('c.text_id', '=', id);
  query = held ? query.where('c.state', 'in', ['shown', 'held']) : query.where('c.state', '<>', 'held');
  if (article)
    query = article === WHOLE ? query.where('c.article_id', 'is', null) : query.where('c.article_id', '=', article);
  if (round) query = query.where('c.round', '=', round);
  if (kind) query = query.where('c.kind', '=', kind);
  if (answer === 'none') query = query.where('c.outcome', 'is', null).where('c.state', 'in', ['shown', 'held']);
  else if (answer) query = query.where('c.outcome', '=', answer);
  return query;
}

/** The most contributions of earlier rounds that stand beside what changed. */
const MOST_BEFORE = 100;
const MOST_BETWEEN = 1_000;

/** What everybody sees of earlier rounds on a part (`text`: on the whole), those of the last round first. */
export async function contributionsBefore(
  db: Db,
  text: Key & Pick<DraftText, 'round'>,
  article: string,
): Promise<Contribution[]> {
  const found = await matching(db, text, { article })
    .where('c.round', '<', text.round)
    .where('c.state', '=', 'shown')
    .orderBy('c.round', 'desc')
    .orderBy('c.number')
    .limit(MOST_BEFORE)
    .execute();
  return found.map(asContribution);
}

/** What was said on the articles of a version and of those before another: what led from the one to the other. */
export async function contributionsBetween(
  db: Db,
  text: Key,
  versions: { from: number; to: number },
): Promise<Contribution[]> {
  const found = await matching(db, text, {})
    .where('c.version', '>=', versions.from)
    .where('c.version', '<', versions.to)
    .where('c.article_id', 'is not', null)
    .where('c.state', '=', 'shown')
    .orderBy('c.number')
    .limit(MOST_BETWEEN)
    .execute();
  return found.map(asContribution);
}

/** The first that still stand of what was said on a text. */
export async function firstContributions(db: Db, text: Key, limit: number): Promise<Contribution[]> {
  const found = await matching(db, text, {}).where('c.state', '=', 'shown').orderBy('c.number').limit(limit).execute();
  return found.map(asContribution);
}

/** The amendments to a version that were accepted as they are or in part, in their order: what makes the next one. */
export async function acceptedAmendments(db: Db, text: Key, version: number): Promise<Contribution[]> {
  const found = await matching(db, text, { kind: 'amendment' })
    .where('c.version', '=', version)
    .where('c.state', '=', 'shown')
    .where('c.outcome', 'in', ['accepted', 'partly-accepted'])
    .orderBy('c.number')
    .execute();
  return found.map(asContribution);
}

/** How many are read at a time of a table that may be long. */
const READ_AT_ONCE = 500;

/**
 * The whole table of a text, part by part, so that it need not be held: round by round in the order of the articles of `versions`. `most`:
 * no more than so many.
 */
export async function* tableOf(
  db: Db,
  { institutionId, id }: Key,
  versions: readonly Pick<Version, 'number' | 'articles'>[],
  most = Number.POSITIVE_INFINITY,
): AsyncGenerator<Contribution[]> {
  const places = new Map(
    versions.flatMap(({ number, articles }) => articles.map((one, place) => [`${number} ${one.id}`, place] as const)),
  );
  const keys = await within(db, institutionId)
    .selectFrom('draft_text_contribution')
    .select(['id', 'number', 'round', 'version', 'article_id'])
    .where('text_id', '=', id)
    .where('state', '<>', 'held')
    .execute();
  const placed = keys.map((key) => ({ ...key, place: places.get(`${key.version} ${key.article_id}`) ?? -1 }));
  placed.sort((a, b) => a.round - b.round || a.place - b.place || a.number - b.number);
  const ids = placed.slice(0, most).map((key) => key.id);
  for (let from = 0; from < ids.length; from += READ_AT_ONCE) {
    const wanted = ids.slice(from, from + READ_AT_ONCE);
    const found = await matching(db, { institutionId, id }, {}).where('c.id', 'in', wanted).execute();
    const byId = new Map(found.map((row) => [row.id, row]));
    yield wanted.flatMap((one) => byId.get(one) ?? []).map(asContribution);
  }
}

/** Contributions of a text by their ids, in their order. `lock`: until the transaction ends. */
export async function contributionsOf(
  db: Db,
  text: Key,
  ids: readonly string[],
  options: { lock?: boolean } = {},
): Promise<Contribution[]> {
  if (ids.length === 0) return [];
  const query = matching(db, text, { held: true }).where('c.id', 'in', ids).orderBy('c.number');
  const found = await (options.lock ? query.forUpdate('c') : query).execute();
  return found.map(asContribution);
}

/** A contribution with its text, and whether the one who asks speaks for its association. */
export type FoundContribution = Contribution & Contributed & { text: DraftText };

/** A contribution of a text, by its id. `lock`: until the transaction ends. */
export async function findContribution(
  scene: { db: Db; tenant: { id: string } | null; actor: Actor; today: string },
  { text: typed, id }: { text: string; id: string },
  options: { lock?: boolean } = {},
): Promise<FoundContribution | undefined> {
  const { db, actor, today } = scene;
  const text = await findDraftText(scene, typed);
  if (!text) return undefined;
  if (options.lock)
    await within(db, text.institutionId)
      .selectFrom('draft_text_contribution')
      .select('id')
      .where('id', '=', id)
      .forUpdate()
      .execute();
  const row = await rows(db)
    .where('c.institution_id', '=', text.institutionId)
    .where('c.text_id', '=', text.id)
    .where('c.id', '=', id)
    .executeTakeFirst();
  if (!row) return undefined;
  const contribution = asContribution(row);
  const associationId = contribution.association?.id ?? null;
  const represented =
    associationId !== null &&
    actor.kind === 'person' &&
    (await associationsRepresentedBy(db, actor.id, today)).some((one) => one.id === associationId);
  return { ...contribution, associationId, represented, text };
}

/** What a contribution said before. */
export type Earlier = Pick<Contribution, 'number' | 'quote' | 'wording' | 'heading' | 'reasons'> & { writtenAt: Date };

/** The earlier forms of a contribution, the latest first. */
export async function earlierOf(
  db: Db,
  { institutionId, id }: Pick<Contribution, 'institutionId' | 'id'>,
): Promise<Earlier[]> {
  return within(db, institutionId)
    .selectFrom('draft_text_earlier')
    .select(['number', 'quote', 'wording', 'heading', 'reasons', 'written_at as writtenAt'])
    .where('contribution_id', '=', id)
    .orderBy('number', 'desc')
    .execute();
}

/** Whether a person supports a contribution. */
export async function isSupporter(
  db: Db,
  { institutionId, id }: Pick<Contribution, 'institutionId' | 'id'>,
  personId: string,
): Promise<boolean> {
  const row = await within(db, institutionId)
    .selectFrom('draft_text_support')
    .select('person_id')
    .where('contribution_id', '=', id)
    .where('person_id', '=', personId)
    .executeTakeFirst();
  return row !== undefined;
}

/** Everybody who said something on a text that still stands. */
export async function authorsOf(db: Db, { institutionId, id }: Key): Promise<string[]> {
  const found = await within(db, institutionId)
    .selectFrom('draft_text_contribution')
    .select('author_id')
    .distinct()
    .where('text_id', '=', id)
    .where('state', '=', 'shown')
    .where('author_id', 'is not', null)
    .execute();
  return found.flatMap(({ author_id }) => author_id ?? []);
}

/** What was said last on a text, as far as everybody sees it. */
export async function latestContributions(db: Db, text: Key, limit: number): Promise<Contribution[]> {
  const found = await matching(db, text, {})
    .where('c.state', '=', 'shown')
    .orderBy('c.number', 'desc')
    .limit(limit)
    .execute();
  return found.map(asContribution);
}
