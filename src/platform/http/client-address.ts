import { createHmac, createSecretKey } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { type BlockList, isIP } from 'node:net';
import type { SettledConfig } from '../config.ts';
import { trustedNetworks } from '../config.ts';

export type ClientAddresses = {
  /** Whether the request was handed over by a proxy that is believed. */
  fromTrustedProxy(incoming: IncomingMessage): boolean;
  /** True when a proxy on this machine hands requests over that the configuration does not name: all its visitors are then one. */
  fromUnknownProxy(incoming: IncomingMessage): boolean;
  /** A keyed hash of who asks, for rate limits: the address itself is neither kept nor logged. */
  clientKey(incoming: IncomingMessage): string;
  /** Whether who asks is in one of some networks. */
  isFrom(incoming: IncomingMessage, networks: BlockList): boolean;
  /** True for a program or a person on this machine, with no proxy between: `/dev`, `/metrics`. */
  isLocal(incoming: IncomingMessage): boolean;
};

/** The key of whoever asks from this machine itself: measures, tests, the person who tries the program. */
export const LOCAL_CLIENT = 'local';

const FORWARDING = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'x-real-ip', 'via'];

/** Who asks, as far as it can be believed: forwarded addresses only from the networks of `JAMAA_TRUSTED_PROXIES`. */
export function clientAddresses(config: Pick<SettledConfig, 'trustedProxies' | 'secret'>): ClientAddresses {
  const trusted = trustedNetworks(config);
  const anyTrusted = config.trustedProxies.length > 0;
  const key = createSecretKey(createHmac('sha256', config.secret).update('client addresses').digest());
  const isLoopbackPeer = (incoming: IncomingMessage) => isLoopbackAddress(plain(incoming.socket.remoteAddress));
  const isForwarded = (incoming: IncomingMessage) => FORWARDING.some((name) => incoming.headers[name] !== undefined);
  const isLocal = (incoming: IncomingMessage) => isLoopbackPeer(incoming) && !isForwarded(incoming);
  const fromTrustedProxy = (incoming: IncomingMessage) =>
    anyTrusted && isAmong(trusted, plain(incoming.socket.remoteAddress));
  const addressOf = (incoming: IncomingMessage) =>
    anyTrusted ? believed(incoming, trusted) : plain(incoming.socket.remoteAddress);
  return {
    isLocal,
    fromTrustedProxy,
    fromUnknownProxy: (incoming) => isLoopbackPeer(incoming) && isForwarded(incoming) && !fromTrustedProxy(incoming),
    clientKey: (incoming) => {
      if (isLocal(incoming)) return LOCAL_CLIENT;
      return createHmac('sha256', key)
        .update(household(addressOf(incoming)))
        .digest('base64url')
        .slice(0, 16);
    },
    isFrom: (incoming, networks) => isAmong(networks, addressOf(incoming)),
  };
}

/** The last address in the chain that no believed proxy stands for. */
function believed(incoming: IncomingMessage, trusted: BlockList): string {
  const peer = plain(incoming.socket.remoteAddress);
  if (!isAmong(trusted, peer)) return peer;
  const header = incoming.headers['x-forwarded-for'];
  const chain = (Array.isArray(header) ? header.join(',') : (header ?? '')).split(',').slice(-20);
  let last = peer;
  for (const hop of chain.reverse()) {
    const address = plain(hop.trim());
    // What a proxy cannot have written is where belief ends.
    if (isIP(address) === 0) break;
    last = address;
    if (!isAmong(trusted, address)) break;
  }
  return last;
}

function isAmong(networks: BlockList, address: string): boolean {
  const family = isIP(address);
  return family !== 0 && networks.check(address, family === 6 ? 'ipv6' : 'ipv4');
}

/** An address without brackets, port, zone or the IPv6 dress of an IPv4 address. */
function plain(address: string | undefined): string {
  let bare = address ?? '';
  if (isIP(bare) === 0) bare = bare.replace(/^\[([^\]]+)\](:\d+)?$/, '$1').replace(/^(\d+\.\d+\.\d+\.\d+):\d+$/, '$1');
  return bare.replace(/%.*$/, '').replace(/^::ffff:(?=\d+\.)/i, '');
}

/** One line of a provider: an IPv6 customer has a whole /64 to choose from. */
function household(address: string): string {
  if (isIP(address) !== 6) return address;
  const [head = '', tail] = address.toLowerCase().split('::');
  const front = head === '' ? [] : head.split(':');
  const back = tail ? tail.split(':') : [];
  const groups =
    tail === undefined ? front : [...front, ...Array(Math.max(0, 8 - front.length - back.length)).fill('0'), ...back];
  return groups
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':');
}

function isLoopbackAddress(address: string): boolean {
  return address === '::1' || /^127(\.\d{1,3}){3}$/.test(address);
}
