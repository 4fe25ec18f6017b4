import { type RawBuilder, sql } from 'kysely';
import type { Db } from '#platform/db/database.ts';
import type { Text } from '#platform/i18n/text.ts';
import '../tables.ts';

/** What moderation did in a month, over all bodies or in one. Nothing in it is about a person. */
export type MonthFigures = {
  /** `YYYY-MM`. */
  month: string;
  reports: number;
  /** Decisions by what they were about and how they ended. */
  hidden: number;
  kept: number;
  restored: number;
  /** Of those decided: how many had waited unseen because of their score. */
  held: number;
  appeals: number;
  upheld: number;
};

/** How often a ground led to hiding, and how often it was reported. */
export type GroundFigures = { ground: string; label: Text | null; hidden: number; reported: number };

const ofBody = (institutionId: string | null): RawBuilder<unknown> =>
  institutionId === null ? sql`true` : sql`institution_id = ${institutionId}`;

/** The months since a date in which anything happened, the latest first. */
export async function figuresByMonth(db: Db, institutionId: string | null, since: string): Promise<MonthFigures[]> {
  const body = ofBody(institutionId);
  const { rows } = await sql<MonthFigures>`
    with happened as (
      select reported_on as day, 'report' as what, false as held from moderation_report
        where ${body} and reported_on >= ${since}::date
      union all
      select decided_on, verdict, held from moderation_decision where ${body} and decided_on >= ${since}::date
      union all
      select made_on, 'appeal', false from moderation_appeal where ${body} and made_on >= ${since}::date
      union all
      select decided_on, outcome, false from moderation_appeal
        where ${body} and decided_on >= ${since}::date and outcome = 'restored'
    )
    select to_char(day, 'YYYY-MM') as month,
      count(*) filter (where what = 'report') as reports,
      count(*) filter (where what = 'hide') as hidden,
      count(*) filter (where what = 'keep') as kept,
      count(*) filter (where what = 'restore') as restored,
      count(*) filter (where held) as held,
      count(*) filter (where what = 'appeal') as appeals,
      count(*) filter (where what = 'restored') as upheld
    from happened group by 1 order by 1 desc`.execute(db);
  return rows;
}

/** The grounds since a date: the most frequent reason for hiding first. The words are the latest that a decision used. */
export async function figuresByGround(db: Db, institutionId: string | null, since: string): Promise<GroundFigures[]> {
  const body = ofBody(institutionId);
  const { rows } = await sql<GroundFigures>`
    with hidden as (
      select ground, count(*) as n, (array_agg(ground_label order by decided_at desc))[1] as label
      from moderation_decision where ${body} and verdict = 'hide' and decided_on >= ${since}::date group by ground
    ), reported as (
      select ground, count(*) as n from moderation_report where ${body} and reported_on >= ${since}::date group by ground
    )
    select coalesce(hidden.ground, reported.ground) as ground, hidden.label,
      coalesce(hidden.n, 0) as hidden, coalesce(reported.n, 0) as reported
    from hidden full join reported on reported.ground = hidden.ground
    order by hidden desc, reported desc, ground`.execute(db);
  return rows;
}
