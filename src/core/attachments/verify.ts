import { createHash } from 'node:crypto';
import { across } from '#platform/db/database.ts';
import type { Verification } from '#platform/module.ts';
import './tables.ts';

const AT_ONCE = 200;

/** The content of every document is there, and is what it was when it was attached. Reads all of it. */
export const verifyContents: Verification = {
  name: 'attachments.contents',
  async *run(db, { files }) {
    let after = '';
    for (;;) {
      const rows = await across(db)
        .selectFrom('attachment')
        .select('hash')
        .select((row) => [row.fn.max('size').as('size'), row.fn.agg<string[]>('array_agg', ['id']).as('ids')])
        .where('hash', '>', after)
        .groupBy('hash')
        .orderBy('hash')
        .limit(AT_ONCE)
        .execute();
      for (const { hash, size, ids } of rows) {
        const named = `document ${ids.join(', ')}`;
        const content = await files.readFile(hash ?? '');
        if (!content) {
          yield `The file of ${named} is missing.`;
          continue;
        }
        const found = createHash('sha256');
        for await (const chunk of content.stream) found.update(chunk as Buffer);
        if (found.digest('hex') !== hash || content.size !== size) yield `The file of ${named} has changed.`;
      }
      const last = rows.at(-1)?.hash;
      if (!last) return;
      after = last;
    }
  },
};
