const SIGNS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const RECEIPT_SIGNS = 26;

/** The first 130 bits of 32 bytes in Crockford's base 32, in groups of five: a code that can be read out, typed, and not guessed. */
export function receiptCode(bytes: Buffer): string {
  let bits = BigInt(`0x${bytes.toString('hex')}`) >> 126n;
  let text = '';
  for (let index = 0; index < RECEIPT_SIGNS; index++) {
    text = `${SIGNS[Number(bits & 31n)]}${text}`;
    bits >>= 5n;
  }
  return (text.match(/.{5}|.+$/g) ?? []).join('-');
}

/** A code as it was typed, in the form that is hashed: capitals, without dashes and spaces. */
export function plainCode(typed: string): string {
  return typed.toUpperCase().replace(/[^0-9A-Z]/g, '');
}
