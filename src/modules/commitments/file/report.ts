import type { MilestoneStatus } from '../commitment.ts';
import { type Comparison, isDirty } from './compare.ts';
import type { KeptWords } from './keep.ts';
import type { UnknownName } from './recognise.ts';

/** What an import did, or would do. */
export type ImportReport = {
  plans: number;
  commitments: number;
  milestones: number;
  /** References of plans, commitments and milestones. What is inside something added is not named again. */
  added: string[];
  changed: { reference: string; fields: string[] }[];
  gone: string[];
  returned: string[];
  keptStatuses: { reference: string; status: MilestoneStatus; inFile: MilestoneStatus }[];
  /** What people wrote since and the file says otherwise: it stays. */
  keptWords: KeptWords[];
  unknownBodies: UnknownName[];
  untranslated: number;
};

export function reportOf(comparison: Comparison, unknownBodies: UnknownName[], untranslated: number): ImportReport {
  const report: ImportReport = {
    plans: comparison.plans.length,
    commitments: 0,
    milestones: 0,
    added: [],
    changed: [],
    gone: comparison.gonePlans.map((plan) => plan.reference),
    returned: [],
    keptStatuses: [],
    keptWords: comparison.plans.flatMap((plan) => plan.keptWords),
    unknownBodies,
    untranslated,
  };
  const tell = (step: { state: string; fields: string[] }, reference: string) => {
    if (step.state === 'added') report.added.push(reference);
    if (step.state === 'returned') report.returned.push(reference);
    if (step.state === 'changed' && step.fields.length > 0) report.changed.push({ reference, fields: step.fields });
  };
  for (const plan of comparison.plans) {
    tell(plan, plan.record.columns.reference);
    report.commitments += plan.commitments.length;
    for (const commitment of plan.commitments) {
      report.milestones += commitment.milestones.length;
      tell(commitment, commitment.record.columns.reference);
      for (const milestone of commitment.milestones) {
        if (commitment.state !== 'added' && commitment.state !== 'returned') tell(milestone, milestone.reference);
        if (milestone.kept) report.keptStatuses.push({ reference: milestone.reference, ...milestone.kept });
      }
      report.gone.push(...commitment.goneMilestones.map((one) => one.reference));
    }
    report.gone.push(...plan.goneCommitments.map((one) => one.reference));
  }
  return report;
}

/** Whether there is nothing to write. */
export function isUnchanged(comparison: Comparison): boolean {
  return (
    comparison.gonePlans.length === 0 &&
    comparison.plans.every(
      (plan) =>
        plan.state === 'same' &&
        !plan.partnersChanged &&
        plan.goneCommitments.length === 0 &&
        !plan.commitments.some(isDirty),
    )
  );
}
