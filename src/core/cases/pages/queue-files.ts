import { type Official, officialsOf } from '#core/institutions/index.ts';
import type { CaseKind } from '#platform/case-kind.ts';
import type { Db } from '#platform/db/database.ts';
import { CSV_TYPE, type CsvColumnOf, csvText } from '#platform/feeds/csv.ts';
import type { PageContext } from '#platform/html/context.tsx';
import { plain } from '#platform/i18n/text.ts';
import { defineResource, type PageRequest } from '#platform/page.ts';
import { XLSX_TYPE } from '#platform/sheets/sheet.ts';
import { writeSheet } from '#platform/sheets/write-sheet.ts';
import { seeQueue } from '../access.ts';
import { kindNamed } from '../case.ts';
import { type CaseFile, type CaseFilter, listCases, TRANSFERRED } from '../queries.ts';
import { queueOf } from '../queue.ts';
import { type QueueQuery, queueQuery } from './desk-cases-page.tsx';

const PRIVATE = { 'cache-control': 'private, no-store' };
const AT_ONCE = 500;

const target = async ({ page, offers }: PageRequest<QueueQuery>) =>
  page.tenant ? { institutionId: page.tenant.id, casePowers: offers.caseKinds.map(({ power }) => power) } : undefined;

/** The queue as a spreadsheet, with the filters of the page it was asked from. */
export const queueSheet = defineResource({
  name: 'cases.queue-sheet',
  path: '/desk/cases.xlsx',
  on: 'tenant',
  query: queueQuery,
  access: seeQueue,
  target,
  async load(request) {
    const { columns, rows } = await queueTable(request);
    const cells = async function* () {
      for await (const row of rows) yield columns.map(({ value }) => String(value(row) ?? ''));
    };
    const headings = columns.map(({ name }) => ({ heading: name }));
    const body = writeSheet(request.page.ts('cases.queue.sheet'), headings, cells());
    return { type: XLSX_TYPE, body, download: 'cases.xlsx', headers: PRIVATE };
  },
});

/** The same as CSV. */
export const queueCsv = defineResource({
  name: 'cases.queue-csv',
  path: '/desk/cases.csv',
  on: 'tenant',
  query: queueQuery,
  access: seeQueue,
  target,
  async load(request) {
    const { columns, rows } = await queueTable(request);
    return { type: CSV_TYPE, body: await csvText(columns, rows), download: 'cases.csv', headers: PRIVATE };
  },
});

async function queueTable({ db, page, offers, query }: PageRequest<QueueQuery>) {
  const { filter, kinds } = queueOf(offers, page, query);
  const officials = await officialsOf(db, filter.institutionId, page.today);
  return { columns: columnsOf(page, kinds, officials), rows: everyCase(db, filter) };
}

function columnsOf(
  { ts, lang }: PageContext,
  kinds: readonly CaseKind[],
  officials: readonly Official[],
): CsvColumnOf<CaseFile>[] {
  const names = new Map(officials.map(({ personId, name }) => [personId, name]));
  const stateOf = ({ kind, state }: CaseFile) => {
    const label = state === TRANSFERRED ? 'cases.events.transfer' : kindNamed(kinds, kind).states[state];
    return label ? ts(label) : state;
  };
  return [
    { name: ts('cases.field.reference'), value: ({ reference }) => reference },
    { name: ts('cases.field.title'), value: ({ title }) => plain(title, lang) },
    { name: ts('cases.field.party'), value: ({ partyName }) => partyName },
    { name: ts('cases.field.state'), value: stateOf },
    { name: ts('cases.field.received'), value: ({ receivedOn }) => receivedOn },
    { name: ts('cases.field.due'), value: ({ dueOn }) => dueOn },
    { name: ts('cases.field.decided'), value: ({ decidedOn }) => decidedOn },
    { name: ts('cases.field.assigned'), value: ({ assignedTo }) => (assignedTo ? names.get(assignedTo) : '') },
  ];
}

async function* everyCase(db: Db, filter: CaseFilter): AsyncGenerator<CaseFile> {
  let after: string | undefined;
  do {
    const page = await listCases(db, filter, { limit: AT_ONCE, after });
    yield* page.items;
    after = page.next ?? undefined;
  } while (after !== undefined);
}
