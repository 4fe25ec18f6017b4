import type { Db } from '#platform/db/database.ts';
import type { Processing } from '#platform/module.ts';
import type { Surroundings } from '#platform/surroundings.ts';

/** The processings of personal data that this room does (law 09-08): the account itself, and the national identity number. */
export const accountProcessings: readonly Processing[] = [
  {
    kind: 'accounts.account',
    purpose: 'accounts.processing.account.purpose',
    regime: 'declaration',
    data: 'accounts.processing.account.fields',
    recipients: 'accounts.processing.account.recipients',
    retention: 'accounts.processing.account.retention',
  },
  {
    kind: 'accounts.national-id',
    purpose: 'accounts.processing.national-id.purpose',
    regime: 'authorisation',
    // Art. 12(1)(e): data that include the number of the national identity card.
    grounds: 'national-id',
    data: 'accounts.processing.national-id.fields',
    recipients: 'accounts.processing.national-id.recipients',
    retention: 'accounts.processing.national-id.retention',
  },
];

/** Whether a processing may collect here, and the reference that its forms show. `sample`: a trial's, plainly marked as none of the CNDP. */
export type ProcessingState = { open: boolean; reference: string | null; sample: boolean };

/** The reference that stands in a trial for one of the CNDP. */
export const SAMPLE_REFERENCE = 'CNDP-SPECIMEN';

/**
 * Whether a body may do a processing: once it has entered the CNDP's reference for it. In a trial a plainly marked sample stands for the
 * reference, so that the forms can be tried.
 */
export async function processingState(
  _db: Db,
  around: Pick<Surroundings, 'settings'>,
  _institutionId: string,
  _kind: string,
): Promise<ProcessingState> {
  return around.settings.mode === 'trial'
    ? { open: true, reference: SAMPLE_REFERENCE, sample: true }
    : { open: false, reference: null, sample: false };
}
