// Checks, without the platform, the published ballots of a vote:
//   node verify-ballots.mjs ballots.json [ROOT] [CODE]
// Needs Node 18 or newer and nothing else. It makes the root of the list anew, counts what the ballots say, and shows what the ballot of a
// code says. Compare the root with the one on the vote's page and in the log of the body, or give that root as the second word. The tree is
// the one of RFC 6962: a leaf is SHA-256(00 ‖ vote LF code LF choice LF channel LF name), the code without its dashes, a node is
// SHA-256(01 ‖ left ‖ right), ballots stand in the order of their codes.
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

const plain = (code) => String(code).toUpperCase().replace(/[^0-9A-Z]/g, '');
const [file, ...rest] = process.argv.slice(2);
const published = rest.find((word) => /^[0-9a-fA-F]{64}$/.test(word))?.toLowerCase();
const code = rest.find((word) => !/^[0-9a-fA-F]{64}$/.test(word));
if (!file) fail('which list? node verify-ballots.mjs ballots.json [ROOT] [CODE]');
let list;
try {
  list = JSON.parse(readFileSync(file, 'utf8'));
} catch (error) {
  fail(`${file} cannot be read (${error.message})`);
}
const { vote, method, ballots, root } = list;
if (!Array.isArray(ballots)) fail('there are no ballots in it');

let level = [];
for (const [index, ballot] of ballots.entries()) {
  if (index > 0 && !(ballots[index - 1].code < ballot.code)) fail('the ballots are not in order, or one is there twice');
  const words = [vote, plain(ballot.code), ballot.choice, ballot.channel, ballot.name ?? ''];
  if (words.some((word) => String(word).includes('\n'))) fail('a ballot holds a line break');
  level.push(sha256(0, words.join('\n')));
}
if (level.length === 0) level = [createHash('sha256').digest()];
while (level.length > 1) {
  const above = [];
  for (let place = 0; place < level.length; place += 2)
    above.push(level[place + 1] ? sha256(1, level[place], level[place + 1]) : level[place]);
  level = above;
}
const made = level[0].toString('hex');
if (made !== root) fail('the ballots do not lead to the root of the list');
if (published !== undefined && published !== made) fail('the root of the list is not the published one');

const sums = new Map();
const add = (option, by) => sums.set(option, (sums.get(option) ?? 0) + by);
for (const { choice } of ballots) {
  if (method === 'support') add(choice, 1);
  else if (method === 'rank') for (const option of choice.split('>')[0].split('=')) add(option, 1);
  else for (const part of choice.split('+')) add(part.split(':')[0], Number(part.split(':')[1] ?? 1));
}
console.log(`PROVEN: ${ballots.length} ballots of ${vote} lead to the root\n${made}`);
if (published === undefined) console.log('Compare this root with the one that is published on the vote.');
console.log(method === 'rank' ? 'First choices:' : method === 'points' ? 'Points:' : 'Votes:');
for (const [option, sum] of [...sums].sort(([a], [b]) => (a < b ? -1 : 1))) console.log(`  ${option}: ${sum}`);
if (code !== undefined) {
  const own = ballots.find((one) => plain(one.code) === plain(code));
  if (!own) fail(`no ballot has the code ${code}`);
  console.log(`The ballot ${own.code} is in it and says: ${own.choice}`);
}
