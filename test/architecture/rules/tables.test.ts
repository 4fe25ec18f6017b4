import { expect, test } from 'vitest';
import type { SourceFile } from '../source.ts';
import { checkDeclarations, checkOwnership, checkTenantKeys } from './tables.ts';

const file = (path: string, text: string): SourceFile => ({ path, text });
const whats = (violations: { what: string }[]) => violations.map((violation) => violation.what);

const declared = (room: string, kind: 'Shared' | 'Tenant', ...names: string[]) =>
  file(
    `src/${room}/tables.ts`,
    `declare module '#platform/db/database.ts' { interface ${kind}Tables { ${names.map((name) => `${name}: Row;`).join(' ')} } }`,
  );
const tables = [
  declared('modules/petitions', 'Tenant', 'petition', 'signature'),
  declared('modules/budgets', 'Tenant', 'budget'),
  declared('core/territory', 'Shared', 'territory'),
  declared('platform/search', 'Tenant', 'search_document'),
];
const query = (text: string) => file('src/modules/petitions/queries.ts', text);

test('SQL that names the table of another module or of the platform is found, however it is written', () => {
  for (const text of [
    `across(db).selectFrom('budget').selectAll()`,
    `within(db, id).selectFrom('petition').innerJoin('budget as b', 'b.id', 'petition.id')`,
    `db.deleteFrom('budget')`,
    `across(db).selectFrom(['petition', 'budget'])`,
    'sql`select * from petition p, budget b`',
    'sql<number>`select 1 from petition left join budget on true`',
    'sql`with x as (select 1) update "budget" set total = 0`',
    `pool.query('insert into budget (id) values ($1)')`,
    // biome-ignore lint/suspicious/noTemplateCurlyInString: source code as a text
    'sql`${x} from search_document`',
    `db.selectFrom('search_document')`,
  ])
    expect(checkOwnership([...tables, query(text)]), text).toHaveLength(1);
});

test('SQL that names its own tables and those of core is allowed', () => {
  for (const text of [
    `across(db).selectFrom('petition').innerJoin('territory', 'territory.code', 'petition.place')`,
    'sql`select * from signature s join territory on true`',
    `const words = 'the budget of the region comes from many places';`,
    `list.find((one) => one.from('budgets'))`,
  ])
    expect(checkOwnership([...tables, query(text)]), text).toEqual([]);
});

test('core and platform do not name the tables of modules', () => {
  expect(checkOwnership([...tables, file('src/core/cases/a.ts', `db.selectFrom('petition')`)])).toHaveLength(1);
  expect(checkOwnership([...tables, file('src/platform/cli/a.ts', `db.selectFrom('territory')`)])).toHaveLength(1);
});

const migration = (room: string, sql: string) =>
  file(
    `src/${room}/migrations/2026-11-21-1000-x.ts`,
    `export const x = { name: '2026-11-21-1000-x', sql: \`${sql}\` };`,
  );

test('a table that is declared and not created, created and not declared, or created by another room is found', () => {
  const own = declared('modules/petitions', 'Tenant', 'petition');
  const create =
    'create table petition (institution_id uuid not null, id uuid not null, primary key (institution_id, id));';
  expect(checkDeclarations([own, migration('modules/petitions', create)])).toEqual([]);
  expect(whats(checkDeclarations([own]))).toEqual(['no migration creates petition']);
  expect(whats(checkDeclarations([migration('modules/petitions', create)]))).toEqual([
    'petition is not declared in SharedTables or TenantTables',
  ]);
  expect(whats(checkDeclarations([own, migration('modules/budgets', create)]))).toEqual([
    'petition belongs to src/modules/petitions',
  ]);
  expect(
    checkDeclarations([own, declared('core/cases', 'Tenant', 'petition'), migration('core/cases', create)]),
  ).toHaveLength(1);
});

test('a table that was dropped may be made anew by another room, and belongs to nobody until then', () => {
  const create =
    'create table petition (institution_id uuid not null, id uuid not null, primary key (institution_id, id));';
  const step = (room: string, name: string, sql: string) =>
    file(`src/${room}/migrations/${name}.ts`, `export const x = { name: '${name}', sql: \`${sql}\` };`);
  const first = step('modules/budgets', '2026-11-21-1000-x', create);
  const moved = step('modules/budgets', '2026-11-22-1000-y', 'drop table petition;');
  const again = step('modules/petitions', '2026-11-23-1000-z', create);
  const own = declared('modules/petitions', 'Tenant', 'petition');
  expect(checkDeclarations([own, again, moved, first])).toEqual([]);
  expect(whats(checkDeclarations([own, moved, first]))).toEqual(['no migration creates petition']);
});

const whole = (...more: string[]) =>
  `create table signature (${['institution_id uuid not null', 'id uuid not null', 'primary key (institution_id, id)', ...more].join(', ')});`;
const keys = (sql: string) => whats(checkTenantKeys([...tables, migration('modules/petitions', sql)]));

test('a tenant table that keeps bodies apart is allowed', () => {
  expect(keys(whole())).toEqual([]);
  expect(
    keys(
      whole(
        'petition_id uuid not null',
        `state text not null check (state in ('open', 'unique'))`,
        'at timestamptz not null',
        'place text references territory (code)',
        'unique (institution_id, petition_id)',
        'foreign key (institution_id, petition_id) references petition (institution_id, id)',
      ),
    ),
  ).toEqual([]);
  expect(
    keys('create unique index signature_name on signature (institution_id, lower(name)) where gone_at is null;'),
  ).toEqual([]);
  expect(keys('create index signature_name on signature (name); -- create trigger')).toEqual([]);
});

test('every way to mix bodies in a key is found', () => {
  for (const sql of [
    'create table signature (id uuid primary key, institution_id uuid not null);',
    'create table signature (institution_id uuid not null, id uuid not null, primary key (id, institution_id));',
    'create table signature (id uuid not null, primary key (institution_id, id));',
    whole('name text unique'),
    whole('unique (name)'),
    whole('petition_id uuid references petition (id)'),
    whole('foreign key (petition_id) references petition (id)'),
    whole('foreign key (petition_id, institution_id) references petition (id, institution_id)'),
    'create unique index signature_name on signature (name);',
    'create unique index signature_name on signature (name) where institution_id is not null;',
    'alter table signature add constraint one unique (name);',
    'alter table signature add column name text unique;',
    'create trigger t after insert on signature execute function f();',
    whole('at timestamp not null'),
    whole('token uuid not null default gen_random_uuid()'),
  ])
    expect(keys(sql), sql).not.toEqual([]);
  expect(
    whats(
      checkTenantKeys([
        ...tables,
        migration('core/territory', 'create table territory (p uuid references petition (id));'),
      ]),
    ),
  ).toHaveLength(1);
});
