import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { type Node, type Program, parseSync, visitorKeys } from 'oxc-parser';

/** A file of the repository: its path from the root with `/`, and what is written in it. */
export type SourceFile = { path: string; text: string };

/** One breach of a rule of the house. `line` starts at 1; 0 when the breach is the file itself. */
export type Violation = { path: string; line: number; what: string };

/** A rule of the house as a function of the source alone, so that its own test can hand it a made-up source. */
export type Rule = (files: readonly SourceFile[]) => Violation[];

const NOT_OURS = new Set(['node_modules', 'dist', 'var', 'coverage']);
const WRITTEN = /\.(ts|tsx|js|mjs|cjs|json|css|md|html|sql|typ|yml|yaml|sh|txt)$|^(bin\/|LICENSE|\.npmrc$)/;
// The shipped data sets are the words of others, and heavy: only the glossary is a source of words of ours.
const UNREAD = /^(data\/(?!amazigh-glossary\.json$)|package-lock\.json$|docs\/openapi\.json$)/;

/** Reads every text file of the repository below `root`. */
export function readProject(root: string): SourceFile[] {
  const files: SourceFile[] = [];
  const walk = (folder: string) => {
    for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
      const path = folder ? `${folder}/${entry.name}` : entry.name;
      if (entry.isDirectory()) {
        if (!NOT_OURS.has(entry.name) && !(entry.name.startsWith('.') && entry.name !== '.ci')) walk(path);
      } else if (entry.isFile() && WRITTEN.test(path) && !UNREAD.test(path)) {
        files.push({ path, text: readFileSync(join(root, path), 'utf8') });
      }
    }
  };
  walk('');
  return files.sort((a, b) => (a.path < b.path ? -1 : 1));
}

export const isCode = (path: string) => /\.(ts|tsx|js|mjs|cjs)$/.test(path) || path === 'bin/jamaa';
export const isTypeScript = (path: string) => /\.tsx?$/.test(path);
/** Tests, and what stands beside them only for them. */
export const isTest = (path: string) => /(\.test|\/testing)\.tsx?$/.test(path) || path.startsWith('test/');
export const isProduct = (path: string) => path.startsWith('src/') && isTypeScript(path) && !isTest(path);
export const stem = (path: string) => posix.basename(path).replace(/(\.test)?\.[a-z]+$/, '');

const programs = new WeakMap<SourceFile, Program>();

/** The syntax tree of a file; parsed once, whichever rule asks first. */
export function programOf(file: SourceFile): Program {
  const known = programs.get(file);
  if (known) return known;
  const lang = /\.tsx$/.test(file.path) ? 'tsx' : isTypeScript(file.path) ? 'ts' : 'js';
  const { program, errors } = parseSync(file.path, file.text, { lang, sourceType: 'module' });
  const error = errors[0];
  if (error) throw new Error(`${file.path} cannot be read: ${error.message}`);
  programs.set(file, program);
  return program;
}

/** Calls back for every node of a file, parents first. `parents` are its ancestors, the nearest last. */
export function visit(file: SourceFile, callback: (node: Node, parents: readonly Node[]) => void): void {
  const parents: Node[] = [];
  const walk = (node: Node) => {
    callback(node, parents);
    parents.push(node);
    for (const key of visitorKeys[node.type] ?? []) {
      const child = (node as unknown as Record<string, Node | (Node | null)[] | null>)[key];
      if (Array.isArray(child)) for (const one of child) one && walk(one);
      else if (child) walk(child);
    }
    parents.pop();
  };
  walk(programOf(file) as unknown as Node);
}

export function lineOf(file: SourceFile, offset: number): number {
  let line = 1;
  for (let i = file.text.indexOf('\n'); i !== -1 && i < offset; i = file.text.indexOf('\n', i + 1)) line++;
  return line;
}

export function breach(file: SourceFile, place: { start: number } | number, what: string): Violation {
  return { path: file.path, line: typeof place === 'number' ? place : lineOf(file, place.start), what };
}

/** One `import`, `export … from`, `import()` or type import. `typeOnly`: nothing of it is left when the program runs. */
export type Import = { specifier: string; typeOnly: boolean; reexport: boolean; start: number };

const imports = new WeakMap<SourceFile, Import[]>();

export function importsOf(file: SourceFile): Import[] {
  const known = imports.get(file);
  if (known) return known;
  const found: Import[] = [];
  visit(file, (node) => {
    if (node.type === 'ImportDeclaration') {
      found.push({
        specifier: node.source.value,
        typeOnly: node.importKind === 'type',
        reexport: false,
        start: node.start,
      });
    } else if ((node.type === 'ExportNamedDeclaration' || node.type === 'ExportAllDeclaration') && node.source) {
      found.push({
        specifier: node.source.value,
        typeOnly: node.exportKind === 'type',
        reexport: true,
        start: node.start,
      });
    } else if (node.type === 'ImportExpression' && node.source.type === 'Literal') {
      found.push({ specifier: String(node.source.value), typeOnly: false, reexport: false, start: node.start });
    } else if (node.type === 'TSImportType') {
      found.push({ specifier: node.source.value, typeOnly: true, reexport: false, start: node.start });
    }
  });
  imports.set(file, found);
  return found;
}

/** The path an import leads to inside the repository; undefined for packages and for node itself. */
export function targetOf(file: SourceFile, specifier: string): string | undefined {
  if (specifier.startsWith('#')) return `src/${specifier.slice(1)}`;
  if (!specifier.startsWith('.')) return undefined;
  return posix.join(posix.dirname(file.path), specifier.replace(/\?.*$/, ''));
}

/** The package an import names: `hono` for `hono/cookie`; undefined for files of ours and for node itself. */
export function packageOf(specifier: string): string | undefined {
  if (/^(\.|#|node:|\/)/.test(specifier)) return undefined;
  const parts = specifier.split('/');
  return specifier.startsWith('@') ? parts.slice(0, 2).join('/') : parts[0];
}

export type Floor = 'platform' | 'core' | 'modules' | 'top';
/** A room: the whole platform, one folder of core, one module; `top` is what stands directly in `src/`. */
export type Room = { floor: Floor; name: string; folder: string };

/** The room a file of `src/` stands in; undefined outside `src/`. */
export function roomOf(path: string): Room | undefined {
  const [top, floor, name, rest] = path.split('/');
  if (top !== 'src') return undefined;
  if (floor === 'platform') return { floor, name: 'platform', folder: 'src/platform' };
  if ((floor === 'core' || floor === 'modules') && name && rest !== undefined)
    return { floor, name, folder: `src/${floor}/${name}` };
  return { floor: 'top', name: 'top', folder: 'src' };
}

/** A string that is written out in the source, without anything computed in it. */
export function literalOf(node: Node | null | undefined): string | undefined {
  if (node?.type === 'Literal' && typeof node.value === 'string') return node.value;
  if (node?.type === 'TemplateLiteral' && node.expressions.length === 0)
    return node.quasis[0]?.value.cooked ?? node.quasis[0]?.value.raw;
  return undefined;
}

/** The value of a property of an object literal. */
export function propertyOf(node: Node | null | undefined, name: string): Node | undefined {
  if (node?.type !== 'ObjectExpression') return undefined;
  for (const property of node.properties) {
    if (property.type !== 'Property') continue;
    const key = property.key.type === 'Identifier' ? property.key.name : literalOf(property.key as Node);
    if (key === name) return property.value as Node;
  }
  return undefined;
}

/** Like `object.property` or plain `name` as one word, for calls. */
export function calleeOf(node: Node): { object: string | undefined; name: string } | undefined {
  if (node.type === 'Identifier') return { object: undefined, name: node.name };
  if (node.type === 'MemberExpression' && !node.computed && node.property.type === 'Identifier') {
    const object = node.object.type === 'Identifier' ? node.object.name : undefined;
    return { object, name: node.property.name };
  }
  return undefined;
}
