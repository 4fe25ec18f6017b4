import { randomBytes } from 'node:crypto';
import type { Keys } from '#platform/keys.ts';
import { leafOf } from '#platform/merkle.ts';
import { plainCode, receiptCode } from '#platform/receipt-code.ts';
import type { Channel } from './vote.ts';

// Who voted stands on the roll, what was voted in the urn, and nothing leads from one to the other: see README, "What is secret".

/** The number of a blank ballot: random, in the form alone, kept nowhere. The same form sent twice is the same ballot. */
export function newSheet(): string {
  return randomBytes(16).toString('hex');
}

/** The code of the ballot that a voter makes on a sheet. Nobody can choose it, and without the sheet nobody can make it again. */
export function codeOf(keys: Keys, voteId: string, voter: string, sheet: string): string {
  return receiptCode(keys.fingerprint('votes.code', `${voteId}:${voter}:${sheet}`));
}

/** The code of a paper, which nobody is told. */
export function randomCode(): string {
  return receiptCode(randomBytes(32));
}

/** Under what a ballot lies in the urn: found again only by voter and code together, so that nobody can touch another's. */
export function urnKey(keys: Keys, voteId: string, voter: string, code: string): Buffer {
  return keys.fingerprint('votes.urn', `${voteId}:${voter}:${plainCode(code)}`);
}

/** Who stands on the roll, as a keyed hash of use for one vote only. `name` is `person:…`, `contact:…` or `national-id:…`. */
export function voterKey(keys: Keys, voteId: string, name: string): Buffer {
  return keys.fingerprint('votes.voter', `${voteId}:${name}`);
}

/** A ballot as it lies sealed in the urn. `name`: what its voter is called in the published list of a public vote. */
export type SealedBallot = { code: string; choice: string; name: string | null };

/** Seals a ballot: only the secret outside the database opens it, under its own key. */
export function sealBallot(keys: Keys, ballot: SealedBallot, key: Buffer): Buffer {
  return keys.seal('votes.ballot', JSON.stringify(ballot), key.toString('hex'));
}

/** Opens it; undefined when key or row are not those. */
export function openBallot(keys: Keys, sealed: Buffer, key: Buffer): SealedBallot | undefined {
  const text = keys.open('votes.ballot', sealed, key.toString('hex'));
  return text === undefined ? undefined : JSON.parse(text);
}

/** A ballot as the published list has it. */
export type PublishedBallot = { code: string; choice: string; channel: Channel; name: string | null };

/** The leaf of a ballot in the tree of a vote: reference, code without dashes, choice, channel, and the name of a public vote. */
export function ballotLeaf(reference: string, { code, choice, channel, name }: PublishedBallot): Buffer {
  return leafOf([reference, plainCode(code), choice, channel, name ?? '']);
}
