import type { Node } from 'oxc-parser';
import {
  breach,
  importsOf,
  isProduct,
  literalOf,
  programOf,
  propertyOf,
  roomOf,
  type SourceFile,
  stem,
  targetOf,
  type Violation,
  visit,
} from '../source.ts';

/** The verbs that actions are called by. A new one is welcome, once: then it is the word for that deed everywhere. */
const VERBS = new Set(
  (
    'accept add adopt announce answer appeal appoint approve archive assess assign ask attach award cancel cast change clear close collect comment confirm convert copy count ' +
    'create decide declare deliver draft edit end enrol erase expire export extend file finish follow forget give grant hide hold import index invalidate invite issue ' +
    'join keep leave link load lock mark measure merge moderate move name note open prune propose publish reconcile record refer refresh ' +
    'refuse register reindex reject release remind remove rename reopen replace reply report request rescan restore resume retry review ' +
    'revoke rotate save schedule seal send set show sign sort split start stop submit subscribe support suspend sync tag take tell touch transfer ' +
    'undo unfollow unlink unlock unsubscribe update upload verify vote withdraw write'
  ).split(' '),
);

type Plug = { folder: string; define: string; list: string; check?: (name: string) => string | undefined };

const PLUGS: readonly Plug[] = [
  {
    folder: 'actions',
    define: 'defineAction',
    list: 'actions',
    check: (name) => {
      const [verb = '', ...noun] = name.split('-');
      if (noun.length === 0) return `${name} is not verb-noun`;
      return VERBS.has(verb) ? undefined : `'${verb}' is not one of the verbs in test/architecture/rules/plugs.ts`;
    },
  },
  {
    folder: 'pages',
    define: 'definePage',
    list: 'pages',
    check: (name) => (name.endsWith('-page') ? undefined : `${name} does not end with -page`),
  },
];

/**
 * One verb, one file; one screen, one file: what a file of `actions/` or `pages/` defines is called like the file
 * (`petitions.sign-petition`), lives nowhere else, and the room's module.ts lists it.
 */
export function checkPlugs(files: readonly SourceFile[]): Violation[] {
  const byPath = new Map(files.map((file) => [file.path, file]));
  return files.flatMap((file) => {
    const room = roomOf(file.path);
    if (!room || !isProduct(file.path) || (room.floor !== 'core' && room.floor !== 'modules')) return [];
    return PLUGS.flatMap((plug) => checkPlug(file, room, plug, byPath.get(`${room.folder}/module.ts`)));
  });
}

function checkPlug(
  file: SourceFile,
  room: { name: string; folder: string },
  plug: Plug,
  module: SourceFile | undefined,
): Violation[] {
  const definitions = definitionsOf(file, plug.define);
  const name = stem(file.path);
  if (!file.path.startsWith(`${room.folder}/${plug.folder}/`)) {
    return definitions.map((one) =>
      breach(file, one.node, `${plug.define} belongs into ${room.folder}/${plug.folder}/`),
    );
  }
  // Parts that several screens share stand beside them and define none.
  if (definitions.length === 0) return plug.folder === 'actions' ? [breach(file, 0, 'defines no action')] : [];
  const violations: Violation[] = [];
  if (definitions.length > 1) violations.push(breach(file, 0, `more than one ${plug.define}`));
  const wrong = plug.check?.(name);
  if (wrong) violations.push(breach(file, 0, wrong));
  for (const { node, called, variable } of definitions) {
    const wanted = `${room.name}.${name}`;
    if (called !== wanted) violations.push(breach(file, node, `is called '${called}', should be '${wanted}'`));
    if (!variable) violations.push(breach(file, node, 'is not exported under a name'));
    else if (!isListed(module, plug.list, file, variable))
      violations.push(breach(file, node, `${room.folder}/module.ts does not list ${variable} in ${plug.list}`));
  }
  return violations;
}

type Definition = { node: Node; called: string | undefined; variable: string | undefined };

function definitionsOf(file: SourceFile, define: string): Definition[] {
  const found: Definition[] = [];
  visit(file, (node, parents) => {
    if (node.type !== 'CallExpression' || node.callee.type !== 'Identifier' || node.callee.name !== define) return;
    const declarator = parents.at(-1);
    const isExported = parents.some((parent) => parent.type === 'ExportNamedDeclaration');
    const variable =
      isExported && declarator?.type === 'VariableDeclarator' && declarator.id.type === 'Identifier'
        ? declarator.id.name
        : undefined;
    found.push({ node, called: literalOf(propertyOf(node.arguments[0] as Node, 'name')), variable });
  });
  return found;
}

/** Whether module.ts imports this name from this file and puts it into the list. */
function isListed(module: SourceFile | undefined, list: string, file: SourceFile, variable: string): boolean {
  if (!module) return false;
  let local: string | undefined;
  let listed = false;
  for (const node of programOf(module).body) {
    if (node.type !== 'ImportDeclaration' || targetOf(module, node.source.value) !== file.path) continue;
    for (const each of node.specifiers) {
      if (each.type === 'ImportSpecifier' && each.imported.type === 'Identifier' && each.imported.name === variable)
        local = each.local.name;
    }
  }
  visit(module, (node) => {
    if (node.type !== 'Property' || node.key.type !== 'Identifier' || node.key.name !== list) return;
    if (node.value.type !== 'ArrayExpression') return;
    listed ||= node.value.elements.some((each) => each?.type === 'Identifier' && each.name === local);
  });
  return local !== undefined && listed;
}

/** A migration is frozen: named like its file, importing nothing of the app, in plain SQL, and listed by its room. */
export function checkMigrations(files: readonly SourceFile[]): Violation[] {
  const violations: Violation[] = [];
  const names = new Map<string, string>();
  for (const file of files) {
    if (!isProduct(file.path) || !/\/migrations\/[^/]+\.ts$/.test(file.path)) continue;
    const name = stem(file.path);
    if (!/^\d{4}-\d{2}-\d{2}-\d{4}-[a-z0-9]+(-[a-z0-9]+)*$/.test(name))
      violations.push(breach(file, 0, `${name} is not YYYY-MM-DD-HHMM-words`));
    const twin = names.get(name);
    if (twin) violations.push(breach(file, 0, `${twin} has the same name`));
    names.set(name, file.path);
    for (const found of importsOf(file)) {
      if (!found.typeOnly) violations.push(breach(file, found, `a migration imports ${found.specifier}`));
    }
    violations.push(...checkMigrationObjects(file, name));
    const isListed = files.some(
      (other) =>
        isProduct(other.path) &&
        roomOf(other.path)?.folder === roomOf(file.path)?.folder &&
        importsOf(other).some((found) => !found.typeOnly && targetOf(other, found.specifier) === file.path),
    );
    if (!isListed) violations.push(breach(file, 0, 'nobody in its room lists this migration'));
  }
  return violations;
}

function checkMigrationObjects(file: SourceFile, name: string): Violation[] {
  const violations: Violation[] = [];
  let count = 0;
  visit(file, (node) => {
    if (node.type !== 'ObjectExpression' || !propertyOf(node, 'sql')) return;
    count++;
    const called = literalOf(propertyOf(node, 'name'));
    if (called !== name) violations.push(breach(file, node, `is called '${called}', should be '${name}'`));
    if (literalOf(propertyOf(node, 'sql')) === undefined)
      violations.push(breach(file, node, 'its SQL is computed: a frozen text cannot change with the program'));
  });
  if (count !== 1) violations.push(breach(file, 0, `holds ${count} migrations instead of one`));
  return violations;
}
