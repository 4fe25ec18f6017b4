import type { z } from 'zod';
import { type Fault, InvalidInput } from '#platform/errors.ts';
import type { settingsInput } from './input.ts';

export type Settings = z.infer<typeof settingsInput>;

/** Refuses settings that do not fit together: an end before the beginning, names asked of people who have no account. */
export function checkSettings({ opensOn, closesOn, privacy, admission }: Settings): void {
  const faults: Fault[] = [];
  if (closesOn < opensOn) faults.push({ pointer: '/closesOn', key: 'surveys.fault.ends-before' });
  if (privacy === 'identified' && (admission === 'anyone' || admission === 'token'))
    faults.push({ pointer: '/privacy', key: 'surveys.fault.names-need-accounts' });
  if (faults.length > 0) throw new InvalidInput(faults);
}
