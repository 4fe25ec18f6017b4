import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  domainMatches,
  domainPattern,
  judgedBy,
  networkPattern,
  networksOf,
  type SigningRule,
} from './signing-limits.ts';

const from = (address: string, family: 'ipv4' | 'ipv6' = 'ipv4') => ({
  isFrom: (networks: ReturnType<typeof networksOf>) => networks.check(address, family),
});

describe('a network', () => {
  test.each([
    ['196.200.0.0/16', '196.200.0.0/16'],
    [' 41.140.1.7 ', '41.140.1.7'],
    ['2001:DB8::/32', '2001:db8::/32'],
    ['0.0.0.0/0', undefined],
    ['10.0.0.0/7', undefined],
    ['10.0.0.0/33', undefined],
    ['::/0', undefined],
    ['196.200.0', undefined],
    ['196.200.0.0/16/8', undefined],
    ['fe80::1%eth0', undefined],
    ['example.ma', undefined],
  ])('%s is kept as %s', (typed, kept) => {
    expect(networkPattern(typed)).toBe(kept);
  });

  test('holds every address that begins like it, and no other', () => {
    const byte = fc.integer({ min: 0, max: 255 });
    fc.assert(
      fc.property(byte, byte, byte, byte, (a, b, c, d) => {
        const networks = networksOf([`196.${a}.0.0/16`]);
        expect(networks.check(`196.${b}.${c}.${d}`)).toBe(a === b);
      }),
    );
  });
});

describe('a domain', () => {
  test.each([
    ['Example.MA', 'example.ma'],
    ['*.uiz.ac.ma', '*.uiz.ac.ma'],
    ['**.ac.ma', '**.ac.ma'],
    ['بلدية.المغرب', 'xn--ngbcr7f5a.xn--mgbc0a9azcg'],
    ['*.ma', undefined],
    ['*', undefined],
    ['a.*.ma', undefined],
    ['someone@example.ma', undefined],
    ['***.example.ma', undefined],
  ])('%s is kept as %s', (typed, kept) => {
    expect(domainPattern(typed)).toBe(kept);
  });

  test('one star is one name, two are any number of them or none', () => {
    const label = fc.stringMatching(/^[a-z0-9]{1,8}$/);
    fc.assert(
      fc.property(fc.array(label, { maxLength: 4 }), (labels) => {
        const domain = [...labels, 'example.ma'].join('.');
        expect(domainMatches('example.ma', domain)).toBe(labels.length === 0);
        expect(domainMatches('*.example.ma', domain)).toBe(labels.length === 1);
        expect(domainMatches('**.example.ma', domain)).toBe(true);
        expect(domainMatches('**.example.ma', `${domain}x`)).toBe(false);
        expect(domainMatches('**.example.ma', `x${domain}`)).toBe(labels.length > 0);
      }),
    );
  });
});

describe('the order of the rules', () => {
  const rule = (kind: SigningRule['kind'], verdict: SigningRule['verdict']): SigningRule => ({
    kind,
    verdict,
    pattern: kind === 'network' ? '196.200.0.0/16' : 'example.ma',
  });
  const all = [
    rule('mail-domain', 'allowed'),
    rule('network', 'allowed'),
    rule('mail-domain', 'refused'),
    rule('network', 'refused'),
  ];
  const who = { ...from('196.200.3.4'), domain: 'example.ma' };

  test('is refused network, refused domain, allowed network, allowed domain, rate', () => {
    const answers = ['refused-network', 'refused-domain', 'allowed', 'allowed', 'by-rate'];
    for (const [dropped, answer] of answers.entries())
      expect(judgedBy(all.slice(0, all.length - dropped), who)).toBe(answer);
  });

  test('a telephone has no domain, and who comes from elsewhere is meant by none', () => {
    expect(judgedBy(all, { ...from('41.140.0.1'), domain: null })).toBe('by-rate');
    expect(judgedBy([rule('network', 'refused')], { ...from('2001:db8::1', 'ipv6'), domain: null })).toBe('by-rate');
  });
});
