import { sql } from 'kysely';
import { type Attachment, attachmentsOf } from '#core/attachments/index.ts';
import type { CaseKind, CaseReader } from '#platform/case-kind.ts';
import { across, type Db, within } from '#platform/db/database.ts';
import { asTotal, type OrderColumn, type Paging, type Slice, slice, type Total } from '#platform/db/paging.ts';
import type { Lang } from '#platform/i18n/languages.ts';
import type { Text } from '#platform/i18n/text.ts';
import { parseReference } from '#platform/reference.ts';
import { type CaseChannel, mayRead, type PartyKind } from './case.ts';
import './tables.ts';

/** A case as pages, actions and the API read it. */
export type CaseFile = {
  institutionId: string;
  id: string;
  kind: string;
  reference: string;
  about: string;
  title: Text;
  state: string;
  lang: Lang;
  channel: CaseChannel;
  partyKind: PartyKind;
  partyName: string;
  personId: string | null;
  contact: Buffer | null;
  receivedAt: Date;
  receivedOn: string;
  rule: string | null;
  dueOn: string | null;
  provisional: boolean;
  extended: boolean;
  assignedTo: string | null;
  decidedOn: string | null;
  decidedDueOn: string | null;
  outcome: string | null;
  ground: string | null;
  overAt: Date | null;
  cameFromInstitution: string | null;
  cameFrom: string | null;
  anonymisedAt: Date | null;
  erased: boolean;
};

const COLUMNS = [
  'case_file.institution_id as institutionId',
  'case_file.id',
  'case_file.kind',
  'case_file.reference',
  'case_file.about',
  'case_file.title',
  'case_file.state',
  'case_file.lang',
  'case_file.channel',
  'case_file.party_kind as partyKind',
  'case_file.party_name as partyName',
  'case_file.person_id as personId',
  'case_file.contact',
  'case_file.received_at as receivedAt',
  'case_file.received_on as receivedOn',
  'case_file.rule',
  'case_file.due_on as dueOn',
  'case_file.provisional',
  'case_file.extended',
  'case_file.assigned_to as assignedTo',
  'case_file.decided_on as decidedOn',
  'case_file.decided_due_on as decidedDueOn',
  'case_file.outcome',
  'case_file.ground',
  'case_file.over_at as overAt',
  'case_file.came_from_institution as cameFromInstitution',
  'case_file.came_from as cameFrom',
  'case_file.anonymised_at as anonymisedAt',
  'case_file.erased',
] as const;

/** The state of a case that now lies with another body. */
export const TRANSFERRED = 'transferred';

/** A case by its reference, however it was typed, where it lies now. On a body's site only one that lies there. */
export async function caseByReference(
  { db, tenant }: { db: Db; tenant: { id: string } | null },
  typed: string,
): Promise<CaseFile | undefined> {
  const reference = parseReference(typed)?.text;
  if (!reference) return undefined;
  let query = across(db)
    .selectFrom('case_file')
    .select(COLUMNS)
    .where('reference', '=', reference)
    .where('state', '!=', TRANSFERRED);
  if (tenant) query = query.where('institution_id', '=', tenant.id);
  return query.executeTakeFirst();
}

/** A case of a body by its id. */
export async function caseById(db: Db, institutionId: string, id: string): Promise<CaseFile | undefined> {
  return within(db, institutionId).selectFrom('case_file').select(COLUMNS).where('id', '=', id).executeTakeFirst();
}

/** The cases of a person, the latest first. */
export async function casesOf(db: Db, personId: string): Promise<CaseFile[]> {
  return across(db)
    .selectFrom('case_file')
    .select(COLUMNS)
    .where('person_id', '=', personId)
    .where('state', '!=', TRANSFERRED)
    .orderBy('received_at', 'desc')
    .limit(200)
    .execute();
}

/** What a list of cases of a body is narrowed to. */
export type CaseFilter = {
  institutionId: string;
  kinds: readonly CaseKind[];
  state?: string | undefined;
  assigned?: string | 'nobody' | undefined;
  open?: boolean | undefined;
  late?: string | undefined;
};

// What has no last day comes after everything that has one.
const BY_DUE: readonly OrderColumn[] = [
  { sql: sql`coalesce(case_file.due_on::text, '9999-12-31')`, key: 'sortDue', direction: 'asc' },
  { sql: sql`case_file.id`, key: 'id', direction: 'asc' },
];

/** The queue of a body, what is due first first. */
export async function listCases(db: Db, filter: CaseFilter, paging: Paging): Promise<Slice<CaseFile> & Total> {
  const { counted } = await queue(db, filter)
    .select((row) => row.fn.countAll<number>().as('counted'))
    .executeTakeFirstOrThrow();
  const query = queue(db, filter)
    .select(COLUMNS)
    .select(sql<string>`coalesce(case_file.due_on::text, '9999-12-31')`.as('sortDue'));
  const page = await slice(query, BY_DUE, paging);
  return { items: page.items.map(({ sortDue: _due, ...one }) => one), next: page.next, ...asTotal(counted) };
}

function queue(db: Db, { institutionId, kinds, state, assigned, open, late }: CaseFilter) {
  let query = within(db, institutionId)
    .selectFrom('case_file')
    .where('kind', 'in', kinds.length > 0 ? kinds.map(({ kind }) => kind) : ['']);
  if (state) query = query.where('state', '=', state);
  if (assigned === 'nobody') query = query.where('assigned_to', 'is', null);
  else if (assigned) query = query.where('assigned_to', '=', assigned);
  if (open) query = query.where('over_at', 'is', null);
  if (late) query = query.where('over_at', 'is', null).where('due_on', '<', late);
  return query;
}

/** An event as a reader sees it. `fromOther`: it happened at the body where the case lay before. */
export type CaseEvent = {
  institutionId: string;
  id: string;
  at: Date;
  verb: string;
  state: string;
  who: 'party' | 'office' | 'clock';
  personId: string | null;
  readers: CaseReader;
  words: Text;
  facts: Record<string, string | number>;
  letterId: string | null;
  redactedAt: Date | null;
  redactedWhy: Text | null;
  fromOther: boolean;
  files: Attachment[];
};

/** What documents of an event hang on. */
export const EVENT_KIND = 'case-event';

/**
 * The log of a case as a reader may see it, the first event first, with what happened where it lay before. Notes of the other body stay
 * there. Documents come with it for parties and officials only: their addresses are of this moment.
 */
export async function timelineOf(db: Db, caseFile: CaseFile, reader: CaseReader): Promise<CaseEvent[]> {
  const before = await cameFrom(db, caseFile);
  const lists = await Promise.all(
    [...before, caseFile].map(async (lain) => {
      const fromOther = lain.id !== caseFile.id;
      const seenBy = fromOther && reader === 'officials' ? 'parties' : reader;
      const rows = await within(db, lain.institutionId)
        .selectFrom('case_event')
        .select([
          'case_event.institution_id as institutionId',
          'id',
          'at',
          'verb',
          'state',
          'who',
          'readers',
          'words',
          'facts',
        ])
        .select(['person_id as personId', 'letter_id as letterId', 'redacted_at as redactedAt'])
        .select('redacted_why as redactedWhy')
        .where('case_id', '=', lain.id)
        .orderBy('id')
        .execute();
      const seen = rows.filter((row) => mayRead(seenBy, row));
      const files =
        reader === 'public'
          ? []
          : await attachmentsOf(
              db,
              lain.institutionId,
              seen.map(({ id }) => ({ kind: EVENT_KIND, id })),
              'private',
            );
      return seen.map((row) => ({ ...row, fromOther, files: files.filter(({ subject }) => subject.id === row.id) }));
    }),
  );
  return lists.flat();
}

/** Where a case lay before, the first body first. */
async function cameFrom(db: Db, { cameFromInstitution, cameFrom: id }: CaseFile): Promise<CaseFile[]> {
  if (cameFromInstitution === null || id === null) return [];
  const before = await caseById(db, cameFromInstitution, id);
  return before ? [...(await cameFrom(db, before)), before] : [];
}
