import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { keysOf } from '#platform/keys.ts';
import { fingerprintOf, maskContact, parseContact } from './contact.ts';
import { deviceOf } from './device.ts';
import { mailboxOf } from './mailbox.ts';

test.each([
  ['Fatima@Example.MA', 'email', 'fatima@example.ma'],
  ['  a.b+c@sub.example.org ', 'email', 'a.b+c@sub.example.org'],
  ['someone@بلدية.المغرب', 'email', 'someone@xn--ngbcr7f5a.xn--mgbc0a9azcg'],
  ['ｆａｔｉｍａ＠example.ma', 'email', 'fatima@example.ma'],
  ['0612345678', 'phone', '+212612345678'],
  ['٠٦١٢٣٤٥٦٧٨', 'phone', '+212612345678'],
  ['06 12-34.56 78', 'phone', '+212612345678'],
  ['+212 (0)6 12 34 56 78', 'phone', '+212612345678'],
  ['00212522334455', 'phone', '+212522334455'],
  ['+33 6 12 34 56 78', 'phone', '+33612345678'],
])('%s is %s %s', (typed, kind, address) => {
  expect(parseContact(typed)).toEqual({ kind, address });
});

test.each([
  '',
  'fatima',
  '@example.ma',
  'fatima@',
  'fatima@example',
  'fa tima@example.ma',
  'a@b@example.ma',
  'fatima@exa_mple.ma',
  'fatima@example.ma, other@example.ma',
  '0112345678',
  '061234567',
  '+2126123456789',
  '+0612345678',
  '612345678',
  '12',
])('%j is neither', (typed) => {
  expect(parseContact(typed)).toBeUndefined();
});

test('what was read is read again as itself', () => {
  fc.assert(
    fc.property(fc.oneof(fc.emailAddress(), fc.stringMatching(/^0[5-7]\d{8}$/), fc.string()), (typed) => {
      const contact = parseContact(typed);
      if (contact) expect(parseContact(contact.address)).toEqual(contact);
    }),
  );
});

test('an address is hidden but for what its owner needs to know it', () => {
  expect(maskContact({ kind: 'email', address: 'fatima@example.ma' })).toBe('f•••a@example.ma');
  expect(maskContact({ kind: 'email', address: 'ab@example.ma' })).toBe('a•••@example.ma');
  expect(maskContact({ kind: 'phone', address: '+212612345678' })).toBe('+2126••••••78');
});

test('the same address as e-mail and as something else has another fingerprint', () => {
  const keys = keysOf('a secret for tests, longer than 32 signs');
  const email = fingerprintOf(keys, { kind: 'email', address: '+212612345678' });
  expect(email.equals(fingerprintOf(keys, { kind: 'phone', address: '+212612345678' }))).toBe(false);
});

test.each([
  [
    'Mozilla/5.0 (Linux; Android 14; SM-A146B) AppleWebKit/537.36 Chrome/130.0.0.0 Mobile Safari/537.36',
    'chrome/android',
  ],
  [
    'Mozilla/5.0 (Linux; Android 13) AppleWebKit/537.36 SamsungBrowser/26.0 Chrome/122 Mobile Safari/537.36',
    'samsung/android',
  ],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605 Version/18.1 Mobile/15E148 Safari/604.1',
    'safari/ios',
  ],
  ['Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:132.0) Gecko/20100101 Firefox/132.0', 'firefox/windows'],
  ['Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/130 Safari/537.36 Edg/130.0', 'edge/windows'],
  ['Mozilla/5.0 (Mobile; Nokia 2720 Flip) Gecko/48.0 Firefox/48.0 KAIOS/2.5.2', 'firefox/kaios'],
  ['Lynx/2.9', 'other/other'],
  [undefined, 'other/other'],
])('%s is kept as %s', (userAgent, device) => {
  expect(deviceOf(userAgent)).toBe(device);
});

describe('the mailbox of an address', () => {
  const word = fc.stringMatching(/^[a-z0-9]{1,12}$/);
  const email = fc.emailAddress().filter((one) => parseContact(one)?.kind === 'email');

  test.each([
    ['fatima.zahra+vote@googlemail.com', 'fatimazahra@gmail.com'],
    ['salma+1@me.com', 'salma@icloud.com'],
    ['said@pm.me', 'said@proton.me'],
    ['first.last+x@outlook.com', 'first.last@outlook.com'],
    ['first.last@example.ma', 'first.last@example.ma'],
    ['+x@gmail.com', '+x@gmail.com'],
  ])('%s is read in %s', (address, mailbox) => {
    expect(mailboxOf(address)).toBe(mailbox);
  });

  test('is its own mailbox, and no tag leads out of it', () => {
    fc.assert(
      fc.property(email, word, (typed, tag) => {
        const address = parseContact(typed)?.address ?? '';
        expect(mailboxOf(mailboxOf(address))).toBe(mailboxOf(address));
        fc.pre(!address.startsWith('+'));
        expect(mailboxOf(address.replace(/@/, `+${tag}@`))).toBe(mailboxOf(address));
      }),
    );
  });

  test('dots make no other person at Gmail, and make one elsewhere', () => {
    fc.assert(
      fc.property(word, word, (first, last) => {
        expect(mailboxOf(`${first}.${last}@gmail.com`)).toBe(mailboxOf(`${first}${last}@googlemail.com`));
        expect(mailboxOf(`${first}.${last}@example.ma`)).not.toBe(mailboxOf(`${first}${last}@example.ma`));
      }),
    );
  });
});
