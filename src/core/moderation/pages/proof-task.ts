import { defineResource } from '#platform/page.ts';
import { makeProofTask } from '../proof-of-work.ts';

/** A task for a browser, fresh for each page: the small calculation that takes the place of a picture puzzle. */
export const proofTask = defineResource({
  name: 'moderation.proof-task',
  path: '/moderation/proof-task',
  on: 'both',
  load: async ({ around, page }) => ({
    type: 'application/json; charset=utf-8',
    body: JSON.stringify(await makeProofTask(around.keys, page.now)),
    headers: { 'cache-control': 'no-store' },
  }),
});
