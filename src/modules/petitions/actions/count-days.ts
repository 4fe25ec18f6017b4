import { sql } from 'kysely';
import { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { across } from '#platform/db/database.ts';
import { countDays as mayCount } from '../access.ts';
import '../tables.ts';

const input = z.object({ institution: z.uuid(), petition: z.uuid() });

/** Counts how many signatures of each day count. What was taken back or found not to count leaves its day. */
export const countDays = defineAction<z.infer<typeof input>, { reference: string }, { changed: number }>({
  name: 'petitions.count-days',
  input,
  target: ({ db }, { institution, petition }) =>
    across(db)
      .selectFrom('petition')
      .select('reference')
      .where('institution_id', '=', institution)
      .where('id', '=', petition)
      .executeTakeFirst(),
  access: mayCount,
  event: 'petition.days-counted',
  record: () => null,
  run: async ({ db, touch }, { institution, petition }, { reference }) => {
    const { rows } = await sql<{ changed: number }>`
      with found as (
        select (signed_at at time zone 'UTC')::date as day, count(*)::int as signatures from petition_signature
        where institution_id = ${institution} and petition_id = ${petition} and state = 'counted' group by 1),
      gone as (
        delete from petition_day kept where institution_id = ${institution} and petition_id = ${petition}
          and not exists (select 1 from found where found.day = kept.day) returning 1),
      written as (
        insert into petition_day as kept (institution_id, petition_id, day, signatures)
        select ${institution}, ${petition}, day, signatures from found
        on conflict (institution_id, petition_id, day) do update set signatures = excluded.signatures
          where kept.signatures <> excluded.signatures
        returning 1)
      select ((select count(*) from gone) + (select count(*) from written))::int as changed`.execute(db);
    const changed = rows[0]?.changed ?? 0;
    if (changed > 0) touch(`petition-days:${reference}`);
    return { changed };
  },
});
