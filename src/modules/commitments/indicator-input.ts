import { z } from 'zod';
import type { ActionContext } from '#platform/action.ts';
import { commitmentOwner, commitmentScope, type ScopedCommitment } from './queries/matrix-scope.ts';

/** Which indicator of which commitment, by the commitment's id in public addresses and the indicator's number. */
export const indicatorKey = z.object({
  commitment: z.string().max(120),
  number: z.number().int().min(1).max(10_000),
});

/** The commitment that indicators are about, with its body. */
export async function indicatedCommitment(
  { db, tenant }: Pick<ActionContext, 'db' | 'tenant'>,
  { commitment }: { commitment: string },
): Promise<ScopedCommitment | undefined> {
  const owner = tenant?.id ?? (await commitmentOwner(db, commitment));
  return owner === undefined ? undefined : commitmentScope(db, commitment, owner);
}
