import { sql } from 'kysely';
import { across, type Db } from '#platform/db/database.ts';
import { type OrderColumn, type Paging, type Slice, slice, type Total, totalOf } from '#platform/db/paging.ts';
import type { Text } from '#platform/i18n/text.ts';
import { arabicForms, isArabic } from '#platform/search/arabic.ts';
import { foldWord, normalise, wordsOf } from '#platform/search/normalise.ts';
import type { Channel, ProposalState, SignedAs, Standing } from '../proposal.ts';
import type { Answers } from '../questions.ts';
import { termsOf } from '../similar.ts';
import '../tables.ts';

/** A proposal as pages, actions and the API read it. */
export type Proposal = {
  institutionId: string;
  id: string;
  reference: string;
  callId: string;
  standing: Standing;
  state: ProposalState;
  title: Text;
  body: Text;
  theme: string | null;
  territory: string | null;
  place: string | null;
  answers: Answers;
  authorId: string | null;
  signedAs: SignedAs;
  associationId: string | null;
  signature: string | null;
  channel: Channel;
  hiddenReason: Text | null;
  mergedInto: string | null;
  splitFrom: string | null;
  createdAt: Date;
  submittedAt: Date | null;
  editedAt: Date | null;
  supports: number;
};

const COLUMNS = [
  'proposal.institution_id as institutionId',
  'proposal.id',
  'proposal.reference',
  'proposal.call_id as callId',
  'proposal.standing',
  'proposal.state',
  'proposal.title',
  'proposal.body',
  'proposal.theme',
  'proposal.territory',
  'proposal.place',
  'proposal.answers',
  'proposal.author_id as authorId',
  'proposal.signed_as as signedAs',
  'proposal.association_id as associationId',
  'proposal.signature',
  'proposal.channel',
  'proposal.hidden_reason as hiddenReason',
  'proposal.merged_into as mergedInto',
  'proposal.split_from as splitFrom',
  'proposal.created_at as createdAt',
  'proposal.submitted_at as submittedAt',
  'proposal.edited_at as editedAt',
] as const;

const SUPPORTS = sql<number>`coalesce((select supports from proposal_count counted
  where counted.institution_id = proposal.institution_id and counted.proposal_id = proposal.id), 0)`;

function all(db: Db) {
  return across(db).selectFrom('proposal').select(COLUMNS).select(SUPPORTS.as('supports'));
}

/** One proposal by its reference; undefined when there is none. */
export async function proposalByReference(db: Db, reference: string): Promise<Proposal | undefined> {
  return all(db).where('proposal.reference', '=', reference).executeTakeFirst();
}

/** Several by their references. */
export async function proposalsByReference(db: Db, references: readonly string[]): Promise<Map<string, Proposal>> {
  if (references.length === 0) return new Map();
  const rows = await all(db).where('proposal.reference', 'in', references).execute();
  return new Map(rows.map((row) => [row.reference, row]));
}

/** Several by their ids. */
export async function proposalsById(db: Db, ids: readonly string[]): Promise<Map<string, Proposal>> {
  if (ids.length === 0) return new Map();
  const rows = await all(db).where('proposal.id', 'in', ids).execute();
  return new Map(rows.map((row) => [row.id, row]));
}

/** What somebody wrote or wrote with others, the latest first. */
export async function proposalsBy(db: Db, personId: string): Promise<Proposal[]> {
  return all(db)
    .where((row) =>
      row.or([
        row('proposal.author_id', '=', personId),
        row.exists(
          row
            .selectFrom('proposal_coauthor')
            .select('proposal_coauthor.person_id')
            .whereRef('proposal_coauthor.institution_id', '=', 'proposal.institution_id')
            .whereRef('proposal_coauthor.proposal_id', '=', 'proposal.id')
            .where('proposal_coauthor.person_id', '=', personId),
        ),
      ]),
    )
    .orderBy('proposal.created_at', 'desc')
    .limit(200)
    .execute();
}

/** The proposals that became part of this one. */
export async function mergedInto(db: Db, { institutionId, id }: Pick<Proposal, 'institutionId' | 'id'>) {
  return all(db)
    .where('proposal.institution_id', '=', institutionId)
    .where('proposal.merged_into', '=', id)
    .orderBy('proposal.id')
    .execute();
}

export const SORTS = ['new', 'supported'] as const;

export type ProposalFilter = {
  institutionId?: string | undefined;
  callId?: string | undefined;
  theme?: string | undefined;
  state?: ProposalState | undefined;
  channel?: Channel | undefined;
  /** Code of a region, province or commune: everything in it. */
  territory?: string | undefined;
  q?: string | undefined;
  /** Only those that owe an answer. */
  unanswered?: boolean | undefined;
  /** Those that ended too: merged, withdrawn, hidden. For the open data of a call. */
  ended?: boolean | undefined;
  sort?: (typeof SORTS)[number] | undefined;
};

const NEWEST: readonly OrderColumn[] = [
  { sql: sql`proposal.submitted_at`, key: 'submittedAt', direction: 'desc' },
  { sql: sql`proposal.id`, key: 'id', direction: 'desc' },
];

const MOST_SUPPORTED: readonly OrderColumn[] = [
  { sql: sql`proposal_count.supports`, key: 'supports', direction: 'desc' },
  { sql: sql`proposal_count.proposal_id`, key: 'id', direction: 'desc' },
];

/** Public proposals page by page: the latest first, or those with the most supports. */
export async function listProposals(db: Db, filter: ProposalFilter, paging: Paging): Promise<Slice<Proposal> & Total> {
  const total = await totalOf(db, filtered(db, filter).select('proposal.id'));
  const query = filtered(db, filter).select(COLUMNS);
  const page =
    filter.sort === 'supported'
      ? await slice(
          query
            .innerJoin('proposal_count', (join) =>
              join
                .onRef('proposal_count.institution_id', '=', 'proposal.institution_id')
                .onRef('proposal_count.proposal_id', '=', 'proposal.id'),
            )
            .select('proposal_count.supports'),
          MOST_SUPPORTED,
          paging,
        )
      : await slice(query.select(SUPPORTS.as('supports')), NEWEST, paging);
  return { ...page, ...total };
}

/** How many public proposals of a call are about each place, by its code. */
export async function countsByPlace(
  db: Db,
  call: { institutionId: string; id: string },
): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<{ territory: string; n: number }>`
    select territory, count(*)::int as n from proposal
    where institution_id = ${call.institutionId} and call_id = ${call.id} and standing = 'shown' and territory is not null
    group by territory`.execute(db);
  return new Map(rows.map(({ territory, n }) => [territory, n]));
}

/** The tag of what counts the places of a call's proposals: supports do not touch it. */
export function placesTag(callId: string): string {
  return `proposal-places:${callId}`;
}

function filtered(db: Db, filter: ProposalFilter) {
  const { institutionId, callId, theme, state, channel, territory, q, unanswered, ended } = filter;
  let query = across(db).selectFrom('proposal');
  query = ended
    ? query
        .where('proposal.standing', 'in', ['shown', 'merged', 'withdrawn', 'hidden'])
        .where('submitted_at', 'is not', null)
    : query.where('proposal.standing', '=', 'shown');
  if (institutionId) query = query.where('proposal.institution_id', '=', institutionId);
  if (callId) query = query.where('proposal.call_id', '=', callId);
  if (theme) query = query.where('proposal.theme', '=', theme);
  if (state) query = query.where('proposal.state', '=', state);
  if (channel) query = query.where('proposal.channel', '=', channel);
  if (unanswered) query = query.where('proposal.state', 'in', ['received', 'under-study']);
  if (territory) query = query.where('proposal.territory', 'like', `${territory.replace(/[^0-9.]/g, '')}%`);
  for (const forms of q ? wordsIn(q) : [])
    query = query.where(sql<boolean>`proposal.words like any (${forms.map((form) => `%${form}%`)}::text[])`);
  return query;
}

const MOST_WORDS = 8;

/** The words of a question, each in the forms under which it may stand in the text: Arabic ones without article and endings too. */
function wordsIn(q: string): string[][] {
  return [...wordsOf(q)]
    .map(({ text }) => {
      const { words, stems } = isArabic(foldWord(text)) ? arabicForms(text) : { words: [], stems: [] };
      const forms = [foldWord(text), ...words, ...stems];
      return [...new Set(forms)].filter((form) => form.length > 1);
    })
    .filter((forms) => forms.length > 0)
    .slice(0, MOST_WORDS);
}

export type SimilarProposal = Pick<Proposal, 'reference' | 'title' | 'state' | 'supports'>;

const LEAST_ALIKE = 0.12;

/**
 * The public proposals of a call most like some words, best first: by the stems they share and, for mistyped words, by the letters of the
 * title.
 */
export async function similarProposals(
  db: Db,
  call: { institutionId: string; id: string },
  texts: { title: Text; body: Text },
  { except, limit = 5 }: { except?: string | undefined; limit?: number } = {},
): Promise<SimilarProposal[]> {
  const terms = termsOf(texts.title, texts.body);
  const title = normalise(Object.values(texts.title).join(' '));
  if (terms.length === 0) return [];
  const { rows } = await sql<SimilarProposal>`
    select reference, title, state, ${SUPPORTS} as supports
    from proposal,
      lateral (select count(*)::real as shared from unnest(terms) as term where term = any (${terms}::text[])) as counted,
      lateral (select greatest(
        shared / greatest(1, least(cardinality(terms), ${terms.length})),
        word_similarity(${title}, left(words, 200))) as likeness) as measured
    where institution_id = ${call.institutionId} and call_id = ${call.id} and standing = 'shown'
      and (terms && ${terms}::text[] or ${title} <% words) and id is distinct from ${except ?? null}::uuid
      and likeness >= ${LEAST_ALIKE}
    order by likeness desc, id desc limit ${limit}`.execute(db);
  return rows;
}
