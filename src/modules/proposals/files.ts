import {
  type Attachment,
  attachmentsOf,
  forgetPrivate,
  moveTo,
  type Place,
  removeAttachmentsOf,
  type Subject,
} from '#core/attachments/index.ts';
import { closeItem, openItem } from '#core/moderation/index.ts';
import type { ActionContext } from '#platform/action.ts';
import type { Db, Tx } from '#platform/db/database.ts';
import type { FileType } from '#platform/files/file-types.ts';
import type { Text } from '#platform/i18n/text.ts';
import type { Proposal } from './queries/proposals.ts';
import { PROPOSAL } from './search.ts';

/** Files of authors before moderators; the subject under which one waits, unseen. */
export const PROPOSAL_FILE = 'proposal-file';

/** The subject under which one stands that a moderator took out of sight. */
const HIDDEN_FILE = 'proposal-file-hidden';

/** The subject under which those stand that everybody saw, while their proposal is hidden. */
const SHELVED_FILE = 'proposal-file-shelved';

/** The most files of one proposal, those that wait too, and the most bytes of each. */
export const MOST_FILES = 5;
export const FILE_BYTES = 5 * 1024 * 1024;

/** What people may add: photos, and papers that everybody can open. */
export const FILE_TYPES: readonly FileType[] = ['jpg', 'png', 'webp', 'pdf', 'docx', 'odt'];

type Of = Pick<Proposal, 'institutionId' | 'reference'>;
type Context = Pick<ActionContext, 'db' | 'now' | 'today' | 'queue' | 'touch'>;

/** Where a file of a proposal stands: waiting, before everybody, or hidden. */
export type FileState = 'held' | 'shown' | 'hidden';

const subjectOf = ({ reference }: Of, state: FileState): Subject => ({
  kind: state === 'held' ? PROPOSAL_FILE : state === 'shown' ? PROPOSAL : HIDDEN_FILE,
  id: reference,
});

/** The place of a file in a state: unseen until a moderator has looked at it. */
export function placeOf(proposal: Of, state: FileState): Place {
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
  return subject.kind === PROPOSAL_FILE ? 'held' : subject.kind === HIDDEN_FILE ? 'hidden' : undefined;
}

export type ProposalFile = { attachment: Attachment; state: FileState };

/** The files of a proposal, those that wait first: for its author. */
export async function filesOf(db: Db, proposal: Of): Promise<ProposalFile[]> {
  const { institutionId } = proposal;
  const unseen = await attachmentsOf(
    db,
    institutionId,
    [subjectOf(proposal, 'held'), subjectOf(proposal, 'hidden')],
    'private',
  );
  const shown = await attachmentsOf(db, institutionId, [subjectOf(proposal, 'shown')]);
  return [...unseen, ...shown].flatMap((attachment) => {
    const state = attachment.state === 'shown' ? stateOf(attachment) : undefined;
    return state ? [{ attachment, state }] : [];
  });
}

/** Puts a file before the moderators of the body. */
export async function askToLook(context: Context, proposal: Of & { title: Text }, id: string): Promise<void> {
  const thing = { institutionId: proposal.institutionId, kind: PROPOSAL_FILE, id, about: proposal.title };
  await openItem(context, thing, { held: true, points: 0, signs: [] });
}

/** The files of a draft come before the moderators when it is sent. */
export async function askToLookAtAll(context: Context, proposal: Of & { title: Text }): Promise<void> {
  for (const { attachment, state } of await filesOf(context.db, proposal))
    if (state === 'held') await askToLook(context, proposal, attachment.id);
}

/** Shows a file to everybody, or takes it out of sight. */
export async function placeFile(
  context: Context,
  proposal: Of,
  attachment: Attachment,
  state: 'shown' | 'hidden',
): Promise<void> {
  if (stateOf(attachment) !== state) await moveTo(context, attachment, placeOf(proposal, state));
}

/** A sentence of this room in every language in which officials write, as the reason in the place of a file. */
export function inLanguages(
  { around }: Pick<ActionContext, 'around'>,
  key: 'proposals.files.gone' | 'proposals.files.taken-back',
): Text {
  return Object.fromEntries((['ar', 'fr', 'en'] as const).map((lang) => [lang, around.words(lang).ts(key)]));
}

/** The files of a proposal that becomes part of another hang on that one. */
export async function carryFiles(context: Context, from: Of, to: Of): Promise<void> {
  for (const { attachment, state } of await filesOf(context.db, from))
    await moveTo(context, attachment, placeOf(to, state));
}

const shelf = (proposal: Of): Place => ({
  ...placeOf(proposal, 'hidden'),
  subject: { kind: SHELVED_FILE, id: proposal.reference },
});

/** While a proposal is hidden nobody sees its files either: not at their addresses, not in the search. */
export async function shelveFiles(context: Context, proposal: Of): Promise<void> {
  for (const { attachment, state } of await filesOf(context.db, proposal))
    if (state === 'shown') await moveTo(context, attachment, shelf(proposal));
}

/** A proposal that is shown again has its files again. */
export async function unshelveFiles(context: Context, proposal: Of): Promise<void> {
  const { institutionId, subject } = shelf(proposal);
  for (const attachment of await attachmentsOf(context.db, institutionId, [subject], 'private'))
    if (attachment.state === 'shown') await moveTo(context, attachment, placeOf(proposal, 'shown'));
}

/** Nothing is left of the files of a proposal that its author withdraws. */
export async function removeFiles(context: Context & Pick<ActionContext, 'around'>, proposal: Of): Promise<void> {
  for (const { attachment } of await filesOf(context.db, proposal))
    await closeItem(context.db, { institutionId: proposal.institutionId, kind: PROPOSAL_FILE, id: attachment.id });
  for (const state of ['held', 'hidden', 'shown'] as const)
    await removeAttachmentsOf(context, placeOf(proposal, state), inLanguages(context, 'proposals.files.gone'));
}

/** Drops what nobody but the author saw, when the author's account is closed. */
export async function forgetFiles(tx: Tx, proposal: Of): Promise<void> {
  const subjects = [subjectOf(proposal, 'held'), subjectOf(proposal, 'hidden'), shelf(proposal).subject];
  for (const id of await forgetPrivate(tx, proposal.institutionId, subjects))
    await closeItem(tx, { institutionId: proposal.institutionId, kind: PROPOSAL_FILE, id });
}
