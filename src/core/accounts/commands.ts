import { parseArgs } from 'node:util';
import { InvalidInput } from '#platform/errors.ts';
import { PlainRefusal } from '#platform/exit.ts';
import { isLang } from '#platform/i18n/languages.ts';
import type { CommandContext } from '#platform/module.ts';
import { SCOPES, system } from '#platform/tenant.ts';
import { createToken } from './actions/create-token.ts';
import { invitePerson } from './actions/invite-person.ts';

/** A command of this room, in the shape of imports and exports: `src/commands.ts` puts it beside the others. */
export type RoomCommand = {
  name: string;
  usage: string;
  summary: string;
  run(args: readonly string[], context: CommandContext): Promise<void>;
};

/** Gives a person a role: `core/institutions` knows how. */
export type Appoint = (
  context: CommandContext,
  given: { personId: string; name: string; role: string; institution?: string | undefined },
) => Promise<void>;

function options<const N extends string>(args: readonly string[], names: readonly N[], call: string) {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: Object.fromEntries(names.map((name) => [name, { type: 'string' as const }])),
      strict: true,
      allowPositionals: false,
    });
    return values as Partial<Record<N, string>>;
  } catch (error) {
    throw new PlainRefusal(`${(error as Error).message.split('. ')[0]}. Use: jamaa ${call}`, { cause: error });
  }
}

async function inPlainWords<R>(work: Promise<R>, what: string): Promise<R> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof InvalidInput) throw new PlainRefusal(what, { cause: error });
    throw error;
  }
}

/**
 * `jamaa user create`: makes an account (or finds it) and prints, alone on the last line of standard output, a link that signs its owner in
 * once within seven days. With a role it appoints the person too.
 */
export function userCreateCommand(appoint: Appoint): RoomCommand {
  const usage = '--email E --name N [--role R --institution SLUG] [--lang ar]';
  return {
    name: 'user create',
    usage,
    summary: 'Makes an account, gives it a role if asked, and prints a link to sign in once.',
    async run(args, context) {
      const given = options(args, ['email', 'name', 'role', 'institution', 'lang'], `user create ${usage}`);
      const { email, name, role, institution } = given;
      if (!email || !name) throw new PlainRefusal(`Use: jamaa user create ${usage}`);
      const lang = isLang(given.lang) ? given.lang : 'ar';
      const made = await inPlainWords(
        context.actions.perform(invitePerson, {
          actor: system('user create'),
          tenant: null,
          input: { contact: email, name, lang, to: role ? `/${lang}/desk` : undefined },
        }),
        `“${email}” is not an e-mail address.`,
      );
      context.note(made.isNew ? 'A new account was made.' : 'This address has an account already.');
      if (role) {
        await appoint(context, { personId: made.personId, name, role, institution });
        context.note(`Appointed: ${role}${institution ? `, ${institution}` : ''}.`);
      }
      context.note('This link signs in once, within seven days:');
      context.say(made.link);
    },
  };
}

/** `jamaa token create`: makes an API token for an account and prints it alone on the last line of standard output, this once. */
export const tokenCreateCommand: RoomCommand = {
  name: 'token create',
  usage: '--email E --scope read|write|desk [--days 90] [--name N]',
  summary: 'Makes an API token for an account and prints it once.',
  async run(args, context) {
    const call = `token create ${tokenCreateCommand.usage}`;
    const {
      email,
      scope,
      days = '90',
      name = 'jamaa token create',
    } = options(args, ['email', 'scope', 'days', 'name'], call);
    if (!email || !scope) throw new PlainRefusal(`Use: jamaa ${call}`);
    // A scope that writes reads too: nobody who asks for one wants a token that cannot look.
    const asked = scope.split(/[\s,+]+/).filter(Boolean);
    const scopes = SCOPES.slice(0, Math.max(...asked.map((one) => SCOPES.indexOf(one as 'read') + 1)));
    if (asked.some((one) => !SCOPES.includes(one as 'read')))
      throw new PlainRefusal(`A scope is one of ${SCOPES.join(', ')}.`);
    const personId = await ownerOf(context, email);
    const { token } = await inPlainWords(
      context.actions.perform(createToken, {
        actor: system('token create'),
        tenant: null,
        input: { name, scopes, days, personId },
      }),
      'The token was not made: --days is 7, 30, 90 or 365, and an account has at most 20 tokens.',
    );
    context.note(`A token that may ${scopes.join(', ')}, for ${days} days:`);
    context.say(token);
  },
};

async function ownerOf({ db }: CommandContext, email: string): Promise<string> {
  const row = await db
    .selectFrom('contact')
    .select('person_id')
    .where('kind', '=', 'email')
    .where('address', '=', email.trim().toLowerCase())
    .executeTakeFirst();
  if (!row) throw new PlainRefusal(`Nobody has the address ${email}. Make the account with: jamaa user create`);
  return row.person_id;
}
