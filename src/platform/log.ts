import { type DestinationStream, type Logger, pino, stdSerializers } from 'pino';

/** The program's log: `log.info({ facts }, 'what happened')`. Facts are ids and numbers, never who a person is. */
export type Log = Logger;

export type LogLevel = 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent';

// A last net, not a licence: these keys never reach the log, however deep they sit.
const PERSONAL =
  /^(e-?mail|mail|to|from|cc|bcc|recipient|name|full_?name|first_?name|last_?name|given_?name|family_?name|phone|mobile|tel|address|postal_?address|ip|remote_?address|x-forwarded-for|forwarded|user-?agent|cin|national_?id|identity|birth_?date|cookie|set-cookie|authorization|proxy-authorization|password|secret|token|code|otp|body|parameters|connectionstring|url_with_secret)$/i;
// `code` is also what errors call their kind (ECONNREFUSED, 23505): those are short and in capitals or digits of a fixed form.
const ERROR_CODE = /^([A-Z][A-Z0-9_]*|[0-9A-Z]{5})$/;

const EMAIL = /[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(\.[\p{L}\p{N}-]+)+/gu;
const MOROCCAN_PHONE = /(?<![\w.-])(\+212|00212|0)[\s.-]?[5-7](?:[\s.-]?\d){8}(?![\w-])/g;
const CREDENTIALS = /([a-z][a-z0-9+.-]*:\/\/)[^\s/@:]*(:[^\s/@]*)?@/gi;

/** Takes e-mail addresses, Moroccan telephone numbers and credentials in addresses out of a text. */
export function scrub(text: string): string {
  return text.replace(CREDENTIALS, '$1[…]@').replace(EMAIL, '[e-mail]').replace(MOROCCAN_PHONE, '[phone]');
}

function scrubError(error: Error): Record<string, unknown> {
  const known = stdSerializers.err(error) as unknown as Record<string, unknown>;
  // `detail`, `where` and `hint` of PostgreSQL quote the row; the constraint and the column say enough.
  const kept: Record<string, unknown> = {};
  for (const key of [
    'type',
    'message',
    'stack',
    'code',
    'syscall',
    'schema',
    'table',
    'column',
    'constraint',
    'routine',
  ]) {
    const value = known[key];
    if (typeof value === 'string') kept[key] = scrub(value);
    else if (typeof value === 'number') kept[key] = value;
  }
  return kept;
}

function scrubValue(key: string, value: unknown, depth: number): unknown {
  if (value === null || value === undefined) return value;
  if (PERSONAL.test(key) && !(/^code$/i.test(key) && typeof value === 'string' && ERROR_CODE.test(value))) return '[…]';
  if (typeof value === 'string') return scrub(value);
  if (typeof value !== 'object') return value;
  if (value instanceof Error) return scrubError(value);
  if (value instanceof Date) return value;
  if (depth <= 0) return '[deep]';
  if (Array.isArray(value)) return value.slice(0, 100).map((item) => scrubValue('', item, depth - 1));
  const copy: Record<string, unknown> = {};
  for (const [inner, item] of Object.entries(value)) copy[inner] = scrubValue(inner, item, depth - 1);
  return copy;
}

function scrubFacts(facts: Record<string, unknown>): Record<string, unknown> {
  return scrubValue('', facts, 6) as Record<string, unknown>;
}

/** One line for a person in a terminal instead of JSON. */
function forPeople(line: string): string {
  let record: Record<string, unknown>;
  try {
    record = JSON.parse(line);
  } catch {
    return line;
  }
  const { level, time, msg, err, pid: _pid, hostname: _hostname, ...facts } = record;
  const said = [String(time).slice(11, 19), level === 'info' ? '' : String(level), msg ?? ''].filter(Boolean).join(' ');
  const rest = Object.entries(facts).map(
    ([key, value]) => `${key}=${typeof value === 'string' ? value : JSON.stringify(value)}`,
  );
  const stack = err && typeof err === 'object' && 'stack' in err ? `\n${String(err.stack)}` : '';
  return `${[said, ...rest].join(' ')}${stack}\n`;
}

/**
 * Opens the log: JSON lines on standard error (standard output belongs to what commands print), or plain lines where
 * standard error is a terminal. Personal data is taken out of facts, errors and messages.
 */
export function createLog(options: { level?: LogLevel; destination?: DestinationStream; plain?: boolean } = {}): Log {
  const plain = options.plain ?? (options.destination === undefined && process.stderr.isTTY === true);
  // Not waited for: who reads the log slowly must not hold up who is answered. What is left is written when the process ends.
  const raw = options.destination ?? pino.destination({ fd: 2, sync: false });
  const destination: DestinationStream = plain ? { write: (line: string) => raw.write(forPeople(line)) } : raw;
  return pino(
    {
      level: options.level ?? 'info',
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: {
        level: (label) => ({ level: label }),
        bindings: scrubFacts,
        log: scrubFacts,
      },
      serializers: { err: (value: unknown) => (value instanceof Error ? scrubError(value) : value) },
      hooks: {
        logMethod(args, method) {
          const first: unknown = args[0];
          if (first instanceof Error) {
            const said = typeof args[1] === 'string' ? args[1] : first.message;
            return method.call(this, { err: first }, scrub(said));
          }
          const scrubbed = args.map((value: unknown) => (typeof value === 'string' ? scrub(value) : value));
          return method.apply(this, scrubbed as Parameters<typeof method>);
        },
      },
    },
    destination,
  );
}

/** The log of one request: every line carries its id, which is also shown on error pages as the incident number. */
export function requestLog(log: Log, requestId: string): Log {
  return log.child({ request: requestId });
}

/** A log that keeps silent, for tests and for commands whose output is their answer. */
export function silentLog(): Log {
  return pino({ level: 'silent' });
}
