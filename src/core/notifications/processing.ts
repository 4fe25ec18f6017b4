import type { Processing } from '#platform/module.ts';

/** Following things: declared to the CNDP. What one follows is no opinion, and nobody but the person sees it. */
export const followProcessing: Processing = {
  kind: 'notifications.follows',
  purpose: 'notifications.processing.purpose',
  regime: 'declaration',
  data: 'notifications.processing.data',
  recipients: 'notifications.processing.recipients',
  retention: 'notifications.processing.retention',
};
