import { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { within } from '#platform/db/database.ts';
import { InvalidInput } from '#platform/errors.ts';
import { manageMatrix } from '../access.ts';
import { touchCommitment } from '../milestone-report.ts';
import { milestonesByReference, type ReportedMilestone } from '../queries/milestones.ts';
import { officialsOf } from '../queries/officials.ts';

export const assignMilestonesInput = z.object({
  /** Ids in public addresses, of one body. */
  milestones: z.array(z.string().max(120)).min(1, 'commitments.matrix.fault.no-milestone').max(500),
  /** The office that answers for them, which the public sees; null: none. */
  office: z.uuid().nullable(),
  /** The official in charge, whom only the desk sees; null: nobody is named. */
  official: z.uuid().nullable(),
});

type Input = z.infer<typeof assignMilestonesInput>;
type Target = { institutionId: string; milestones: ReportedMilestone[] };

/** Says which office answers for milestones, and which official of the body is in charge of them. */
export const assignMilestones = defineAction<Input, Target, void>({
  name: 'commitments.assign-milestones',
  input: assignMilestonesInput,
  async target({ db }, { milestones }) {
    const found = await milestonesByReference(db, milestones);
    const institutionId = found[0]?.institution_id;
    if (!institutionId || found.length !== new Set(milestones).size) return undefined;
    if (found.some((one) => one.institution_id !== institutionId)) return undefined;
    return { institutionId, milestones: found };
  },
  access: manageMatrix,
  event: 'milestones.assigned',
  record: ({ milestones, office }, { institutionId }) => ({ institutionId, detail: { milestones, office } }),
  async run(context, input, { institutionId, milestones }) {
    const { db, today, now } = context;
    const own = within(db, institutionId);
    if (input.office !== null) {
      const office = await own
        .selectFrom('office')
        .select('id')
        .where('id', '=', input.office)
        .where('closed_on', 'is', null)
        .executeTakeFirst();
      if (!office) throw new InvalidInput([{ pointer: '/office', key: 'commitments.matrix.fault.no-office' }]);
    }
    if (input.official !== null) {
      const officials = await officialsOf(db, institutionId, today);
      if (!officials.some((one) => one.personId === input.official))
        throw new InvalidInput([{ pointer: '/official', key: 'commitments.matrix.fault.no-official' }]);
    }
    await own
      .updateTable('milestone')
      .set({ office_id: input.office, official_id: input.official, changed_at: now })
      .where(
        'id',
        'in',
        milestones.map((one) => one.id),
      )
      .execute();
    const commitments = new Map(milestones.map((one) => [one.commitment_id, one]));
    for (const one of commitments.values()) await touchCommitment(context, one, one.commitment_reference);
  },
});
