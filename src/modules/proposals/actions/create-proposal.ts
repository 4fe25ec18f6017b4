import { z } from 'zod';
import { displayNames, requireAssurance } from '#core/accounts/index.ts';
import { actedFor } from '#core/associations/index.ts';
import { defineAction } from '#platform/action.ts';
import { across } from '#platform/db/database.ts';
import { NotAllowed, TooMany } from '#platform/errors.ts';
import { createProposal as mayCreate } from '../access.ts';
import { blank, id, proposalInput } from '../input.ts';
import { PER_CALL } from '../proposal.ts';
import type { ProposalCall } from '../queries/calls.ts';
import { checkCall, checkWords, insertProposal } from '../send.ts';
import { findCall } from '../target.ts';

const input = proposalInput.extend({
  call: id,
  /** The association that proposes; absent or empty: the person. */
  actingFor: z.preprocess(blank, z.string().max(60).optional()),
});

type Input = z.infer<typeof input>;

/** Somebody drafts a proposal. Only they see it until they send it; nothing of it is lost meanwhile. */
export const createProposal = defineAction<Input, ProposalCall, { reference: string }>({
  name: 'proposals.create-proposal',
  input,
  target: (context, { call }) => findCall(context, call),
  access: mayCreate,
  event: 'proposal.drafted',
  record: (_input, call, result) => ({
    subject: `proposal:${(result as { reference: string }).reference}`,
    institutionId: call.institutionId,
  }),
  run: async (context, given, call) => {
    const { db, actor, now, today } = context;
    if (actor.kind !== 'person') throw new NotAllowed();
    await checkCall(context, call);
    await requireAssurance(db, actor, { level: call.level }, now);
    await checkWords(context, call, given);
    const { n } = await across(db)
      .selectFrom('proposal')
      .select((row) => row.fn.countAll<number>().as('n'))
      .where('call_id', '=', call.id)
      .where('author_id', '=', actor.id)
      .where('standing', '!=', 'withdrawn')
      .executeTakeFirstOrThrow();
    if (n >= PER_CALL) throw new TooMany(86_400, 'proposals.refusal.too-many');
    const association = await actedFor(db, actor.id, given.actingFor, today);
    const name = (await displayNames(db, [actor.id])).get(actor.id);
    const { reference } = await insertProposal(context, call, {
      words: given,
      authorId: actor.id,
      signedAs: association ? 'association' : name?.pseudonym ? 'pseudonym' : 'name',
      associationId: association?.id,
      channel: 'online',
      standing: 'draft',
    });
    return { reference };
  },
});
