import { PlainRefusal } from '#platform/exit.ts';
import type { CommandContext, Retention } from '#platform/module.ts';
import { system } from '#platform/tenant.ts';
import { eraseOld } from './actions/erase-old.ts';
import { countTooOld } from './retention.ts';

/**
 * `jamaa retention [--dry-run]`: says for each kind of data how long it is kept, by which rule, and how much is older; without `--dry-run` it
 * removes that, as the job does every night. Stops between two rules when it is interrupted.
 */
export async function runRetention(
  args: readonly string[],
  { db, clock, actions, say, note, signal }: CommandContext,
  retentions: readonly Retention[],
): Promise<void> {
  const [flag, ...more] = args;
  if (more.length > 0 || (flag !== undefined && flag !== '--dry-run'))
    throw new PlainRefusal('Use: jamaa retention [--dry-run]');
  const dryRun = flag === '--dry-run';
  for (const each of await countTooOld(db, retentions, clock.now())) {
    if (signal.aborted) throw new PlainRefusal('Interrupted: the remaining kinds of data were left as they are.');
    const count = dryRun ? each.count : await erase(each.kind);
    say(
      `${each.kind}  kept since ${each.since.toISOString().slice(0, 10)}  ${count} ${dryRun ? 'to remove' : 'removed'}`,
    );
    note(`  ${each.source}`);
  }

  async function erase(kind: string): Promise<number> {
    const done = await actions.perform(eraseOld, { actor: system('retention'), tenant: null, input: { kind } });
    return done.count;
  }
}
