import {
  breach,
  type Floor,
  importsOf,
  isCode,
  isTest,
  propertyOf,
  type Room,
  roomOf,
  type SourceFile,
  targetOf,
  type Violation,
  visit,
} from '../source.ts';

const HEIGHT: Record<Floor, number> = { platform: 0, core: 1, modules: 2, top: 3 };

/** What may stand directly in `src/`: the only files that see all three floors. */
const TOP_FILES = new Set(['src/app.ts', 'src/commands.ts', 'src/main.ts', 'src/modules.ts']);

/** Arrows point down only: modules → core → platform. Product code never leans on tests or on the top files. */
export function checkFloors(files: readonly SourceFile[]): Violation[] {
  const violations: Violation[] = [];
  for (const file of files) {
    const from = roomOf(file.path);
    if (!from || !isCode(file.path)) continue;
    if (from.floor === 'top' && !TOP_FILES.has(file.path) && !isTest(file.path)) {
      violations.push(breach(file, 0, `only ${[...TOP_FILES].join(', ')} stand above the three floors`));
    }
    for (const found of importsOf(file)) {
      const target = targetOf(file, found.specifier);
      if (!target) continue;
      const to = roomOf(target);
      if (!to) {
        if (!isTest(file.path) && !/^(data|docs)\//.test(target) && target !== 'package.json') {
          violations.push(breach(file, found, `product code imports ${found.specifier}, which is outside src/`));
        }
        continue;
      }
      // A page's or a route's test stands beside it and asks the whole app in process.
      if (isTest(file.path) && to.floor === 'top') continue;
      if (HEIGHT[to.floor] > HEIGHT[from.floor]) {
        violations.push(breach(file, found, `${from.floor} imports ${found.specifier}: arrows point down only`));
      }
    }
  }
  return violations;
}

/** Inside a folder imports are relative; across folders they start with `#platform/`, `#core/`, `#modules/`. */
export function checkCrossings(files: readonly SourceFile[]): Violation[] {
  const violations: Violation[] = [];
  for (const file of files) {
    // What stands outside src/ crosses into it always, and visibly.
    const from = roomOf(file.path);
    if (!from || !isCode(file.path)) continue;
    for (const found of importsOf(file)) {
      const target = targetOf(file, found.specifier);
      const to = target && roomOf(target);
      if (!to) continue;
      const hash = found.specifier.startsWith('#');
      const inside = from.folder === to.folder && from.floor !== 'top';
      if (inside && hash)
        violations.push(breach(file, found, `inside a room write ${found.specifier} as a relative path`));
      if (!inside && !hash && to.floor !== 'top' && from.floor !== 'top') {
        violations.push(breach(file, found, `write ${found.specifier} as #${target?.slice('src/'.length)}`));
      }
      if (!/\.[a-z]+$/.test(found.specifier)) {
        violations.push(breach(file, found, `${found.specifier} needs its extension`));
      }
    }
  }
  return violations;
}

/**
 * A room of core or a module is entered through its `index.ts` (tests and the builders of `examples.ts` may plug in its `module.ts`), and a module uses another
 * only if its own `module.ts` names it in `uses`.
 */
export function checkUses(files: readonly SourceFile[]): Violation[] {
  const violations: Violation[] = [];
  const uses = declaredUses(files);
  const used = new Map<string, Set<string>>();
  for (const file of files) {
    const from = roomOf(file.path);
    if ((from?.floor !== 'modules' && from?.floor !== 'core') || !isCode(file.path)) continue;
    for (const found of importsOf(file)) {
      const target = targetOf(file, found.specifier);
      const to = roomOf(target ?? '');
      if (!to || to.floor === 'platform' || to.floor === 'top' || to.folder === from.folder) continue;
      const plugs =
        (isTest(file.path) || file.path === `${from.folder}/examples.ts`) && target === `${to.folder}/module.ts`;
      if (target !== `${to.folder}/index.ts` && !plugs) {
        violations.push(breach(file, found, `${from.name} reaches ${to.name} past its index.ts`));
      }
      if (from.floor !== 'modules' || to.floor !== 'modules') continue;
      used.set(from.name, (used.get(from.name) ?? new Set()).add(to.name));
      if (!uses.get(from.name)?.names.includes(to.name)) {
        violations.push(breach(file, found, `${from.folder}/module.ts does not name '${to.name}' in uses`));
      }
    }
  }
  for (const [name, { file, names, start }] of uses) {
    for (const unused of names.filter((other) => !used.get(name)?.has(other))) {
      violations.push(breach(file, { start }, `uses names '${unused}', which ${name} does not import`));
    }
  }
  return violations;
}

type Uses = { file: SourceFile; names: string[]; start: number };

function declaredUses(files: readonly SourceFile[]): Map<string, Uses> {
  const uses = new Map<string, Uses>();
  for (const file of files) {
    const room = roomOf(file.path);
    if (room?.floor !== 'modules' || file.path !== `${room.folder}/module.ts`) continue;
    visit(file, (node) => {
      if (node.type !== 'CallExpression') return;
      const list = propertyOf(node.arguments[0], 'uses');
      if (list?.type !== 'ArrayExpression') return;
      const names = list.elements.flatMap((each) => (each?.type === 'Literal' ? [String(each.value)] : []));
      uses.set(room.name, { file, names, start: list.start });
    });
  }
  return uses;
}

/** No circle among the rooms of a floor, types counted; and no circle among files while the program runs. */
export function checkCircles(files: readonly SourceFile[]): Violation[] {
  const fileArrows = new Map<string, Set<string>>();
  const roomArrows = new Map<string, Set<string>>();
  const byPath = new Map(files.map((file) => [file.path, file]));
  const add = (arrows: Map<string, Set<string>>, from: string, to: string) =>
    arrows.set(from, (arrows.get(from) ?? new Set()).add(to));
  for (const file of files) {
    if (!isCode(file.path)) continue;
    const from = roomOf(file.path);
    for (const found of importsOf(file)) {
      const target = targetOf(file, found.specifier);
      if (!target) continue;
      if (!found.typeOnly && byPath.has(target)) add(fileArrows, file.path, target);
      const to = roomOf(target);
      if (from && to && !isTest(file.path) && isSameFloor(from, to)) add(roomArrows, from.folder, to.folder);
    }
  }
  const found = (circle: string[], kind: string): Violation => ({
    path: circle[0] ?? '',
    line: 0,
    what: `a circle of ${kind}: ${[...circle, circle[0]].join(' → ')}`,
  });
  return [
    ...circlesOf(fileArrows).map((circle) => found(circle, 'imports')),
    ...circlesOf(roomArrows).map((circle) => found(circle, 'rooms')),
  ];
}

function isSameFloor(from: Room, to: Room): boolean {
  return from.floor === to.floor && from.folder !== to.folder && from.floor !== 'top';
}

/** One circle for every knot in a graph (Tarjan's strongly connected components). */
function circlesOf(arrows: Map<string, Set<string>>): string[][] {
  const order = new Map<string, number>();
  const low = new Map<string, number>();
  const stack: string[] = [];
  const circles: string[][] = [];
  const enter = (name: string) => {
    order.set(name, order.size);
    low.set(name, order.size - 1);
    stack.push(name);
    for (const next of arrows.get(name) ?? []) {
      if (!order.has(next)) enter(next);
      if (stack.includes(next)) low.set(name, Math.min(low.get(name) ?? 0, low.get(next) ?? 0));
    }
    if (low.get(name) !== order.get(name)) return;
    const knot = stack.splice(stack.indexOf(name));
    if (knot.length > 1 || arrows.get(name)?.has(name)) circles.push(shortest(knot, arrows));
  };
  for (const name of [...arrows.keys()].sort()) if (!order.has(name)) enter(name);
  return circles;
}

function shortest(knot: readonly string[], arrows: Map<string, Set<string>>): string[] {
  const inside = new Set(knot);
  let best: string[] = [...knot];
  for (const start of knot) {
    const queue: string[][] = [[start]];
    const seen = new Set<string>();
    for (let path = queue.shift(); path; path = queue.shift()) {
      const next = arrows.get(path.at(-1) ?? '') ?? new Set<string>();
      if (next.has(start)) {
        if (path.length < best.length || best.length === knot.length) best = path;
        break;
      }
      for (const name of next) {
        if (!inside.has(name) || seen.has(name)) continue;
        seen.add(name);
        queue.push([...path, name]);
      }
    }
  }
  return best;
}
