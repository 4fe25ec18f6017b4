import type { RawBuilder } from 'kysely';
import { json } from '#platform/db/database.ts';

/** Columns as `values()` and `set()` take them: what is neither a plain value nor null is jsonb. */
export function asRow(columns: object): Record<string, string | number | boolean | null | RawBuilder<unknown>> {
  return Object.fromEntries(
    Object.entries(columns).map(([name, value]) => [
      name,
      value !== null && typeof value === 'object' ? json(value) : value,
    ]),
  );
}
