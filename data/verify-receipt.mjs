// Checks, without the platform, that a signature is in the published root of a petition:
//   node verify-receipt.mjs proof.json [ROOT]
// Needs Node 18 or newer and nothing else. Compare the root it prints with the one on the petition's page, or give that root as the
// second word. The tree is the one of RFC 6962: a leaf is SHA-256(00 ‖ receipt ‖ LF ‖ petition ‖ LF ‖ signature), a node is
// SHA-256(01 ‖ left ‖ right).
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

const sha256 = (first, ...parts) => {
  const hash = createHash('sha256').update(Buffer.from([first]));
  for (const part of parts) hash.update(part);
  return hash.digest();
};

const fail = (words) => {
  console.error(`NOT PROVEN: ${words}`);
  process.exit(1);
};

const [file, published] = process.argv.slice(2);
if (!file) fail('which proof? node verify-receipt.mjs proof.json [ROOT]');
let proof;
try {
  proof = JSON.parse(readFileSync(file, 'utf8'));
} catch (error) {
  fail(`${file} cannot be read (${error.message})`);
}
const { receipt, petition, signature, index, count, path, root } = proof;
if (!Array.isArray(path) || !path.every((one) => /^[0-9a-f]{64}$/.test(one))) fail('the path is no list of hashes');
if (!Number.isInteger(index) || !Number.isInteger(count) || index < 0 || index >= count) fail('no such place');

let hash = sha256(0, [String(receipt).toUpperCase().replace(/[^0-9A-Z]/g, ''), petition, signature].join('\n'));
let at = index;
let last = count - 1;
for (const beside of path.map((one) => Buffer.from(one, 'hex'))) {
  if (last === 0) fail('the path is too long');
  if (at % 2 === 1 || at === last) {
    hash = sha256(1, beside, hash);
    while (at % 2 === 0 && at !== 0) {
      at = Math.floor(at / 2);
      last = Math.floor(last / 2);
    }
  } else {
    hash = sha256(1, hash, beside);
  }
  at = Math.floor(at / 2);
  last = Math.floor(last / 2);
}
if (last !== 0) fail('the path is too short');
if (hash.toString('hex') !== root) fail('the signature does not lead to the root of the proof');
if (published !== undefined && published.toLowerCase() !== root) fail('the root of the proof is not the published one');
console.log(`PROVEN: signature ${signature} is no. ${index + 1} of ${count} under the root\n${root}`);
if (published === undefined) console.log('Compare this root with the one that is published on the petition.');
