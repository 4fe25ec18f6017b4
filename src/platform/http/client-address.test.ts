import type { IncomingMessage } from 'node:http';
import { BlockList } from 'node:net';
import { expect, test } from 'vitest';
import { clientAddresses, LOCAL_CLIENT } from './client-address.ts';

const secret = 'a secret that is long enough for tests';

function asked(peer: string, headers: Record<string, string> = {}): IncomingMessage {
  return { socket: { remoteAddress: peer }, headers } as unknown as IncomingMessage;
}

const alone = clientAddresses({ secret, trustedProxies: [] });
const behind = clientAddresses({ secret, trustedProxies: ['10.0.0.0/8', '2001:db8::/32', '127.0.0.1'] });
const keyOf = (address: string) => alone.clientKey(asked(address));

test('the key is the same for one address, differs between addresses and secrets, and does not hold the address', () => {
  expect(keyOf('41.140.1.2')).toBe(keyOf('41.140.1.2'));
  expect(keyOf('41.140.1.2')).toBe(keyOf('::ffff:41.140.1.2'));
  expect(keyOf('41.140.1.2')).not.toBe(keyOf('41.140.1.3'));
  expect(keyOf('41.140.1.2')).not.toContain('41');
  const other = clientAddresses({ secret: `${secret}!`, trustedProxies: [] });
  expect(other.clientKey(asked('41.140.1.2'))).not.toBe(keyOf('41.140.1.2'));
});

test('an IPv6 customer is one client, however many addresses of the /64 are used', () => {
  expect(keyOf('2a01:1:2:3::1')).toBe(keyOf('2a01:0001:2:3:ffff:ffff:ffff:ffff'));
  expect(keyOf('2a01:1:2:3::1')).not.toBe(keyOf('2a01:1:2:4::1'));
  expect(keyOf('2a01::1')).toBe(keyOf('2a01:0:0:0:9::'));
});

test('forwarded addresses are believed from trusted networks only, from the right, as far as belief reaches', () => {
  const forwarded = (chain: string) => ({ 'x-forwarded-for': chain });
  expect(alone.clientKey(asked('10.0.0.1', forwarded('41.140.1.2')))).toBe(keyOf('10.0.0.1'));
  expect(behind.clientKey(asked('196.200.1.1', forwarded('41.140.1.2')))).toBe(keyOf('196.200.1.1'));
  expect(behind.clientKey(asked('10.0.0.1', forwarded('41.140.1.2')))).toBe(keyOf('41.140.1.2'));
  expect(behind.clientKey(asked('10.0.0.1', forwarded('8.8.8.8, 41.140.1.2, 10.9.9.9')))).toBe(keyOf('41.140.1.2'));
  expect(behind.clientKey(asked('10.0.0.1', forwarded('41.140.1.2:5555')))).toBe(keyOf('41.140.1.2'));
  expect(behind.clientKey(asked('2001:db8::1', forwarded('[2a01:1:2:3::9]:443')))).toBe(keyOf('2a01:1:2:3::1'));
  expect(behind.clientKey(asked('10.0.0.1', forwarded('41.140.1.2, unknown')))).toBe(keyOf('10.0.0.1'));
  expect(behind.clientKey(asked('10.0.0.1'))).toBe(keyOf('10.0.0.1'));
});

test('local is a loopback peer without any sign of a proxy', () => {
  for (const peer of ['127.0.0.1', '::1', '::ffff:127.0.0.5']) expect(alone.isLocal(asked(peer))).toBe(true);
  expect(alone.clientKey(asked('127.0.0.1'))).toBe(LOCAL_CLIENT);
  for (const name of ['x-forwarded-for', 'forwarded', 'x-real-ip', 'via', 'x-forwarded-host', 'x-forwarded-proto']) {
    expect(alone.isLocal(asked('127.0.0.1', { [name]: 'x' }))).toBe(false);
    expect(alone.clientKey(asked('127.0.0.1', { [name]: 'x' }))).not.toBe(LOCAL_CLIENT);
  }
  expect(alone.isLocal(asked('128.0.0.1'))).toBe(false);
  expect(alone.isLocal(asked('127.0.0.1.evil.example'))).toBe(false);
});

test('a proxy on this machine that nobody named is noticed', () => {
  const forwarded = { 'x-forwarded-for': '41.140.1.2' };
  expect(alone.fromUnknownProxy(asked('127.0.0.1', forwarded))).toBe(true);
  expect(alone.fromUnknownProxy(asked('127.0.0.1'))).toBe(false);
  expect(alone.fromUnknownProxy(asked('41.140.1.2', forwarded))).toBe(false);
  expect(behind.fromUnknownProxy(asked('127.0.0.1', forwarded))).toBe(false);
});

test('only a trusted proxy may name a request', () => {
  expect(behind.fromTrustedProxy(asked('10.1.1.1'))).toBe(true);
  expect(behind.fromTrustedProxy(asked('11.1.1.1'))).toBe(false);
  expect(alone.fromTrustedProxy(asked('127.0.0.1'))).toBe(false);
});

test('whether who asks is in a network is asked of the address that is believed', () => {
  const networks = new BlockList();
  networks.addSubnet('41.140.0.0', 16, 'ipv4');
  networks.addSubnet('2a01:1::', 32, 'ipv6');
  const from = (peer: string, forwarded?: string) =>
    behind.isFrom(asked(peer, forwarded ? { 'x-forwarded-for': forwarded } : {}), networks);
  expect([from('41.140.1.2'), from('::ffff:41.140.1.2'), from('2a01:1:2:3::1'), from('41.141.1.2')]).toEqual([
    true,
    true,
    true,
    false,
  ]);
  expect(from('10.0.0.1', '41.140.1.2')).toBe(true);
  expect(from('196.200.1.1', '41.140.1.2')).toBe(false);
});
