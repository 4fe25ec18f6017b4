import { sql } from 'kysely';
import { type Db, within } from '#platform/db/database.ts';
import { CHANNELS, type Channel, OUTCOMES, type Outcome, WHOLE } from '../draft-text.ts';
import type { DraftText } from './draft-texts.ts';
import '../tables.ts';

type Key = Pick<DraftText, 'institutionId' | 'id'>;

/** How many contributions of a round stand on each part (`text`: on the whole), amendments and comments apart. */
export async function countByArticle(
  db: Db,
  { institutionId, id, round }: Key & Pick<DraftText, 'round'>,
): Promise<Map<string, { amendments: number; comments: number }>> {
  const found = await within(db, institutionId)
    .selectFrom('draft_text_contribution')
    .select((row) => [
      sql<string>`coalesce(article_id, ${WHOLE})`.as('article'),
      row.fn.countAll<number>().filterWhere('kind', '=', 'amendment').as('amendments'),
      row.fn.countAll<number>().filterWhere('kind', '=', 'comment').as('comments'),
    ])
    .where('text_id', '=', id)
    .where('round', '=', round)
    .where('state', '=', 'shown')
    .groupBy('article')
    .execute();
  return new Map(found.map(({ article, ...counts }) => [article, counts]));
}

/** What came in and what was answered, in numbers. `people` are those who spoke for themselves; those who have no account are told apart by name. */
export type Figures = {
  comments: number;
  amendments: number;
  people: number;
  associations: number;
  supports: number;
  /** Comments and amendments together, by the way they came in: they add up. */
  channels: Record<Channel, number>;
  outcomes: Record<Outcome, number>;
  unanswered: number;
  /** Of those, the ones that wait for a moderator. */
  held: number;
};

/** The figures of a text, over all its rounds or of one. */
export async function figuresOf(db: Db, { institutionId, id }: Key, round?: number): Promise<Figures> {
  const { rows: found } = await sql<Omit<Figures, 'outcomes' | 'channels'> & Record<Outcome | Channel, number>>`
    select
      count(*) filter (where state = 'shown' and kind = 'comment') as comments,
      count(*) filter (where state = 'shown' and kind = 'amendment') as amendments,
      count(distinct coalesce(author_id::text, 'name:' || author_name))
        filter (where state = 'shown' and association_id is null) as people,
      count(distinct association_id) filter (where state = 'shown') as associations,
      coalesce(sum(supports) filter (where state = 'shown'), 0) as supports,
      ${sql.join(CHANNELS.map((one) => sql`count(*) filter (where state = 'shown' and channel = ${one}) as ${sql.id(one)}`))},
      count(*) filter (where state = 'shown' and outcome = 'accepted') as accepted,
      count(*) filter (where state = 'shown' and outcome = 'partly-accepted') as "partly-accepted",
      count(*) filter (where state = 'shown' and outcome = 'not-accepted') as "not-accepted",
      count(*) filter (where state = 'shown' and outcome = 'out-of-scope') as "out-of-scope",
      count(*) filter (where state in ('shown', 'held') and outcome is null) as unanswered,
      count(*) filter (where state = 'held') as held
    from draft_text_contribution where institution_id = ${institutionId} and text_id = ${id}
      and (${round ?? null}::integer is null or round = ${round ?? null})`.execute(db);
  const [row] = found;
  if (!row) throw new Error('counting gave nothing');
  const outcomes = Object.fromEntries(OUTCOMES.map((one) => [one, row[one]])) as Record<Outcome, number>;
  const { comments, amendments, people, associations, supports, unanswered, held } = row;
  const channels = Object.fromEntries(CHANNELS.map((one) => [one, row[one]])) as Record<Channel, number>;
  return { comments, amendments, people, associations, supports, channels, unanswered, held, outcomes };
}

/** How many contributions everybody sees of each round. */
export async function countByRound(db: Db, { institutionId, id }: Key): Promise<Map<number, number>> {
  const found = await within(db, institutionId)
    .selectFrom('draft_text_contribution')
    .select((row) => ['round', row.fn.countAll<number>().as('n')])
    .where('text_id', '=', id)
    .where('state', '=', 'shown')
    .groupBy('round')
    .execute();
  return new Map(found.map(({ round, n }) => [round, n]));
}
