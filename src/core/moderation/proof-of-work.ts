import { type Challenge, createChallenge, type Payload, randomInt, verifySolution } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';
import { z } from 'zod';
import type { Keys } from '#platform/keys.ts';

/**
 * A calculation that costs a browser a second or a few and a sender of thousands a fortune. It asks nothing of people: no picture, no
 * sound, no time limit that anybody meets, no cookie. See docs/decisions/proof-of-work.md.
 */
export type ProofTask = Challenge;

// PBKDF2 is in every browser and runs beside the page, not in it. The least and the most tries of `COST` rounds each.
const ALGORITHM = 'PBKDF2/SHA-256';
const COST = 5_000;
const TRIES = [60, 200] as const;

/** For how long a task may be solved, in milliseconds: as long as anybody needs to write. */
const TASK_LIFE = 4 * 3_600_000;

/** Makes a task. It is signed, so that nothing need be kept about it until it comes back solved. */
export async function makeProofTask(keys: Keys, now: Date): Promise<ProofTask> {
  return createChallenge({
    algorithm: ALGORITHM,
    cost: COST,
    counter: randomInt(TRIES[0], TRIES[1]),
    deriveKey,
    // Not the library's own expiry, which would look at another clock.
    data: { until: now.getTime() + TASK_LIFE },
    ...secretsOf(keys),
  });
}

/** A task with its solution, as the browser sends it: base64 of JSON, at most 4 KB. */
const sentProof = z.object({
  challenge: z.object({
    parameters: z.looseObject({
      algorithm: z.literal(ALGORITHM),
      nonce: z.string().regex(/^[0-9a-f]+$/),
      salt: z.string().regex(/^[0-9a-f]+$/),
      cost: z.literal(COST),
      keyLength: z.int(),
      keyPrefix: z.string(),
      data: z.object({ until: z.number() }),
    }),
    signature: z.string(),
  }),
  solution: z.looseObject({ counter: z.number(), derivedKey: z.string() }),
});

/** A solved task: its id, so that it counts once, and until when it could be sent again. */
export type Proof = { id: string; until: Date };

/** Reads what a browser sent. Undefined when it is no solution of a task of ours, or too old: it is then as if there were none. */
export async function readProof(keys: Keys, sent: unknown, now: Date): Promise<Proof | undefined> {
  if (typeof sent !== 'string' || sent === '' || sent.length > 4_096) return undefined;
  const parsed = sentProof.safeParse(jsonOf(sent));
  if (!parsed.success) return undefined;
  const { challenge, solution } = parsed.data as Payload & z.infer<typeof sentProof>;
  const until = (parsed.data.challenge.parameters.data as { until: number }).until;
  if (until <= now.getTime()) return undefined;
  const { verified } = await verifySolution({ challenge, solution, deriveKey, ...secretsOf(keys) });
  return verified ? { id: parsed.data.challenge.signature, until: new Date(until) } : undefined;
}

function jsonOf(sent: string): unknown {
  try {
    return JSON.parse(Buffer.from(sent, 'base64').toString('utf8'));
  } catch {
    // Not one of ours.
    return undefined;
  }
}

function secretsOf(keys: Keys) {
  return {
    hmacSignatureSecret: keys.derive('moderation.proof-task').toString('base64url'),
    hmacKeySignatureSecret: keys.derive('moderation.proof-key').toString('base64url'),
  };
}
