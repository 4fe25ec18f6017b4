import { describe, expect, test } from 'vitest';
import { isLoopback, localAddress, readConfig, trustedNetworks } from './config.ts';

function refusalOf(environment: Record<string, string>): string {
  try {
    readConfig(environment);
  } catch (error) {
    return (error as Error).message;
  }
  return '';
}

const secret = 'a'.repeat(40);
const production = { SMTP_URL: 'smtp://mail.example.ma', MAIL_FROM: 'Jamaa <jamaa@example.ma>' };

describe('the configuration', () => {
  test('needs nothing for a trial', () => {
    const { config, warnings } = readConfig({});
    expect(config).toMatchObject({
      mode: 'trial',
      host: '127.0.0.1',
      port: 3000,
      publicUrl: 'http://localhost:3000',
      workers: 1,
    });
    expect(config.databaseUrl).toBeUndefined();
    expect(warnings).toEqual([]);
  });

  test('counts an empty variable as absent', () => {
    expect(readConfig({ PORT: '', DATABASE_URL: ' ' }).config.port).toBe(3000);
  });

  test.each([
    [{}, 'trial'],
    [{ HOST: '::1' }, 'trial'],
    [{ HOST: '0.0.0.0', ...production }, 'production'],
    [{ ...production }, 'production'],
    [{ ...production, DATABASE_URL: 'postgresql://db/jamaa', JAMAA_SECRET: secret }, 'production'],
    [{ HOST: '0.0.0.0', JAMAA_MODE: 'trial' }, 'trial'],
    [{ JAMAA_MODE: 'production', ...production }, 'production'],
  ])('is a trial only on this machine and without mail or outside database: %o', (environment, mode) => {
    expect(readConfig(environment as Record<string, string>).config.mode).toBe(mode);
  });

  test('names every wrong value in one message', () => {
    const said = refusalOf({
      PORT: '99999',
      HOST: '0.0.0.0',
      JAMAA_MODE: 'test',
      LOG_LEVEL: 'loud',
      JAMAA_WORKERS: '0',
      JAMAA_PUBLIC_URL: 'jamaa.ma',
      JAMAA_TRUSTED_PROXIES: '10.0.0.0/8, somewhere',
      DATABASE_URL: 'mysql://db',
      OIDC_ISSUER: 'https://identity.example.ma',
    });
    for (const name of [
      'PORT',
      'JAMAA_MODE',
      'LOG_LEVEL',
      'JAMAA_WORKERS',
      'JAMAA_PUBLIC_URL',
      'JAMAA_TRUSTED_PROXIES',
    ]) {
      expect(said).toContain(`- ${name} must`);
    }
    expect(said).toContain('DATABASE_URL must be an address');
    expect(said).toContain('JAMAA_SECRET is missing');
    expect(said).toContain('SMTP_URL is missing');
    expect(said).toContain('MAIL_FROM is missing');
    expect(said).toContain('OIDC_CLIENT_ID and OIDC_CLIENT_SECRET missing');
  });

  test('never repeats a value that may carry a password', () => {
    expect(refusalOf({ SMTP_URL: 'http://me:hunter2@mail.example.ma' })).not.toContain('hunter2');
    expect(refusalOf({ DATABASE_URL: 'mysql://me:hunter2@db' })).not.toContain('hunter2');
  });

  test('says one fault as one sentence', () => {
    expect(refusalOf({ PORT: 'web' })).toBe(
      'Jamaa cannot start with these settings: PORT must be a whole number from 0 to 65535.',
    );
  });

  test('asks for a secret that nobody can guess in production', () => {
    const outside = { ...production, DATABASE_URL: 'postgresql://db/jamaa' };
    expect(refusalOf({ ...outside, JAMAA_SECRET: 'short' })).toContain('JAMAA_SECRET must have at least 32 signs');
    const trial = readConfig({ JAMAA_MODE: 'trial', DATABASE_URL: 'postgresql://db/jamaa', JAMAA_SECRET: 'short' });
    expect(trial.warnings.join()).toContain('JAMAA_SECRET');
  });

  test('warns of names that look like settings and are not', () => {
    expect(readConfig({ JAMAA_WORKER: '4', JAMAA_COLOUR: 'red' }).warnings).toEqual([
      'JAMAA_WORKER is not a setting of Jamaa and is ignored; did you mean JAMAA_WORKERS?',
      'JAMAA_COLOUR is not a setting of Jamaa and is ignored.',
    ]);
  });

  test('keeps the public address without path or last slash', () => {
    expect(readConfig({ JAMAA_PUBLIC_URL: 'https://jamaa.example.ma/' }).config.publicUrl).toBe(
      'https://jamaa.example.ma',
    );
    expect(refusalOf({ JAMAA_PUBLIC_URL: 'https://example.ma/jamaa' })).toContain('without a path');
  });
});

test('loopback addresses are known in all their forms', () => {
  for (const host of ['localhost', '127.0.0.1', '127.1.2.3', '::1', '[::1]']) expect(isLoopback(host)).toBe(true);
  for (const host of ['0.0.0.0', '::', '10.0.0.1', 'example.ma', '127.evil.ma']) expect(isLoopback(host)).toBe(false);
});

test('the local address can be typed into a browser', () => {
  expect(localAddress('127.0.0.1', 3000)).toBe('http://localhost:3000');
  expect(localAddress('0.0.0.0', 80)).toBe('http://localhost');
  expect(localAddress('fd00::5', 8080)).toBe('http://[fd00::5]:8080');
});

test('trusted networks hold single addresses and ranges of both families', () => {
  const networks = trustedNetworks({ trustedProxies: ['10.0.0.0/8', '192.0.2.7', 'fd00::/8'] });
  expect(networks.check('10.9.8.7')).toBe(true);
  expect(networks.check('192.0.2.7')).toBe(true);
  expect(networks.check('192.0.2.8')).toBe(false);
  expect(networks.check('fd12::1', 'ipv6')).toBe(true);
});
