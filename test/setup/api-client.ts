import { accounts } from '#core/accounts/module.ts';
import type { Scope } from '#platform/tenant.ts';
import { system } from '#platform/tenant.ts';
import type { TestProgram } from './program.ts';

/** An answer of the API: its status, its JSON, and its text. */
export type ApiAnswer<J> = { status: number; json: J; text: string };

export type ApiClient = <J = Record<string, unknown>>(
  method: string,
  path: string,
  body?: object,
  headers?: Record<string, string>,
) => Promise<ApiAnswer<J>>;

/** A program that acts for a person with a token of these scopes; without a person, for nobody. Forms are sent as forms, the rest as JSON. */
export async function apiClient(
  program: TestProgram,
  person?: { personId: string },
  ...scopes: Scope[]
): Promise<ApiClient> {
  const token = person && (await tokenOf(program, person.personId, scopes));
  return async (method, path, body, more) => {
    const form = body instanceof FormData ? body : undefined;
    const answer = await program.ask(`/api/v1${path}`, {
      method,
      headers: {
        ...(token ? { authorization: `Bearer ${token}` } : {}),
        ...(body && !form ? { 'content-type': 'application/json' } : {}),
        ...more,
      },
      ...(body ? { body: form ?? JSON.stringify(body) } : {}),
    });
    const text = await answer.text();
    return { status: answer.status, json: (text.startsWith('{') ? JSON.parse(text) : {}) as never, text };
  };
}

async function tokenOf(program: TestProgram, personId: string, scopes: Scope[]): Promise<string> {
  const createToken = accounts.actions?.find((action) => action.name === 'accounts.create-token');
  const made = await program.actions.perform(createToken as never, {
    actor: system('test'),
    tenant: null,
    input: { name: 'test', scopes, days: 7, personId },
  });
  return (made as { token: string }).token;
}
