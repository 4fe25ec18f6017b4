import { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { ownAccount, personOf } from '../access.ts';
import { attachContributionsTo } from '../contribution.ts';

/** Makes one's own what one confirmed earlier without an account, from an address that is in the account now. */
export const attachContributions = defineAction({
  name: 'accounts.attach-contributions',
  input: z.object({}),
  access: ownAccount,
  event: 'contributions.attached',
  record: (_input, _target, result) => ({ detail: { attached: (result as string[]).length } }),
  run: ({ db, actor }) => attachContributionsTo(db, personOf(actor).id),
});
