import { BlockList, isIP } from 'node:net';
import { domainToASCII } from 'node:url';
import { z } from 'zod';
import { isCivilDate } from '#core/deadlines/index.ts';

/** What a rule of the operator is about, and what it says. */
export const RULE_KINDS = ['network', 'mail-domain'] as const;
export const VERDICTS = ['refused', 'allowed'] as const;
export type SigningRule = {
  kind: (typeof RULE_KINDS)[number];
  pattern: string;
  verdict: (typeof VERDICTS)[number];
};

/** The most rules that there may be, and the longest reason. */
export const RULES_MAX = 500;
export const REASON_MAX = 300;

/** How many signatures one network may begin, unless the operator has said otherwise: a school or a village may stand behind one address. */
export type SigningRate = { perMinute: number; perHour: number };
export const SIGNING_RATE: SigningRate = { perMinute: 100, perHour: 1_000 };

/** No rule is about more than these: a slip of the hand refuses no country. */
const WIDEST = { 4: 8, 6: 19 } as const;

const LABELS = /^(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$/;

/** A network as it is kept (`196.200.0.0/16`, `2001:db8::/32`, one address); undefined when it is none or too wide. */
export function networkPattern(typed: string): string | undefined {
  const [address = '', prefix, ...more] = typed.trim().toLowerCase().split('/');
  const family = isIP(address);
  if ((family !== 4 && family !== 6) || more.length > 0 || address.includes('%')) return undefined;
  const longest = family === 4 ? 32 : 128;
  if (prefix === undefined) return address;
  if (!/^\d{1,3}$/.test(prefix) || Number(prefix) > longest || Number(prefix) < WIDEST[family]) return undefined;
  return `${address}/${Number(prefix)}`;
}

/**
 * Domains of e-mail addresses as they are kept: `example.ma` itself, `*.example.ma` with one more name before it, `**.example.ma` with any
 * number of them or none. Undefined for what is no domain.
 */
export function domainPattern(typed: string): string | undefined {
  const [, stars = '', rest = ''] = /^(\*\*?\.)?(.*)$/.exec(typed.trim().toLowerCase()) ?? [];
  const domain = domainToASCII(rest);
  return LABELS.test(domain) ? `${stars}${domain}` : undefined;
}

/** Whether a domain is among those that a pattern names. */
export function domainMatches(pattern: string, domain: string): boolean {
  if (pattern.startsWith('**.')) return domain === pattern.slice(3) || domain.endsWith(pattern.slice(2));
  if (pattern.startsWith('*.'))
    return domain.includes('.') && domain.slice(domain.indexOf('.') + 1) === pattern.slice(2);
  return domain === pattern;
}

/** The networks of rules, to be asked whether an address is in one of them. */
export function networksOf(patterns: readonly string[]): BlockList {
  const networks = new BlockList();
  for (const pattern of patterns) {
    const [address = '', prefix] = pattern.split('/');
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
    if (prefix === undefined) networks.addAddress(address, family);
    else networks.addSubnet(address, Number(prefix), family);
  }
  return networks;
}

/** Who begins a signature: whether they ask from one of some networks, and the domain of their address; null of a telephone. */
export type Signing = { isFrom(networks: BlockList): boolean; domain: string | null };

/** What the rules say of a signature that is begun: a refused network before a refused domain, an allowed network before an allowed domain, else the rate. */
export function judgedBy(
  rules: readonly SigningRule[],
  { isFrom, domain }: Signing,
): 'refused-network' | 'refused-domain' | 'allowed' | 'by-rate' {
  const listed = ({ kind, verdict }: Pick<SigningRule, 'kind' | 'verdict'>) => {
    const patterns = rules.filter((rule) => rule.kind === kind && rule.verdict === verdict).map((rule) => rule.pattern);
    if (patterns.length === 0) return false;
    return kind === 'network'
      ? isFrom(networksOf(patterns))
      : domain !== null && patterns.some((pattern) => domainMatches(pattern, domain));
  };
  if (listed({ kind: 'network', verdict: 'refused' })) return 'refused-network';
  if (listed({ kind: 'mail-domain', verdict: 'refused' })) return 'refused-domain';
  if (listed({ kind: 'network', verdict: 'allowed' })) return 'allowed';
  return listed({ kind: 'mail-domain', verdict: 'allowed' }) ? 'allowed' : 'by-rate';
}

const count = (most: number) =>
  z.coerce
    .number('petitions.fault.rate')
    .int('petitions.fault.rate')
    .min(1, 'petitions.fault.rate')
    .max(most, 'petitions.fault.rate');

/** The rate as the operator sets it. */
export const rateInput = z
  .object({ perMinute: count(10_000), perHour: count(100_000) })
  .refine(({ perMinute, perHour }) => perHour >= perMinute, { error: 'petitions.fault.rate-hour', path: ['perHour'] });

/** A rule as the operator writes it; it comes out with its pattern in the one form in which it is kept. */
export const ruleInput = z
  .object({
    kind: z.enum(RULE_KINDS, 'petitions.fault.rule-kind'),
    pattern: z.string('petitions.fault.rule-network').max(260, 'petitions.fault.rule-network'),
    verdict: z.enum(VERDICTS, 'petitions.fault.rule-verdict'),
    reason: z
      .string('petitions.fault.rule-reason')
      .trim()
      .min(3, 'petitions.fault.rule-reason')
      .max(REASON_MAX, 'petitions.fault.rule-reason'),
    /** The last day on which it holds; '' for good. */
    until: z
      .union(
        [z.literal(''), z.string().refine(isCivilDate, 'petitions.fault.rule-until')],
        'petitions.fault.rule-until',
      )
      .default(''),
  })
  .transform(({ pattern, ...rule }, context) => {
    const kept = rule.kind === 'network' ? networkPattern(pattern) : domainPattern(pattern);
    if (kept === undefined)
      context.addIssue({
        code: 'custom',
        path: ['pattern'],
        message: rule.kind === 'network' ? 'petitions.fault.rule-network' : 'petitions.fault.rule-domain',
      });
    return { ...rule, pattern: kept ?? '' };
  });
