import type { Migration } from './db/migrate.ts';
import { audit } from './migrations/2026-11-21-0900-audit.ts';
import { seed } from './migrations/2026-11-21-0905-seed.ts';
import { search } from './migrations/2026-11-21-0910-search.ts';
import { idempotency } from './migrations/2026-11-21-0920-idempotency.ts';
import { mail } from './migrations/2026-11-21-0930-mail.ts';
import { letterSender } from './migrations/2026-11-21-0940-letter-sender.ts';
import { searchTitles } from './migrations/2026-11-21-0950-search-titles.ts';
import { keptForm } from './migrations/2026-11-22-0900-kept-form.ts';
import { textMessage } from './migrations/2026-11-22-0910-text-message.ts';

/** The tables of the platform itself. The job queue keeps its own schema: see `prepareQueue` in jobs/. */
export const platformMigrations: readonly Migration[] = [
  audit,
  seed,
  search,
  idempotency,
  mail,
  letterSender,
  searchTitles,
  keptForm,
  textMessage,
];
