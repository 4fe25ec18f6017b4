import { sql } from 'kysely';
import { type Db, within } from '#platform/db/database.ts';
import { NEWS_STATES, type NewsState } from '../news.ts';
import type { Petition } from './petitions.ts';
import '../tables.ts';

/** Whether somebody still wants to hear what becomes of a petition. */
export async function isAskedForNews(
  db: Db,
  { institutionId, id }: Pick<Petition, 'institutionId' | 'id'>,
  row: string,
) {
  const found = await within(db, institutionId)
    .selectFrom('petition_news')
    .select('id')
    .where('petition_id', '=', id)
    .where('id', '=', row)
    .executeTakeFirst();
  return found !== undefined;
}

/** Petitions in a state that those who asked for it were not all told of yet. */
export async function untoldPetitions(db: Db): Promise<{ petition: string; state: NewsState }[]> {
  const { rows } = await sql<{ petition: string; state: NewsState }>`
    select petition.reference as petition, petition.state from petition
      left join petition_news_round round on round.institution_id = petition.institution_id
        and round.petition_id = petition.id and round.state = petition.state
    where petition.state = any(${[...NEWS_STATES]}) and round.done_at is null
      and exists (select 1 from petition_news news where news.institution_id = petition.institution_id
        and news.petition_id = petition.id)
    order by petition.id limit 100`.execute(db);
  return rows;
}
