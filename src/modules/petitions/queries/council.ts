import { sql } from 'kysely';
import { type CaseFile, caseById } from '#core/cases/index.ts';
import { across, type Db, within } from '#platform/db/database.ts';
import type { Text } from '#platform/i18n/text.ts';
import type { Check, Condition, Outcome, Petitioner } from '../council.ts';
import type { Petition } from './petitions.ts';
import '../tables.ts';

/** What the council does with a petition. */
export type Council = {
  institutionId: string;
  petitionId: string;
  caseId: string;
  petitioner: Petitioner;
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

/** The file of a petition; undefined before it was given. */
export async function fileOf(db: Db, council: Council | undefined): Promise<CaseFile | undefined> {
  return council && caseById(db, council.institutionId, council.caseId);
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

/** The petitions that stand on the agenda of a council's sessions from a day on, in the order of the agenda. */
export async function agendaFrom(db: Db, institutionId: string, from: string): Promise<AgendaItem[]> {
  return within(db, institutionId)
    .selectFrom('petition_council')
    .innerJoin('petition', (join) =>
      join
        .onRef('petition.institution_id', '=', 'petition_council.institution_id')
        .onRef('petition.id', '=', 'petition_council.petition_id'),
    )
    .select(['petition.reference', 'petition.lang', 'petition.title', 'petition_council.agenda_item as item'])
    .select(['petition_council.agenda_title as words', 'petition_council.outcome'])
    .innerJoin(
      (inner) =>
        inner
          .selectFrom('case_event')
          .select(['institution_id', 'case_id'])
          .select(({ fn }) => [fn.max<Date>('at').as('at'), fn.countAll<number>().as('times')])
          .where('verb', '=', 'schedule')
          .groupBy(['institution_id', 'case_id'])
          .as('scheduling'),
      (join) =>
        join
          .onRef('scheduling.institution_id', '=', 'petition_council.institution_id')
          .onRef('scheduling.case_id', '=', 'petition_council.case_id'),
    )
    .select((row) => row.ref('petition_council.session_on').$notNull().as('sessionOn'))
    .select(['scheduling.at as scheduledAt'])
    .select(sql<number>`scheduling.times - 1`.as('moved'))
    .where('petition_council.session_on', '>=', from)
    .where('petition.state', 'in', ['scheduled', 'answered', 'finished'])
    .orderBy('petition_council.session_on')
    .orderBy('petition_council.agenda_item')
    .orderBy('petition.reference')
    .limit(500)
    .execute();
}

/** When the agendas of a council last changed; undefined while nothing stood on one. */
export async function agendaChangedAt(db: Db, institutionId: string): Promise<Date | undefined> {
  const { at } = await within(db, institutionId)
    .selectFrom('petition_council')
    .innerJoin('case_event', (join) =>
      join
        .onRef('case_event.institution_id', '=', 'petition_council.institution_id')
        .onRef('case_event.case_id', '=', 'petition_council.case_id'),
    )
    .select(({ fn }) => fn.max<Date | null>('case_event.at').as('at'))
    .where('case_event.verb', 'in', ['schedule', 'answer', 'withdraw'])
    .executeTakeFirstOrThrow();
  return at ?? undefined;
}

/** A petition in the list of those that a council has to do with. */
export type InCouncil = Pick<Petition, 'reference' | 'lang' | 'title' | 'state' | 'closedAt'>;

/** The petitions of a council whose signing is over and whose follow-up is not, the first that closed first. */
export async function petitionsInCouncil(db: Db, institutionId: string): Promise<InCouncil[]> {
  return within(db, institutionId)
    .selectFrom('petition')
    .select(['reference', 'lang', 'title', 'state', 'closed_at as closedAt'])
    .where('state', 'in', ['closed', 'filed', 'accepted', 'scheduled', 'answered'])
    .orderBy('closed_at')
    .orderBy('id')
    .limit(200)
    .execute();
}
