import { docxOf } from '#platform/documents/testing.ts';
import { system } from '#platform/tenant.ts';
import { askIdentityLetter } from '../../src/core/accounts/actions/ask-identity-letter.ts';
import { attachDocument } from '../../src/core/attachments/actions/attach-document.ts';
import { removeDocument } from '../../src/core/attachments/actions/remove-document.ts';
import { keepUpload } from '../../src/core/attachments/uploads.ts';
import { editComment } from '../../src/core/comments/actions/edit-comment.ts';
import { withdrawComment } from '../../src/core/comments/actions/withdraw-comment.ts';
import { writeComment } from '../../src/core/comments/actions/write-comment.ts';
import { acceptInvitation } from '../../src/core/institutions/actions/accept-invitation.ts';
import { createPost } from '../../src/core/institutions/actions/create-post.ts';
import { inviteOfficial } from '../../src/core/institutions/actions/invite-official.ts';
import { hideContribution } from '../../src/core/moderation/actions/hide-contribution.ts';
import { reportContribution } from '../../src/core/moderation/actions/report-contribution.ts';
import { sendRequest } from '../../src/core/personal-data/actions/send-request.ts';
import { setUpApp } from '../setup/officials.ts';
import { lastLetterTo } from '../setup/sign-in.ts';
import { workOff } from '../setup/work-off.ts';
import { erasedFromCase, withdrawnSignature } from './case-places.ts';
import { ABOUT, BODY, type Player, type Scene } from './scene.ts';

/**
 * Something that is said and then must not be found any more. A room that hides things adds its places to `HIDING_PLACES`: what is put
 * there, and what takes it out of sight.
 */
export type HidingPlace = {
  what: string;
  /** Words that stand nowhere else. */
  words: readonly string[];
  /** Whether everybody could read them before. */
  wasPublic: boolean;
  /** Puts the words there; answers what takes them out of sight, and the addresses where they might stand. */
  put(scene: Scene, cast: Cast): Promise<{ hide(): Promise<unknown>; addresses?: readonly string[] }>;
};

/** Who is there in every story. */
export type Cast = { author: Player; neighbour: Player; moderator: Player };

/** Writes a comment on the thing everybody talks about; answers its id. */
export const say = async ({ program, body }: Scene, { actor }: Player, words: string) =>
  (await program.actions.perform(writeComment, { actor, tenant: body, input: { on: ABOUT, body: words } })).id;

/** Where a comment may be read, on a page, as text for programs, in its history. */
const placesOf = (id: string) => [
  ...['ar', 'fr', 'en'].flatMap((lang) =>
    [`/${lang}/comments/${id}`, `/${lang}/${BODY}/comments/${id}`].flatMap((path) => [path, `${path}/history`]),
  ),
  `/api/v1/comments/${id}`,
  `/api/v1/comments/${id}/versions`,
];

const hiddenComment: HidingPlace = {
  what: 'a comment that a moderator hid, and what it said before',
  words: ['Zqhidden', 'Zqversion'],
  wasPublic: true,
  async put(scene, { author, moderator }) {
    const { actions } = scene.program;
    const id = await say(scene, author, 'سؤال عن النادي Zqversion للجهة');
    const said = { actor: author.actor, tenant: scene.body };
    await actions.perform(editComment, { ...said, input: { comment: id, body: 'سؤال آخر عن النادي Zqhidden للجهة' } });
    const on = `comment:${id}`;
    return {
      addresses: [...placesOf(id), `/ar/moderation/report?on=${on}`, `/ar/moderation/reported?on=${on}`],
      hide: () =>
        actions.perform(hideContribution, {
          actor: moderator.actor,
          tenant: scene.body,
          input: { on, ground: 'off-topic' },
        }),
    };
  },
};

const withdrawnComment: HidingPlace = {
  what: 'a comment that its author withdrew',
  words: ['Zqwithdrawn'],
  wasPublic: true,
  async put(scene, { author }) {
    const id = await say(scene, author, 'اقتراح بخصوص التوقيت Zqwithdrawn للنادي');
    return {
      addresses: placesOf(id),
      hide: () =>
        scene.program.actions.perform(withdrawComment, {
          actor: author.actor,
          tenant: scene.body,
          input: { comment: id },
        }),
    };
  },
};

const heldComment: HidingPlace = {
  what: 'a comment that waits for a moderator',
  words: ['Zqheld'],
  wasPublic: false,
  async put(scene, { author }) {
    const links = [1, 2, 3, 4, 5, 6].map((n) => `https://shop${n}.example/buy?id=${n}`).join(' ');
    const id = await say(scene, author, `Zqheld ${links} 0661234567 !!!!!!!!!!`);
    return { addresses: placesOf(id), hide: async () => {} };
  },
};

const closedAccount: HidingPlace = {
  what: 'an account that was closed: names, addresses, what it confided, the post it held',
  words: [
    'Zqclosedname',
    'Zqclosedpseudonym',
    'zqclosed@example.ma',
    'zqinvited@example.ma',
    'Zqaddress',
    'Zqrequest',
    'Zqreport',
  ],
  wasPublic: true,
  async put(scene, { author }) {
    const { program, db, body, citizen } = scene;
    const { actions } = program;
    const leaving = await citizen('zqclosed@example.ma', 'Zqclosedpseudonym');
    await leaving.browser.submit('/ar/me/profile', {
      name: 'Zqclosedname',
      pseudonym: 'Zqclosedpseudonym',
      lang: 'ar',
    });
    const said = { actor: leaving.actor, tenant: body };
    const ids: string[] = [];
    for (const signedAs of ['name', 'pseudonym']) {
      const input = { on: ABOUT, body: `رأي في النادي باسم ${signedAs}`, signedAs };
      ids.push((await actions.perform(writeComment, { ...said, input })).id);
    }
    const [first = ''] = ids;
    const reply = { on: ABOUT, parent: first, body: 'جواب على هذا الرأي من جار' };
    await actions.perform(writeComment, { actor: author.actor, tenant: body, input: reply });
    const others = await say(scene, author, 'تعليق عادي يبلغ عنه أحدهم');
    await actions.perform(reportContribution, {
      ...said,
      input: { on: `comment:${others}`, ground: 'off-topic', note: 'Zqreport' },
    });
    await actions.perform(sendRequest, {
      ...said,
      input: { kind: 'rectification', institution: BODY, words: 'أطلب تصحيح اسمي Zqrequest', lang: 'ar' },
    });
    await actions.perform(askIdentityLetter, {
      ...said,
      input: { institution: body.id, name: 'Zqclosedname', address: 'Zqaddress, rue des Palmiers, Laâyoune' },
    });
    const itself = { actor: system('test'), tenant: body };
    const post = await actions.perform(createPost, { ...itself, input: { function: 'observer' } });
    const to = { email: 'zqinvited@example.ma', name: 'Zqofficial', lang: 'ar' };
    await actions.perform(inviteOfficial, { ...itself, input: { post: post.id, ...to } });
    const token = /invitations\/(\S+)/.exec((await lastLetterTo(db, to.email))?.text ?? '')?.[1] ?? '';
    await actions.perform(acceptInvitation, { ...said, input: { token, name: 'Zqofficial' } });
    await setUpApp(program, leaving.browser);
    return {
      addresses: ids.flatMap(placesOf),
      async hide() {
        const closed = await leaving.browser.submit('/ar/me/data/close', { confirm: 'yes' });
        if (closed.status !== 303) throw new Error(`the account was not closed: ${closed.status}`);
      },
    };
  },
};

const removedDocument: HidingPlace = {
  what: 'a document that an official removed: what it was called, what was said of it, what stood in it',
  words: ['Zqdoctitle', 'Zqdocsaid', 'Zqdocname', 'Zqdocwords'],
  wasPublic: true,
  async put(scene) {
    const { program, db, pool, body } = scene;
    const { actions, around, clock } = program;
    const editor = await scene.official('editor@example.ma', 'editor');
    const file = { name: 'Zqdocname.docx', bytes: docxOf(['تقرير عن النادي Zqdocwords للجهة']) };
    const sender = { db, around, actor: editor.actor, now: clock.now() };
    const { ticket } = await keepUpload(sender, body.id, file);
    const said = { title: { ar: 'تقرير Zqdoctitle' }, description: { ar: 'ملخص Zqdocsaid' }, lang: 'ar' };
    const by = { actor: editor.actor, tenant: body };
    const { id } = await actions.perform(attachDocument, { ...by, input: { to: ABOUT, upload: ticket, ...said } });
    // Its words are read, so that the search finds them.
    await workOff(program, db, pool);
    const sites = ['ar', 'fr', 'en'].flatMap((lang) => [`/${lang}`, `/${lang}/${BODY}`]);
    return {
      addresses: [
        ...sites.flatMap((site) => ['', '/file', '/edit'].map((path) => `${site}/attachments/${id}${path}`)),
        `/api/v1/documents/${id}`,
      ],
      async hide() {
        const reason = { ar: 'فيه معطيات شخصية' };
        await actions.perform(removeDocument, { ...by, input: { document: id, reason } });
        await workOff(program, db, pool);
      },
    };
  },
};

export const HIDING_PLACES: readonly HidingPlace[] = [
  hiddenComment,
  withdrawnComment,
  heldComment,
  removedDocument,
  closedAccount,
  erasedFromCase,
  withdrawnSignature,
];
