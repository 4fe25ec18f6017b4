import { breach, isProduct, roomOf, type SourceFile, stem, type Violation } from '../source.ts';
import {
  breachAt,
  createdTable,
  declaredTables,
  mentionsOf,
  type Statement,
  statementsOf,
  type Table,
} from '../tables.ts';

/** A module's SQL names its own tables and core's, core's its own and core's, the platform's its own. */
export function checkOwnership(files: readonly SourceFile[]): Violation[] {
  const tables = new Map(declaredTables(files).map((table) => [table.name, table]));
  const known = new Set(tables.keys());
  const violations: Violation[] = [];
  for (const file of files) {
    const room = roomOf(file.path);
    if (!room || room.floor === 'top' || !isProduct(file.path) || file.path.includes('/migrations/')) continue;
    for (const { table: name, node } of mentionsOf(file, known)) {
      const owner = tables.get(name)?.room;
      if (!owner || owner.folder === room.folder) continue;
      if (owner.floor === 'core' && room.floor !== 'platform') continue;
      violations.push(breach(file, node, `names the table ${name}, which belongs to ${owner.folder}`));
    }
  }
  return violations;
}

/** Every table has one owner, who declares it for the compiler and creates it in a migration of the same room. */
export function checkDeclarations(files: readonly SourceFile[]): Violation[] {
  const violations: Violation[] = [];
  const declared = new Map<string, Table>();
  for (const table of declaredTables(files)) {
    const twin = declared.get(table.name);
    if (twin) violations.push(breach(table.file, table, `${table.name} is declared in ${twin.file.path} too`));
    declared.set(table.name, table);
  }
  // A table that a later migration drops may be made anew by another room.
  const last = new Map<string, Statement>();
  const inOrder = statementsOf(files).sort((a, b) => (stem(a.file.path) < stem(b.file.path) ? -1 : 1));
  for (const statement of inOrder) {
    const name = createdTable(statement.sql)?.name;
    if (name) last.set(name, statement);
    const dropped = statement.sql.match(/^drop table "?([a-z0-9_]+)"?$/)?.[1];
    if (dropped) last.delete(dropped);
  }
  for (const [name, statement] of last) {
    const owner = declared.get(name);
    if (!owner) violations.push(breachAt(statement, `${name} is not declared in SharedTables or TenantTables`));
    else if (owner.room.folder !== statement.room.folder)
      violations.push(breachAt(statement, `${name} belongs to ${owner.room.folder}`));
  }
  for (const table of declared.values()) {
    if (!last.has(table.name)) violations.push(breach(table.file, table, `no migration creates ${table.name}`));
  }
  return violations;
}

/**
 * What keeps bodies apart, and what lets the schema be spread over several machines by `institution_id`: it comes first in every
 * primary key and foreign key of a tenant's table and is part of every unique constraint; there are no triggers.
 */
export function checkTenantKeys(files: readonly SourceFile[]): Violation[] {
  const kinds = new Map(declaredTables(files).map((table) => [table.name, table.kind]));
  return statementsOf(files).flatMap((statement) => [
    ...checkStatement(statement, kinds),
    ...checkUniqueIndex(statement, kinds),
    ...checkTableParts(statement, kinds),
  ]);
}

type Kinds = ReadonlyMap<string, Table['kind']>;

function checkStatement(statement: Statement, kinds: Kinds): Violation[] {
  const { sql } = statement;
  const violations: Violation[] = [];
  if (/^create (or replace )?(constraint )?trigger\b/.test(sql)) violations.push(breachAt(statement, 'a trigger'));
  if (/\btimestamp\b(?! with time zone)|\btime without/.test(sql))
    violations.push(breachAt(statement, 'a time without time zone: write timestamptz'));
  if (/\bgen_random_uuid\(|\buuid_generate/.test(sql))
    violations.push(breachAt(statement, 'an id made by the database: ids are UUIDv7 made in the program'));
  if (/^create table\b/.test(sql) && !createdTable(sql))
    violations.push(breachAt(statement, 'this create table cannot be read'));
  const altered = sql.match(/^alter table (?:if exists )?(?:only )?"?([a-z0-9_]+)"? (.*)$/);
  if (altered?.[1] && altered[2] && kinds.get(altered[1])) {
    for (const part of altered[2].split(/,\s*(?=add |drop |alter |rename )/)) {
      const added = part.match(/^add (?:column )?(?:if not exists )?(.*)$/)?.[1];
      if (added) violations.push(...checkPart(statement, altered[1], added, kinds));
    }
  }
  return violations;
}

function checkUniqueIndex(statement: Statement, kinds: Kinds): Violation[] {
  const match = statement.sql.match(
    /^create unique index (?:concurrently )?(?:if not exists )?(?:[a-z0-9_]+ )?on "?([a-z0-9_]+)"? (?:using \w+ )?\((.*)$/,
  );
  if (!match?.[1] || kinds.get(match[1]) !== 'tenant') return [];
  return /(^|[ ,(])institution_id\b/.test(match[2]?.split(/\)\s*(include|where|with)\b/)[0] ?? '')
    ? []
    : [breachAt(statement, `a unique index of ${match[1]} without institution_id`)];
}

function checkTableParts(statement: Statement, kinds: Kinds): Violation[] {
  const table = createdTable(statement.sql);
  if (!table) return [];
  const violations = table.parts.flatMap((part) => checkPart(statement, table.name, part, kinds));
  if (kinds.get(table.name) === 'tenant') {
    if (!table.parts.some((part) => /^"?institution_id"? uuid not null\b/.test(part)))
      violations.push(breachAt(statement, `${table.name} has no column institution_id uuid not null`));
    if (!table.parts.some((part) => /^(constraint \w+ )?primary key ?\(/.test(part)))
      violations.push(breachAt(statement, `${table.name} has no primary key (institution_id, …)`));
  }
  return violations;
}

function checkPart(statement: Statement, table: string, part: string, kinds: Kinds): Violation[] {
  const violations: Violation[] = [];
  const isTenant = kinds.get(table) === 'tenant';
  const body = part.replace(/^constraint \w+ /, '');
  const key = body.match(/^primary key ?\((.*)\)/)?.[1];
  const unique = body.match(/^unique (?:nulls (?:not )?distinct )?\(([^)]*)\)/)?.[1];
  const columns = (list: string | undefined) =>
    (list ?? '').split(',').map((column) => column.trim().replaceAll('"', ''));
  if (isTenant) {
    if (key !== undefined && columns(key)[0] !== 'institution_id')
      violations.push(breachAt(statement, `the primary key of ${table} does not start with institution_id`));
    if (unique !== undefined && !columns(unique).includes('institution_id'))
      violations.push(breachAt(statement, `a unique constraint of ${table} without institution_id: ${unique}`));
    if (/^exclude\b/.test(body) && !/\binstitution_id\b/.test(body))
      violations.push(breachAt(statement, `an exclusion constraint of ${table} without institution_id`));
    if (key === undefined && unique === undefined && /^(?!check|foreign|exclude).*\b(primary key|unique)\b/.test(body))
      violations.push(breachAt(statement, `a column of ${table} is unique by itself: ${body}`));
  }
  const referenced = body.match(/\breferences "?([a-z0-9_]+)"?(?: ?\(([^)]*)\))?/);
  if (referenced?.[1] && kinds.get(referenced[1]) === 'tenant') {
    const own = columns(body.match(/^foreign key ?\(([^)]*)\)/)?.[1]);
    if (!isTenant)
      violations.push(breachAt(statement, `the shared table ${table} refers to ${referenced[1]}, a body's table`));
    else if (own[0] !== 'institution_id' || columns(referenced[2])[0] !== 'institution_id')
      violations.push(breachAt(statement, `${table} refers to ${referenced[1]} without institution_id first`));
  }
  return violations;
}
