import { beforeAll, describe, expect, test } from 'vitest';
import { asTenant, institutionBySlug } from '#core/institutions/index.ts';
import { Conflict, InvalidInput } from '#platform/errors.ts';
import { faultsOfHtml } from '#platform/html/validity/testing.ts';
import type { Actor, Tenant } from '#platform/tenant.ts';
import { writeComment } from '../../src/core/comments/actions/write-comment.ts';
import { addActivity } from '../../src/modules/consultations/actions/add-activity.ts';
import { closeStage } from '../../src/modules/consultations/actions/close-stage.ts';
import { createConsultation } from '../../src/modules/consultations/actions/create-consultation.ts';
import { publishConsultation } from '../../src/modules/consultations/actions/publish-consultation.ts';
import { removeActivity } from '../../src/modules/consultations/actions/remove-activity.ts';
import { showDraft } from '../../src/modules/consultations/actions/show-draft.ts';
import { updateActivity } from '../../src/modules/consultations/actions/update-activity.ts';
import { aConsultation, REGION } from '../../src/modules/consultations/examples.ts';
import { previewWord } from '../../src/modules/consultations/preview.ts';
import { consultationByReference, stagesOf } from '../../src/modules/consultations/queries/consultations.ts';
import { answerContributions } from '../../src/modules/draft-texts/actions/answer-contributions.ts';
import { importArticles } from '../../src/modules/draft-texts/actions/import-articles.ts';
import { publishDraftText } from '../../src/modules/draft-texts/actions/publish-draft-text.ts';
import { recordContribution } from '../../src/modules/draft-texts/actions/record-contribution.ts';
import { uploadArticles } from '../../src/modules/draft-texts/actions/upload-articles.ts';
import { withdrawContribution } from '../../src/modules/draft-texts/actions/withdraw-contribution.ts';
import { writeContribution } from '../../src/modules/draft-texts/actions/write-contribution.ts';
import { REGULATION_WORDS } from '../../src/modules/draft-texts/examples.ts';
import { findDraftText } from '../../src/modules/draft-texts/queries/draft-texts.ts';
import { createSurvey } from '../../src/modules/surveys/actions/create-survey.ts';
import { aPerson } from '../setup/actors.ts';
import { openBrowser } from '../setup/browser.ts';
import { testDatabase } from '../setup/database.ts';
import { emptyAccount } from '../setup/officials.ts';
import { loadPlans } from '../setup/plans.ts';
import { testProgram } from '../setup/program.ts';

const { db, pool } = await testDatabase();
const program = testProgram(db, { now: '2026-11-25T10:00:00Z' });
const { actions, clock, around } = program;
const FR = `/fr/${REGION}`;
const ITSELF: Actor = { kind: 'system', name: 'test' };
const words = { ar: 'نص', fr: 'Un texte' };
const RAW = 'كل سنة ثلاث مرات في الساحة';

let region: Tenant;
let partner: Tenant;
let citizen: Actor;

const perform = <I, T, R>(
  action: Parameters<typeof actions.perform<I, T, R>>[0],
  input: object,
  actor: Actor = ITSELF,
) => actions.perform(action, { actor, tenant: region, input });
const prepare = async (given: object) => (await perform(createConsultation, aConsultation(given))).reference;
const read = async (reference: string) => {
  const found = await consultationByReference(db, reference);
  if (!found) throw new Error(`no ${reference}`);
  return { ...found, stages: await stagesOf(db, found) };
};
const activityOf = async (reference: string, number: number, kind: string) =>
  (await read(reference)).stages
    .find((stage) => stage.number === number)
    ?.activities.find((activity) => activity.kind === kind)?.id ?? '';
const told = async (event: string, path: string) => {
  const { rows } = await pool.query(`select id from notification_event where event = $1 and path = $2`, [event, path]);
  return rows.length;
};
const outcomes = async (all: readonly Promise<unknown>[]) =>
  (await Promise.allSettled(all))
    .map((one) => (one.status === 'fulfilled' ? 'done' : (one.reason as Error).constructor.name))
    .sort();
const shown = async (path: string) => {
  const page = await openBrowser(program).get(path);
  expect([path, page.status]).toEqual([path, 200]);
  return page.text;
};

beforeAll(async () => {
  await loadPlans(program, db);
  const [body, other] = [await institutionBySlug(db, REGION), await institutionBySlug(db, 'beni-mellal-khenifra')];
  if (!body || !other) throw new Error('the bodies are not there');
  [region, partner] = [asTenant(body), asTenant(other)];
  const citizenId = await emptyAccount(db, clock.now());
  await pool.query(`update person set name = 'أمينة' where id = $1`, [citizenId]);
  citizen = aPerson({ id: citizenId });
});

describe('a consultation on a draft text', () => {
  let reference = '';
  let text = '';
  let contribution = '';

  test('is published once, however often the button is pressed at once', async () => {
    reference = await prepare({ model: 'draft-text', startsOn: '2026-12-01' });
    const activity = await activityOf(reference, 1, 'draft-text');
    const given = { consultation: reference, number: 1, activity, title: words, thing: 'new' };
    text = (await perform(updateActivity, given)).held ?? '';
    const imported = await perform(uploadArticles, { text, lang: 'ar', words: REGULATION_WORDS.ar });
    await perform(importArticles, { text, import: imported.id });
    await perform(publishDraftText, { text, opensOn: '2026-12-01', closesOn: '2026-12-15' });
    const twice = [1, 2].map(() => perform(publishConsultation, { consultation: reference }));
    expect(await outcomes(twice)).toEqual(['Conflict', 'done']);
    expect(await told('consultations.notice.published', `/consultations/${reference}`)).toBe(1);
  });

  test('keeps the stage that answers', async () => {
    const activity = await activityOf(reference, 2, 'triage');
    await expect(perform(removeActivity, { consultation: reference, number: 2, activity })).rejects.toMatchObject({
      key: 'consultations.refusal.answers-promised',
    });
  });

  test('tells by which way contributions came', async () => {
    clock.set('2026-12-02T10:00:00Z');
    const said = { text, article: 'a2', deed: 'replace', quote: 'كل سنة', reasons: 'أسرع.', author: 'أمينة' };
    contribution = (await perform(writeContribution, { ...said, wording: RAW }, citizen)).id;
    for (const channel of ['email', 'paper'])
      await perform(recordContribution, { ...said, wording: 'كل شهر', channel, receivedOn: '2026-12-02' });
    const { items } = await program.json<{ items: { channel: string; count: number }[] }>(
      `/api/v1/consultations/${reference}/participation?stage=1`,
    );
    const counted = Object.fromEntries(items.filter(({ count }) => count > 0).map((one) => [one.channel, one.count]));
    expect(counted).toEqual({ online: 1, email: 1, paper: 1 });
    expect(await shown(`${FR}/consultations/${reference}/participation`)).toContain('Par e-mail');
  });

  test('closes a stage once, after somebody said that all paper was entered', async () => {
    clock.set('2026-12-16T10:00:00Z');
    const closing = { consultation: reference, number: 1, said: words, decided: words };
    await expect(perform(closeStage, closing)).rejects.toThrow(InvalidInput);
    const twice = [1, 2].map(() => perform(closeStage, { ...closing, entered: true }));
    expect(await outcomes(twice)).toEqual(['Conflict', 'done']);
    expect(await told('consultations.notice.report', `/consultations/${reference}/stages/1`)).toBe(1);
    expect(await shown(`${FR}/consultations/${reference}/stages/1`)).toContain('avoir saisi tout ce qui');
  });

  test('is not closed while something is unanswered, or while its text is open once more', async () => {
    clock.set('2027-01-20T10:00:00Z');
    const closing = { consultation: reference, number: 2, said: words, decided: words, entered: true };
    await expect(perform(closeStage, closing)).rejects.toMatchObject({
      key: 'consultations.refusal.unanswered-texts',
    });
    const found = await findDraftText({ db, tenant: null }, text);
    const { rows } = await pool.query(`select id from draft_text_contribution where text_id = $1`, [found?.id]);
    await perform(answerContributions, {
      text,
      contributions: rows.map(({ id }) => id),
      outcome: 'accepted',
      reasons: words,
    });
    await pool.query(`update draft_text set closes_on = '2027-02-15' where reference = $1`, [text]);
    await expect(perform(closeStage, closing)).rejects.toMatchObject({ key: 'consultations.refusal.held-running' });
    await pool.query(`update draft_text set closes_on = '2026-12-15' where reference = $1`, [text]);
    await perform(closeStage, closing);
    expect((await read(reference)).state).toBe('closed');
  });

  test('shows in its reports only the words that their authors leave public', async () => {
    const report = `/consultations/${reference}/stages/2`;
    const api = `/api/v1/consultations/${reference}`;
    const { rows } = await pool.query(
      `select report::text from consultation_stage where consultation_id = $1 and number = 2`,
      [(await read(reference)).id],
    );
    expect(rows[0].report).not.toContain(RAW);
    expect(await shown(FR + report)).toContain(RAW);
    expect(await (await program.ask(api)).text()).toContain(RAW);
    // As reports were sealed before: with the words.
    await pool.query(
      `update consultation_stage set report = jsonb_set(report, '{held,0,contributions,0}',
        (report #> '{held,0,contributions,0}') - 'id' || $2) where consultation_id = $1 and number = 2`,
      [
        (await read(reference)).id,
        { path: `/draft-texts/${text}/contributions/${contribution}`, words: { ar: `${RAW} قديم` } },
      ],
    );
    expect(await shown(FR + report)).not.toContain('قديم');
    await perform(withdrawContribution, { text, contribution }, citizen);
    for (const path of [FR + report, `/ar/${REGION}${report}`]) {
      const page = await shown(path);
      expect(page).not.toContain(RAW);
      expect(page).toContain(`/contributions/${contribution}`);
    }
    expect(await shown(FR + report)).toContain('N’est plus public');
    expect(await (await program.ask(api)).text()).not.toContain(RAW);
    expect((await program.ask(`${FR}${report}/report.pdf`)).status).toBe(200);
  });
});

test('each comment belongs to one stage with a discussion, and all are counted', async () => {
  clock.set('2027-03-01T10:00:00Z');
  const reference = await prepare({ startsOn: '2027-03-01' });
  await perform(publishConsultation, { consultation: reference });
  const comment = (body: string) =>
    perform(writeComment, { on: `consultation:${reference}`, body, lang: 'ar' }, citizen);
  await comment('الماء أولا.');
  await comment('ثم الطريق.');
  const last = (await read(reference)).stages.at(-1);
  clock.set(`${last?.startsOn}T10:00:00Z`);
  await comment('الخطة جيدة.');
  const counts = async (query: string) => {
    const path = `/api/v1/consultations/${reference}/participation${query}`;
    const { items } = await program.json<{ items: { stage: number; kind: string; count: number }[] }>(path);
    const discussed = items.filter(({ kind }) => kind === 'discussion');
    return [1, 5].map((stage) => discussed.reduce((sum, one) => sum + (one.stage === stage ? one.count : 0), 0));
  };
  expect(await counts('')).toEqual([2, 1]);
  expect(await counts('?stage=5')).toEqual([0, 1]);
});

describe('what an activity holds', () => {
  beforeAll(() => clock.set('2027-03-01T10:00:00Z'));

  test('belongs to the body that leads, also when a partner begins it', async () => {
    const reference = await prepare({ startsOn: '2027-03-01', partners: [partner.slug] });
    const given = { consultation: reference, number: 1, kind: 'draft-text', title: words, thing: 'new' };
    const { held } = await actions.perform(addActivity, { actor: ITSELF, tenant: partner, input: given });
    expect((await findDraftText({ db, tenant: null }, held ?? ''))?.institutionId).toBe(region.id);
  });

  test('is held once, also when two consultations take it at once; no address stands beside it', async () => {
    const survey = await perform(createSurvey, {
      institution: REGION,
      title: words,
      intro: words,
      privacy: 'anonymous',
      admission: 'account',
      showing: 'end',
      editable: true,
      opensOn: '2027-03-01',
      closesOn: '2027-03-10',
    });
    const consultations = await Promise.all([1, 2].map(() => prepare({ model: 'survey', startsOn: '2027-03-01' })));
    const hold = (consultation: string, target = '') =>
      perform(addActivity, {
        consultation,
        number: 1,
        kind: 'survey',
        title: words,
        thing: survey.reference,
        target,
      });
    await expect(hold(consultations[0] ?? '', 'https://example.ma/')).rejects.toThrow(InvalidInput);
    expect(await outcomes(consultations.map((one) => hold(one)))).toEqual(['Conflict', 'done']);
    await expect(hold(consultations[0] ?? '')).rejects.toThrow(Conflict);
  });

  test('a draft that is shown by its link leads to nothing that is not there yet', async () => {
    const reference = await prepare({ startsOn: '2027-03-01' });
    await perform(showDraft, { consultation: reference, shared: true });
    const page = await shown(
      `${FR}/consultations/${reference}/preview/${previewWord(around.keys, await read(reference))}`,
    );
    expect(page).not.toContain('/proposals?call=');
    expect(page).not.toContain(`/comments?on=consultation`);
  });
});

test('a consultation about a territory shows where it lies, and other sites show it in a frame', async () => {
  clock.set('2027-03-01T10:00:00Z');
  const about = { aboutKind: 'place', aboutReference: '11.221' };
  const reference = await prepare({ startsOn: '2027-03-01', ...about });
  expect((await program.ask(`${FR}/consultations/${reference}/embed`)).status).toBe(404);
  await perform(publishConsultation, { consultation: reference });
  const page = await shown(`${FR}/consultations/${reference}`);
  expect(await faultsOfHtml(page)).toEqual([]);
  for (const one of ['/territories/11.221', 'class="map"', `/consultations/${reference}/embed`])
    expect(page).toContain(one);
  const frame = await program.ask(`${FR}/consultations/${reference}/embed`);
  const html = await frame.text();
  expect([frame.status, await faultsOfHtml(html)]).toEqual([200, []]);
  expect(html).toContain('encore 14 jours');
  expect(html).toContain(`/comments?on=consultation:${reference}`);
});
