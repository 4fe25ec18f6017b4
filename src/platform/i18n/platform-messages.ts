import ar from './messages/ar.json' with { type: 'json' };
import en from './messages/en.json' with { type: 'json' };
import fr from './messages/fr.json' with { type: 'json' };
import zgh from './messages/zgh.json' with { type: 'json' };
import type { MessageFiles } from './messages.ts';

declare module '#platform/i18n/messages.ts' {
  interface Messages {
    platform: typeof ar;
  }
}

/** The words of the platform itself: layout, forms, lists, errors. */
export const platformMessages: MessageFiles = { ar, fr, en, zgh };
