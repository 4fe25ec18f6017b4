import { describe, expect, test } from 'vitest';
import type { AccessRule } from '#platform/access.ts';
import { Refusal } from '#platform/errors.ts';
import { catalog } from '../../src/app.ts';
import { modules } from '../../src/modules.ts';
import { type Answer, answerAt, type Door, doorsOf, formsOf, methodOf } from './doors.ts';
import { everyExample } from './every-example.ts';
import type { Example, Examples, RoomExamples } from './example.ts';
import { KINDS } from './kinds-of-people.ts';
import type { Person } from './people.ts';
import { platformModule } from './platform-module.ts';
import { ITSELF, openWorld } from './world.ts';

const world = await openWorld();
const { program, people, body, attempt } = world;
const rooms = await everyExample(world);

const examplesOf = (kind: keyof RoomExamples): Examples => Object.assign({}, ...rooms.map((room) => room[kind]));
const EXAMPLES = {
  page: examplesOf('pages'),
  file: examplesOf('pages'),
  route: examplesOf('routes'),
  action: examplesOf('actions'),
};
const doors = [platformModule, ...modules].flatMap(doorsOf);

const room = (name: string) => `test/access/examples/${name.split('.')[0]}.ts`;

function exampleOf(door: Door, who: Person): Example {
  const given = EXAMPLES[door.kind][door.name];
  return typeof given === 'function' ? given(who) : (given ?? {});
}

/** The address of a door with the values of an example, or a sentence that says what is missing. */
function fill(door: Door, path: string, example: Example): string {
  return path.replace(/:(\w+)|\{(\w+)\}/g, (_, one, other) => {
    const value = example.params?.[one ?? other];
    if (value === undefined)
      throw new Error(
        `${door.name}: no example says what “${one ?? other}” is in ${path}. Add one to ${room(door.name)}.`,
      );
    return encodeURIComponent(value);
  });
}

const asQuery = (query: Record<string, string> = {}) => {
  const text = new URLSearchParams(query).toString();
  return text === '' ? '' : `?${text}`;
};

function addressOf(door: Door, example: Example): string {
  if (door.kind === 'page' || door.kind === 'file') {
    const { path, on } = door.kind === 'page' ? door.page : door.resource;
    const filled = fill(door, path === '/' ? '' : path, example) + asQuery(example.query);
    if (door.kind === 'file' && door.resource.root) return filled;
    return `/fr${on === 'portal' ? '' : `/${example.site ?? body.slug}`}${filled}`;
  }
  if (door.kind !== 'route') throw new Error(`${door.name} has no address`);
  const named: Record<string, string> =
    door.route.kind === 'list' || 'query' in door.route ? { institution: body.slug } : {};
  const query = door.route.kind === 'action' ? example.query : { ...named, ...example.query };
  return `/api/v1${fill(door, door.route.path, example)}${asQuery(query)}`;
}

const words = { fr: catalog.translator('fr'), en: catalog.translator('en') };
/** What the platform itself says when a rule refuses. Another 403 is a finer rule of the thing, behind the door. */
const NOT_ALLOWED = [words.fr, words.en].map((each) => each.ts('platform.errors.not-allowed'));
const TURNED_AWAY = ['platform.errors.form-token', 'platform.errors.foreign-form'].map(
  (key) => words.fr.maybe(key) ?? '',
);

/** What an answer over HTTP means in the words of the table. */
async function meant(response: Response): Promise<Answer> {
  const { status } = response;
  const location = response.headers.get('location') ?? '';
  if (status === 303 && /\/(sign-in|sign-in\/second-factor|me\/identity)\?to=/.test(location)) return '401';
  if (status === 401 || status === 404) return String(status) as Answer;
  if (status >= 500) throw new Error(`it answered ${status}`);
  if (status !== 403) return 'yes';
  const text = await response.text();
  for (const sentence of TURNED_AWAY)
    if (text.includes(sentence)) throw new Error(`the form was not taken: ${sentence}`);
  return NOT_ALLOWED.some((sentence) => text.includes(sentence)) ? '403' : 'yes';
}

const get = (path: string, who: Person, init: RequestInit = {}) =>
  program.ask(path, { ...init, local: true, headers: { cookie: who.cookie, ...(init.headers as object) } });

type Expected = (door: Door, who: Person) => Answer;

/**
 * Who opens a door: everybody who holds no post of the body, and of the posts one for each answer of the table. Which one that is changes
 * from door to door, so that every post opens many doors of each kind; whether each of them may is the table's, and every deed asks them all.
 */
function openersOf(door: Door, expected: Expected): Person[] {
  const isPost = ({ kind }: Person) => kind.role !== undefined && kind.role !== 'platform-operator';
  const posts = people.filter(isPost);
  const turn = doors.indexOf(door) % posts.length;
  const inTurn = [...posts.slice(turn), ...posts.slice(0, turn)];
  const chosen = new Map(inTurn.map((who) => [expected(door, who), who]));
  return [...people.filter((who) => !isPost(who)), ...chosen.values()];
}

/** Opens a door as all who differ there and tells where the program differs from the table. */
async function compare(
  some: readonly Door[],
  open: (door: Door, example: Example, who: Person) => Promise<Answer>,
  expected: Expected = (door, who) => answerAt(door, who.kind.actor),
): Promise<string[]> {
  const differences: string[] = [];
  for (const door of some) {
    for (const who of openersOf(door, expected)) {
      const example = exampleOf(door, who);
      const told = example.absent ? '404' : expected(door, who);
      const found = await attempt(() => open(door, example, who)).catch((error: Error) => error.message);
      if (found !== told)
        differences.push(`${door.name} as ${who.kind.short}: the table says ${told}, the program ${found}`);
    }
  }
  return differences;
}

const doorsOfKind = <K extends Door['kind']>(kind: K) => doors.filter((door) => door.kind === kind);

describe('what the table says is what the program does, for every kind of person', () => {
  test('there is somebody of every kind, and everything has a place in the table', () => {
    expect([...people.map(({ kind }) => kind.short), 'Sys']).toEqual(KINDS.map(({ short }) => short));
    expect(doors.length).toBeGreaterThan(200);
  });

  test('every page, opened', async () => {
    const differences = await compare(doorsOfKind('page'), async (door, example, who) =>
      meant(await get(addressOf(door, example), who)),
    );
    expect(differences).toEqual([]);
  });

  test('every file, fetched', async () => {
    const differences = await compare(doorsOfKind('file'), async (door, example, who) =>
      meant(await get(addressOf(door, example), who)),
    );
    expect(differences).toEqual([]);
  });

  test('every form, sent', async () => {
    const differences: string[] = [];
    for (const door of doors) {
      if (door.kind !== 'page') continue;
      for (const [name, action] of formsOf(door.page)) {
        const deed: Door = { kind: 'action', name: action.name, where: '', access: action.access, action };
        let isPast = false;
        const found = await compare(
          [door],
          async (_door, example, who) => {
            const fields = example.forms?.[name];
            if (!fields)
              throw new Error(`${door.name}: no example fills in the form “${name}”. Add one to ${room(door.name)}.`);
            const form = new URLSearchParams({ 'form-token': who.formToken, ...(name ? { do: name } : {}), ...fields });
            const response = await get(addressOf(door, example), who, {
              method: 'POST',
              headers: { 'content-type': 'application/x-www-form-urlencoded' },
              body: form.toString(),
            });
            const answer = await meant(response);
            const never = example.never?.[name] !== undefined;
            if (never || (answer === 'yes' && response.status !== 422)) isPast = true;
            return answer === '404' && never && answerAt(deed, who.kind.actor) === 'yes' ? 'yes' : answer;
          },
          (_door, who) => answerAt(deed, who.kind.actor),
        );
        differences.push(...found.map((line) => `form ${name} of ${line}`));
        if (!isPast)
          differences.push(
            `form ${name} of ${door.name}: nobody gets past it. Mend the example in ${room(door.name)}.`,
          );
      }
    }
    expect(differences).toEqual([]);
  });

  test('every route of the API, called', async () => {
    const differences = await compare(doorsOfKind('route'), async (door, example, who) => {
      if (door.kind !== 'route') throw new Error('not a route');
      const isForm = example.body instanceof FormData;
      const response = await program.ask(addressOf(door, example), {
        method: methodOf(door.route),
        headers: {
          ...(who.token ? { authorization: `Bearer ${who.token.secret}` } : {}),
          ...(isForm ? {} : { 'content-type': 'application/json' }),
        },
        ...(example.body === undefined
          ? {}
          : { body: isForm ? (example.body as FormData) : JSON.stringify(example.body) }),
      });
      if (response.status === 422) throw new Error(`the example is refused: ${await response.text()}`);
      return meant(response);
    });
    expect(differences).toEqual([]);
  });

  test('every deed, done', async () => {
    const differences: string[] = [];
    for (const door of doors) {
      if (door.kind !== 'action') continue;
      let letIn = () => {};
      const watched: AccessRule<unknown> = {
        ...door.access,
        allows: (...asked) => {
          const allowed = door.access.allows(...asked);
          if (allowed) letIn();
          return allowed;
        },
      };
      for (const kind of KINDS) {
        const who = people.find((one) => one.kind === kind);
        const actor = who ? await world.actorOf(who) : ITSELF;
        const { input = {}, absent } = exampleOf(door, who ?? world.person('own'));
        let found: Answer | undefined;
        letIn = () => {
          found = 'yes';
        };
        const outcome = await attempt(() =>
          program.actions.perform({ ...door.action, access: watched }, { actor, tenant: body, input }),
        ).then(
          () => undefined,
          (error: unknown) => error,
        );
        // Where an example says so, what stands behind the door is not tried here: only who is let in.
        const refusal = outcome instanceof Refusal ? outcome : undefined;
        if (outcome !== undefined && !refusal && !(absent && found)) throw outcome;
        if (refusal?.status === 422 && !found)
          differences.push(
            `${door.name}: its example is refused (${JSON.stringify(refusal)}). Mend it in ${room(door.name)}.`,
          );
        // A batch goes on with the action object that began it, whose rule is not watched.
        const past = door.action.runBatch && !refusal?.key.startsWith('platform.');
        const answer = found ?? (past ? 'yes' : String(refusal?.status));
        const told = answerAt(door, kind.actor);
        if (answer !== told)
          differences.push(`${door.name} as ${kind.short}: the table says ${told}, the program ${answer}`);
      }
    }
    expect(differences).toEqual([]);
  });
});
