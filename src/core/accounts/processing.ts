import type { Processing } from '#platform/module.ts';

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
