import { beforeAll, describe, expect, test } from 'vitest';
import { institutionBySlug } from '#core/institutions/index.ts';
import { faultsOfHtml } from '#platform/html/validity/testing.ts';
import { newId } from '#platform/ids.ts';
import { hideContribution } from '../../src/core/moderation/actions/hide-contribution.ts';
import { keepContribution } from '../../src/core/moderation/actions/keep-contribution.ts';
import { acceptAmendment } from '../../src/modules/proposals/actions/accept-amendment.ts';
import { answerProposals } from '../../src/modules/proposals/actions/answer-proposals.ts';
import { createProposal } from '../../src/modules/proposals/actions/create-proposal.ts';
import { decideMerge } from '../../src/modules/proposals/actions/decide-merge.ts';
import { proposeAmendment } from '../../src/modules/proposals/actions/propose-amendment.ts';
import { proposeMerge } from '../../src/modules/proposals/actions/propose-merge.ts';
import { refuseAmendment } from '../../src/modules/proposals/actions/refuse-amendment.ts';
import { setAmendments } from '../../src/modules/proposals/actions/set-amendments.ts';
import { submitProposal } from '../../src/modules/proposals/actions/submit-proposal.ts';
import { supportAmendment } from '../../src/modules/proposals/actions/support-amendment.ts';
import { withdrawAmendment } from '../../src/modules/proposals/actions/withdraw-amendment.ts';
import { withdrawProposal } from '../../src/modules/proposals/actions/withdraw-proposal.ts';
import { ownProposals } from '../../src/modules/proposals/personal-data.ts';
import { amendmentById, openAmendments } from '../../src/modules/proposals/queries/amendments.ts';
import { saveCall } from '../../src/modules/proposals/queries/calls.ts';
import { proposalByReference } from '../../src/modules/proposals/queries/proposals.ts';
import { versionsOf } from '../../src/modules/proposals/queries/triage.ts';
import { openBrowser } from '../setup/browser.ts';
import { testDatabase } from '../setup/database.ts';
import { loadPlans } from '../setup/plans.ts';
import { testProgram } from '../setup/program.ts';
import { type SignedIn, signIn } from '../setup/sign-in.ts';

const { db, pool } = await testDatabase();
const program = testProgram(db);
const { actions } = program;
const itself = { actor: { kind: 'system', name: 'test' }, tenant: null } as const;
const SITE = 'laayoune-sakia-el-hamra';
const call = newId();
let institutionId = '';
let author: SignedIn;
let amender: SignedIn;
let other: SignedIn;

beforeAll(async () => {
  await loadPlans(program, db);
  institutionId = (await institutionBySlug(db, SITE))?.id ?? '';
  author = await signIn(program, db, 'autrice@example.org');
  amender = await signIn(program, db, 'amendeur@example.org');
  other = await signIn(program, db, 'autre@example.org');
  for (const [name, { personId }] of [
    ['Aïcha', author],
    ['Brahim', amender],
    ['Chama', other],
  ] as const)
    await pool.query('update person set name = $1 where id = $2', [name, personId]);
  await open('2026-12-31');
});

async function open(closesOn: string, id = call) {
  await db.transaction().execute((tx) =>
    saveCall(tx, {
      institutionId,
      id,
      title: { ar: 'دعوة', fr: 'Appel' },
      aboutPath: '/consultations',
      opensOn: '2026-11-01',
      closesOn,
      level: 1,
      themes: [],
    }),
  );
}

const as = ({ personId }: SignedIn) => ({
  actor: {
    kind: 'person',
    id: personId,
    level: 1,
    powers: [],
    secondFactor: false,
    sessionId: 's',
    scopes: null,
  } as const,
  tenant: null,
});

const BODY = 'Nous proposons une fontaine publique au marché.';

async function sent(title = 'Une fontaine'): Promise<string> {
  await pool.query(`update proposal set submitted_at = submitted_at - interval '2 days'`);
  const words = { title: { fr: title }, body: { fr: BODY } };
  const { reference } = await actions.perform(createProposal, { ...as(author), input: { ...words, call } });
  await actions.perform(submitProposal, { ...as(author), input: { proposal: reference } });
  return reference;
}

const better = (body: string) => ({ title: { fr: 'Une fontaine' }, body: { fr: body }, reasons: 'Plus clair.' });

async function amended(proposal: string, body = `${BODY} Avec un banc.`, who = amender): Promise<string> {
  await pool.query(`update proposal_amendment set written_at = written_at - interval '2 days'`);
  const input = { proposal, ...better(body) };
  return (await actions.perform(proposeAmendment, { ...as(who), input })).id;
}

const stateOf = async (id: string) => {
  const found = await amendmentById(db, id);
  return [found?.standing, found?.state];
};

describe('an amendment', () => {
  test('is accepted: its words are the proposal’s, the earlier ones stay, and whoever saw others looks again', async () => {
    const proposal = await sent();
    const [first, second] = [await amended(proposal), await amended(proposal, `${BODY} Et de l’ombre.`)];
    const accept = (amendment: string, version: number, who = author) =>
      actions.perform(acceptAmendment, { ...as(who), input: { proposal, amendment, version } });
    await expect(accept(first, 0, other)).rejects.toThrow();
    await accept(first, 0);
    const now = await proposalByReference(db, proposal);
    expect(now?.body).toEqual({ fr: `${BODY} Avec un banc.` });
    expect(now && (await versionsOf(db, now)).map(({ body }) => body)).toEqual([{ fr: BODY }]);
    await expect(accept(second, 0)).rejects.toMatchObject({ key: 'proposals.refusal.words-changed' });
    await expect(accept(first, 1)).rejects.toMatchObject({ key: 'proposals.refusal.amendment-over' });
    const page = await openBrowser(program).get(`/fr/${SITE}/proposals/${proposal}`);
    expect(page.text).toContain('Avec le texte de');
    expect(page.text).toContain('Brahim');
    const history = await openBrowser(program).get(`/fr/${SITE}/proposals/${proposal}/history`);
    expect(history.text).toContain('<ins> Avec un banc.</ins>');
    await accept(second, 1);
    const { rows } = await pool.query(
      `select event from notification_event where event like '%amendment%' order by at`,
    );
    expect(rows.map(({ event }) => event)).toEqual([
      'proposals.notice.amendment',
      'proposals.notice.amendment',
      'proposals.notice.amendment-accepted',
      'proposals.notice.amendment-accepted',
    ]);
  });

  test('is refused with no change, for one’s own proposal, beyond three, and once the proposal is answered', async () => {
    const proposal = await sent();
    await expect(amended(proposal, BODY)).rejects.toMatchObject({ faults: [{ key: 'proposals.fault.same-words' }] });
    await expect(amended(proposal, 'Autre', author)).rejects.toMatchObject({ key: 'proposals.refusal.own-amendment' });
    const open = await amended(proposal);
    for (const n of [2, 3]) await amended(proposal, `${BODY} ${n}`);
    await expect(amended(proposal, `${BODY} 4`)).rejects.toMatchObject({ key: 'proposals.refusal.open-amendments' });
    expect((await openAmendments(db, institutionId, [(await proposalByReference(db, proposal))?.id ?? ''])).size).toBe(
      1,
    );
    await actions.perform(setAmendments, { ...itself, input: { call, taken: false } });
    await expect(amended(proposal, `${BODY} 4`, other)).rejects.toMatchObject({
      key: 'proposals.refusal.no-amendments',
    });
    expect((await openBrowser(program).get(`/fr/${SITE}/proposals/${proposal}`)).text).not.toContain('/amend"');
    await actions.perform(setAmendments, { ...itself, input: { call, taken: true } });
    const answer = { call, proposals: [proposal], state: 'accepted', reasons: { fr: 'Oui.' } };
    await actions.perform(answerProposals, { ...itself, input: answer });
    await expect(amended(proposal, `${BODY} 5`, other)).rejects.toMatchObject({
      key: 'proposals.refusal.no-amendments',
    });
    const decide = { proposal, amendment: open, version: 0 };
    await expect(actions.perform(acceptAmendment, { ...as(author), input: decide })).rejects.toThrow();
    expect(await stateOf(open)).toEqual(['shown', 'open']);
  });

  test('that looks like advertising waits; one that is hidden keeps its place only', async () => {
    const proposal = await sent();
    const held = await amended(
      proposal,
      'GAGNEZ DE L’ARGENT http://a.example http://b.example http://c.example http://d.example !!!!!',
    );
    expect(await stateOf(held)).toEqual(['held', 'open']);
    const path = `/fr/${SITE}/proposals/${proposal}`;
    expect((await openBrowser(program).get(path)).text).not.toContain('amendments/');
    expect((await openBrowser(program).get(`${path}/amendments/${held}`)).status).toBe(404);
    expect((await amender.browser.get(`${path}/amendments/${held}`)).text).toContain('GAGNEZ');
    await actions.perform(keepContribution, { ...itself, input: { on: `proposal-amendment:${held}` } });
    expect((await openBrowser(program).get(path)).text).toContain(`amendments/${held}`);
    const hide = { on: `proposal-amendment:${held}`, ground: 'insult' };
    await actions.perform(hideContribution, { ...itself, input: hide });
    const hidden = await openBrowser(program).get(`${path}/amendments/${held}`);
    expect([hidden.status, hidden.text.includes('GAGNEZ')]).toEqual([200, false]);
  });

  test('is supported once by each, and withdrawn by whoever wrote it', async () => {
    const proposal = await sent();
    const amendment = await amended(proposal);
    const support = (support: boolean, who = other) =>
      actions.perform(supportAmendment, { ...as(who), input: { proposal, amendment, support } });
    await Promise.all([support(true), support(true), support(true, author)]);
    expect((await amendmentById(db, amendment))?.supports).toBe(2);
    await support(false);
    expect((await amendmentById(db, amendment))?.supports).toBe(1);
    const withdraw = (who: SignedIn) =>
      actions.perform(withdrawAmendment, { ...as(who), input: { proposal, amendment } });
    await expect(withdraw(author)).rejects.toThrow();
    await withdraw(amender);
    expect(await amendmentById(db, amendment)).toMatchObject({
      standing: 'withdrawn',
      title: {},
      body: {},
      reasons: '',
    });
  });

  test('ends when its proposal is merged, and goes with the words of one that is withdrawn', async () => {
    const [from, into] = [await sent(), await sent('Un puits')];
    const [merged, withdrawn] = [await amended(from), await amended(into)];
    await actions.perform(proposeMerge, { ...itself, input: { proposal: from, into } });
    await actions.perform(decideMerge, { ...as(author), input: { proposal: from, agree: true } });
    expect(await stateOf(merged)).toEqual(['shown', 'closed']);
    const because = 'Le banc est ailleurs.';
    const input = { proposal: into, amendment: withdrawn, because };
    await actions.perform(refuseAmendment, { ...as(author), input });
    await actions.perform(withdrawProposal, { ...as(author), input: { proposal: into } });
    expect(await amendmentById(db, withdrawn)).toMatchObject({
      standing: 'withdrawn',
      body: {},
      reasons: '',
      declinedBecause: '',
    });
  });

  test('is in what its author takes along, and stays under “former member” without them', async () => {
    const gone = await signIn(program, db, 'parti@example.org');
    const proposal = await sent();
    const amendment = await amended(proposal, `${BODY} Parti.`, gone);
    const known = JSON.stringify(await ownProposals.export(db, gone.personId));
    expect(known).toContain('Parti.');
    await db.transaction().execute((tx) => ownProposals.close(tx, gone.personId, program.clock.now()));
    expect(await amendmentById(db, amendment)).toMatchObject({ authorId: null, signedAs: 'former', standing: 'shown' });
  });
});

describe.each(['ar', 'fr'] as const)('without script, in %s', (lang) => {
  test('it is proposed, supported, declined with a reason, and made a proposal of its own', async () => {
    const proposal = await sent();
    const path = `/${lang}/${SITE}/proposals/${proposal}`;
    const nobody = openBrowser(program);
    const before = await nobody.get(path);
    expect(before.text).toContain(`${path}/amend"`);
    expect(await faultsOfHtml(before.text)).toEqual([]);
    const words = { 'title.fr': 'Une fontaine', 'body.fr': BODY.replace('fontaine', 'belle fontaine') };
    const wrong = await amender.browser.submit(`${path}/amend`, { ...words, reasons: ' ' });
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('belle fontaine');
    expect(wrong.text).toContain(lang === 'ar' ? 'اكتب لماذا هذه الصيغة أفضل' : 'Dites pourquoi cette formulation');
    expect(await faultsOfHtml(wrong.text)).toEqual([]);
    const done = await amender.browser.submit(`${path}/amend`, { ...words, reasons: 'Elle doit être belle.' });
    expect(done.status).toBe(303);
    const own = done.location ?? '';
    const shown = await nobody.get(own);
    expect(shown.text).toContain('<ins>belle </ins>');
    expect(shown.text).toContain('Elle doit être belle.');
    expect(await faultsOfHtml(shown.text)).toEqual([]);
    expect((await nobody.get(path)).text).toContain(own.slice(own.indexOf('/proposals')));
    expect((await other.browser.submit(own, {}, { do: 'support' })).status).toBe(303);
    const unsaid = await author.browser.submit(own, { because: '' }, { do: 'decline' });
    expect(unsaid.status).toBe(422);
    expect(await faultsOfHtml(unsaid.text)).toEqual([]);
    expect((await author.browser.submit(own, { because: 'Trop cher.' }, { do: 'decline' })).status).toBe(303);
    const declined = await amender.browser.get(own);
    expect(declined.text).toContain('Trop cher.');
    const form = /href="([^"]*proposals\/new\?[^"]*)"/.exec(declined.text)?.[1]?.replaceAll('&amp;', '&') ?? '';
    const fresh = await amender.browser.get(form);
    expect(fresh.text).toContain('belle fontaine');
    expect(await faultsOfHtml(fresh.text)).toEqual([]);
  });
});
