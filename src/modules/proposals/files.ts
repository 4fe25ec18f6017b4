import {
  type Attachment,
  attachmentsOf,
  forgetPrivate,
  moveTo,
  type Place,
  type Subject,
  takeAway,
} from '#core/attachments/index.ts';
import { closeItem, openItem } from '#core/moderation/index.ts';
import type { ActionContext } from '#platform/action.ts';
import type { Db, Tx } from '#platform/db/database.ts';
import type { FileType } from '#platform/files/file-types.ts';
import type { Text } from '#platform/i18n/text.ts';
import { authorsOf } from './appear.ts';
import type { Proposal } from './queries/proposals.ts';
import { PROPOSAL } from './search.ts';

/** Files of authors before moderators; the subject under which one waits, unseen. */
export const PROPOSAL_FILE = 'proposal-file';

/** The subject under which one stands that a moderator took out of sight. */
const HIDDEN_FILE = 'proposal-file-hidden';

/** The subjects under which those stand that everybody saw while their proposal is out of sight: of people, and of officials. */
const SHELVED_FILE = 'proposal-file-shelved';
const SHELVED_DOCUMENT = 'proposal-document-shelved';

/** The most files that its author adds to a proposal, those that wait too, and the most bytes of each. */
export const MOST_FILES = 5;
export const FILE_BYTES = 5 * 1024 * 1024;

/** What people may add: photos, and papers that everybody can open. */
export const FILE_TYPES: readonly FileType[] = ['jpg', 'png', 'webp', 'pdf', 'docx', 'odt'];

type Of = Pick<Proposal, 'institutionId' | 'id' | 'reference' | 'standing' | 'authorId'>;
type Named = Pick<Of, 'institutionId' | 'reference'>;
type Context = Pick<ActionContext, 'db' | 'now' | 'today' | 'queue' | 'touch'>;

/** Where a file of a proposal stands: waiting, before everybody, or hidden. */
export type FileState = 'held' | 'shown' | 'hidden';

const subjectOf = ({ reference }: Named, state: FileState): Subject => ({
  kind: state === 'held' ? PROPOSAL_FILE : state === 'shown' ? PROPOSAL : HIDDEN_FILE,
  id: reference,
});

/** The place of a file in a state: unseen until a moderator has looked at it. */
export function placeOf(proposal: Named, state: FileState): Place {
  return {
    institutionId: proposal.institutionId,
    subject: subjectOf(proposal, state),
    visibility: state === 'shown' ? 'public' : 'private',
    tags: [`proposal:${proposal.reference}`],
  };
}

/** The state of an attachment that may be a file of a proposal; undefined for any other. */
export function stateOf({ subject, visibility }: Pick<Attachment, 'subject' | 'visibility'>): FileState | undefined {
  if (visibility === 'public') return subject.kind === PROPOSAL ? 'shown' : undefined;
  if (subject.kind === SHELVED_FILE) return 'shown';
  return subject.kind === PROPOSAL_FILE ? 'held' : subject.kind === HIDDEN_FILE ? 'hidden' : undefined;
}

export type ProposalFile = { attachment: Attachment; state: FileState };

/** All files of a proposal, those that wait first; the documents of officials among them. */
async function allFilesOf(db: Db, proposal: Named): Promise<ProposalFile[]> {
  const { institutionId } = proposal;
  const unseen = [subjectOf(proposal, 'held'), subjectOf(proposal, 'hidden'), shelf(proposal, SHELVED_FILE).subject];
  const shown = await attachmentsOf(db, institutionId, [subjectOf(proposal, 'shown')]);
  return [...(await attachmentsOf(db, institutionId, unseen, 'private')), ...shown].flatMap((attachment) => {
    const state = attachment.state === 'shown' ? stateOf(attachment) : undefined;
    return state ? [{ attachment, state }] : [];
  });
}

/** The files that the author of a proposal sent, those that wait first. */
export async function filesOf(db: Db, proposal: Of): Promise<ProposalFile[]> {
  const { authorId } = proposal;
  const files = await allFilesOf(db, proposal);
  return files.filter(({ attachment }) => authorId !== null && attachment.attachedBy === authorId);
}

/** Puts a file before the moderators of the body. */
export async function askToLook(context: Context, proposal: Named & { title: Text }, id: string): Promise<void> {
  const thing = { institutionId: proposal.institutionId, kind: PROPOSAL_FILE, id, about: proposal.title };
  await openItem(context, thing, { held: true, points: 0, signs: [] });
}

/** The files of a draft come before the moderators when it is sent. */
export async function askToLookAtAll(context: Context, proposal: Of & { title: Text }): Promise<void> {
  for (const { attachment, state } of await filesOf(context.db, proposal))
    if (state === 'held') await askToLook(context, proposal, attachment.id);
}

/** Shows a file to everybody, as soon as its proposal is shown; or takes it out of sight. */
export async function placeFile(
  context: Context,
  proposal: Of,
  attachment: Attachment,
  state: 'shown' | 'hidden',
): Promise<void> {
  if (stateOf(attachment) === state) return;
  const isUnseen = state === 'shown' && proposal.standing !== 'shown';
  await moveTo(context, attachment, isUnseen ? shelf(proposal, SHELVED_FILE) : placeOf(proposal, state));
}

/** A sentence of this room in every language in which officials write, as the reason in the place of a file. */
export function inLanguages(
  { around }: Pick<ActionContext, 'around'>,
  key: 'proposals.files.gone' | 'proposals.files.taken-back',
): Text {
  return Object.fromEntries((['ar', 'fr', 'en'] as const).map((lang) => [lang, around.words(lang).ts(key)]));
}

/** What everybody saw of a proposal that becomes part of another hangs on that one; what nobody saw goes: the other author is somebody else. */
export async function carryFiles(context: Context & Pick<ActionContext, 'around'>, from: Of, to: Of): Promise<void> {
  for (const file of await allFilesOf(context.db, from))
    if (file.state === 'shown') await moveTo(context, file.attachment, placeOf(to, 'shown'));
    else await remove(context, from, file);
}

const shelf = (proposal: Named, kind: typeof SHELVED_FILE | typeof SHELVED_DOCUMENT): Place => ({
  ...placeOf(proposal, 'hidden'),
  subject: { kind, id: proposal.reference },
});

/** While a proposal is out of sight nobody sees its files either: not at their addresses, not in the search. */
export async function shelveFiles(context: Context, proposal: Of): Promise<void> {
  const authors = await authorsOf(context.db, proposal);
  for (const { attachment } of await allFilesOf(context.db, proposal))
    if (attachment.visibility === 'public') {
      const isOfPeople = attachment.attachedBy !== null && authors.includes(attachment.attachedBy);
      await moveTo(context, attachment, shelf(proposal, isOfPeople ? SHELVED_FILE : SHELVED_DOCUMENT));
    }
}

/** A proposal that is shown again has its files again. */
export async function unshelveFiles(context: Context, proposal: Of): Promise<void> {
  const subjects = [shelf(proposal, SHELVED_FILE).subject, shelf(proposal, SHELVED_DOCUMENT).subject];
  for (const attachment of await attachmentsOf(context.db, proposal.institutionId, subjects, 'private'))
    if (attachment.state === 'shown') await moveTo(context, attachment, placeOf(proposal, 'shown'));
}

/** Nothing is left of what authors added to a proposal that is withdrawn; documents of officials are kept, unseen. */
export async function removeFiles(context: Context & Pick<ActionContext, 'around'>, proposal: Of): Promise<void> {
  const authors = await authorsOf(context.db, proposal);
  for (const file of await allFilesOf(context.db, proposal))
    if (file.attachment.attachedBy !== null && authors.includes(file.attachment.attachedBy))
      await remove(context, proposal, file);
  await shelveFiles(context, proposal);
}

async function remove(
  context: Context & Pick<ActionContext, 'around'>,
  proposal: Named,
  { attachment, state }: ProposalFile,
): Promise<void> {
  const { institutionId } = proposal;
  await closeItem(context.db, { institutionId, kind: PROPOSAL_FILE, id: attachment.id });
  const reason = inLanguages(context, 'proposals.files.gone');
  await takeAway(context, attachment, reason, [...placeOf(proposal, state).tags]);
}

/** Drops what nobody but the author saw, when the author's account is closed. */
export async function forgetFiles(tx: Tx, proposal: Named): Promise<void> {
  const subjects = [subjectOf(proposal, 'held'), subjectOf(proposal, 'hidden'), shelf(proposal, SHELVED_FILE).subject];
  for (const id of await forgetPrivate(tx, proposal.institutionId, subjects))
    await closeItem(tx, { institutionId: proposal.institutionId, kind: PROPOSAL_FILE, id });
}
