import type { Node } from 'oxc-parser';
import {
  breach,
  isProduct,
  literalOf,
  propertyOf,
  type Room,
  roomOf,
  type SourceFile,
  type Violation,
  visit,
} from './source.ts';

/** A table that a room has declared by augmenting `SharedTables` or `TenantTables`. */
export type Table = { name: string; kind: 'shared' | 'tenant'; room: Room; file: SourceFile; start: number };

/** The tables of all rooms, from what they add to the types of `platform/db/database.ts`. */
export function declaredTables(files: readonly SourceFile[]): Table[] {
  const tables: Table[] = [];
  for (const file of files) {
    const room = roomOf(file.path);
    if (!room || !isProduct(file.path)) continue;
    visit(file, (node, parents) => {
      if (node.type !== 'TSInterfaceDeclaration') return;
      const kind = { SharedTables: 'shared', TenantTables: 'tenant' }[node.id.name] as Table['kind'] | undefined;
      if (!kind || !parents.some((parent) => parent.type === 'TSModuleDeclaration')) return;
      for (const member of node.body.body) {
        if (member.type !== 'TSPropertySignature') continue;
        const name = member.key.type === 'Identifier' ? member.key.name : literalOf(member.key as Node);
        if (name) tables.push({ name, kind, room, file, start: member.start });
      }
    });
  }
  return tables;
}

/** One statement of a migration, on one line, without comments. `start` is its place in the file. */
export type Statement = { file: SourceFile; room: Room; sql: string; start: number };

/** Every statement of every migration. */
export function statementsOf(files: readonly SourceFile[]): Statement[] {
  const statements: Statement[] = [];
  for (const file of files) {
    const room = roomOf(file.path);
    if (!room || !isProduct(file.path) || !file.path.includes('/migrations/')) continue;
    visit(file, (node) => {
      const value = propertyOf(node, 'sql');
      const sql = literalOf(value);
      if (sql === undefined || !value) return;
      for (const { text, offset } of splitStatements(sql)) {
        statements.push({ file, room, sql: text, start: value.start + 1 + offset });
      }
    });
  }
  return statements;
}

function splitStatements(sql: string): { text: string; offset: number }[] {
  // Blanks in place of comments and of quoted bodies keep every offset true.
  const blank = (text: string) => text.replace(/[^\n]/g, ' ');
  const bare = sql
    .replace(/--[^\n]*/g, blank)
    .replace(/\/\*[\s\S]*?\*\//g, blank)
    .replace(/\$(\w*)\$[\s\S]*?\$\1\$/g, blank)
    .replace(/'[^']*'/g, (text) => `'${blank(text.slice(2))}'`);
  const found: { text: string; offset: number }[] = [];
  let offset = 0;
  for (const part of bare.split(';')) {
    const text = part.replace(/\s+/g, ' ').trim();
    if (text) found.push({ text: text.toLowerCase(), offset: offset + part.search(/\S/) });
    offset += part.length + 1;
  }
  return found;
}

/** What a `create table` says: its columns and constraints, each as written. Undefined for other statements. */
export function createdTable(sql: string): { name: string; parts: string[] } | undefined {
  const match = sql.match(
    /^create (?:unlogged )?table (?:if not exists )?"?(?:public\.)?([a-z0-9_]+)"? ?\((.*)\)[^)]*$/,
  );
  if (!match?.[1] || match[2] === undefined) return undefined;
  return { name: match[1], parts: splitTop(match[2]) };
}

/** Splits a list at the commas that stand outside brackets. */
export function splitTop(list: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let part = '';
  for (const sign of list) {
    if (sign === '(') depth++;
    if (sign === ')') depth--;
    if (sign === ',' && depth === 0) {
      parts.push(part.trim());
      part = '';
    } else part += sign;
  }
  if (part.trim()) parts.push(part.trim());
  return parts;
}

/** A table that a piece of code reads or writes. */
export type Mention = { table: string; node: Node };

const QUERY_METHODS =
  /^(selectFrom|insertInto|updateTable|deleteFrom|replaceInto|mergeInto|from|using|table|(inner|left|right|full|cross)Join(Lateral)?)$/;

/** The tables named in the queries of a file: Kysely's methods, and SQL written out in any string. */
export function mentionsOf(file: SourceFile, known: ReadonlySet<string>): Mention[] {
  const mentions: Mention[] = [];
  const mention = (name: string | undefined, node: Node) => {
    const table = name
      ?.trim()
      .split(/\s+as\s+|\s+/i)[0]
      ?.replaceAll('"', '')
      .replace(/^public\./, '');
    if (table && known.has(table)) mentions.push({ table, node });
  };
  visit(file, (node, parents) => {
    if (node.type === 'CallExpression' && node.callee.type === 'MemberExpression') {
      const method = node.callee.property.type === 'Identifier' ? node.callee.property.name : '';
      if (!QUERY_METHODS.test(method)) return;
      const first = node.arguments[0] as Node | undefined;
      if (first?.type === 'ArrayExpression') for (const each of first.elements) mention(literalOf(each as Node), node);
      else mention(literalOf(first), node);
    } else if (node.type === 'TemplateLiteral' || (node.type === 'Literal' && typeof node.value === 'string')) {
      const text =
        node.type === 'Literal' ? String(node.value) : node.quasis.map((quasi) => quasi.value.raw).join(' ? ');
      const parent = parents.at(-1);
      const tagged = parent?.type === 'TaggedTemplateExpression' && JSON.stringify(parent.tag).includes('"sql"');
      if (
        tagged ||
        /\b(select\b[\s\S]*\bfrom|insert\s+into|update\s+\w+\s+set|delete\s+from|truncate|copy)\b/i.test(text)
      )
        for (const name of namesInSql(text)) mention(name, node);
    }
  });
  return mentions;
}

function namesInSql(sql: string): string[] {
  const names: string[] = [];
  const place =
    /\b(?:from|join|into|update|truncate(?:\s+table)?|table|copy)\s+(?:only\s+|lateral\s+)?((?:"?[a-z0-9_.]+"?(?:\s+as\s+\w+|\s+(?!where\b|on\b|set\b|join\b|inner\b|left\b|cross\b|order\b|group\b|limit\b|for\b|returning\b|values\b|select\b|using\b)\w+)?\s*,\s*)*"?[a-z0-9_.]+"?)/gi;
  for (const match of sql.matchAll(place)) for (const one of (match[1] ?? '').split(',')) names.push(one.trim());
  return names;
}

export function breachAt(statement: Statement, what: string): Violation {
  return breach(statement.file, statement, what);
}
