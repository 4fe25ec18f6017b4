import type { ExportSpecifier, Node } from 'oxc-parser';
import {
  breach,
  isCode,
  isProduct,
  isTypeScript,
  programOf,
  roomOf,
  type SourceFile,
  targetOf,
  type Violation,
  visit,
} from '../source.ts';

/** Named exports only; tools' own configuration files are read by tools that want a default. */
export function checkExports(files: readonly SourceFile[]): Violation[] {
  const violations: Violation[] = [];
  for (const file of files) {
    if (!isCode(file.path) || /\.config\.[a-z]+$/.test(file.path)) continue;
    for (const node of programOf(file).body) {
      if (node.type === 'ExportDefaultDeclaration') violations.push(breach(file, node, 'a default export'));
      if (node.type === 'ExportNamedDeclaration') {
        for (const each of node.specifiers) {
          if (each.exported.type === 'Identifier' && each.exported.name === 'default')
            violations.push(breach(file, each, 'a default export'));
        }
      }
      if (node.type === 'ExportAllDeclaration')
        violations.push(breach(file, node, 'export * hides what is offered: name it'));
    }
  }
  return violations;
}

/** No barrels: only the `index.ts` of a room of core or of a module passes on what other files of the room export. */
export function checkBarrels(files: readonly SourceFile[]): Violation[] {
  const violations: Violation[] = [];
  for (const file of files) {
    const room = roomOf(file.path);
    if (!isCode(file.path) || !room) continue;
    const isIndex = (room.floor === 'core' || room.floor === 'modules') && file.path === `${room.folder}/index.ts`;
    for (const node of programOf(file).body) {
      if (node.type !== 'ExportNamedDeclaration' || !node.source) continue;
      const target = targetOf(file, node.source.value);
      if (!target) continue;
      // What gets a name of this room is no longer passed on: `export { anyone as readTerritory }`.
      if (node.specifiers.every((each) => isRenamed(each))) continue;
      if (!isIndex) violations.push(breach(file, node, `passes on ${node.source.value}: a barrel`));
      else if (!target.startsWith(`${room.folder}/`))
        violations.push(breach(file, node, `passes on ${node.source.value}, which is not of this room`));
    }
  }
  return violations;
}

function isRenamed({ local, exported }: ExportSpecifier): boolean {
  return local.type === 'Identifier' && exported.type === 'Identifier' && local.name !== exported.name;
}

/** No classes except errors, and the custom elements that browsers will not take in another form. No decorators. */
export function checkClasses(files: readonly SourceFile[]): Violation[] {
  const violations: Violation[] = [];
  for (const file of files) {
    if (!isCode(file.path)) continue;
    visit(file, (node) => {
      if (node.type === 'Decorator') violations.push(breach(file, node, 'a decorator'));
      if (node.type !== 'ClassDeclaration' && node.type !== 'ClassExpression') return;
      const parent = node.superClass?.type === 'Identifier' ? node.superClass.name : undefined;
      const isError = parent !== undefined && /(Error|Refusal)$/.test(parent);
      const isElement = parent !== undefined && /Element$/.test(parent) && file.path.includes('/enhance/');
      if (!isError && !isElement)
        violations.push(breach(file, node, `a class that is not an error: ${node.id?.name ?? 'without a name'}`));
    });
  }
  return violations;
}

/**
 * Time and settings come from outside: capabilities take `now` and `today` from their context (the clock is replaceable), and
 * only the configuration reads the environment.
 */
export function checkSurroundings(files: readonly SourceFile[]): Violation[] {
  const violations: Violation[] = [];
  const mayReadEnvironment = /^src\/(main\.ts$|platform\/(config\.ts$|cli\/))/;
  for (const file of files) {
    if (!isProduct(file.path)) continue;
    const floor = roomOf(file.path)?.floor;
    visit(file, (node, parents) => {
      if ((floor === 'core' || floor === 'modules') && readsClock(node))
        violations.push(breach(file, node, 'reads the time: take now or today from the context'));
      if (isMember(node, 'process', 'env') && !isOfMachine(parents.at(-1)) && !mayReadEnvironment.test(file.path))
        violations.push(breach(file, node, 'reads the environment: take it from the configuration'));
    });
  }
  return violations;
}

function readsClock(node: Node): boolean {
  if (node.type === 'NewExpression')
    return node.callee.type === 'Identifier' && node.callee.name === 'Date' && node.arguments.length === 0;
  return node.type === 'CallExpression' && isMember(node.callee as Node, 'Date', 'now');
}

/** What a machine tells every process is no setting of ours: a child process needs it. */
function isOfMachine(node: Node | undefined): boolean {
  return (
    node?.type === 'MemberExpression' &&
    node.property.type === 'Identifier' &&
    /^(PATH|SystemRoot|LANG|TMPDIR)$/.test(node.property.name)
  );
}

function isMember(node: Node, object: string, property: string): boolean {
  return (
    node.type === 'MemberExpression' &&
    node.object.type === 'Identifier' &&
    node.object.name === object &&
    node.property.type === 'Identifier' &&
    node.property.name === property
  );
}

/** Public functions of the platform, and what an `index.ts` offers, say what they take, give and refuse. */
export function checkDocstrings(files: readonly SourceFile[]): Violation[] {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const violations: Violation[] = [];
  const wants = new Map<string, Set<string>>();
  for (const file of files) {
    const room = roomOf(file.path);
    if (!room || !isProduct(file.path) || !/^(core|modules)$/.test(room.floor)) continue;
    if (file.path !== `${room.folder}/index.ts`) continue;
    for (const node of programOf(file).body) {
      if (node.type !== 'ExportNamedDeclaration' || !node.source) continue;
      const target = targetOf(file, node.source.value);
      if (!target) continue;
      const names = wants.get(target) ?? new Set();
      for (const each of node.specifiers) if (each.local.type === 'Identifier') names.add(each.local.name);
      wants.set(target, names);
    }
    wants.set(file.path, new Set(exportedFunctions(file).map((each) => each.name)));
  }
  for (const file of files) {
    if (!isProduct(file.path) || !isTypeScript(file.path) || roomOf(file.path)?.floor !== 'platform') continue;
    wants.set(file.path, new Set(exportedFunctions(file).map((each) => each.name)));
  }
  for (const [path, names] of wants) {
    const file = byPath.get(path);
    if (!file) continue;
    for (const { name, start } of exportedFunctions(file)) {
      if (names.has(name) && !/\*\/\s*(\/\/[^\n]*\s*)*$/.test(file.text.slice(0, start)))
        violations.push(breach(file, { start }, `${name} is offered without a docstring`));
    }
  }
  return violations;
}

function exportedFunctions(file: SourceFile): { name: string; start: number }[] {
  const found: { name: string; start: number }[] = [];
  const overloads = new Set<string>();
  for (const node of programOf(file).body) {
    if (node.type !== 'ExportNamedDeclaration' || !node.declaration) continue;
    const { declaration } = node;
    if (declaration.type === 'FunctionDeclaration' || declaration.type === 'TSDeclareFunction') {
      const name = declaration.id?.name ?? '';
      // Overloads are told once, at the first.
      if (!overloads.has(name)) found.push({ name, start: node.start });
      overloads.add(name);
    } else if (declaration.type === 'VariableDeclaration') {
      for (const each of declaration.declarations) {
        const isFunction = each.init?.type === 'ArrowFunctionExpression' || each.init?.type === 'FunctionExpression';
        if (isFunction && each.id.type === 'Identifier') found.push({ name: each.id.name, start: node.start });
      }
    }
  }
  return found;
}
