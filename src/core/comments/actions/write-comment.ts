import { z } from 'zod';
import { freezeWithAct } from '#core/accounts/index.ts';
import { actedFor } from '#core/associations/index.ts';
import { isProcessingOpen, modeOf } from '#core/personal-data/index.ts';
import { type ActionContext, defineAction } from '#platform/action.ts';
import { Conflict, InvalidInput, NotAllowed } from '#platform/errors.ts';
import { writeComment as mayWrite } from '../access.ts';
import { OWN_SIGNATURES } from '../comment.ts';
import { commentProcessing } from '../personal-data.ts';
import { signaturesOf } from '../queries/signatures.ts';
import { findSubject, type ThreadSubject } from '../queries/threads.ts';
import {
  actOf,
  bodyInput,
  keptStance,
  langInput,
  parentOf,
  type Signature,
  stanceInput,
  type Written,
  writeInto,
} from '../write.ts';

// What could be taken for another sign of the page is no part of a name.
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

const input = z.object({
  /** What it is about: `commitment:MALAA0004`. */
  on: z.string().max(200),
  /** The comment it replies to. */
  parent: z.uuid('comments.fault.parent').optional(),
  body: bodyInput,
  lang: langInput,
  stance: stanceInput,
  /** Absent: the pseudonym, else the name. */
  signedAs: z.enum(OWN_SIGNATURES, 'comments.fault.signed-as').optional(),
  /** The association in whose name it is said; absent or empty: in one's own name. */
  actingFor: z.string().max(60).optional(),
  /** How to be called, from somebody who has neither name nor pseudonym yet. It is kept with the account. */
  pseudonym: z
    .string()
    .transform((text) => text.normalize('NFC').replace(INVISIBLE, '').replace(/\s+/g, ' ').trim())
    .pipe(z.string().max(80, 'comments.fault.pseudonym-long'))
    .optional(),
});

type Input = z.infer<typeof input>;

/** A citizen says something about a public thing, or replies to somebody. */
export const writeComment = defineAction<Input, ThreadSubject, Written>({
  name: 'comments.write-comment',
  input,
  target: ({ db, offers }, { on }) => findSubject(db, offers, on),
  access: mayWrite,
  event: 'comment.written',
  record: ({ on, parent }, subject, result) => {
    const { id, state } = result as Written;
    return {
      subject: `comment:${id}`,
      institutionId: subject.institutionId,
      detail: { on, state, ...(parent ? { parent } : {}) },
    };
  },
  run: async (context, given, subject) => {
    const { actor } = context;
    if (actor.kind !== 'person') throw new NotAllowed();
    if (!subject.open) throw new Conflict('comments.refusal.closed');
    await checkProcessing(context, subject.institutionId);
    const signature = await signatureOf(context, actor.id, given);
    const parent = given.parent === undefined ? undefined : await parentOf(context, subject, given.parent);
    const written = await writeInto(context, subject, {
      parentId: parent?.id ?? null,
      authorId: actor.id,
      signature,
      text: given.body,
      lang: given.lang,
      stance: keptStance(subject, { stance: given.stance, parentId: parent?.id ?? null }),
    });
    // An association has neither age nor gender.
    if (signature.signedAs !== 'association') await freezeWithAct(context, actor.id, actOf(subject, written));
    return written;
  },
});

/** Nothing is collected before the body has entered the reference of its declaration. */
async function checkProcessing(
  { db, around }: Pick<ActionContext, 'db' | 'around'>,
  institutionId: string,
): Promise<void> {
  if (!(await isProcessingOpen(db, institutionId, commentProcessing.kind, modeOf(around))))
    throw new NotAllowed('comments.refusal.processing');
}

async function signatureOf(
  { db, touch, today }: Pick<ActionContext, 'db' | 'touch' | 'today'>,
  personId: string,
  { signedAs, pseudonym, actingFor }: Pick<Input, 'signedAs' | 'pseudonym' | 'actingFor'>,
): Promise<Signature> {
  const association = await actedFor(db, personId, actingFor, today);
  if (association) return { signedAs: 'association', associationId: association.id };
  const own = await signaturesOf(db, personId, today);
  if (signedAs === 'name' && own.name) return { signedAs: 'name' };
  if ((signedAs === 'pseudonym' || !signedAs) && own.pseudonym) return { signedAs: 'pseudonym' };
  if (!signedAs && own.name) return { signedAs: 'name' };
  if (!pseudonym) throw new InvalidInput([{ pointer: '/pseudonym', key: 'comments.fault.pseudonym-missing' }]);
  await db.updateTable('person').set({ pseudonym }).where('id', '=', personId).where('pseudonym', 'is', null).execute();
  touch(`person:${personId}`);
  return { signedAs: 'pseudonym' };
}
