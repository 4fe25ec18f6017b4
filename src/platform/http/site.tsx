import { askToSignIn, checkAccess } from '../access.ts';
import type { ActionRunner } from '../action.ts';
import type { Remembered } from '../cache/remembered.ts';
import { EMBEDDABLE_HEADER, ROUTE_HEADER, TAGS_HEADER, writeTags } from '../cache/tags.ts';
import type { Clock } from '../clock.ts';
import { isOnlyLocal, type SettledConfig } from '../config.ts';
import type { Db } from '../db/database.ts';
import { InvalidInput, type Need, NotAllowed, NotFound, NotSignedIn, Overtaken, Refusal } from '../errors.ts';
import type { MenuItem, PageContext } from '../html/context.tsx';
import { ErrorPage } from '../html/error-page.tsx';
import { renderPage } from '../html/render.tsx';
import { formatOf } from '../i18n/format.ts';
import { DEFAULT_LANG, dirOf, type Lang, negotiateLang } from '../i18n/languages.ts';
import type { Catalog } from '../i18n/messages.ts';
import type { Log } from '../log.ts';
import type { Offers } from '../module.ts';
import { type Done, EMPTY_FORM, type FormState, type Page, type PageRequest, type Resource } from '../page.ts';
import { NO_SURROUNDINGS, type Surroundings } from '../surroundings.ts';
import type { Actor, Tenant, TenantResolver } from '../tenant.ts';
import { type AddressBook, addressBook, splitFirst, splitLang } from './addresses.ts';
import { readUpload } from './body.ts';
import { cookieOf, setCookie } from './cookies.ts';
import { answerFile } from './file-answer.ts';
import type { FormToken, FormTokens } from './form-token.ts';
import { KEPT_PARAMETER, type KeptForms } from './kept-forms.ts';
import { refusalIn, retryHeaders } from './problem.ts';
import { queryObject } from './query.ts';
import { decodeSegment, type Routes, rootRoutes, routesOf, type Target } from './routes.ts';
import { originRefused, safePath } from './security.ts';

export type SiteDeps = {
  db: Db;
  clock: Clock;
  log: Log;
  config: SettledConfig;
  catalog: Catalog;
  actions: ActionRunner;
  tenants: TenantResolver;
  resolveActor(request: Request): Promise<Actor>;
  /** The header's link for this actor; null where nobody can sign in. */
  accountLink?(actor: Actor, page: PageContext): MenuItem | null;
  /** The header's link to the desk of an official; null for everybody else. */
  deskLink?(actor: Actor, page: PageContext): MenuItem | null;
  /** Where somebody goes who must bring more proof of who they are: a path of the site that is visited, whose host has the cookie. */
  signInPath?(to: string, need: Need, kept: string | undefined, actor: Actor): string;
  /** Keeps what was typed while its author signs in. */
  keptForms?: KeptForms;
  formTokens: FormTokens;
  asset(name: string): string;
  remember: Remembered['remember'];
  around?: Surroundings;
  offers: Offers;
  pages: readonly Page[];
  resources: readonly Resource[];
};

/** What is known of a request before a page is chosen. */
export type Visit = { request: Request; url: URL; id: string } & Pick<PageRequest['visit'], 'clientKey' | 'isFrom'>;

/** The cookie that keeps a visitor's own choice of language, and the parameter with which the language switch makes it. */
export const LANG_COOKIE = 'lang';
export const CHOICE_PARAMETER = 'lang-choice';

export type Site = {
  answer(visit: Visit): Promise<Response>;
  /** The page of a refusal that came before any page was chosen. */
  refuse(visit: Visit, refusal: unknown): Response;
};

/** Everything that has an address under a language: pages, their forms, and the files beside them. */
export function createSite(deps: SiteDeps): Site {
  const portal = routesOf(deps, 'portal');
  const site = routesOf(deps, 'tenant');
  const root = rootRoutes(deps.resources);

  const answerVisit = async (visit: Visit): Promise<Response> => {
    const { url, request } = visit;
    const host = await hostTenant(deps, request);
    const place = splitLang(url.pathname);
    const choice = url.searchParams.get(CHOICE_PARAMETER);
    if (place && choice === place.lang) return keepChoice(url, place.lang, deps.config);

    if (!place) {
      const found = root.match(url.pathname);
      if (found)
        return answer(
          deps,
          visit,
          found.target,
          found.params,
          contextOf(deps, visit, DEFAULT_LANG, host, host, url.pathname),
        );
      return towardsLanguage(visit);
    }
    const { lang } = place;
    if (host) return serve(deps, visit, site, lang, host, host, place.rest);
    const { first, rest } = splitFirst(place.rest);
    if (first === '' || portal.firstWords.has(first)) return serve(deps, visit, portal, lang, null, null, place.rest);
    const tenant = await deps.tenants.bySlug(decodeSegment(first) ?? '');
    if (!tenant) return serve(deps, visit, portal, lang, null, null, place.rest);
    return serve(deps, visit, site, lang, tenant, null, rest);
  };
  return {
    answer: answerVisit,
    refuse: (visit, refusal) => {
      const place = splitLang(visit.url.pathname);
      return refuse(
        deps,
        visit,
        contextOf(deps, visit, place?.lang ?? DEFAULT_LANG, null, null, place?.rest ?? '/'),
        refusal,
      );
    },
  };
}

async function serve(
  deps: SiteDeps,
  visit: Visit,
  routes: Routes,
  lang: Lang,
  tenant: Tenant | null,
  here: Tenant | null,
  path: string,
): Promise<Response> {
  // One address for a thing: no slash at the end.
  if (visit.url.pathname.endsWith('/')) {
    const clean = visit.url.pathname.replace(/\/+$/, '');
    return redirect(`${clean}${visit.url.search}`, 308);
  }
  const context = contextOf(deps, visit, lang, tenant, here, path);
  const found = routes.match(path);
  if (!found) return refuse(deps, visit, context, new NotFound());
  return answer(deps, visit, found.target, found.params, context);
}

async function answer(
  deps: SiteDeps,
  visit: Visit,
  target: Target,
  params: Record<string, string>,
  context: MutableContext,
): Promise<Response> {
  try {
    context.page.actor = await deps.resolveActor(visit.request);
    context.page.account = deps.accountLink?.(context.page.actor, context.page) ?? null;
    context.page.desk = deps.deskLink?.(context.page.actor, context.page) ?? null;
    const request = requestOf(deps, visit, target, params, context);
    if (target.kind === 'resource') return await answerResource(target.resource, request, visit);
    const method = visit.request.method;
    const hasForm = target.page.submit !== undefined || target.page.submits !== undefined;
    if (method === 'GET' || method === 'HEAD') {
      const form = hasForm ? await keptForm(deps, context) : EMPTY_FORM;
      return await showPage(target.page, request, context, form);
    }
    if (method === 'POST' && hasForm) return await submitForm(deps, visit, target.page, request, context);
    return new Response(null, { status: 405, headers: { allow: hasForm ? 'GET, HEAD, POST' : 'GET, HEAD' } });
  } catch (error) {
    if (error instanceof NotSignedIn && deps.signInPath && target.kind === 'page')
      return towardsSignIn(deps, context.page, error.need);
    return refuse(deps, visit, context, error);
  }
}

/** What was typed before signing in, shown again in the form. */
async function keptForm(deps: SiteDeps, context: MutableContext): Promise<FormState> {
  const token = context.page.query.get(KEPT_PARAMETER);
  const values = token ? await deps.keptForms?.find(token) : undefined;
  return values ? { values, faults: [] } : EMPTY_FORM;
}

function requestOf(
  deps: SiteDeps,
  visit: Visit,
  target: Target,
  params: Record<string, string>,
  context: MutableContext,
): PageRequest {
  const schema = target.kind === 'page' ? target.page.query : target.resource.query;
  const raw = queryObject(context.page.query);
  const parsed = schema?.safeParse(raw);
  if (parsed && !parsed.success) throw new NotFound();
  return {
    db: deps.db,
    page: context.page,
    params,
    query: parsed ? parsed.data : raw,
    offers: deps.offers,
    remember: deps.remember,
    visit: {
      cookie: (name) => cookieOf(visit.request, name),
      header: (name) => visit.request.headers.get(name) ?? undefined,
      clientKey: visit.clientKey,
      isFrom: visit.isFrom,
      secure: deps.config.publicUrl.startsWith('https:'),
    },
    around: deps.around ?? NO_SURROUNDINGS,
  };
}

async function showPage(
  page: Page,
  request: PageRequest,
  context: MutableContext,
  form: FormState,
  status = 200,
): Promise<Response> {
  askToSignIn(page.access, request.page.actor);
  const data = await page.load(request);
  checkAccess(page.access, request.page.actor, data, { tenant: request.page.tenant, today: request.page.today });
  const View = page.view;
  const html = renderPage(request.page, <View data={data} form={form} query={request.query} />);
  const shareable = page.cache && status === 200 && !context.token && request.page.actor.kind === 'nobody';
  const headers = htmlHeaders(request.page.lang, context);
  headers.set(ROUTE_HEADER, page.name);
  if (shareable) headers.set(TAGS_HEADER, cacheTags(page.cache?.(data, request) ?? [], request.page.tenant));
  return new Response(html, { status: status === 200 ? (page.status?.(data) ?? 200) : status, headers });
}

async function submitForm(
  deps: SiteDeps,
  visit: Visit,
  page: Page,
  request: PageRequest,
  context: MutableContext,
): Promise<Response> {
  const proven = page.submit?.proof === 'address';
  if (!proven && originRefused(visit.request, deps.config.publicUrl, request.page.tenant?.host ?? null))
    throw new NotAllowed('platform.errors.foreign-form');
  const { values, files } = await readUpload(visit.request);
  if (!proven && !deps.formTokens.accepts(visit.request, values)) throw new NotAllowed('platform.errors.form-token');
  const submit = page.submits ? page.submits[String(values.do ?? '')] : page.submit;
  if (!submit) throw new NotFound();
  try {
    const result = await deps.actions.perform(submit.action, {
      actor: request.page.actor,
      tenant: request.page.tenant,
      input: await submit.input(values, request, files),
    });
    if (submit.proof === 'address') return showPage(page, request, context, EMPTY_FORM);
    return leave(await submit.done(result as never, request), request.page);
  } catch (error) {
    if (error instanceof InvalidInput) return showPage(page, request, context, { values, faults: error.faults }, 422);
    const overtaken = error instanceof Overtaken && [{ pointer: '', key: error.key, values: error.values }];
    if (overtaken) return showPage(page, request, context, { values, faults: overtaken }, 409);
    if (error instanceof NotSignedIn && deps.signInPath) {
      const kept = await deps.keptForms?.keep(values);
      return towardsSignIn(deps, request.page, error.need, kept);
    }
    throw error;
  }
}

function leave(done: Done, page: PageContext): Response {
  const where = typeof done === 'string' ? { to: done } : done;
  const location = 'href' in where ? where.href : page.href(safePath(where.to) ?? '/');
  const response = redirect(location, 303);
  for (const cookie of where.setCookies ?? []) response.headers.append('set-cookie', cookie);
  return response;
}

/** To the page that says what is needed and how to get there; from there back here. */
function towardsSignIn(deps: SiteDeps, page: PageContext, need: Need, kept?: string): Response {
  const query = page.query.toString();
  const back = page.href(`${page.path}${query ? `?${query}` : ''}`);
  return redirect(page.href(deps.signInPath?.(back, need, kept, page.actor) ?? '/'), 303);
}

async function answerResource(resource: Resource, request: PageRequest, visit: Visit): Promise<Response> {
  if (visit.request.method !== 'GET' && visit.request.method !== 'HEAD')
    return new Response(null, { status: 405, headers: { allow: 'GET, HEAD' } });
  await checkResource(resource, request);
  const made = await resource.load(request);
  const headers = new Headers({ 'content-type': made.type, [ROUTE_HEADER]: resource.name });
  // What a rule gave to somebody who is known is kept for nobody else.
  const shareable = !resource.access || request.page.actor.kind === 'nobody';
  if (made.tags && shareable) headers.set(TAGS_HEADER, cacheTags(made.tags, request.page.tenant));
  if (made.embeddable) headers.set(EMBEDDABLE_HEADER, '1');
  if (made.download)
    headers.set('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(made.download)}`);
  if (!resource.root) headers.set('content-language', request.page.lang);
  for (const [name, value] of Object.entries(made.headers ?? {})) headers.set(name, value);
  if (typeof made.body === 'object' && 'file' in made.body) return answerFile(visit.request, made.body.file, headers);
  return new Response(made.body as BodyInit, { status: made.status ?? 200, headers });
}

async function checkResource({ access, target }: Resource, request: PageRequest): Promise<void> {
  if (!access) return;
  askToSignIn(access, request.page.actor);
  const thing = await target?.(request);
  if (target && thing === undefined) throw new NotFound();
  const { actor, tenant, today } = request.page;
  checkAccess(access, actor, thing, { tenant, today });
}

/** A refusal as a page in the visitor's language; anything else is a bug: 500 with the request's id as the incident number. */
function refuse(deps: SiteDeps, visit: Visit, context: MutableContext, error: unknown): Response {
  const refusal = refusalIn(error);
  if (!(error instanceof Refusal))
    deps.log.error({ err: error, request: visit.id, path: visit.url.pathname }, 'a page failed');
  const status = refusal?.status ?? 500;
  const shown = <ErrorPage status={status} refusal={refusal} incident={refusal ? undefined : visit.id} />;
  const html = renderPage(context.page, shown);
  const headers = htmlHeaders(context.page.lang, context);
  for (const [name, value] of Object.entries(refusal ? retryHeaders(refusal) : {})) headers.set(name, value);
  return new Response(html, { status, headers });
}

function htmlHeaders(lang: Lang, context: MutableContext): Headers {
  const headers = new Headers({ 'content-type': 'text/html; charset=utf-8', 'content-language': lang });
  if (context.token?.cookie) headers.append('set-cookie', context.token.cookie);
  return headers;
}

function cacheTags(tags: readonly string[], tenant: Tenant | null): string {
  return writeTags([...tags, 'institutions', ...(tenant ? [`institution:${tenant.id}`] : [])]);
}

type MutableContext = { page: PageContext; token: FormToken | undefined };

function contextOf(
  deps: SiteDeps,
  visit: Visit,
  lang: Lang,
  tenant: Tenant | null,
  here: Tenant | null,
  path: string,
): MutableContext {
  const words = deps.catalog.translator(lang);
  const book: AddressBook = addressBook(deps.config.publicUrl, here);
  const now = deps.clock.now();
  const query = new URLSearchParams(visit.url.search);
  const context: MutableContext = {
    token: undefined,
    page: {
      ...words,
      lang,
      dir: dirOf(lang),
      format: formatOf(lang),
      tenant,
      actor: { kind: 'nobody' },
      path,
      query,
      today: deps.clock.today(),
      now,
      href: (to, where) => book.href(where?.lang ?? lang, where?.tenant === undefined ? tenant : where.tenant, to),
      absolute: (to, where) =>
        book.absolute(where?.lang ?? lang, where?.tenant === undefined ? tenant : where.tenant, to),
      asset: deps.asset,
      menu: deps.offers.menu
        .filter((item) => onSite(item.on, tenant))
        .map((item) => ({ label: words.ts(item.label), path: item.path, minor: item.minor })),
      formToken: () => {
        context.token ??= deps.formTokens.issue(visit.request);
        return context.token.value;
      },
      account: null,
      desk: null,
      trial: deps.config.mode === 'trial',
      local: isOnlyLocal(deps.config),
    },
  };
  return context;
}

function onSite(on: 'portal' | 'tenant' | 'both', tenant: Tenant | null): boolean {
  return on === 'both' || (on === 'tenant') === (tenant !== null);
}

async function hostTenant(deps: SiteDeps, request: Request): Promise<Tenant | null> {
  const host = request.headers.get('host')?.toLowerCase() ?? '';
  if (host === '' || host === new URL(deps.config.publicUrl).host) return null;
  return (await deps.tenants.byHost(host.replace(/:\d+$/, ''))) ?? null;
}

function towardsLanguage({ request, url }: Visit): Response {
  const lang = negotiateLang(cookieOf(request, LANG_COOKIE), request.headers.get('accept-language') ?? undefined);
  const response = redirect(`/${lang}${url.pathname === '/' ? '' : url.pathname}${url.search}`, 302);
  response.headers.set('vary', 'Cookie, Accept-Language');
  return response;
}

function keepChoice(url: URL, lang: Lang, config: SettledConfig): Response {
  const clean = new URL(url);
  clean.searchParams.delete(CHOICE_PARAMETER);
  const response = redirect(`${clean.pathname}${clean.search}`, 303);
  response.headers.append(
    'set-cookie',
    setCookie(LANG_COOKIE, lang, {
      secure: config.publicUrl.startsWith('https:'),
      maxAge: 365 * 24 * 3600,
      readable: true,
    }),
  );
  return response;
}

function redirect(location: string, status: 302 | 303 | 308): Response {
  return new Response(null, { status, headers: { location, 'cache-control': 'no-store' } });
}
