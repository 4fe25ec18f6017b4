import sharp from 'sharp';
import { beforeAll, describe, expect, test } from 'vitest';
import { stanceCounts } from '#core/comments/index.ts';
import { institutionBySlug } from '#core/institutions/index.ts';
import { newId } from '#platform/ids.ts';
import { keepUpload } from '../../src/core/attachments/uploads.ts';
import { editComment } from '../../src/core/comments/actions/edit-comment.ts';
import { writeComment } from '../../src/core/comments/actions/write-comment.ts';
import { commentById, versionsOf } from '../../src/core/comments/queries/comments.ts';
import { hideContribution } from '../../src/core/moderation/actions/hide-contribution.ts';
import { keepContribution } from '../../src/core/moderation/actions/keep-contribution.ts';
import { restoreContribution } from '../../src/core/moderation/actions/restore-contribution.ts';
import { lettersTo, runRounds } from '../../src/core/notifications/testing.ts';
import { answerProposals } from '../../src/modules/proposals/actions/answer-proposals.ts';
import { attachFile } from '../../src/modules/proposals/actions/attach-file.ts';
import { createProposal } from '../../src/modules/proposals/actions/create-proposal.ts';
import { importProposals } from '../../src/modules/proposals/actions/import-proposals.ts';
import { recordOutcome } from '../../src/modules/proposals/actions/record-outcome.ts';
import { replyForwarded } from '../../src/modules/proposals/actions/reply-forwarded.ts';
import { submitProposal } from '../../src/modules/proposals/actions/submit-proposal.ts';
import { undoAnswers } from '../../src/modules/proposals/actions/undo-answers.ts';
import { withdrawProposal } from '../../src/modules/proposals/actions/withdraw-proposal.ts';
import { callFigures, saveCall } from '../../src/modules/proposals/queries/calls.ts';
import { forwardedTo, listForwarded } from '../../src/modules/proposals/queries/forwarded.ts';
import { proposalByReference } from '../../src/modules/proposals/queries/proposals.ts';
import { openBrowser } from '../setup/browser.ts';
import { testDatabase } from '../setup/database.ts';
import { loadPlans, reportMilestone } from '../setup/plans.ts';
import { testProgram } from '../setup/program.ts';
import { type SignedIn, signIn } from '../setup/sign-in.ts';
import { temporaryFolder } from '../setup/temporary-folder.ts';

const { db, pool } = await testDatabase();
const program = testProgram(db, { config: { dataDir: await temporaryFolder() } });
const { actions, clock } = program;
const itself = { actor: { kind: 'system', name: 'test' }, tenant: null } as const;
const reasons = { ar: 'اقتراح مفيد.', fr: 'Proposition utile.' };
const call = newId();
const COMPETENT = 'beni-mellal-khenifra';
let owner = '';
let competent = '';
let author: SignedIn;

beforeAll(async () => {
  await loadPlans(program, db);
  owner = (await institutionBySlug(db, 'laayoune-sakia-el-hamra'))?.id ?? '';
  competent = (await institutionBySlug(db, COMPETENT))?.id ?? '';
  author = await signIn(program, db, 'autrice@example.org');
  await db.transaction().execute((tx) =>
    saveCall(tx, {
      institutionId: owner,
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

const asAuthor = () => ({
  actor: {
    kind: 'person',
    id: author.personId,
    level: 1,
    powers: [],
    secondFactor: false,
    sessionId: 's',
    scopes: null,
  } as const,
  tenant: null,
});

async function sent(title: string): Promise<string> {
  const words = { title: { fr: title }, body: { fr: `Nous proposons : ${title}.` } };
  const { reference } = await actions.perform(createProposal, { ...asAuthor(), input: { ...words, call } });
  await actions.perform(submitProposal, { ...asAuthor(), input: { proposal: reference } });
  return reference;
}

const answer = (proposal: string, more: object) =>
  actions.perform(answerProposals, { ...itself, input: { call, proposals: [proposal], reasons, ...more } });

async function letters(): Promise<string> {
  // Letters go once a day.
  clock.advance(26 * 3_600_000);
  await runRounds(program, db, pool);
  return (await lettersTo(db, 'autrice@example.org')).map(({ text }) => text).join('\n');
}

test('whoever proposed what became part of a commitment hears of its later steps', async () => {
  const proposal = await sent('Une fontaine au marché');
  await answer(proposal, { state: 'accepted' });
  const outcome = { kind: 'commitment', target: 'MALAA0004', words: reasons, on: '2026-11-21' };
  await actions.perform(recordOutcome, { ...itself, input: { proposal, ...outcome } });
  const told = await letters();
  expect(told).toContain('Une fontaine au marché');
  await reportMilestone(program, 'MALAA0004-M02', 'in-progress', '2026-11-21');
  expect((await letters()).slice(told.length)).toContain('MALAA0004');
});

test('what is forwarded is on the list of the competent body, until it answers in public', async () => {
  const proposal = await sent('Un pont sur l’oued');
  await answer(proposal, { state: 'forwarded', forwardTo: COMPETENT });
  const waiting = async (body: string) =>
    (await listForwarded(db, [body], { limit: 10, waiting: true })).map(({ reference }) => reference);
  expect(await waiting(competent)).toEqual([proposal]);
  expect(await waiting(owner)).toEqual([]);
  const reply = { proposal, state: 'accepted', reasons };
  await expect(
    actions.perform(replyForwarded, { ...itself, input: { ...reply, body: 'laayoune-sakia-el-hamra' } }),
  ).rejects.toThrow();
  await actions.perform(replyForwarded, { ...itself, input: { ...reply, body: COMPETENT } });
  expect(await waiting(competent)).toEqual([]);
  expect(await letters()).toContain('Un pont sur l’oued');
  const page = await author.browser.get(`/fr/laayoune-sakia-el-hamra/proposals/${proposal}`);
  expect(page.text).toContain('Proposition utile.');
  // What another body answered in public is not undone.
  const { batch } = await answer(proposal, { state: 'forwarded', forwardTo: COMPETENT });
  await actions.perform(replyForwarded, { ...itself, input: { ...reply, body: COMPETENT } });
  await expect(actions.perform(undoAnswers, { ...itself, input: { call, batch } })).rejects.toThrow();
  // While a moderator hides it, the competent body does not read it either.
  await actions.perform(hideContribution, { ...itself, input: { on: `proposal:${proposal}`, ground: 'insult' } });
  expect(await forwardedTo(db, competent, proposal)).toBe(undefined);
  await actions.perform(restoreContribution, { ...itself, input: { on: `proposal:${proposal}` } });
  expect((await forwardedTo(db, competent, proposal))?.proposal.reference).toBe(proposal);
  // Forwarded to another body since: the first has nothing to answer any more.
  await answer(proposal, { state: 'forwarded', forwardTo: 'tanger-tetouan-al-hoceima' });
  await expect(actions.perform(replyForwarded, { ...itself, input: { ...reply, body: COMPETENT } })).rejects.toThrow();
});

test('comments on a proposal say for, neutral or against; those on other things do not', async () => {
  const proposal = await sent('Des arbres sur la place');
  const write = (more: object) =>
    actions.perform(writeComment, {
      ...asAuthor(),
      input: { on: `proposal:${proposal}`, body: 'Une place à l’ombre.', pseudonym: 'Palmier', ...more },
    });
  const { id } = await write({ stance: 'for' });
  await write({ stance: 'for', body: 'Des oliviers surtout.' });
  await write({ stance: 'against', body: 'L’eau manque.' });
  await write({ body: 'Où exactement ?' });
  await write({ parent: id, body: 'Devant la mosquée.' });
  const counts = await stanceCounts(db, { institutionId: owner, kind: 'proposal', ids: [proposal] });
  expect(counts.get(proposal)).toEqual({ for: 2, neutral: 1, against: 1 });
  await expect(write({ parent: id, stance: 'for', body: 'Moi aussi.' })).rejects.toMatchObject({
    faults: [{ pointer: '/stance' }],
  });
  await expect(write({ on: 'commitment:MALAA0004', stance: 'for' })).rejects.toMatchObject({
    faults: [{ pointer: '/stance' }],
  });
  expect((await proposalByReference(db, proposal))?.supports).toBe(0);
  // What it said against first stays to be read; what is hidden says nothing any more.
  await actions.perform(editComment, { ...asAuthor(), input: { comment: id, body: 'À l’ombre.', stance: 'against' } });
  const comment = await commentById(db, id);
  expect(comment && (await versionsOf(db, comment)).map(({ stance }) => stance)).toEqual(['for', 'against']);
  await actions.perform(hideContribution, { ...itself, input: { on: `comment:${id}`, ground: 'insult' } });
  expect((await commentById(db, id))?.stance).toBe(null);
});

test('nothing is said of stances where nobody has commented', async () => {
  const proposal = await sent('Un lavoir');
  const page = await openBrowser(program).get(`/fr/laayoune-sakia-el-hamra/proposals/${proposal}`);
  expect(page.text).toContain('Aucun commentaire');
  expect(page.text).not.toContain('neutre');
});

test('a file of contributions is taken whole or not at all, and only once', async () => {
  const head = { number: 1, cells: ['title_fr', 'body_fr', 'channel', 'signature', 'territory'] };
  const row = (number: number, cells: string[]) => ({ number, cells });
  const take = (...rows: { number: number; cells: string[] }[]) =>
    actions.perform(importProposals, { ...itself, input: { call, sheet: { name: '', rows: [head, ...rows] } } });
  const first = row(2, ['Des bancs', 'Des bancs à l’ombre.', 'meeting', 'Réunion de Foum El Oued', 'Laâyoune']);
  const before = (await callFigures(db, { institutionId: owner, id: call })).byChannel;
  await expect(take(first, row(3, ['Un puits', 'Un puits.', 'pigeon']))).rejects.toMatchObject({
    faults: [{ key: 'proposals.import.wrong', values: { cell: 'C3' } }],
  });
  expect(await take(first, row(3, ['Un puits', 'Un puits.', 'Sur papier']))).toEqual({ imported: 2 });
  const after = (await callFigures(db, { institutionId: owner, id: call })).byChannel;
  expect(after).toEqual({ ...before, meeting: 1, paper: 1 });
  await expect(take(first)).rejects.toMatchObject({ faults: [{ key: 'proposals.import.repeated' }] });
  const fresh = row(2, ['Un four', 'Un four commun.', 'paper']);
  const twice = await Promise.allSettled([take(fresh), take(fresh)]);
  expect(twice.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  await pool.query(`update proposal set standing = 'hidden', hidden_reason = '{}' where title ->> 'fr' = 'Un four'`);
  await expect(take(fresh)).rejects.toMatchObject({ faults: [{ key: 'proposals.import.repeated' }] });
  const list = await author.browser.get(`/fr/laayoune-sakia-el-hamra/proposals?call=${call}`);
  expect(list.text).toMatch(/territory=[^"]*"[^>]*>Laâyoune/);
  expect(list.text).toContain('OpenStreetMap');
});

describe('a file of its author', () => {
  const said = { title: { fr: 'Le marché' }, description: {}, lang: 'fr' };
  const picture = () =>
    sharp({ create: { width: 80, height: 40, channels: 3, background: '#147' } })
      .png()
      .toBuffer();
  const keep = async (name: string, bytes: Buffer) => {
    const sender = { db, around: program.around, actor: asAuthor().actor, now: clock.now() };
    return (await keepUpload(sender, owner, { name, bytes })).ticket;
  };
  const on = (id: string) => ({ ...itself, input: { on: `proposal-file:${id}` } });

  test('waits for a moderator, is then read by everybody, and goes with its proposal', async () => {
    const proposal = await sent('Un marché couvert');
    const upload = await keep('plan.pdf', Buffer.from('%PDF-1.7\n%%EOF\n'));
    const { id } = await actions.perform(attachFile, { ...asAuthor(), input: { proposal, upload, ...said } });
    const path = `/fr/laayoune-sakia-el-hamra/proposals/${proposal}`;
    const nobody = openBrowser(program);
    // Days have passed since they signed in.
    author = await signIn(program, db, 'autrice@example.org');
    expect((await nobody.get(path)).text).not.toContain('Le marché');
    expect((await nobody.get(`/fr/laayoune-sakia-el-hamra/attachments/${id}`)).status).toBe(404);
    expect((await nobody.get(`${path}/files/${id}`)).status).toBe(404);
    expect((await author.browser.get(`${path}/files/${id}`)).status).toBe(200);
    await actions.perform(keepContribution, on(id));
    expect((await nobody.get(path)).text).toContain('Le marché');
    await actions.perform(hideContribution, { ...itself, input: { ...on(id).input, ground: 'insult' } });
    expect((await nobody.get(`/fr/laayoune-sakia-el-hamra/attachments/${id}`)).status).toBe(404);
    await actions.perform(restoreContribution, on(id));
    expect((await nobody.get(path)).text).toContain('Le marché');
    const hidden = { ...itself, input: { on: `proposal:${proposal}`, ground: 'insult' } };
    await actions.perform(hideContribution, hidden);
    expect((await nobody.get(`/fr/laayoune-sakia-el-hamra/attachments/${id}`)).status).toBe(404);
    await actions.perform(restoreContribution, { ...itself, input: { on: `proposal:${proposal}` } });
    expect((await nobody.get(`/fr/laayoune-sakia-el-hamra/attachments/${id}`)).status).toBe(200);
    await actions.perform(withdrawProposal, { ...asAuthor(), input: { proposal } });
    const { rows } = await pool.query('select state, hash from attachment where id = $1', [id]);
    expect(rows).toEqual([{ state: 'removed', hash: null }]);
  });

  test('that is a picture needs words; the sixth is refused', async () => {
    const proposal = await sent('Une placette');
    const bytes = await picture();
    const input = { proposal, upload: await keep('a.png', bytes), ...said };
    await expect(actions.perform(attachFile, { ...asAuthor(), input })).rejects.toMatchObject({
      faults: [{ key: 'attachments.fault.alternative' }],
    });
    for (let n = 1; n <= 6; n++) {
      const again = { ...input, upload: await keep(`${n}.png`, bytes), description: { fr: 'La place vide.' } };
      const attached = actions.perform(attachFile, { ...asAuthor(), input: again });
      if (n < 6) await attached;
      else await expect(attached).rejects.toMatchObject({ key: 'proposals.refusal.too-many-files' });
    }
  });
});
