import { sql } from 'kysely';
import { z } from 'zod';
import { isProcessingOpen, modeOf } from '#core/personal-data/index.ts';
import { type ActionContext, defineAction } from '#platform/action.ts';
import { within } from '#platform/db/database.ts';
import { InvalidInput, NotAllowed, TooMany } from '#platform/errors.ts';
import { newId } from '#platform/ids.ts';
import { reportContribution as mayReport } from '../access.ts';
import { openItem } from '../decide.ts';
import { REPORTS_PER_DAY, REPORTS_PER_HOUR } from '../moderation.ts';
import { moderationProcessing } from '../personal-data.ts';
import { groundsOf } from '../queries/grounds.ts';
import { type FoundThing, recordOf, thingOf } from '../things.ts';

const HOUR = 3_600_000;

const input = z.object({
  on: z.string().max(200),
  ground: z.string('moderation.report.ground-missing').min(1, 'moderation.report.ground-missing').max(60),
  note: z.string().trim().max(1_000).optional(),
  /** The network of somebody who did not sign in, as a keyed hash, and the calculation that their browser made. */
  visitor: z.object({ client: z.string(), proof: z.object({ id: z.string(), until: z.date() }).optional() }).optional(),
});

type Input = z.infer<typeof input>;

export type Reported = { again: boolean };

/**
 * Reports something to the moderators of its body. Signed in, a person reports a thing once. Not signed in, a report counts at once when the
 * browser made a calculation for it; without one it is looked at too, marked as unproven, and few are taken from one network.
 */
export const reportContribution = defineAction<Input, FoundThing, Reported>({
  name: 'moderation.report-contribution',
  input,
  target: async (context, given) => {
    const thing = await thingOf(context, given);
    return thing?.state === 'shown' ? thing : undefined;
  },
  access: mayReport,
  event: 'contribution.reported',
  record: recordOf,
  run: async (context, { ground, note, visitor }, thing) => {
    const { db, actor, now, today, around } = context;
    if (!(await isProcessingOpen(db, thing.institutionId, moderationProcessing.kind, modeOf(around))))
      throw new NotAllowed('moderation.refusal.processing');
    const grounds = await groundsOf(db, thing.institutionId, around);
    if (!grounds.some((one) => one.key === ground))
      throw new InvalidInput([{ pointer: '/ground', key: 'moderation.report.ground-missing' }]);
    const personId = actor.kind === 'person' ? actor.id : null;
    const proven = personId !== null || (await useProof(context, visitor?.proof));
    const client = personId === null ? (visitor?.client ?? 'unknown') : null;
    await checkRate(context, { personId, client });
    const name = { institutionId: thing.institutionId, kind: thing.kind.kind, id: thing.id, about: thing.about };
    const item = await openItem(context, name, { held: false, points: 0, signs: [] });
    const added = await within(db, thing.institutionId)
      .insert('moderation_report', {
        id: newId(),
        item_id: item.id,
        ground,
        note: note || null,
        person_id: personId,
        client,
        proven,
        reported_at: now,
        reported_on: today,
      })
      .onConflict((conflict) => conflict.columns(['institution_id', 'item_id', 'person_id']).doNothing())
      .returning('id')
      .executeTakeFirst();
    context.touch('moderation');
    return { again: added === undefined };
  },
});

/** Whether the calculation was made and has not counted before. */
async function useProof(
  { db }: Pick<ActionContext, 'db'>,
  proof: { id: string; until: Date } | undefined,
): Promise<boolean> {
  if (!proof) return false;
  const used = await db
    .insertInto('used_proof')
    .values({ id: proof.id, expires_at: proof.until })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .returning('id')
    .executeTakeFirst();
  return used !== undefined;
}

async function checkRate(
  { db, now }: Pick<ActionContext, 'db' | 'now'>,
  { personId, client }: { personId: string | null; client: string | null },
): Promise<void> {
  const span = personId === null ? HOUR : 24 * HOUR;
  const who = personId === null ? sql`client = ${client}` : sql`person_id = ${personId}`;
  const { rows } = await sql<{ n: number; first: Date | null }>`
    select count(*) as n, min(reported_at) as first from moderation_report
    where ${who} and reported_at > ${new Date(now.getTime() - span)}`.execute(db);
  const { n = 0, first } = rows[0] ?? {};
  if (n < (personId === null ? REPORTS_PER_HOUR : REPORTS_PER_DAY)) return;
  const wait = (first ?? now).getTime() + span - now.getTime();
  throw new TooMany(Math.max(1, Math.ceil(wait / 1000)), 'moderation.refusal.too-many-reports');
}
