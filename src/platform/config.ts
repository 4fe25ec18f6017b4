import { BlockList, isIP } from 'node:net';
import { resolve } from 'node:path';
import { z } from 'zod';
import { PlainRefusal } from './exit.ts';

/** Where and how this process runs: the environment of docs/interfaces, read once and checked whole. */
export type Config = {
  mode: 'trial' | 'production';
  host: string;
  /** 0 lets the system choose a free port. */
  port: number;
  /** Address in letters, feeds and links, without a slash at its end. Its scheme decides the cookies' names. */
  publicUrl: string;
  /** Absolute path: embedded database, files, keys. */
  dataDir: string;
  /** Absent: the embedded PostgreSQL. */
  databaseUrl?: string;
  databaseReplicaUrls: string[];
  /** Keys are derived from it. Absent until `keptSecret` of the data directory has given it (embedded database only). */
  secret?: string;
  /** How many processes answer web requests. */
  workers: number;
  smtpUrl?: string;
  mailFrom?: string;
  mailSourceUrl?: string;
  smsUrl?: string;
  oidc?: { issuer: string; clientId: string; clientSecret: string; claims?: string };
  /** Absent: files are kept in the data directory. */
  s3Url?: string;
  clamdUrl?: string;
  /** Networks whose forwarded addresses are believed, as `address/prefix`. */
  trustedProxies: string[];
  logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent';
  metricsToken?: string;
};

/** A configuration whose secret is there. */
export type SettledConfig = Config & { secret: string };

type Environment = Record<string, string | undefined>;

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

const KNOWN = new Set([
  'JAMAA_PUBLIC_URL',
  'JAMAA_DATA_DIR',
  'JAMAA_SECRET',
  'JAMAA_WORKERS',
  'JAMAA_MODE',
  'JAMAA_TRUSTED_PROXIES',
]);

/** Whether only this machine can reach a server that listens on `host`. */
export function isLoopback(host: string): boolean {
  const bare = host.replace(/^\[|\]$/g, '').toLowerCase();
  return bare === 'localhost' || bare === '::1' || (isIP(bare) === 4 && bare.startsWith('127.'));
}

/** Whether it is a trial that answers this machine alone: whoever is elsewhere is not shown what is not for them. */
export function isOnlyLocal({ mode, host, trustedProxies }: Config): boolean {
  return mode === 'trial' && isLoopback(host) && trustedProxies.length === 0;
}

function parsedUrl(text: string): URL | undefined {
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
}

// Values are not repeated in the messages of these: they carry passwords.
function addressOf(schemes: string[], example: string) {
  return z.string().refine((text) => schemes.includes(parsedUrl(text)?.protocol.replace(/:$/, '') ?? ''), {
    message: `must be an address such as ${example}`,
  });
}

function isNetwork(text: string): boolean {
  const [address = '', prefix, ...more] = text.split('/');
  const family = isIP(address);
  if (family === 0 || more.length > 0) return false;
  return prefix === undefined || (/^\d{1,3}$/.test(prefix) && Number(prefix) <= (family === 4 ? 32 : 128));
}

const list = z.string().transform((text) => text.split(/[\s,]+/).filter(Boolean));

function wholeNumber(least: number, most: number) {
  const message = `must be a whole number from ${least} to ${most}`;
  return z
    .string()
    .regex(/^\d{1,9}$/, { message, abort: true })
    .transform(Number)
    .refine((value) => value >= least && value <= most, { message });
}

function oneOf<const T extends readonly [string, ...string[]]>(words: T) {
  return z.enum(words, { error: () => `must be one of ${words.join(', ')}` });
}

const postgresAddress = addressOf(['postgres', 'postgresql'], 'postgresql://user:password@host:5432/jamaa');

const settings = z.object({
  PORT: wholeNumber(0, 65_535).default(3000),
  HOST: z
    .string()
    .regex(/^[\p{L}\p{N}.:[\]%_-]+$/u, 'must be a host name or an IP address')
    .default('127.0.0.1'),
  JAMAA_PUBLIC_URL: addressOf(['http', 'https'], 'https://jamaa.example.ma')
    .refine((text) => !/[?#]/.test(text) && (parsedUrl(text)?.pathname ?? '/') === '/', {
      message: 'must be an address without a path, such as https://jamaa.example.ma',
    })
    .transform((text) => new URL(text).origin)
    .optional(),
  JAMAA_DATA_DIR: z.string().default('./var'),
  DATABASE_URL: postgresAddress.optional(),
  DATABASE_REPLICA_URLS: list
    .refine((all) => all.every((each) => postgresAddress.safeParse(each).success), {
      message: 'must be addresses such as postgresql://user:password@host:5432/jamaa, separated by commas',
    })
    .default([]),
  JAMAA_SECRET: z.string().optional(),
  JAMAA_WORKERS: wholeNumber(1, 256).default(1),
  JAMAA_MODE: oneOf(['trial', 'production']).optional(),
  SMTP_URL: addressOf(['smtp', 'smtps'], 'smtp://user:password@mail.example.ma:587').optional(),
  MAIL_FROM: z
    .string()
    .regex(/^([^<>]*<[^\s@<>]+@[^\s@<>]+>|[^\s@<>]+@[^\s@<>]+)$/, 'must be an address such as Jamaa <jamaa@example.ma>')
    .optional(),
  MAIL_SOURCE_URL: addressOf(['imap', 'imaps'], 'imaps://user:password@mail.example.ma').optional(),
  SMS_URL: addressOf(['http', 'https'], 'https://sms.example.ma/send').optional(),
  OIDC_ISSUER: addressOf(['https', 'http'], 'https://identity.example.ma').optional(),
  OIDC_CLIENT_ID: z.string().optional(),
  OIDC_CLIENT_SECRET: z.string().optional(),
  OIDC_CLAIMS: z
    .string()
    .regex(
      /^(name|birthdate|gender|residence)=[\w.:/-]+(\+[\w.:/-]+)*(,(name|birthdate|gender|residence)=[\w.:/-]+(\+[\w.:/-]+)*)*$/,
      'must be pairs such as name=given_name+family_name,birthdate=birthdate,gender=gender,residence=commune_code',
    )
    .optional(),
  S3_URL: addressOf(['s3', 'https', 'http'], 'https://key:secret@storage.example.ma/bucket').optional(),
  CLAMD_URL: addressOf(['tcp', 'unix'], 'tcp://127.0.0.1:3310').optional(),
  JAMAA_TRUSTED_PROXIES: list
    .refine((all) => all.every(isNetwork), { message: 'must be networks such as 10.0.0.0/8, separated by commas' })
    .default([]),
  LOG_LEVEL: oneOf(LOG_LEVELS).default('info'),
  METRICS_TOKEN: z.string().optional(),
});

/**
 * Reads the configuration. An empty variable counts as absent.
 * Refuses with one message that names every wrong or missing value, one sentence a line.
 * `warnings` are sentences for the log (names that look like ours but are not, weak choices).
 */
export function readConfig(environment: Environment): { config: Config; warnings: string[] } {
  const present: Environment = {};
  for (const [name, value] of Object.entries(environment)) if (value?.trim()) present[name] = value.trim();

  const parsed = settings.safeParse(present);
  const faults: string[] = [];
  const wrong = new Set<string>();
  for (const issue of parsed.error?.issues ?? []) {
    const name = String(issue.path[0]);
    if (!wrong.has(name)) faults.push(`${name} ${issue.message}.`);
    wrong.add(name);
  }

  const loopback = isLoopback(present.HOST ?? '127.0.0.1');
  const usual = loopback && !present.SMTP_URL && !present.DATABASE_URL ? 'trial' : 'production';
  const mode = present.JAMAA_MODE === 'trial' || present.JAMAA_MODE === 'production' ? present.JAMAA_MODE : usual;
  const warnings = unknownNames(present);

  const secret = present.JAMAA_SECRET;
  if (present.DATABASE_URL && !secret) {
    faults.push(
      'JAMAA_SECRET is missing: with DATABASE_URL it must be given, at least 32 signs that nobody can guess.',
    );
  } else if (secret && secret.length < 32) {
    if (mode === 'production') faults.push('JAMAA_SECRET must have at least 32 signs.');
    else warnings.push('JAMAA_SECRET is shorter than 32 signs: good enough for a trial only.');
  }
  if (mode === 'production') {
    const why = present.JAMAA_MODE ? '' : ' (set JAMAA_MODE=trial to try Jamaa without it)';
    if (!present.SMTP_URL) faults.push(`SMTP_URL is missing: in production letters must be able to leave${why}.`);
    if (!present.MAIL_FROM) faults.push(`MAIL_FROM is missing: in production letters need a sender${why}.`);
    if (!present.JAMAA_PUBLIC_URL)
      warnings.push('JAMAA_PUBLIC_URL is not set: links in letters will not work elsewhere.');
  }
  const oidcNames = ['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET'] as const;
  const oidcMissing = oidcNames.filter((name) => !present[name]);
  if (oidcMissing.length > 0 && (oidcMissing.length < oidcNames.length || present.OIDC_CLAIMS)) {
    faults.push(`${oidcMissing.join(' and ')} missing: the national identity needs ${oidcNames.join(', ')} together.`);
  }
  if (present.DATABASE_REPLICA_URLS && !present.DATABASE_URL) {
    faults.push('DATABASE_REPLICA_URLS needs DATABASE_URL: the embedded database has no replicas.');
  }

  if (!parsed.success || faults.length > 0) throw new PlainRefusal(refusal(faults));
  const from = parsed.data;
  const config: Config = {
    mode,
    host: from.HOST,
    port: from.PORT,
    publicUrl: from.JAMAA_PUBLIC_URL ?? localAddress(from.HOST, from.PORT),
    dataDir: resolve(from.JAMAA_DATA_DIR),
    databaseUrl: from.DATABASE_URL,
    databaseReplicaUrls: from.DATABASE_REPLICA_URLS,
    secret,
    workers: from.JAMAA_WORKERS,
    smtpUrl: from.SMTP_URL,
    mailFrom: from.MAIL_FROM,
    mailSourceUrl: from.MAIL_SOURCE_URL,
    smsUrl: from.SMS_URL,
    s3Url: from.S3_URL,
    clamdUrl: from.CLAMD_URL,
    trustedProxies: from.JAMAA_TRUSTED_PROXIES,
    logLevel: from.LOG_LEVEL,
    metricsToken: from.METRICS_TOKEN,
  };
  if (from.OIDC_ISSUER && from.OIDC_CLIENT_ID && from.OIDC_CLIENT_SECRET) {
    config.oidc = {
      issuer: from.OIDC_ISSUER,
      clientId: from.OIDC_CLIENT_ID,
      clientSecret: from.OIDC_CLIENT_SECRET,
      claims: from.OIDC_CLAIMS,
    };
  }
  return { config, warnings };
}

/** The address of a server that listens on `host` and `port`, as a person on this machine would type it. */
export function localAddress(host: string, port: number): string {
  const bare = host.replace(/^\[|\]$/g, '');
  const here = ['127.0.0.1', '::1', '0.0.0.0', '::'].includes(bare);
  const shown = here ? 'localhost' : isIP(bare) === 6 ? `[${bare}]` : bare;
  return `http://${shown}${port === 80 ? '' : `:${port}`}`;
}

/** The trusted proxies as a list that can be asked `check(address, family)`. */
export function trustedNetworks(config: Pick<Config, 'trustedProxies'>): BlockList {
  const networks = new BlockList();
  for (const network of config.trustedProxies) {
    const [address = '', prefix] = network.split('/');
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
    if (prefix === undefined) networks.addAddress(address, family);
    else networks.addSubnet(address, Number(prefix), family);
  }
  return networks;
}

function refusal(faults: string[]): string {
  if (faults.length === 1) return `Jamaa cannot start with these settings: ${faults[0]}`;
  return `Jamaa cannot start with these settings:\n${faults.map((fault) => `- ${fault}`).join('\n')}`;
}

function unknownNames(present: Environment): string[] {
  return Object.keys(present)
    .filter((name) => name.startsWith('JAMAA_') && !KNOWN.has(name))
    .map((name) => {
      const near = [...KNOWN].find((known) => distance(known, name) <= 3);
      return `${name} is not a setting of Jamaa and is ignored${near ? `; did you mean ${near}?` : '.'}`;
    });
}

function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
