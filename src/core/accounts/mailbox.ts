/**
 * Providers whose addresses come down to fewer mailboxes than they seem to: domains that are one, and whether dots make no difference.
 * Gmail: https://support.google.com/mail/answer/7436150 and /mail/answer/10313; Apple: https://support.apple.com/HT201771; Proton:
 * https://proton.me/support/addresses-and-aliases. What follows a plus sign is a tag at all of these, at Microsoft, Fastmail and Yandex, and
 * by the convention of RFC 5233 elsewhere.
 */
const PROVIDERS: readonly { domains: readonly [string, ...string[]]; dots?: 'ignored' }[] = [
  { domains: ['gmail.com', 'googlemail.com'], dots: 'ignored' },
  { domains: ['icloud.com', 'me.com', 'mac.com'] },
  { domains: ['proton.me', 'protonmail.com', 'pm.me'] },
];

/**
 * The mailbox that an e-mail address comes down to, whatever tags, dots and domains it is written with: who signs with two of them is one
 * person. Never where letters are sent. The address is one that `parseContact` read.
 */
export function mailboxOf(address: string): string {
  const at = address.lastIndexOf('@');
  const [local, domain] = [address.slice(0, at), address.slice(at + 1)];
  if (local.startsWith('+')) return address;
  const base = local.replace(/\+.*$/s, '');
  const provider = PROVIDERS.find(({ domains }) => domains.includes(domain));
  if (!provider) return `${base}@${domain}`;
  return `${provider.dots ? base.replaceAll('.', '') : base}@${provider.domains[0]}`;
}
