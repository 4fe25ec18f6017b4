import { z } from 'zod';
import type { ActionContext } from '#platform/action.ts';
import type { CasesTarget, CaseTarget } from './access.ts';
import { TOGETHER_MAX } from './case.ts';
import { findCase } from './target.ts';

/** Cases of one body that something is done to together. */
export type Chosen = CasesTarget & { cases: readonly CaseTarget[] };

/** The references of cases that were ticked in a queue. */
export const chosenInput = z
  .array(z.string().max(40))
  .min(1, 'cases.fault.none-chosen')
  .max(TOGETHER_MAX, 'cases.fault.too-many-chosen')
  .transform((all) => [...new Set(all)]);

/** The cases that references name, with the powers of their kinds; undefined unless all are there and lie in one body. */
export async function chosenCases(
  context: Pick<ActionContext, 'db' | 'tenant' | 'offers' | 'around'>,
  references: readonly string[],
): Promise<Chosen | undefined> {
  const found = await Promise.all(references.map((reference) => findCase(context, reference)));
  const cases = found.filter((one) => one !== undefined);
  const [first] = cases;
  if (!first || cases.length < references.length) return undefined;
  const { institutionId } = first;
  if (cases.some((one) => one.institutionId !== institutionId)) return undefined;
  return { institutionId, casePowers: cases.map(({ casePower }) => casePower), cases };
}
