import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider from 'oidc-provider';

export type TestProvider = {
  settings: { issuer: string; clientId: string; clientSecret: string; claims?: string };
  /** Goes where our site sends a person, signs in there as `subject`, and answers where the provider sends them back to. */
  prove(href: string, subject: string): Promise<string>;
  /** What the provider says of each subject. */
  people: Map<string, Record<string, unknown>>;
  close(): Promise<void>;
};

const REDIRECT = 'http://localhost:3000/sign-in/oidc/callback';

/** A real OpenID provider (`oidc-provider`), for as long as the test runs. */
export async function startProvider(): Promise<TestProvider> {
  const people: TestProvider['people'] = new Map();
  const server: Server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: 'jamaa',
        client_secret: 'a secret between two',
        redirect_uris: [REDIRECT],
        grant_types: ['authorization_code'],
        response_types: ['code'],
      },
    ],
    claims: { openid: ['sub'], profile: ['name', 'given_name', 'family_name', 'birthdate', 'gender', 'commune_code'] },
    cookies: { keys: ['a key of a test'] },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_context, interaction) => `/interaction/${interaction.uid}` },
    pkce: { required: () => true },
    findAccount: (_context, id) => ({
      accountId: id,
      claims: () => ({ sub: id, ...people.get(id) }),
    }),
    async loadExistingGrant(context) {
      const grant = new provider.Grant({
        clientId: context.oidc.client?.clientId,
        accountId: context.oidc.session?.accountId,
      });
      grant.addOIDCScope('openid profile');
      await grant.save();
      return grant;
    },
  });
  let subject = '';
  const answer = provider.callback();
  server.on('request', (request, response) => {
    if (!request.url?.startsWith('/interaction/')) {
      answer(request, response);
      return;
    }
    const result = subject
      ? { login: { accountId: subject } }
      : { error: 'access_denied', error_description: 'the person turned back' };
    provider.interactionFinished(request, response, result).catch((error: Error) => {
      response.writeHead(500).end(error.message);
    });
  });
  return {
    settings: { issuer, clientId: 'jamaa', clientSecret: 'a secret between two' },
    people,
    async prove(href, who) {
      subject = who;
      const cookies = new Map<string, string>();
      let next = href;
      for (let hops = 0; hops < 10; hops++) {
        if (next.startsWith(REDIRECT)) return next.slice('http://localhost:3000'.length);
        const response = await fetch(next, {
          redirect: 'manual',
          headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
        });
        for (const line of response.headers.getSetCookie()) {
          const [name = '', ...value] = (line.split(';')[0] ?? '').split('=');
          cookies.set(name, value.join('='));
        }
        const location = response.headers.get('location');
        if (!location) throw new Error(`the provider answered ${response.status}: ${await response.text()}`);
        next = new URL(location, next).href;
      }
      throw new Error('the provider sends people in circles');
    },
    close: () =>
      new Promise((resolve, reject) => {
        server.closeAllConnections();
        server.close((error) => (error ? reject(error) : resolve()));
      }),
  };
}
