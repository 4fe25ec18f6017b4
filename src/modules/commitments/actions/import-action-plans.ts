import { sql } from 'kysely';
import { z } from 'zod';
import { type ActionContext, defineAction } from '#platform/action.ts';
import type { Db } from '#platform/db/database.ts';
import { InvalidInput } from '#platform/errors.ts';
import { importActionPlans as access } from '../access.ts';
import { writeComparison } from '../file/apply.ts';
import { compare } from '../file/compare.ts';
import type { ActionPlanFile, Translations } from '../file/format.ts';
import { knownTexts } from '../file/known-texts.ts';
import { makeDictionary, type PlanRecord, readPlan } from '../file/read.ts';
import { recognise } from '../file/recognise.ts';
import { type ImportReport, isUnchanged, reportOf } from '../file/report.ts';
import { faultsOf } from '../file/validate.ts';

const sentence = z.string().min(1, 'commitments.import.fault.translation-empty');

export const importInput = z.object({
  /** The parsed file; what is wrong with it is said with the place of every fault. */
  file: z.unknown(),
  translations: z
    .object({
      meta: z.object({}).catchall(z.string()).optional(),
      texts: z.record(
        z.string(),
        z
          .object({
            ar: sentence.optional(),
            fr: sentence.optional(),
            zgh: sentence.optional(),
            en: sentence.optional(),
          })
          .strict(),
      ),
    })
    .optional(),
  /** The file is all there is under its title: plans that came from it before and are in it no more are gone. */
  complete: z.boolean().default(false),
});

type Input = z.infer<typeof importInput>;

// Two imports at once would each find the other's rows missing. Nobody else waits for this.
const LOCK = 0x636f6d6d;

/**
 * Loads action plans from a file of the published format. What the file says is written; statuses that people have reported and
 * words that they wrote (`file/keep.ts`) stay; what a newer file no longer has is marked gone and kept. Importing the same file again writes nothing.
 */
export const importActionPlans = defineAction({
  name: 'commitments.import-action-plans',
  input: importInput,
  access,
  event: 'action-plans.imported',
  record: (_input, _target, result) => {
    const { plans, commitments, milestones, added, changed, gone, returned } = result as ImportReport;
    return {
      detail: {
        plans,
        commitments,
        milestones,
        added: added.length,
        changed: changed.length,
        gone: gone.length,
        returned: returned.length,
      },
    };
  },
  async run(context: ActionContext, input: Input): Promise<ImportReport> {
    await sql`select pg_advisory_xact_lock(${LOCK})`.execute(context.db);
    const { comparison, report } = await prepareImport(context.db, input, { lock: true });
    if (!isUnchanged(comparison)) await writeComparison(context, comparison, { origin: 'file' });
    return report;
  },
});

/**
 * Everything an import does except writing: checks the file, recognises its bodies, compares it with what is stored. Throws
 * `InvalidInput` with every fault and its place. A trial run stops here.
 */
export async function prepareImport(db: Db, input: Input, options: { lock: boolean }) {
  const faults = faultsOf(input.file);
  if (faults.length > 0) throw new InvalidInput(faults);
  const file = input.file as ActionPlanFile;
  const recognition = await recognise(db, file);
  if (recognition.faults.length > 0) throw new InvalidInput(recognition.faults);
  const known = await knownTexts(
    db,
    file.plans.map((plan) => plan.id),
    file.meta.language,
  );
  const dictionary = makeDictionary(input.translations as Translations | undefined, known);
  const records: PlanRecord[] = file.plans.flatMap((plan) => {
    const recognised = recognition.plans.get(plan.id);
    return recognised ? [readPlan(file, plan, recognised, dictionary)] : [];
  });
  const comparison = await compare(db, records, {
    lock: options.lock,
    origin: 'file',
    complete: input.complete ? file.meta.title : undefined,
  });
  const untranslated = input.translations ? dictionary.missing.size : 0;
  return { comparison, report: reportOf(comparison, recognition.unknown, untranslated) };
}
