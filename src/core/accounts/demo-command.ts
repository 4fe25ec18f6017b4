import { appointToRole, asTenant, institutionBySlug, powersOf } from '#core/institutions/index.ts';
import type { AnyDemo, DemoScene } from '#platform/demo.ts';
import { PlainRefusal } from '#platform/exit.ts';
import type { CommandContext } from '#platform/module.ts';
import { readShipped } from '#platform/shipped-files.ts';
import type { Surroundings } from '#platform/surroundings.ts';
import { type PersonActor, system } from '#platform/tenant.ts';
import { invitePerson } from './actions/invite-person.ts';

const addressOf = (who: string) => `${who}@demo.invalid`;

/**
 * `jamaa demo`: sample people and contributions, to look at the platform with, in a trial only and once. They are made by the same actions
 * as everything else, so nothing about them is special; `retention` and closing an account treat them as anybody's.
 */
export function demoCommand(demos: readonly AnyDemo[]) {
  return {
    name: 'demo',
    usage: '',
    summary: 'Adds sample people and contributions, marked as such, to look at a trial with. Never by default.',
    async run(_args: readonly string[], context: CommandContext & { around: Surroundings }): Promise<void> {
      const { around, db, note, say } = context;
      if (around.settings.mode !== 'trial')
        throw new PlainRefusal('Sample people have no place among real ones: `demo` works in a trial only.');
      const there = await db
        .selectFrom('contact')
        .select('person_id')
        .where('address', '=', addressOf('citizen-0'))
        .executeTakeFirst();
      if (there) throw new PlainRefusal('The sample people are here already.');
      const { people, ...samples } = readShipped('demo.json') as { people: string[] } & Record<string, unknown>;
      const scene = sceneOf(context, people);
      for (const number of people.keys()) await scene.citizen(number);
      for (const { name, play } of demos) {
        await play(scene, samples[name]);
        note(`${name}: done`);
      }
      say('Sample people and contributions were added. A link to sign in as a sample official:');
      say(`jamaa user create --email ${addressOf('president.laayoune-sakia-el-hamra')} --name president`);
    },
  };
}

function sceneOf(context: CommandContext, people: readonly string[]): DemoScene {
  const { db, actions, clock } = context;
  const itself = { actor: system('demo'), tenant: null };
  const account = async (who: string, name: string) => {
    const input = { contact: addressOf(who), name, lang: 'ar' };
    return (await actions.perform(invitePerson, { ...itself, input })).personId;
  };
  const actor = async (id: string, level: 1 | 2): Promise<PersonActor> => ({
    kind: 'person',
    id,
    level,
    powers: await powersOf(db, id, clock.now()),
    secondFactor: true,
    sessionId: null,
    scopes: null,
  });
  const appointed = new Set<string>();
  return {
    db,
    actions,
    body: async (slug) => {
      const institution = await institutionBySlug(db, slug);
      if (!institution) throw new PlainRefusal(`There is no body “${slug}”.`);
      return asTenant(institution);
    },
    citizen: async (number) => actor(await account(`citizen-${number}`, people[number] ?? ''), 1),
    official: async (slug, role) => {
      const personId = await account(`${role}.${slug}`, role);
      if (!appointed.has(personId)) await appointToRole(context, { personId, name: role, role, institution: slug });
      appointed.add(personId);
      return actor(personId, 2);
    },
  };
}
