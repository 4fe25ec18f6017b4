import { solveChallenge } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/web/pbkdf2';
import { expect, test } from 'vitest';
import { keysOf } from '#platform/keys.ts';
import { makeProofTask, type ProofTask, readProof } from './proof-of-work.ts';

const keys = keysOf('a secret for tests, longer than 32 signs');
const now = new Date('2026-11-21T10:00:00Z');
const hours = (n: number) => new Date(now.getTime() + n * 3_600_000);
const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64');

/** As the browser does it. */
async function solve(challenge: ProofTask): Promise<string> {
  const solution = await solveChallenge({ challenge, deriveKey });
  if (!solution) throw new Error('not solved');
  return encode({ challenge, solution });
}

test('a task that a browser has solved counts, for some hours', async () => {
  const sent = await solve(await makeProofTask(keys, now));
  const proof = await readProof(keys, sent, hours(3));
  expect(proof).toMatchObject({ until: hours(4) });
  expect(await readProof(keys, sent, hours(1))).toEqual(proof);
  expect(await readProof(keys, sent, hours(4))).toBeUndefined();
});

test('nothing else does', async () => {
  const challenge = await makeProofTask(keys, now);
  const sent = await solve(challenge);
  const read = JSON.parse(Buffer.from(sent, 'base64').toString()) as {
    challenge: ProofTask;
    solution: { counter: number; derivedKey: string };
  };
  const strange = [
    undefined,
    '',
    'AAAA',
    encode([]),
    encode({ ...read, solution: { counter: 1, derivedKey: '00'.repeat(32) } }),
    encode({ ...read, challenge: { ...challenge, signature: 'ff'.repeat(32) } }),
    encode({ ...read, challenge: { ...challenge, parameters: { ...challenge.parameters, cost: 1 } } }),
    encode({
      ...read,
      challenge: { ...challenge, parameters: { ...challenge.parameters, data: { until: hours(100).getTime() } } },
    }),
    'A'.repeat(5_000),
  ];
  for (const one of strange) expect(await readProof(keys, one, now)).toBeUndefined();
  // A task of another installation.
  expect(await readProof(keysOf('another secret, longer than 32 signs too'), sent, now)).toBeUndefined();
  expect(await readProof(keys, sent, now)).toBeDefined();
});
