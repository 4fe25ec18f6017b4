import type { MessageFiles } from '#platform/i18n/messages.ts';
import ar from './messages/ar.json' with { type: 'json' };
import en from './messages/en.json' with { type: 'json' };
import fr from './messages/fr.json' with { type: 'json' };

declare module '#platform/i18n/messages.ts' {
  interface Messages {
    proposals: typeof ar;
  }
}

/** The words about proposals. */
export const messages: MessageFiles = { ar, fr, en };
