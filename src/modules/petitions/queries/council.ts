import { sql } from 'kysely';
import { type CaseFile, caseById } from '#core/cases/index.ts';
import { across, type Db, within } from '#platform/db/database.ts';
import type { Text } from '#platform/i18n/text.ts';
import type { Check, Condition, Outcome, Petitioner } from '../council.ts';
import type { PetitionLevel } from '../law.ts';
import { concernsCouncil, type Petition } from './petitions.ts';
import '../tables.ts';

/** What the council does with a petition. */
export type Council = {
  institutionId: string;
  petitionId: string;
  caseId: string;
  petitioner: Petitioner;
  /** The council that has its file since a day, where it is another one than was addressed. */
  liesWith: string | null;
  liesWithCase: string | null;
  liesWithLevel: PetitionLevel | null;
  liesSince: string | null;
  filedOn: string;
  acceptedOn: string | null;
  rejectedOn: string | null;
  rejectedGround: Condition | null;
  sessionDueOn: string | null;
  sessionOn: string | null;
  agendaItem: number | null;
  agendaTitle: Text | null;
  committee: Text | null;
  answeredOn: string | null;
  outcome: Outcome | null;
  deliberation: string | null;
};

const COLUMNS = [
  'petition_council.institution_id as institutionId',
  'petition_council.petition_id as petitionId',
  'petition_council.case_id as caseId',
  'petition_council.petitioner',
  'petition_council.lies_with as liesWith',
  'petition_council.lies_with_case as liesWithCase',
  'petition_council.lies_with_level as liesWithLevel',
  'petition_council.lies_since as liesSince',
  'petition_council.filed_on as filedOn',
  'petition_council.accepted_on as acceptedOn',
  'petition_council.rejected_on as rejectedOn',
  'petition_council.rejected_ground as rejectedGround',
  'petition_council.session_due_on as sessionDueOn',
  'petition_council.session_on as sessionOn',
  'petition_council.agenda_item as agendaItem',
  'petition_council.agenda_title as agendaTitle',
  'petition_council.committee',
  'petition_council.answered_on as answeredOn',
  'petition_council.outcome',
  'petition_council.deliberation',
] as const;

/** What the council does with a petition; undefined before its file was given. */
export async function councilOf(
  db: Db,
  { institutionId, id }: Pick<Petition, 'institutionId' | 'id'>,
): Promise<Council | undefined> {
  return within(db, institutionId)
    .selectFrom('petition_council')
    .select(COLUMNS)
    .where('petition_id', '=', id)
    .executeTakeFirst();
}

/** The same of several petitions, by their ids. */
export async function councilsOf(db: Db, petitions: readonly Pick<Petition, 'id'>[]): Promise<Map<string, Council>> {
  if (petitions.length === 0) return new Map();
  const rows = await across(db)
    .selectFrom('petition_council')
    .select(COLUMNS)
    .where(
      'petition_id',
      'in',
      petitions.map(({ id }) => id),
    )
    .execute();
  return new Map(rows.map((row) => [row.petitionId, row]));
}

/** The file of a petition where it lies now; undefined before it was given. */
export async function fileOf(db: Db, council: Council | undefined): Promise<CaseFile | undefined> {
  return council && caseById(db, council.liesWith ?? council.institutionId, council.liesWithCase ?? council.caseId);
}

/** The level whose law the council goes by that has the file. */
export function levelWhereItLies({ level }: Pick<Petition, 'level'>, council: Council | undefined): PetitionLevel {
  return council?.liesWithLevel ?? level;
}

/** What the bureau found, condition by condition. */
export async function checksOf(
  db: Db,
  { institutionId, id }: Pick<Petition, 'institutionId' | 'id'>,
): Promise<Check[]> {
  return within(db, institutionId)
    .selectFrom('petition_check')
    .select(['condition', 'met', 'evidence', 'checked_at as checkedAt'])
    .where('petition_id', '=', id)
    .execute();
}

/** A point of the agenda of a session. */
export type AgendaItem = {
  reference: string;
  lang: Petition['lang'];
  title: string;
  sessionOn: string;
  item: number | null;
  words: Text | null;
  outcome: Outcome | null;
  /** When it came onto this agenda, and how many times it had been on another one. */
  scheduledAt: Date;
  moved: number;
};

/** What a council has the file of, with the case as it lies there: a branch for each index. */
const heldBy = (institutionId: string) => sql`(
  select institution_id, petition_id, case_id as held_case, session_on, agenda_item, agenda_title, outcome
    from petition_council where institution_id = ${institutionId} and lies_with is null
  union all
  select institution_id, petition_id, lies_with_case, session_on, agenda_item, agenda_title, outcome
    from petition_council where lies_with = ${institutionId})`;

/** The petitions that stand on the agenda of a council's sessions from a day on, in the order of the agenda. */
export async function agendaFrom(db: Db, institutionId: string, from: string): Promise<AgendaItem[]> {
  const { rows } = await sql<AgendaItem>`
    select petition.reference, petition.lang, petition.title, held.session_on as "sessionOn", held.agenda_item as item,
      held.agenda_title as words, held.outcome, scheduling.at as "scheduledAt", scheduling.times - 1 as moved
    from ${heldBy(institutionId)} held
      join petition on petition.institution_id = held.institution_id and petition.id = held.petition_id
      cross join lateral (
        select max(at) as at, count(*) as times from case_event
        where institution_id = ${institutionId} and case_id = held.held_case and verb = 'schedule') scheduling
    where held.session_on >= ${from} and petition.state in ('scheduled', 'answered', 'finished') and scheduling.times > 0
    order by held.session_on, held.agenda_item, petition.reference
    limit 500`.execute(db);
  return rows;
}

/** When the agendas of a council last changed; undefined while nothing stood on one. */
export async function agendaChangedAt(db: Db, institutionId: string): Promise<Date | undefined> {
  const { rows } = await sql<{ at: Date | null }>`
    select max(case_event.at) as at from ${heldBy(institutionId)} held
      join case_event on case_event.institution_id = ${institutionId} and case_event.case_id = held.held_case
    where case_event.verb in ('schedule', 'answer', 'withdraw')`.execute(db);
  return rows[0]?.at ?? undefined;
}

/** A petition in the list of those that a council has to do with. */
export type InCouncil = Pick<
  Petition,
  'institutionId' | 'liesWith' | 'reference' | 'lang' | 'title' | 'state' | 'closedAt'
>;

/** The petitions of a council whose signing is over and whose follow-up is not, the first that closed first. */
export async function petitionsInCouncil(db: Db, institutionId: string): Promise<InCouncil[]> {
  return across(db)
    .selectFrom('petition')
    .leftJoin('petition_council', (join) =>
      join
        .onRef('petition_council.institution_id', '=', 'petition.institution_id')
        .onRef('petition_council.petition_id', '=', 'petition.id'),
    )
    .select(['petition.institution_id as institutionId', 'petition_council.lies_with as liesWith'])
    .select(['petition.reference', 'petition.lang', 'petition.title', 'petition.state'])
    .select('petition.closed_at as closedAt')
    .where(await concernsCouncil(db, institutionId))
    .where('petition.state', 'in', ['closed', 'filed', 'accepted', 'scheduled', 'answered'])
    .orderBy('petition.closed_at')
    .orderBy('petition.id')
    .limit(200)
    .execute();
}
