import type { AccessRule } from '#platform/access.ts';
import type { Module } from '#platform/module.ts';
import { type Actor, NOBODY, system, type Tenant } from '#platform/tenant.ts';
import { aPerson } from '../setup/actors.ts';

const HERE = '01990000-0000-7000-8000-000000000001';
const ELSEWHERE = '01990000-0000-7000-8000-000000000002';

const TENANT: Tenant = {
  id: HERE,
  slug: 'here',
  host: null,
  name: { ar: 'هنا', fr: 'ici', en: 'here' },
  accent: 'palm',
  emblem: null,
  contact: {},
};

/** A thing of the body `HERE`, as far as rules look at it: whose it is. */
const THING = { institution_id: HERE, institutionId: HERE };

const person = (power: string, institutionId: string | null): Actor =>
  aPerson({ level: 2, secondFactor: true, powers: [{ name: power, institutionId }] });

/** The columns: who asks, given the power that bears the rule's own name. */
const ROLES: readonly { title: string; actor(power: string): Actor }[] = [
  { title: 'nobody', actor: () => NOBODY },
  {
    title: 'person',
    actor: () => aPerson({ level: 2 }),
  },
  { title: 'official here', actor: (power) => person(power, HERE) },
  { title: 'official elsewhere', actor: (power) => person(power, ELSEWHERE) },
  { title: 'operator', actor: (power) => person(power, null) },
  { title: 'system', actor: () => system('test') },
];

type Row = { what: string; kind: string; place: string; access: AccessRule<unknown> };

function rowsOf(module: Module): Row[] {
  const rows: Row[] = [];
  for (const page of module.pages ?? []) {
    rows.push({
      what: page.name,
      kind: page.submit ? 'page, form' : 'page',
      place: `${page.on} ${page.path}`,
      access: page.access,
    });
  }
  for (const route of module.routes ?? []) {
    // What a route does is its action's business: one rule for page, API, job and command.
    const access = route.kind === 'action' ? route.action.access : route.access;
    const verb = route.kind === 'action' ? route.method.toUpperCase() : 'GET';
    rows.push({ what: route.name, kind: `route, ${route.kind}`, place: `${verb} /api/v1${route.path}`, access });
  }
  for (const action of module.actions ?? []) {
    rows.push({ what: action.name, kind: 'action', place: `records ${action.event}`, access: action.access });
  }
  return rows;
}

/** Who may do and see what, as a table that a person can read and a review can compare. */
export function accessTable(modules: readonly Module[]): string {
  const lines = [
    '# Who may do and see what',
    '',
    'Made by `test/access/access-table.test.ts` from the rules in the source; a test fails when the two differ. To accept a change: `npx vitest run test/access -u`.',
    '',
    'The thing asked about belongs to the body *here*. *Person*: signed in, without any power. *Official here*, *official elsewhere*: holds the power that is named like',
    'the rule, in that body or in another. *Operator*: holds it over all bodies. *System*: jobs and the command line. A refusal is 401 to nobody and 403 to a person,',
    'or 404 where the rule hides the thing. Feeds, calendars, pictures and widgets have no rule: they are public. What stands under `/dev` exists only in a trial, and',
    'only for a person on this machine, whatever its rule says.',
  ];
  for (const module of modules) {
    const rows = rowsOf(module).sort((a, b) => (a.what + a.kind < b.what + b.kind ? -1 : 1));
    if (rows.length === 0) continue;
    lines.push('', `## ${module.name}`, '');
    lines.push(`| what | kind | where | rule | ${ROLES.map((role) => role.title).join(' | ')} |`);
    lines.push(`|---|---|---|---|${ROLES.map(() => '---').join('|')}|`);
    for (const row of rows) {
      const cells = ROLES.map((role) => answer(row.access, role.actor(row.access.name)));
      lines.push(`| ${row.what} | ${row.kind} | \`${row.place}\` | ${row.access.name} | ${cells.join(' | ')} |`);
    }
    const resources = (module.resources ?? []).map((resource) => `\`${resource.path}\``).sort();
    if (resources.length > 0) lines.push('', `Public files: ${resources.join(', ')}.`);
  }
  return `${lines.join('\n')}\n`;
}

function answer(access: AccessRule<unknown>, actor: Actor): string {
  if (access.allows(actor, THING, { tenant: TENANT, today: '2026-11-21' })) return 'yes';
  if (access.hides) return '404';
  return actor.kind === 'nobody' ? '401' : '403';
}
