import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';
import type { Clock } from '../clock.ts';
import type { Db } from '../db/database.ts';
import { newSecret } from '../ids.ts';
import type { FormState } from '../page.ts';

export type KeptFormTable = {
  /** Keyed hash of the token in the visitor's address. */
  id: string;
  /** The fields, sealed with a key that only the token gives. */
  sealed: Buffer;
  expires_at: Date;
};

declare module '../db/database.ts' {
  interface SharedTables {
    kept_form: KeptFormTable;
  }
}

export type KeptForms = {
  /** Keeps what was typed for a day; answers the token that finds it again. */
  keep(values: FormState['values']): Promise<string>;
  /** What was kept; undefined when it is unknown or too old. Finding it does not use it up: the page may be reloaded. */
  find(token: string): Promise<FormState['values'] | undefined>;
};

/** The parameter of an address that brings back what was typed. */
export const KEPT_PARAMETER = 'kept';

const KEPT_HOURS = 24;
const NEVER_KEPT = new Set(['form-token']);

/**
 * Keeps forms while their author signs in. Nobody who reads the database can read them: the key is made from the token, which only the
 * visitor's address holds, and from the secret outside the database.
 */
export function keptForms({ db, clock, secret }: { db: Db; clock: Clock; secret: string }): KeptForms {
  const derive = (token: string, use: string) =>
    createHmac('sha256', secret).update(`kept form ${use}`).update(token).digest();
  return {
    async keep(values) {
      const token = newSecret(24);
      const kept = Object.fromEntries(Object.entries(values).filter(([name]) => !NEVER_KEPT.has(name)));
      const nonce = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', derive(token, 'key'), nonce);
      const body = Buffer.concat([cipher.update(JSON.stringify(kept), 'utf8'), cipher.final()]);
      const now = clock.now().getTime();
      await db.deleteFrom('kept_form').where('expires_at', '<', new Date(now)).execute();
      await db
        .insertInto('kept_form')
        .values({
          id: derive(token, 'id').toString('base64url'),
          sealed: Buffer.concat([nonce, cipher.getAuthTag(), body]),
          expires_at: new Date(now + KEPT_HOURS * 3_600_000),
        })
        .execute();
      return token;
    },
    async find(token) {
      if (token.length > 100) return undefined;
      const row = await db
        .selectFrom('kept_form')
        .select('sealed')
        .where('id', '=', derive(token, 'id').toString('base64url'))
        .where('expires_at', '>', clock.now())
        .executeTakeFirst();
      if (!row) return undefined;
      const decipher = createDecipheriv('aes-256-gcm', derive(token, 'key'), row.sealed.subarray(0, 12));
      decipher.setAuthTag(row.sealed.subarray(12, 28));
      return JSON.parse(Buffer.concat([decipher.update(row.sealed.subarray(28)), decipher.final()]).toString('utf8'));
    },
  };
}
