import { beforeAll, expect, test } from 'vitest';
import { attachmentById, attachTo } from '#core/attachments/index.ts';
import { institutionBySlug } from '#core/institutions/index.ts';
import { newId } from '#platform/ids.ts';
import type { Actor } from '#platform/tenant.ts';
import { keepUpload } from '../../src/core/attachments/uploads.ts';
import { hideContribution } from '../../src/core/moderation/actions/hide-contribution.ts';
import { keepContribution } from '../../src/core/moderation/actions/keep-contribution.ts';
import { restoreContribution } from '../../src/core/moderation/actions/restore-contribution.ts';
import { attachFile } from '../../src/modules/proposals/actions/attach-file.ts';
import { createProposal } from '../../src/modules/proposals/actions/create-proposal.ts';
import { decideMerge } from '../../src/modules/proposals/actions/decide-merge.ts';
import { editProposal } from '../../src/modules/proposals/actions/edit-proposal.ts';
import { proposeMerge } from '../../src/modules/proposals/actions/propose-merge.ts';
import { removeFile } from '../../src/modules/proposals/actions/remove-file.ts';
import { submitProposal } from '../../src/modules/proposals/actions/submit-proposal.ts';
import { withdrawProposal } from '../../src/modules/proposals/actions/withdraw-proposal.ts';
import { filesOf } from '../../src/modules/proposals/files.ts';
import { moderatedFile } from '../../src/modules/proposals/moderated-file.ts';
import { saveCall } from '../../src/modules/proposals/queries/calls.ts';
import { proposalByReference } from '../../src/modules/proposals/queries/proposals.ts';
import { testDatabase } from '../setup/database.ts';
import { emptyAccount, loadBodies } from '../setup/officials.ts';
import { testProgram } from '../setup/program.ts';
import { temporaryFolder } from '../setup/temporary-folder.ts';

const { db, pool } = await testDatabase();
const program = testProgram(db, { config: { dataDir: await temporaryFolder() } });
const { actions, around, clock } = program;
const itself = { actor: { kind: 'system', name: 'test' }, tenant: null } as const;
const call = newId();
const people: string[] = [];
let institutionId = '';

beforeAll(async () => {
  await loadBodies(program, db);
  institutionId = (await institutionBySlug(db, 'laayoune-sakia-el-hamra'))?.id ?? '';
  for (let n = 0; n < 3; n++) people.push(await emptyAccount(db, new Date('2026-11-01T08:00:00Z')));
  await db.transaction().execute((tx) =>
    saveCall(tx, {
      institutionId,
      id: call,
      title: { fr: 'Appel' },
      aboutPath: '/consultations',
      opensOn: '2026-11-01',
      closesOn: '2026-12-31',
      level: 1,
      themes: [],
    }),
  );
});

const as = (index: number) => {
  const id = people[index] ?? '';
  const actor: Actor = { kind: 'person', id, level: 1, powers: [], secondFactor: false, sessionId: 's', scopes: null };
  return { actor, tenant: null };
};

const WORDS = { title: { fr: 'Une fontaine' }, body: { fr: 'Une fontaine au marché.' } };

async function sent(author: number): Promise<string> {
  const { reference } = await actions.perform(createProposal, { ...as(author), input: { ...WORDS, call } });
  await actions.perform(submitProposal, { ...as(author), input: { proposal: reference } });
  return reference;
}

const keep = async (actor: Actor, bytes = '%PDF-1.7\n%%EOF\n', name = 'a.pdf') =>
  (await keepUpload({ db, around, actor, now: clock.now() }, institutionId, { name, bytes: Buffer.from(bytes) }))
    .ticket;

async function attached(author: number, proposal: string): Promise<string> {
  const upload = await keep(as(author).actor);
  const input = { proposal, upload, title: { fr: 'Plan' }, description: {}, lang: 'fr' };
  return (await actions.perform(attachFile, { ...as(author), input })).id;
}

const looked = (id: string) => actions.perform(keepContribution, { ...itself, input: { on: `proposal-file:${id}` } });
const on = (proposal: string) => ({ ...itself, input: { on: `proposal:${proposal}`, ground: 'insult' } });
const where = async (id: string) => {
  const found = await attachmentById(db, id);
  return [found?.state, found?.visibility, found?.subject.id];
};
const found = async (proposal: string) => {
  const one = await proposalByReference(db, proposal);
  if (!one) throw new Error('no such proposal');
  return one;
};

test('what officials attach is neither counted among the files of the author nor taken away by them', async () => {
  const proposal = await sent(0);
  const upload = await keep(as(2).actor);
  const context = { db, actor: as(2).actor, now: clock.now(), queue: async () => undefined, touch: () => undefined };
  const place = {
    institutionId,
    subject: { kind: 'proposal', id: proposal },
    visibility: 'public' as const,
    tags: [],
  };
  const { id } = await db
    .transaction()
    .execute((tx) => attachTo({ ...context, db: tx } as never, place, { upload, title: { fr: 'Étude' }, lang: 'fr' }));
  expect(await filesOf(db, await found(proposal))).toEqual([]);
  await expect(actions.perform(removeFile, { ...as(0), input: { proposal, file: id } })).rejects.toThrow();
  const own = await attached(0, proposal);
  await actions.perform(withdrawProposal, { ...as(0), input: { proposal } });
  expect(await where(own)).toEqual(['removed', 'private', proposal]);
  expect(await where(id)).toEqual(['shown', 'private', proposal]);
});

test('a merger carries what everybody saw, and nothing that waited or was hidden', async () => {
  const [from, into] = [await sent(0), await sent(1)];
  const [seen, waiting] = [await attached(0, from), await attached(0, from)];
  await looked(seen);
  expect((await moderatedFile.find(db, waiting))?.authorId).toBe(people[0]);
  await actions.perform(proposeMerge, { ...itself, input: { proposal: from, into } });
  await actions.perform(decideMerge, { ...as(0), input: { proposal: from, agree: true } });
  expect(await where(seen)).toEqual(['shown', 'public', into]);
  expect(await where(waiting)).toEqual(['removed', 'private', from]);
  const { rows } = await pool.query(`select state from moderation_item where thing_id = $1`, [waiting]);
  expect(rows).toEqual([{ state: 'closed' }]);
  // They are somebody else's: the other author neither counts nor removes them.
  expect(await filesOf(db, await found(into))).toEqual([]);
});

test('a file is public only while its proposal is', async () => {
  const proposal = await sent(0);
  const [first, second] = [await attached(0, proposal), await attached(0, proposal)];
  await looked(first);
  await actions.perform(hideContribution, on(proposal));
  await looked(second);
  expect([await where(first), await where(second)].map(([, visibility]) => visibility)).toEqual(['private', 'private']);
  await actions.perform(restoreContribution, { ...itself, input: { on: `proposal:${proposal}` } });
  expect([await where(first), await where(second)].map(([, visibility]) => visibility)).toEqual(['public', 'public']);
  // Changed so that it waits for a moderator again.
  const body = { fr: 'GAGNEZ DE L’ARGENT http://a.example http://b.example http://c.example http://d.example !!!!!' };
  await actions.perform(editProposal, { ...as(0), input: { ...WORDS, body, proposal } });
  expect((await found(proposal)).standing).toBe('held');
  expect((await where(first))[1]).toBe('private');
});

test('a ticket for a file of another kind or size is refused', async () => {
  const proposal = await sent(1);
  const input = { proposal, title: { fr: 'Plan' }, description: {}, lang: 'fr' };
  for (const [bytes, name, key] of [
    ['des mots\n', 'a.txt', 'platform.files.wrong-type'],
    [`%PDF-1.7\n${' '.repeat(5 * 1024 * 1024)}\n%%EOF\n`, 'a.pdf', 'platform.files.too-large'],
  ] as const) {
    const upload = await keep(as(1).actor, bytes, name);
    await expect(actions.perform(attachFile, { ...as(1), input: { ...input, upload } })).rejects.toMatchObject({
      faults: [{ pointer: '/upload', key }],
    });
  }
});
