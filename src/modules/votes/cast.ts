import { attributesOfMany, freezeWithActs } from '#core/accounts/index.ts';
import { isProcessingOpen, modeOf } from '#core/personal-data/index.ts';
import type { ActionContext } from '#platform/action.ts';
import type { Tx } from '#platform/db/database.ts';
import { Conflict, NotAllowed, NotSignedIn, type Refusal } from '#platform/errors.ts';
import type { PersonActor } from '#platform/tenant.ts';
import { codeOf, urnKey } from './code.ts';
import { type Move, moveCounters } from './pace.ts';
import { voteProcessing } from './personal-data.ts';
import type { Vote } from './queries/votes.ts';
import { enterIntoRoll, namesOf } from './roll.ts';
import { type Cast, lyingInUrn, putIntoUrn } from './urn.ts';
import { isWithin, phaseOf } from './vote.ts';

type Context = Pick<ActionContext, 'db' | 'around' | 'now' | 'today'>;

/** A ballot that is ready to be cast. */
export type Ready = { vote: Vote; personId: string; sheet: string; choice: string; name: string | null };

/** `again`: the same sheet was cast before; the answer is the same. */
export type Written = { code: string; again: boolean };

/**
 * Casts many ballots at once: a few statements for all of them, whatever the number of votes. Whoever stands on the roll already is refused
 * (409), unless the sheet is the very one that was cast before. Ballots go into the urn in an order that is not that of the roll.
 */
export async function castBallots(context: Context, asked: readonly Ready[]): Promise<(Written | Refusal)[]> {
  if (asked.length === 0) return [];
  const { db, around, now, today } = context;
  const { keys } = around;
  const names = await namesOf(db, [...new Set(asked.map(({ personId }) => personId))]);
  const places = await enterIntoRoll(
    db,
    keys,
    asked.map(({ vote, personId }) => ({ vote, personId, names: names.get(personId) ?? [], channel: 'online' })),
    today,
  );
  const casts = asked.map(({ vote, personId, sheet, choice, name }, index): Cast => {
    const code = codeOf(keys, vote.id, personId, sheet);
    const key = urnKey(keys, vote.id, personId, code);
    return { vote, key, ballot: { code, choice, name }, channel: 'online', rollId: places[index] ?? null };
  });
  const fresh = casts.filter((_, index) => places[index] !== undefined);
  await putIntoUrn(db, keys, fresh);
  const others = casts.filter((_, index) => places[index] === undefined);
  const lying = await lyingInUrn(db, others);
  const answers = casts.map(({ key, ballot }, index): Written | Refusal => {
    if (places[index] !== undefined) return { code: ballot.code, again: false };
    return lying.has(key.toString('hex'))
      ? { code: ballot.code, again: true }
      : new Conflict('votes.refusal.already-voted');
  });
  const moves = answers.flatMap((answer, index): Move[] => {
    const { vote } = casts[index] as Cast;
    if (answer instanceof Conflict) return [{ vote, channel: 'online', deed: 'blocked' }];
    return places[index] === undefined ? [] : [{ vote, channel: 'online', deed: 'cast_n' }];
  });
  await moveCounters(db, moves, now);
  await freezeWithActs(
    context,
    asked.flatMap(({ vote, personId }, index) =>
      places[index] === undefined ? [] : [{ personId, act: actOf(vote, places[index]) }],
    ),
  );
  return answers;
}

/** The act with which demographics are frozen: the place on the roll, never the ballot. */
export function actOf({ institutionId, reference }: Pick<Vote, 'institutionId' | 'reference'>, place: string) {
  return { institutionId, kind: 'votes.vote', id: place, about: `vote:${reference}` };
}

/** Which people have their residence verified, and where. */
async function residences(db: Tx, people: readonly string[], now: Date): Promise<Map<string, string>> {
  const attributes = await attributesOfMany(db, people, now);
  return new Map(
    attributes.flatMap(({ personId, kind, value, verified }) =>
      kind === 'residence' && verified ? [[personId, value] as const] : [],
    ),
  );
}

export type Asker = { vote: Vote; actor: PersonActor };

/** Why somebody may not vote here and now, for many at once: not open, not surely enough known, living elsewhere, nothing declared to the CNDP. */
export async function refusals(
  { db, around, now }: Pick<Context, 'db' | 'around' | 'now'>,
  asked: readonly Asker[],
): Promise<(Refusal | undefined)[]> {
  const bodies = new Set(asked.map(({ vote }) => vote.institutionId));
  const open = new Set<string>();
  for (const body of bodies) if (await isProcessingOpen(db, body, voteProcessing.kind, modeOf(around))) open.add(body);
  const placed = asked.filter(({ vote }) => vote.territory !== null).map(({ actor }) => actor.id);
  const homes = await residences(db, placed, now);
  return asked.map(({ vote, actor }) => {
    if (phaseOf(vote, now) !== 'open') return new Conflict(`votes.refusal.${phaseOf(vote, now)}`);
    if (!open.has(vote.institutionId)) return new NotAllowed('votes.refusal.processing');
    if (actor.level < vote.level) return new NotSignedIn({ level: vote.level }, 'accounts.refusal.level');
    if (vote.territory === null) return undefined;
    const home = homes.get(actor.id);
    if (home === undefined)
      return new NotSignedIn({ level: vote.level, attributes: ['residence'] }, 'accounts.refusal.attributes');
    return isWithin(home, vote.territory) ? undefined : new NotAllowed('votes.refusal.elsewhere');
  });
}
