import type { Processing } from '#platform/module.ts';

/** What signatories give, for the council that the petition is addressed to. */
export const signatureProcessing: Processing = {
  kind: 'petitions.signatures',
  purpose: 'petitions.processing.signatures.purpose',
  regime: 'declaration',
  data: 'petitions.processing.signatures.data',
  recipients: 'petitions.processing.signatures.recipients',
  retention: 'petitions.processing.signatures.retention',
};
