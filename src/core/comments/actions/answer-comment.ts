import { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { across, within } from '#platform/db/database.ts';
import { InvalidInput } from '#platform/errors.ts';
import { answerComment as mayAnswer } from '../access.ts';
import { signingOffices } from '../queries/signatures.ts';
import { findSubject, type ThreadSubject } from '../queries/threads.ts';
import { bodyInput, langInput, parentOf, type Written, writeInto } from '../write.ts';

const input = z.object({
  on: z.string().max(200),
  /** The comment it answers; absent: it stands by itself, at the head of the thread. */
  parent: z.uuid('comments.fault.parent').optional(),
  body: bodyInput,
  lang: langInput,
  /** The office that signs; absent: the body itself. */
  office: z.uuid('comments.fault.office').optional(),
});

/** An office answers. What it says is marked, stands first and is signed by the office; who typed it is in the log of operations only. */
export const answerComment = defineAction<z.infer<typeof input>, ThreadSubject, Written>({
  name: 'comments.answer-comment',
  input,
  target: ({ db, offers }, { on }) => findSubject(db, offers, on),
  access: mayAnswer,
  event: 'comment.answered',
  record: ({ on, parent }, subject, result) => ({
    subject: `comment:${(result as Written).id}`,
    institutionId: subject.institutionId,
    detail: { on, ...(parent ? { parent } : {}) },
  }),
  run: async (context, given, subject) => {
    const { db, actor } = context;
    const office =
      given.office === undefined
        ? null
        : (await signingOffices(db, subject.institutionId)).find((one) => one.id === given.office);
    if (office === undefined) throw new InvalidInput([{ pointer: '/office', key: 'comments.fault.office' }]);
    const parent = given.parent === undefined ? undefined : await parentOf(context, subject, given.parent);
    const written = await writeInto(context, subject, {
      parentId: parent?.id ?? null,
      authorId: actor.kind === 'person' ? actor.id : null,
      signature: { signedAs: 'office', office: office?.name ?? null },
      text: given.body,
      lang: given.lang,
    });
    if (parent) {
      const below = within(db, subject.institutionId)
        .selectFrom('comment')
        .select('comment.id')
        .where((row) => row.or([row('comment.id', '=', parent.id), row('comment.parent_id', '=', parent.id)]));
      await across(db)
        .updateTable('comment_mention')
        .set({ answered: true })
        .where('institution_id', '=', subject.institutionId)
        .where('mentioned_id', '=', subject.institutionId)
        .where('comment_id', 'in', below)
        .execute();
    }
    return written;
  },
});
