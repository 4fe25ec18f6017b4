import type { Module } from '#platform/module.ts';
import { FUNCTIONS, PLATFORM_FUNCTION_POWERS, POST_FUNCTIONS } from '../../src/core/institutions/functions.ts';
import { answerAt, type Door, doorsOf } from './doors.ts';
import { KINDS } from './kinds-of-people.ts';

const HOW_TO_READ = `# Who may do and see what

For whoever answers for security in a public body, and for reviewers of changes. This page is made from the rules in the source by
\`test/access/access-table.test.ts\`, which fails when the two differ; \`npx vitest run test/access -u\` accepts a change, which then stands in
the diff. \`test/access/running-program.test.ts\` signs in a real person of every kind and really calls everything listed here: what the
program answers is what the table says.

## How to read it

Each line is something that can be opened or done; each column a kind of person who tries. The thing asked about (a comment, a post, a
request) always belongs to one body, *the body*.

| cell | means |
|---|---|
| ✓ | let in. Finer rules may still refuse one thing or another: a president gives no power to themselves, a request is answered by whoever took it |
| 401 | asked to prove more: to sign in, to show the second factor, or to have the identity verified. A page leads there and back |
| 403 | known, and not allowed |
| 404 | told that there is no such thing |
| · | does not apply: jobs and commands open no page; they do deeds directly |

Pages are shown in a browser; a page with forms does the deeds named beside it, each of which has its own rule below. Files are feeds,
calendars, pictures and downloads. The API is asked with a personal token of every scope; without one, nothing is done through it. A *deed* is
what changes something: page, API, job and command do the same deed under the same rule, and each is written into the audit log under the
event named beside it. \`{body}\` stands for the address of a body's site; what is in brackets exists on the portal too.

What stands under \`/dev\` exists only in a trial, and only for a person on the machine itself, whatever its rule says.

## The columns
`;

const TITLES = { page: 'Pages', file: 'Files', route: 'API', action: 'Deeds' } as const;

/** Who may do and see what, as a document that a person can read and a review can compare. */
export function accessTable(modules: readonly Module[]): string {
  const parts = [HOW_TO_READ, columns(), functions()];
  for (const module of modules) {
    const doors = doorsOf(module);
    if (doors.length === 0) continue;
    parts.push(`## ${module.name}\n`);
    for (const kind of ['page', 'file', 'route', 'action'] as const) {
      const some = doors.filter((door) => door.kind === kind);
      if (some.length > 0) parts.push(`### ${TITLES[kind]} of ${module.name}\n`, table(some, kind));
    }
  }
  return parts.join('\n');
}

function columns(): string {
  return rows(
    ['column', 'who that is'],
    KINDS.map(({ short, words }) => [`**${short}**`, words]),
  );
}

function functions(): string {
  const own = POST_FUNCTIONS.map((each) => [each, FUNCTIONS[each].powers.join(', ')]);
  const operator = PLATFORM_FUNCTION_POWERS['platform-operator'].map(({ name, reach }) => `${name} (${reach})`);
  return [
    '## What each function lets its holder do\n',
    'Powers count only once the second factor is shown. A post may have powers added to those of its function; they are given by somebody who',
    'may give them, and each giving is in the audit log.\n',
    rows(['function', 'powers'], [...own, ['platform-operator', operator.join(', ')]]),
  ].join('\n');
}

function table(doors: readonly Door[], kind: Door['kind']): string {
  const head = [
    'what',
    ...(kind === 'action' ? ['event'] : ['where']),
    ...(kind === 'page' ? ['deeds of its forms'] : []),
  ];
  return rows(
    [...head, 'rule', ...KINDS.map(({ short }) => short)],
    doors.map((door) => [
      door.name,
      `\`${door.where}\``,
      ...(door.kind === 'page' ? [door.does.join(', ') || '–'] : []),
      door.access.name,
      ...KINDS.map(({ actor }) => cell(door, actor)),
    ]),
  );
}

function cell(door: Door, actor: (typeof KINDS)[number]['actor']): string {
  if (actor.kind === 'system' && door.kind !== 'action') return '·';
  const answer = answerAt(door, actor);
  return answer === 'yes' ? '✓' : answer;
}

function rows(head: readonly string[], body: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return `${[line(head), `|${head.map(() => '---').join('|')}|`, ...body.map(line)].join('\n')}\n`;
}
