// A browser without script for measures: keeps its cookies, fills in the form that stands on a page, and tells how long each answer took.
import { Agent, request } from 'node:http';

export type Answer = { status: number; location: string | undefined; text: string; ms: number };

export type Visitor = {
  cookies: Map<string, string>;
  get(path: string): Promise<Answer>;
  post(path: string, fields: Record<string, string>): Promise<Answer>;
  /** Sends the form of a page that was fetched: the one that holds `field`, with its hidden fields. */
  send(page: Answer, path: string, field: string, fields: Record<string, string>): Promise<Answer>;
};

/** Connections that are kept open, as browsers keep them. Shared by the visitors of one measure. */
export function connections(): Agent {
  return new Agent({ keepAlive: true, maxSockets: 256 });
}

/** Somebody new at the product. */
export function newVisitor(port: number, agent: Agent, cookies: Record<string, string> = {}): Visitor {
  const jar = new Map(Object.entries(cookies));
  const ask = (method: 'GET' | 'POST', path: string, body?: string): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const started = performance.now();
      const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
      const asked = request(
        {
          agent,
          host: '127.0.0.1',
          port,
          method,
          path,
          headers: {
            host: `localhost:${port}`,
            accept: 'text/html',
            ...(cookie ? { cookie } : {}),
            ...(body === undefined
              ? {}
              : {
                  'content-type': 'application/x-www-form-urlencoded',
                  'content-length': Buffer.byteLength(body),
                  origin: `http://localhost:${port}`,
                }),
          },
        },
        (answer) => {
          const parts: Buffer[] = [];
          answer.on('data', (part) => parts.push(part));
          answer.on('error', reject);
          answer.on('end', () => {
            for (const line of answer.headers['set-cookie'] ?? []) {
              const [name = '', ...value] = (line.split(';')[0] ?? '').split('=');
              jar.set(name, value.join('='));
            }
            resolve({
              status: answer.statusCode ?? 0,
              location: answer.headers.location,
              text: Buffer.concat(parts).toString('utf8'),
              ms: performance.now() - started,
            });
          });
        },
      );
      asked.on('error', reject);
      asked.end(body);
    });
  const visitor: Visitor = {
    cookies: jar,
    get: (path) => ask('GET', path),
    post: (path, fields) => ask('POST', path, new URLSearchParams(fields).toString()),
    send(page, path, field, fields) {
      const form = [...page.text.matchAll(/<form\b([^>]*)>([\s\S]*?)<\/form>/g)].find(([, , inside = '']) =>
        inside.includes(`name="${field}"`),
      );
      if (!form) throw new Error(`no form with ${field} at ${path} (${page.status})`);
      const [, attributes = '', inside = ''] = form;
      const hidden: Record<string, string> = {};
      for (const [tag] of inside.matchAll(/<input\b[^>]*type="hidden"[^>]*>/g)) {
        const name = /name="([^"]*)"/.exec(tag)?.[1];
        if (name) hidden[name] = plain(/value="([^"]*)"/.exec(tag)?.[1] ?? '');
      }
      return visitor.post(plain(/action="([^"]*)"/.exec(attributes)?.[1] ?? path), { ...hidden, ...fields });
    },
  };
  return visitor;
}

/** An answer of this kind, or the end of the measure: a measure of refusals is no measure. */
export function expectStatus(answer: Answer, status: number, what: string): Answer {
  if (answer.status === status) return answer;
  const said = plain(answer.text.replace(/<head>[\s\S]*?<\/head>/, '').replace(/<[^>]+>/g, ' ')).replace(/\s+/g, ' ');
  throw new Error(`${what} answers ${answer.status}: ${said.slice(0, 600)}`);
}

/** Does the work for each item, so many at once; answers in the order of the items, with the milliseconds that all took. */
export async function atOnce<T, R>(
  items: readonly T[],
  many: number,
  work: (item: T) => Promise<R>,
): Promise<{ results: R[]; ms: number }> {
  const results: R[] = new Array(items.length);
  let next = 0;
  const started = performance.now();
  await Promise.all(
    Array.from({ length: Math.min(many, items.length) }, async () => {
      for (let place = next++; place < items.length; place = next++) results[place] = await work(items[place] as T);
    }),
  );
  return { results, ms: performance.now() - started };
}

function plain(html: string): string {
  return html
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');
}
