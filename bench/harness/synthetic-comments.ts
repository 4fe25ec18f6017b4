import type pg from 'pg';
import { PERSON_ID } from './people.ts';

/** A thread to fill: what it is about, and how many comments it gets. */
export type SyntheticThread = { reference: string; count: number };

/**
 * Fills the thread of a commitment with comments of synthetic accounts (numbers 1 to `people`): three in four are direct, the others reply
 * to one of them, some are hidden or withdrawn, one in five hundred is an official answer, some have earlier versions, a few letters to a
 * long text, and the count of "useful" varies as it does where people read. Earlier ones stay.
 */
export async function fillThread(
  client: pg.ClientBase,
  { reference, count }: SyntheticThread,
  people: number,
): Promise<void> {
  const thread = [reference];
  await client.query(
    `insert into comment_thread (institution_id, subject_kind, subject_id, title, path, opened_at)
     select institution_id, 'commitment', reference, title, '/commitments/' || reference, now()
     from commitment where reference = $1 on conflict do nothing`,
    thread,
  );
  const id = (n: string) =>
    `('01990000-0000-7' || lpad(to_hex(hashtext($1) & 4095), 3, '0') || '-8005-' || lpad(to_hex(${n}), 12, '0'))::uuid`;
  // Parents first: every fourth comment replies to the one that is a multiple of four before it.
  for (const part of ['n % 4 <> 3', 'n % 4 = 3'])
    await client.query(
      `insert into comment (institution_id, id, subject_kind, subject_id, parent_id, author_id, signed_as, official,
         state, body, lang, hidden_reason, likeness, useful, created_at, edited_at)
       select commitment.institution_id, ${id('n')}, 'commitment', reference,
         case when n % 4 = 3 then ${id('n - 3')} end,
         case when not official then ${PERSON_ID('1 + n * 7919 % $3')} end,
         case when official then 'office' else 'pseudonym' end, official, state,
         case when state = 'withdrawn' then '' else repeat('نتمنى أن ينجز هذا الالتزام في أجله، وأن تنشر نتائجه. ', 1 + (n * 31 % 7)::int) || n end,
         'ar', case when state = 'hidden' then '{"ar": "خارج الموضوع"}'::jsonb end, null,
         case when official then 0 else (n * 7919 % 40)::int end,
         now() - interval '1 day' - ($2::bigint - n) * interval '1 second', null
       from commitment, generate_series(0, $2::bigint - 1) n,
         lateral (select n % 500 = 250 as official, case when n % 4 <> 3 then 'shown' when n % 100 = 51 then 'hidden'
           when n % 100 = 71 then 'withdrawn' else 'shown' end as state) as kind
       where reference = $1 and ${part}`,
      [reference, count, people],
    );
  await client.query('vacuum (analyze) comment, comment_thread');
}
