import { type AccessRule, anyone, checkAccess } from '#platform/access.ts';
import type { AnyAction } from '#platform/action.ts';
import type { ApiRoute } from '#platform/api.ts';
import { Refusal } from '#platform/errors.ts';
import type { Module } from '#platform/module.ts';
import type { Page, Resource } from '#platform/page.ts';
import type { Actor, Tenant } from '#platform/tenant.ts';
import { byToken, TENANT, THING } from './kinds-of-people.ts';

/** Everything that somebody could try to open, with the rule that stands before it. */
export type Door = { name: string; where: string; access: AccessRule<unknown> } & (
  | { kind: 'page'; page: Page; does: readonly string[] }
  | { kind: 'file'; resource: Resource }
  | { kind: 'route'; route: ApiRoute }
  | { kind: 'action'; action: AnyAction }
);

/** What a page does when its forms are sent: the action of each, by the `do` that names it. */
export function formsOf(page: Page): [string, AnyAction][] {
  if (page.submit) return [['', page.submit.action]];
  return Object.entries(page.submits ?? {}).map(([name, submit]) => [name, submit.action]);
}

/** The method of a route, as HTTP writes it. */
export function methodOf(route: ApiRoute): string {
  return route.kind === 'action' ? route.method.toUpperCase() : 'GET';
}

/** The doors of a module, in the order of their names. */
export function doorsOf(module: Module): Door[] {
  const doors: Door[] = [
    ...(module.pages ?? []).map(
      (page): Door => ({
        kind: 'page',
        name: page.name,
        where: placed(page.on, page.path),
        access: page.access,
        page,
        does: [...new Set(formsOf(page).map(([, action]) => action.name))],
      }),
    ),
    ...(module.resources ?? []).map(
      (resource): Door => ({
        kind: 'file',
        name: resource.name,
        where: resource.root ? resource.path : placed(resource.on, resource.path),
        access: resource.access ?? anyone,
        resource,
      }),
    ),
    ...(module.routes ?? []).map(
      (route): Door => ({
        kind: 'route',
        name: route.name,
        where: `${methodOf(route)} /api/v1${route.path}`,
        // What a route does is its action's business: one rule for page, API, job and command.
        access: route.kind === 'action' ? route.action.access : route.access,
        route,
      }),
    ),
    ...(module.actions ?? []).map(
      (action): Door => ({ kind: 'action', name: action.name, where: action.event, access: action.access, action }),
    ),
  ];
  return doors.sort((a, b) => (a.name < b.name ? -1 : 1));
}

function placed(on: Page['on'], path: string): string {
  if (on === 'portal') return path;
  return on === 'tenant' ? `/{body}${path}` : `[/{body}]${path}`;
}

/** `yes`: let in; else the status of the refusal. */
export type Answer = 'yes' | '401' | '403' | '404';

/** What the rule of a door answers somebody, about a thing of the body. */
export function answerAt(door: Door, actor: Actor): Answer {
  const portalOnly = (door.kind === 'page' && door.page.on === 'portal') || isOutside(door);
  const tenant: Tenant | null = portalOnly ? null : TENANT;
  if (door.kind === 'route') {
    // Cookies alone never write through the API.
    if (door.route.kind === 'action' && actor.kind === 'nobody') return '401';
    const hasThing = door.route.kind === 'action' || ('target' in door.route && door.route.target !== undefined);
    return ask(door.access, byToken(actor), hasThing ? THING : undefined, tenant);
  }
  // A file whose rule has no thing is asked about nothing but the site.
  return ask(door.access, actor, door.kind === 'file' && !door.resource.target ? undefined : THING, tenant);
}

const isOutside = (door: Door) =>
  door.kind === 'file' && (door.resource.root === true || door.resource.on === 'portal');

/** What a rule answers, as the platform asks it. */
export function ask(access: AccessRule<unknown>, actor: Actor, target: unknown, tenant: Tenant | null): Answer {
  try {
    checkAccess(access, actor, target, { tenant, today: '2026-11-21' });
    return 'yes';
  } catch (error) {
    if (error instanceof Refusal) return String(error.status) as Answer;
    throw error;
  }
}
