import { writeComment } from '../../../src/core/comments/actions/write-comment.ts';
import type { MakeExamples } from '../example.ts';

const ABOUT = 'commitment:MALAA0003';
const words = { body: 'متى يفتح النادي أبوابه؟', lang: 'ar' };

export const commentsExamples: MakeExamples = async ({ program, person, actorOf, body }) => {
  const author = await actorOf(person('own'));
  const said = { actor: author, tenant: body };
  const { id } = await program.actions.perform(writeComment, { ...said, input: { on: ABOUT, ...words } });
  const on = { query: { on: ABOUT } };
  const one = { params: { id } };
  const forms = { write: words, answer: words, mark: { useful: id } };
  return {
    pages: {
      'comments.thread-page': { ...on, forms },
      'comments.comment-page': { ...one, forms },
      'comments.edit-comment-page': { ...one, forms: { edit: words, withdraw: {} } },
      'comments.history-page': one,
      'comments.feed': on,
      'comments.latest': on,
    },
    routes: {
      'comments.list-comments': on,
      'comments.get-comment': one,
      'comments.list-versions': one,
      'comments.write': { body: { on: ABOUT, ...words } },
      'comments.answer': { body: { on: ABOUT, ...words } },
      'comments.edit': { ...one, body: words },
      'comments.withdraw': one,
      'comments.mark': one,
      'comments.unmark': one,
    },
    actions: {
      'comments.write-comment': { input: { on: ABOUT, ...words } },
      'comments.answer-comment': { input: { on: ABOUT, ...words } },
      'comments.edit-comment': { input: { comment: id, ...words } },
      'comments.withdraw-comment': { input: { comment: id } },
      'comments.mark-comment': { input: { comment: id, useful: true } },
    },
  };
};
