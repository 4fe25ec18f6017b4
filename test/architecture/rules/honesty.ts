import type { Node } from 'oxc-parser';
import {
  breach,
  calleeOf,
  isCode,
  isTest,
  literalOf,
  packageOf,
  type SourceFile,
  type Violation,
  visit,
} from '../source.ts';

const ASIDE = new Set(['skip', 'only', 'todo', 'fixme', 'skipIf', 'fails']);
const SUITES = new Set(['test', 'it', 'describe', 'suite', 'bench']);

/** No test is skipped, put aside or run alone; own code is never mocked; every test file expects something. */
export function checkTests(files: readonly SourceFile[]): Violation[] {
  const violations: Violation[] = [];
  for (const file of files) {
    if (!isTest(file.path) || !isCode(file.path)) continue;
    let expects = 0;
    visit(file, (node) => {
      if (node.type === 'MemberExpression') {
        const name = node.property.type === 'Identifier' ? node.property.name : '';
        if (ASIDE.has(name) && SUITES.has(rootOf(node))) violations.push(breach(file, node, `${rootOf(node)}.${name}`));
      }
      if (node.type !== 'CallExpression') return;
      const callee = calleeOf(node.callee as Node);
      if (callee && /^(xit|xtest|xdescribe|fit|fdescribe|ftest)$/.test(callee.name))
        violations.push(breach(file, node, callee.name));
      if (callee && /^(expect|assert|expectTypeOf)/.test(callee.object ?? callee.name)) expects++;
      if (callee?.object === 'vi' && /^(mock|doMock)$/.test(callee.name)) {
        const mocked = literalOf(node.arguments[0] as Node) ?? '';
        if (!packageOf(mocked)) violations.push(breach(file, node, `mocks our own ${mocked}`));
      }
    });
    if (file.path.includes('.test.') && expects === 0) violations.push(breach(file, 0, 'expects nothing'));
  }
  return violations;
}

function rootOf(node: Node): string {
  let current = node;
  while (current.type === 'MemberExpression' || current.type === 'CallExpression')
    current = (current.type === 'MemberExpression' ? current.object : current.callee) as Node;
  return current.type === 'Identifier' ? current.name : '';
}

/** An error that is caught must be used, answered, or its disregard explained. */
export function checkCatches(files: readonly SourceFile[]): Violation[] {
  const violations: Violation[] = [];
  for (const file of files) {
    if (!isCode(file.path)) continue;
    visit(file, (node) => {
      if (node.type !== 'CatchClause' || node.body.body.length > 0) return;
      const inside = file.text.slice(node.body.start + 1, node.body.end - 1).trim();
      if (!inside) violations.push(breach(file, node, 'an error is swallowed without a word'));
    });
  }
  return violations;
}

/** Words of unfinished work, and of the machines it was written on. */
const FORBIDDEN: readonly { pattern: RegExp; what: string }[] = [
  { pattern: /\b(TODO|FIXME|XXX|HACK)\b/, what: 'unfinished work' },
  {
    pattern: /lorem ipsum|coming soon|not (yet )?implemented|bientôt disponible|متوفر قريبا/i,
    what: 'a promise in place of the thing',
  },
  { pattern: /(^|[\s"'`(=])\/(work|home|Users|mnt|workspace)\/[\w.-]/, what: 'a path of one machine' },
  { pattern: /\.\.\/shared\//, what: 'a path outside the repository' },
  {
    pattern: /\b(?:registry|npm|proxy|mirror)[\w-]*\.(?:internal|local|corp|lan)\b/i,
    what: 'the host of a private registry',
  },
  { pattern: /\bdebugger;/, what: 'a breakpoint' },
];

export function checkForbiddenWords(files: readonly SourceFile[]): Violation[] {
  const violations: Violation[] = [];
  for (const file of files) {
    // Here the words stand as examples of what is forbidden; the data are the words of others.
    if (/^(test\/architecture|data)\//.test(file.path)) continue;
    for (const [index, line] of file.text.split('\n').entries()) {
      for (const { pattern, what } of FORBIDDEN) {
        const found = line.match(pattern)?.[0];
        if (found) violations.push(breach(file, index + 1, `${what}: ${found.trim()}`));
      }
    }
  }
  return violations;
}
