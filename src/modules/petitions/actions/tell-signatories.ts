import { sql } from 'kysely';
import { z } from 'zod';
import { asTenant, institutionsById } from '#core/institutions/index.ts';
import { defineAction } from '#platform/action.ts';
import { within } from '#platform/db/database.ts';
import type { Lang } from '#platform/i18n/languages.ts';
import { writeLetter } from '#platform/mail/letter.tsx';
import { COPY_TOKEN, type LetterCopy, queueCopies } from '#platform/mail/queue-copies.ts';
import { tellSignatories as mayTell } from '../access.ts';
import { NEWS_STATES, newsToken, openAddress } from '../news.ts';
import { type Petition, petitionByReference } from '../queries/petitions.ts';
import '../tables.ts';

/** How many are written to in one transaction. */
const AT_ONCE = 300;

const input = z.object({ petition: z.string().max(40), state: z.enum(NEWS_STATES) });

/**
 * Writes to the next few of those who signed and asked to hear what becomes of a petition. How far it has come moves with the letters, in
 * one transaction: done again, after a crash or by two workers at once, it writes to nobody twice. Answers whether anybody is left.
 */
export const tellSignatories = defineAction<z.infer<typeof input>, Petition, { written: number; more: boolean }>({
  name: 'petitions.tell-signatories',
  input,
  target: ({ db }, { petition }) => petitionByReference(db, petition),
  access: mayTell,
  event: 'petition.signatories-told',
  record: ({ state }, { reference, institutionId }, result) => {
    const { written, more } = result as { written: number; more: boolean };
    return more || written === 0 ? null : { subject: `petition:${reference}`, institutionId, detail: { state } };
  },
  run: async ({ db, around, now }, { state }, petition) => {
    const { institutionId, id: petitionId, reference, title } = petition;
    const here = within(db, institutionId);
    await here
      .insert('petition_news_round', { petition_id: petitionId, state, begun_at: now, after: null, done_at: null })
      .onConflict((conflict) => conflict.columns(['institution_id', 'petition_id', 'state']).doNothing())
      .execute();
    const round = await here
      .selectFrom('petition_news_round')
      .select(['after', 'done_at'])
      .where('petition_id', '=', petitionId)
      .where('state', '=', state)
      .forUpdate()
      .executeTakeFirstOrThrow();
    if (round.done_at) return { written: 0, more: false };
    const { rows } = await sql<{ id: string; sealed: Buffer; lang: Lang; signed: boolean }>`
      select news.id, news.sealed, news.lang, signature.state = 'counted' as signed
      from petition_news news
        join petition_signature signature on signature.institution_id = news.institution_id
          and signature.petition_id = news.petition_id and signature.id = news.signature
      where news.institution_id = ${institutionId} and news.petition_id = ${petitionId}
        and (${round.after}::uuid is null or news.id > ${round.after}::uuid)
      order by news.id limit ${AT_ONCE}`.execute(db);
    const body = (await institutionsById(db, [institutionId])).get(institutionId);
    const tenant = body ? asTenant(body) : null;
    const copies = new Map<Lang, LetterCopy[]>();
    for (const { id, sealed, lang, signed } of rows) {
      const to = signed ? openAddress(around.keys, sealed, id) : undefined;
      if (to === undefined) continue;
      copies.set(lang, [...(copies.get(lang) ?? []), { to, token: newsToken(around.keys, id) }]);
    }
    for (const [lang, readers] of copies) {
      const words = around.words(lang);
      const at = (path: string) => around.absolute(path, { lang, tenant });
      const stop = at(`/petitions/${reference}/news?token=${COPY_TOKEN}`);
      const content = {
        lang,
        tenant,
        subject: words.ts('petitions.letter.news-subject', { state: words.ts(`petitions.state.${state}`) }),
        blocks: [
          { kind: 'text', text: words.ts(`petitions.letter.news-${state}`) },
          { kind: 'facts', rows: [[words.ts('petitions.field.petition'), title]] },
          { kind: 'link', label: words.ts('petitions.letter.open'), href: at(`/petitions/${reference}`) },
          { kind: 'text', text: words.ts('petitions.letter.news-stop', { link: stop }) },
        ] as const,
        home: at('/'),
        reason: words.ts('petitions.letter.news-reason'),
        unsubscribe: stop,
      };
      await queueCopies(db, { ...writeLetter(content, words), now }, readers);
    }
    const written = [...copies.values()].reduce((sum, some) => sum + some.length, 0);
    const more = rows.length === AT_ONCE;
    await here
      .updateTable('petition_news_round')
      .set((row) => ({
        after: rows.at(-1)?.id ?? round.after,
        written: row('written', '+', written),
        done_at: more ? null : now,
      }))
      .where('petition_id', '=', petitionId)
      .where('state', '=', state)
      .execute();
    return { written, more };
  },
});
