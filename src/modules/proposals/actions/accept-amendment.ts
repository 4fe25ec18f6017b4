import { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { within } from '#platform/db/database.ts';
import { Conflict } from '#platform/errors.ts';
import { decideAmendment } from '../access.ts';
import { type FoundAmendment, findAmendment, lockOpen, tellOfAmendment } from '../amendments.ts';
import { id, reference } from '../input.ts';
import { versionCount } from '../queries/amendments.ts';
import { rewrite } from '../rewrite.ts';

const input = z.object({
  proposal: reference,
  amendment: id,
  /** How many versions the proposal had when its author saw the difference: words that changed since are to be seen first. */
  version: z.coerce.number().int().min(0).max(100_000),
});

/** The author of a proposal takes the words of an amendment: they are the proposal's from now on, and its page says whose they are. */
export const acceptAmendment = defineAction<z.infer<typeof input>, FoundAmendment>({
  name: 'proposals.accept-amendment',
  input,
  target: (context, { proposal, amendment }) => findAmendment(context, proposal, amendment),
  access: decideAmendment,
  event: 'proposal.amendment-accepted',
  record: ({ amendment }, { proposal, institutionId }) => ({
    subject: `proposal:${proposal.reference}`,
    institutionId,
    detail: { amendment },
  }),
  run: async (context, { version }, target) => {
    const { db, now } = context;
    const amendment = await lockOpen(context, target);
    const { proposal, call, title, body } = amendment;
    if ((await versionCount(db, proposal)) !== version) throw new Conflict('proposals.refusal.words-changed');
    await within(db, amendment.institutionId)
      .updateTable('proposal_amendment')
      .set({ state: 'accepted', decided_at: now })
      .where('id', '=', amendment.id)
      .execute();
    const { theme, territory, place } = proposal;
    await rewrite(context, call, proposal, {
      title,
      body,
      theme: theme ?? undefined,
      territory: territory ?? undefined,
      place: place ?? undefined,
    });
    await tellOfAmendment(context, amendment, 'proposals.notice.amendment-accepted');
  },
});
