import { join } from 'node:path';
import type pg from 'pg';
import { accountLink, actorResolver, signInPath } from '#core/accounts/index.ts';
import { receiveReply } from '#core/cases/index.ts';
import { deskLink, tenantResolver } from '#core/institutions/index.ts';
import { recordBounce } from '#core/notifications/index.ts';
import { type ActionRunner, actionRunner } from '#platform/action.ts';
import { sealAuditJob } from '#platform/audit.ts';
import { gatheredDrops } from '#platform/cache/gathered-drops.ts';
import { announce, listenForChanges } from '#platform/cache/invalidation.ts';
import { type Remembered, remembered } from '#platform/cache/remembered.ts';
import type { App, AppDeps } from '#platform/cli/serve.ts';
import type { Clock } from '#platform/clock.ts';
import type { SettledConfig } from '#platform/config.ts';
import { type Db, openDatabase, openPool } from '#platform/db/database.ts';
import { migrate, pendingMigrations } from '#platform/db/migrate.ts';
import { NotFound } from '#platform/errors.ts';
import { openFileStore } from '#platform/files/file-store.ts';
import { apiDocumentationPage } from '#platform/http/api-documentation-page.tsx';
import { API_BASE, createApi } from '#platform/http/api-router.ts';
import { devPages } from '#platform/http/dev-pages.tsx';
import { formTokens } from '#platform/http/form-token.ts';
import { forgetKeysJob } from '#platform/http/idempotency.ts';
import { keptForms } from '#platform/http/kept-forms.ts';
import { createListener, type Listener, type RequestScene } from '#platform/http/listener.ts';
import { requestMeasures } from '#platform/http/measures.ts';
import { operations } from '#platform/http/operations.ts';
import { RATES, rateLimits } from '#platform/http/rate-limit.ts';
import { securityHeaders } from '#platform/http/security.ts';
import { createSite } from '#platform/http/site.tsx';
import { staticFiles } from '#platform/http/static-files.ts';
import { type Catalog, type MessageFiles, makeCatalog } from '#platform/i18n/messages.ts';
import { platformMessages } from '#platform/i18n/platform-messages.ts';
import { countJobs, queueJob } from '#platform/jobs/queue.ts';
import { prepareQueue, startWorker } from '#platform/jobs/worker.ts';
import type { Log } from '#platform/log.ts';
import { silentLog } from '#platform/log.ts';
import { devMailPages } from '#platform/mail/dev-mail-pages.tsx';
import { mailJobs } from '#platform/mail/jobs.ts';
import { readMailJobs } from '#platform/mail/read-mail.ts';
import { textMessageJobs } from '#platform/mail/text-message.ts';
import { platformMigrations } from '#platform/migrations.ts';
import { type CommandContext, collectOffers, type Job, type Offers } from '#platform/module.ts';
import type { Page, Resource } from '#platform/page.ts';
import { projectRoot, projectVersion } from '#platform/root.ts';
import { runSeeds } from '#platform/seed.ts';
import { surroundingsOf } from '#platform/surroundings.ts';
import type { TenantResolver } from '#platform/tenant.ts';
import { closeWorkshop } from '#platform/workshop/workshop.ts';
import { modules } from './modules.ts';

export const allMigrations = [...platformMigrations, ...modules.flatMap((module) => module.migrations ?? [])];
/** The jobs of the platform and of every module. */
function jobsOf(config: SettledConfig, log: Log): Job[] {
  const { smtpUrl, smsUrl, mailFrom, mailSourceUrl, publicUrl, dataDir, s3Url, clamdUrl } = config;
  const files = openFileStore({ folder: join(dataDir, 'files'), s3Url, clamdUrl, log });
  return [
    sealAuditJob,
    forgetKeysJob,
    ...mailJobs({ smtpUrl, mailFrom, publicUrl, folder: lettersFolder(config), returned }),
    ...readMailJobs({ mailSourceUrl, publicUrl, returned, received: receiveReply }),
    ...textMessageJobs({ smsUrl }),
    ...files.jobs,
    ...modules.flatMap((module) => module.jobs ?? []),
  ];
}

const returned = async (db: Db, address: string, now: Date) => void (await recordBounce(db, address, now));

/** Where a trial keeps its letters instead of sending them. */
function lettersFolder({ dataDir }: Pick<SettledConfig, 'dataDir'>): string {
  return join(dataDir, 'letters');
}
export const offers: Offers = collectOffers(modules);

/** The words of the platform and of every module. */
export const catalog: Catalog = makeCatalog(
  Object.fromEntries([
    ['platform', platformMessages],
    ...modules.flatMap((module): [string, MessageFiles][] => (module.messages ? [[module.name, module.messages]] : [])),
  ]),
);

/** Brings a database to the schema of this program. */
export async function migrateAll(
  connection: pg.PoolConfig,
  log: Log = silentLog(),
  jobs: readonly Job[] = [],
): Promise<string[]> {
  const pool = openPool({ ...connection, max: 2 }, log);
  try {
    const done = await migrate(pool, allMigrations, log);
    await prepareQueue(pool, log, jobs);
    return done;
  } finally {
    await pool.end();
  }
}

/** The runner of actions over a database, for the server, for commands and for tests. */
export function runnerFor(
  db: Db,
  clock: Clock,
  log: Log,
  options: { config?: SettledConfig; committed?: (tags: readonly string[]) => void; batchLimit?: number } = {},
): ActionRunner {
  const { config, committed, batchLimit } = options;
  const around = config && surroundingsOf(config, catalog, log);
  return actionRunner({ db, clock, log, queueJob, announce, committed, around, offers, batchLimit });
}

export type Program = {
  /** Answers a request without a socket: what tests call. */
  fetch(request: Request, scene: RequestScene): Promise<Response>;
  openApi(): object;
};

/** Pages and API over a database. */
export function createProgram(deps: {
  db: Db;
  clock: Clock;
  log: Log;
  config: SettledConfig;
  actions: ActionRunner;
  tenants: TenantResolver;
  memory: Remembered;
  asset(name: string): string;
}): Program {
  const { config, log } = deps;
  const resolveActor = actorResolver({ ...deps, publicUrl: config.publicUrl });
  const around = surroundingsOf(config, catalog, log);
  const shared = { ...deps, catalog, resolveActor, around, remember: deps.memory.remember };
  const routes = modules.flatMap((module) => module.routes ?? []);
  const dev = config.mode === 'trial' ? developerPages(config) : { pages: [], resources: [] };
  const api = createApi({ ...shared, offers, publicUrl: config.publicUrl, routes, version: projectVersion });
  const site = createSite({
    ...shared,
    offers,
    accountLink,
    deskLink,
    signInPath,
    keptForms: keptForms({ ...deps, secret: config.secret }),
    formTokens: formTokens(config),
    pages: [...modules.flatMap((module) => module.pages ?? []), apiDocumentationPage(api.document), ...dev.pages],
    resources: [...modules.flatMap((module) => module.resources ?? []), ...dev.resources],
  });
  const rates = rateLimits(RATES, deps.clock);

  return {
    openApi: api.document,
    async fetch(request, scene) {
      const url = new URL(request.url);
      const inApi = url.pathname.startsWith(`${API_BASE}/`);
      const { requestId: id, clientKey, isFrom } = scene;
      const visit = { request, url, id, clientKey, isFrom };
      try {
        if (inApi) rates.take('api', scene.clientKey);
        else if (request.method === 'POST') rates.take('form', scene.clientKey);
        else rates.take(/^\/[a-z]+(\/[^/]+)?\/search$/.test(url.pathname) ? 'search' : 'page', scene.clientKey);
        // What developers look at exists only for a person on this machine.
        if (/^\/[a-z]+\/dev(\/|$)/.test(url.pathname) && !scene.local) throw new NotFound();
        return inApi ? await api.fetch(request, scene.requestId) : await site.answer(visit);
      } catch (refusal) {
        return inApi ? api.refuse(request, refusal, scene.requestId) : site.refuse(visit, refusal);
      }
    },
  };
}

/** What exists only in a trial, for a person on this machine. */
function developerPages(config: SettledConfig): { pages: readonly Page[]; resources: readonly Resource[] } {
  const mail = devMailPages(lettersFolder(config));
  return { pages: [...devPages, ...mail.pages], resources: mail.resources };
}

/** Opens the whole program for `serve`, `web` and `work`: migrated, loaded, listening for changes, its jobs running. */
export async function openApp(deps: AppDeps): Promise<App> {
  const { config, log, clock, database, role, batchLimit } = deps;
  const jobs = jobsOf(config, log);
  await migrateAll(database.connection, log, jobs);
  const pool = openPool(database.connection, log);
  const db = openDatabase(pool);
  const tenants = tenantResolver(db, clock);
  const memory = remembered({ clock });
  let listener: Listener | undefined;
  const drop = gatheredDrops((tags) => {
    if (tags.includes('institutions')) tenants.forget();
    memory.drop(tags);
    listener?.cache.drop(tags);
  });
  const actions = runnerFor(db, clock, log, { config, committed: drop, batchLimit });
  const around = surroundingsOf(config, catalog, log);
  await seedAll(pool, { db, clock, actions, log });

  const worker =
    role === 'web'
      ? undefined
      : await startWorker({ pool, jobs, context: { db, clock, actions, around, offers }, log });
  if (role === 'work') {
    return {
      listener: (_request, response) => response.writeHead(404).end(),
      close: async () => {
        await worker?.stop();
        await pool.end();
      },
    };
  }

  const headersFor = securityHeaders(config.publicUrl);
  const files = staticFiles({ directory: join(projectRoot, 'dist', 'assets'), headersFor });
  const program = createProgram({ db, clock, log, config, actions, tenants, memory, asset: files.asset });
  const measures = requestMeasures();
  const answering = createListener({
    fetch: program.fetch,
    config,
    clock,
    log,
    measures,
    staticFiles: files,
    operations: operations({
      headersFor,
      log,
      reachDatabase: () => pool.query('select 1'),
      pendingMigrations: () => pendingMigrations(pool, allMigrations),
      metricsToken: config.metricsToken,
      measures,
      cacheStats: () => answering.cache.stats(),
      pool: () => pool,
      jobs: () => countJobs(pool),
    }),
  });
  listener = answering;
  const forgetEverything = () => {
    tenants.forget();
    memory.clear();
    answering.cache.clear();
  };
  const changes = listenForChanges({
    connection: database.connection,
    onTags: drop,
    onReconnect: forgetEverything,
    log,
  });
  await changes.ready;
  return {
    listener: answering.listen,
    close: async () => {
      await worker?.stop();
      await changes.stop();
      await closeWorkshop();
      await pool.end();
    },
  };
}

async function seedAll(
  pool: pg.Pool,
  { log, ...situation }: { db: Db; clock: Clock; actions: ActionRunner; log: Log },
): Promise<void> {
  const context: CommandContext = {
    ...situation,
    say: (line) => log.info(line),
    note: (line) => log.info(line),
    signal: new AbortController().signal,
  };
  const seeds = modules.flatMap((module) => module.seeds ?? []);
  await runSeeds(pool, seeds, context);
}
