import { PlainRefusal } from '#platform/exit.ts';
import type { CommandContext } from '#platform/module.ts';
import { system } from '#platform/tenant.ts';
import { appointOfficial } from './actions/appoint-official.ts';
import { appointOperator } from './actions/appoint-operator.ts';
import { createPost } from './actions/create-post.ts';
import { isPlatformFunction, isPostFunction, PLATFORM_FUNCTIONS, POST_FUNCTIONS } from './functions.ts';
import { asTenant } from './institution.ts';
import { institutionBySlug } from './queries.ts';
import { holdersOf, postsOf } from './staff-queries.ts';

/**
 * Gives a person a role from the command line (`jamaa user create --role R --institution SLUG`): a function over the platform, without a
 * body, or a post of a body: the first vacant one with that function, else a new one. Refuses an unknown role or body in plain words.
 */
export async function appointToRole(
  { db, actions, clock }: Pick<CommandContext, 'db' | 'actions' | 'clock'>,
  given: { personId: string; name: string; role: string; institution?: string | undefined },
): Promise<void> {
  const { personId: person, name, role } = given;
  const actor = system('user create');
  if (isPlatformFunction(role)) {
    if (given.institution !== undefined) throw new PlainRefusal(`${role} belongs to no body: leave out --institution.`);
    await actions.perform(appointOperator, { actor, tenant: null, input: { function: role, person, name } });
    return;
  }
  if (!isPostFunction(role))
    throw new PlainRefusal(`There is no role “${role}”: ${[...POST_FUNCTIONS, ...PLATFORM_FUNCTIONS].join(', ')}.`);
  const institution = await institutionBySlug(db, given.institution ?? '');
  if (!institution)
    throw new PlainRefusal(
      given.institution === undefined
        ? `Which body? ${role} needs --institution SLUG.`
        : `There is no body “${given.institution}”.`,
    );
  const tenant = asTenant(institution);
  const held = new Set((await holdersOf(db, tenant.id, clock.today())).map((holder) => holder.postId));
  const vacant = (await postsOf(db, tenant.id)).find((post) => post.function === role && !held.has(post.id));
  const post = vacant?.id ?? (await actions.perform(createPost, { actor, tenant, input: { function: role } })).id;
  await actions.perform(appointOfficial, { actor, tenant, input: { post, person, name } });
}
