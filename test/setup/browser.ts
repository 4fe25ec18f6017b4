import { FORM_TOKEN_FIELD } from '#platform/html/form.tsx';
import type { TestProgram } from './program.ts';

/** An answer as a person sees it. */
export type Shown = { status: number; headers: Headers; text: string; location: string | null };

export type Browser = {
  cookies: Map<string, string>;
  get(path: string): Promise<Shown>;
  /** Fills in the form of a page as it stands there (hidden fields too) and sends it. `to`: the form with this action; `do`: with this `do`. */
  submit(
    path: string,
    fields: Record<string, string | string[]>,
    form?: { to?: string; do?: string; files?: Record<string, File> },
  ): Promise<Shown>;
  /** Sends fields without looking at any page first: what another site, or a person with an old page, would do. */
  post(path: string, fields: Record<string, string | string[]>, headers?: Record<string, string>): Promise<Shown>;
  /** Follows redirects of this site until there is a page. */
  follow(shown: Shown): Promise<Shown>;
};

const FORM = /<form\b([^>]*)>([\s\S]*?)<\/form>/g;

/** A browser without script over the whole program: it keeps cookies and fills in forms. */
export function openBrowser(program: TestProgram, options: { headers?: Record<string, string> } = {}): Browser {
  const cookies = new Map<string, string>();
  const send = async (path: string, init: RequestInit = {}): Promise<Shown> => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await program.ask(path, {
      ...init,
      headers: { ...options.headers, ...(init.headers as object), ...(cookie ? { cookie } : {}) },
    });
    for (const line of response.headers.getSetCookie()) {
      const [pair = '', ...attributes] = line.split(';');
      const [name = '', ...value] = pair.split('=');
      if (attributes.some((one) => one.trim() === 'Max-Age=0')) cookies.delete(name);
      else cookies.set(name, value.join('='));
    }
    return {
      status: response.status,
      headers: response.headers,
      text: await response.text(),
      location: response.headers.get('location'),
    };
  };
  const post: Browser['post'] = (path, fields, headers = {}) => {
    const body = new URLSearchParams();
    for (const [name, value] of Object.entries(fields)) for (const one of [value].flat()) body.append(name, one);
    return send(path, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
      body: body.toString(),
    });
  };
  return {
    cookies,
    get: (path) => send(path),
    post,
    async submit(path, fields, wanted = {}) {
      const page = await send(path);
      const forms = [...page.text.matchAll(FORM)].map(([, attributes = '', inside = '']) => ({
        action: unescapeHtml(/action="([^"]*)"/.exec(attributes)?.[1] ?? path),
        method: /method="([^"]*)"/.exec(attributes)?.[1],
        encoding: /enctype="([^"]*)"/i.exec(attributes)?.[1],
        hidden: hiddenFields(inside),
      }));
      const form = forms.find(
        (one) =>
          one.method === 'post' &&
          (wanted.to === undefined || one.action === wanted.to) &&
          (wanted.do === undefined || one.hidden.do === wanted.do),
      );
      if (!form) throw new Error(`no such form at ${path} (${page.status}): ${page.text.slice(0, 300)}`);
      if (!form.hidden[FORM_TOKEN_FIELD]) throw new Error(`a form without its token at ${path}`);
      if (!wanted.files) return post(form.action, { ...form.hidden, ...fields });
      if (form.encoding !== 'multipart/form-data') throw new Error(`the form at ${path} takes no files`);
      const body = new FormData();
      for (const [name, value] of Object.entries({ ...form.hidden, ...fields }))
        for (const one of [value].flat()) body.append(name, one);
      for (const [name, file] of Object.entries(wanted.files)) body.append(name, file);
      return send(form.action, { method: 'POST', body });
    },
    async follow(shown) {
      let last = shown;
      for (let hops = 0; last.location && hops < 10; hops++) last = await send(last.location);
      return last;
    },
  };
}

function hiddenFields(html: string): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const [tag] of html.matchAll(/<input\b[^>]*type="hidden"[^>]*>/g)) {
    const name = /name="([^"]*)"/.exec(tag)?.[1];
    if (name) fields[name] = unescapeHtml(/value="([^"]*)"/.exec(tag)?.[1] ?? '');
  }
  return fields;
}

/** The text that an attribute or a text node of our pages stands for. */
export function unescapeHtml(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');
}
