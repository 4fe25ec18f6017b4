import { z } from 'zod';
import { type ActionContext, type BatchCall, defineAction } from '#platform/action.ts';
import { across } from '#platform/db/database.ts';
import { InvalidInput, NotFound, NotSignedIn, Refusal } from '#platform/errors.ts';
import { castBallot as mayCast } from '../access.ts';
import { writeChoice } from '../ballot.ts';
import { castBallots, type Ready, refusals } from '../cast.ts';
import { marksInput, nameInput, voteInput } from '../input.ts';
import { referenceOf, type Vote, votesByReference } from '../queries/votes.ts';

const input = z.object({
  vote: voteInput,
  /** The number of the blank ballot: random, made with the form. The same one again is the same ballot. */
  sheet: z.string('votes.fault.sheet').regex(/^[0-9a-f]{32}$/, 'votes.fault.sheet'),
  choice: marksInput,
  /** What the voter is called in the published list of a public vote; empty: nothing. */
  name: nameInput,
});

type Input = z.infer<typeof input>;
type Call = BatchCall<Input, undefined>;

/** `code`: the receipt, which is kept nowhere together with who got it. `again`: the same sheet had been cast. */
export type BallotCast = { reference: string; code: string; again: boolean };

/**
 * Casts a ballot as the person who is signed in. What arrives while a batch commits is written together in the next one, and everybody is
 * answered after the commit. Refuses what is unknown (404), a vote that is not open or that the person has voted in (409), who is not
 * surely enough known (401) or lives elsewhere (403), and marks that make no ballot (422).
 */
export const castBallot = defineAction<Input, undefined, BallotCast>({
  name: 'votes.cast-ballot',
  input,
  access: mayCast,
  event: 'ballot.cast',
  // Who voted is nobody's business: the roots of all ballots are published instead.
  record: () => null,
  runBatch: async (context, calls) => {
    const votes = await votesOf(context, calls);
    const options = await optionNumbers(context, [...new Set(votes.filter((one) => one !== undefined))]);
    const told = await refusals(
      context,
      calls.flatMap(({ actor }, index) => {
        const vote = votes[index];
        return vote && actor.kind === 'person' ? [{ vote, actor }] : [];
      }),
    );
    const answers: (BallotCast | Refusal)[] = [];
    const ready: { index: number; one: Ready }[] = [];
    let place = 0;
    for (const [index, { input: given, actor }] of calls.entries()) {
      const vote = votes[index];
      if (!vote || actor.kind !== 'person') {
        answers[index] = vote ? new NotSignedIn() : new NotFound();
        continue;
      }
      const refused = told[place++];
      const written = refused ?? writeChoice({ ...vote, options: options.get(vote.id) ?? [] }, given.choice);
      if (written instanceof Refusal) answers[index] = written;
      else if (!('choice' in written)) answers[index] = new InvalidInput([written]);
      else {
        const name = vote.secret ? null : given.name;
        ready.push({ index, one: { vote, personId: actor.id, sheet: given.sheet, choice: written.choice, name } });
      }
    }
    const cast = await castBallots(
      context,
      ready.map(({ one }) => one),
    );
    for (const [at, { index, one }] of ready.entries()) {
      const answer = cast[at] as (typeof cast)[number];
      answers[index] = answer instanceof Refusal ? answer : { reference: one.vote.reference, ...answer };
      if (!(answer instanceof Refusal) && !answer.again) context.touch(`~vote-count:${one.vote.reference}`);
    }
    return answers;
  },
});

/** The votes of a batch, which nobody closes until it is committed. */
async function votesOf({ db }: ActionContext, calls: readonly Call[]): Promise<(Vote | undefined)[]> {
  const references = calls.map(({ input: { vote } }) => referenceOf(vote));
  const found = await votesByReference(db, [...new Set(references.filter((one) => one !== undefined))], {
    locked: true,
  });
  return calls.map(({ tenant }, index) => {
    const vote = found.get(references[index] ?? '');
    return vote?.state === 'draft' || (tenant && vote?.institutionId !== tenant.id) ? undefined : vote;
  });
}

async function optionNumbers({ db }: ActionContext, votes: readonly Vote[]): Promise<Map<string, number[]>> {
  if (votes.length === 0) return new Map();
  const rows = await across(db)
    .selectFrom('vote_option')
    .select(['vote_id', 'number'])
    .where(
      'vote_id',
      'in',
      votes.map(({ id }) => id),
    )
    .orderBy('number')
    .execute();
  const numbers = new Map<string, number[]>();
  for (const { vote_id, number } of rows) numbers.set(vote_id, [...(numbers.get(vote_id) ?? []), number]);
  return numbers;
}
