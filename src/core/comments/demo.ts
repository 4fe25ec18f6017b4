import type { Demo } from '#platform/demo.ts';
import { answerComment } from './actions/answer-comment.ts';
import { writeComment } from './actions/write-comment.ts';

type Said = { lang: string; body: string };
type Sample = { institution: string; on: string; said: (Said & { by: number })[]; answer: Said };

/** Comments on something public, and the answer of the body to the first. */
export const commentsDemo: Demo<Sample> = {
  name: 'comments',
  async play({ actions, body, citizen, official }, { institution, on, said, answer }) {
    const tenant = await body(institution);
    const written: string[] = [];
    for (const { by, ...words } of said) {
      const { id } = await actions.perform(writeComment, { actor: await citizen(by), tenant, input: { on, ...words } });
      written.push(id);
    }
    const actor = await official(institution, 'president');
    await actions.perform(answerComment, { actor, tenant, input: { on, parent: written[0], ...answer } });
  },
};
