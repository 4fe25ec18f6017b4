import { z } from 'zod';
import { nationalIdFingerprints, parseNationalId, personOfNationalId } from '#core/accounts/index.ts';
import { isProcessingOpen, modeOf } from '#core/personal-data/index.ts';
import { defineAction } from '#platform/action.ts';
import { Conflict, InvalidInput, NotAllowed } from '#platform/errors.ts';
import { pollVotes } from '../access.ts';
import { voteInput } from '../input.ts';
import { moveCounters } from '../pace.ts';
import { rollProcessing } from '../personal-data.ts';
import { findVote, type Vote, votesByReference } from '../queries/votes.ts';
import { enterIntoRoll, namesOf } from '../roll.ts';
import { phaseOf } from '../vote.ts';

const input = z.object({
  vote: voteInput,
  channel: z.enum(['counter', 'paper'], 'votes.fault.choose'),
  /** The number of the national card that was shown. Kept as a keyed hash alone. */
  nationalId: z.string('votes.fault.national-id').max(40, 'votes.fault.national-id'),
  /** Where residence counts, the official has seen a proof of it. */
  residenceSeen: z.boolean().default(false),
});

/** `already`: this person stands on the roll, by whatever channel; no ballot paper is handed out. */
export type Enrolled = { outcome: 'entered' | 'already' };

/**
 * Enters a voter who stands at the counter into the roll, and only then hands out a ballot paper. That somebody voted already is a result,
 * because it is counted. Refuses a vote that is not open (409), and a number that is none (422).
 */
export const enrolVoter = defineAction<z.infer<typeof input>, Vote, Enrolled>({
  name: 'votes.enrol-voter',
  input,
  target: (context, { vote }) => findVote(context, vote),
  access: pollVotes,
  event: 'voter.enrolled',
  record: ({ channel }, { reference, institutionId }, result) => ({
    subject: `vote:${reference}`,
    institutionId,
    detail: { channel, outcome: (result as Enrolled).outcome },
  }),
  run: async ({ db, around, now, today }, { channel, nationalId, residenceSeen }, vote) => {
    const { keys } = around;
    const locked = (await votesByReference(db, [vote.reference], { locked: true })).get(vote.reference) ?? vote;
    const phase = phaseOf(locked, now);
    if (phase !== 'open') throw new Conflict(`votes.refusal.${phase}`);
    if (!(await isProcessingOpen(db, vote.institutionId, rollProcessing.kind, modeOf(around))))
      throw new NotAllowed('votes.refusal.processing');
    const number = parseNationalId(nationalId);
    if (number === undefined) throw new InvalidInput([{ pointer: '/nationalId', key: 'votes.fault.national-id' }]);
    if (vote.territory !== null && !residenceSeen)
      throw new InvalidInput([{ pointer: '/residenceSeen', key: 'votes.fault.residence-seen' }]);
    const personId = (await personOfNationalId(db, keys, number)) ?? null;
    const known = personId === null ? [] : ((await namesOf(db, [personId])).get(personId) ?? []);
    const hashes = await nationalIdFingerprints(db, keys, number);
    const names = [...known, ...hashes.map((hash) => `national-id:${hash.toString('hex')}`)];
    const [place] = await enterIntoRoll(db, keys, [{ vote, names, personId, channel }], today);
    if (place === undefined) await moveCounters(db, [{ vote, channel, deed: 'blocked' }], now);
    return { outcome: place === undefined ? 'already' : 'entered' };
  },
});
