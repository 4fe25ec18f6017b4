import { describe, expect, test } from 'vitest';
import { createLog, type LogLevel, requestLog, scrub } from './log.ts';

function capture(level: LogLevel = 'info', plain = false) {
  const lines: string[] = [];
  const log = createLog({ level, plain, destination: { write: (line: string) => lines.push(line) } });
  return { log, lines, last: () => JSON.parse(lines.at(-1) ?? '{}') };
}

describe('the log', () => {
  test('keeps facts and drops who a person is, however deep', () => {
    const { log, last } = capture();
    log.info(
      { petition: 'x1', person: { email: 'a@b.ma', deeper: { phone: '+212612345678', level: 2 } }, ip: '10.0.0.1' },
      'signed',
    );
    expect(last()).toMatchObject({ level: 'info', petition: 'x1', msg: 'signed', ip: '[…]' });
    expect(last().person).toEqual({ email: '[…]', deeper: { phone: '[…]', level: 2 } });
  });

  test('takes addresses, numbers and passwords out of messages', () => {
    const { log, last, lines } = capture();
    log.warn('no letter to fatima.z+x@example.ma nor to 06 12 34 56 78');
    expect(last().msg).toBe('no letter to [e-mail] nor to [phone]');
    log.warn({ at: 'postgresql://jamaa:hunter2@db/jamaa' }, 'connecting');
    expect(lines.at(-1)).not.toContain('hunter2');
  });

  test('shows an error without the row that PostgreSQL quotes', () => {
    const { log, last } = capture();
    const error = Object.assign(new Error('duplicate key of a@b.ma'), {
      code: '23505',
      detail: 'Key (email)=(a@b.ma) already exists.',
      constraint: 'account_email_key',
    });
    log.error({ err: error }, 'failed');
    expect(last().err).toMatchObject({
      code: '23505',
      constraint: 'account_email_key',
      message: 'duplicate key of [e-mail]',
    });
    expect(JSON.stringify(last())).not.toContain('a@b.ma');
    log.error(error);
    expect(JSON.stringify(last())).not.toContain('a@b.ma');
    log.error({ error }, 'under another name');
    expect(JSON.stringify(last())).not.toContain('a@b.ma');
  });

  test('keeps the code of an error and drops a one-time code', () => {
    const { log, last } = capture();
    log.info({ code: 'ECONNREFUSED', sent: { code: '493021' } }, 'x');
    expect(last()).toMatchObject({ code: 'ECONNREFUSED', sent: { code: '[…]' } });
  });

  test('carries the id of the request on every line', () => {
    const { log, last } = capture();
    requestLog(log, 'r-42').info('hello');
    expect(last().request).toBe('r-42');
  });

  test('writes for people on a terminal', () => {
    const { log, lines } = capture('info', true);
    log.info({ migrations: 3 }, 'ready');
    expect(lines[0]).toMatch(/^\d\d:\d\d:\d\d ready migrations=3\n$/);
  });

  test('keeps silent below its level', () => {
    const { log, lines } = capture('warn');
    log.info('not this');
    expect(lines).toEqual([]);
  });
});

test('dates, amounts and references are no telephone numbers', () => {
  const text = 'DI-2026-7K4Q2-M of 2026-11-21 about 1 200 000 people, 0192e4a0-5b7c-7d10-8000-0612345678ab';
  expect(scrub(text)).toBe(text);
});
