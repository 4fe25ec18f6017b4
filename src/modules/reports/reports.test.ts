import { createHash } from 'node:crypto';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { documentWords } from '#platform/documents/document-words.ts';
import { DOCX_TYPE } from '#platform/docx/render-docx.ts';
import { silentLog } from '#platform/log.ts';
import { collectOffers } from '#platform/module.ts';
import { system } from '#platform/tenant.ts';
import { closeWorkshop } from '#platform/workshop/workshop.ts';
import { testDatabase } from '../../../test/setup/database.ts';
import { signInOfficial } from '../../../test/setup/officials.ts';
import { loadPlans, reportMilestone } from '../../../test/setup/plans.ts';
import { testProgram } from '../../../test/setup/program.ts';
import type { SignedIn } from '../../../test/setup/sign-in.ts';
import { recordScorecards } from './actions/record-scorecards.ts';
import { sealReport } from './actions/seal-report.ts';
import { sealReportJob } from './jobs.ts';

const { db } = await testDatabase();
const dataDir = await mkdtemp(join(tmpdir(), 'jamaa-reports-'));
const program = testProgram(db, { config: { dataDir } });
const BODY = 'laayoune-sakia-el-hamra';
const PLAN = 'MA-11-AP-2025-2027';
const REPORT = `${PLAN}-R1`;
const site = `/fr/${BODY}`;
const itself = { actor: system('test'), tenant: null };

let editor: SignedIn;
let director: SignedIn;

beforeAll(async () => {
  await loadPlans(program, db);
  editor = await signInOfficial(program, db, { email: 'editor@region.ma', role: 'editor', institution: BODY });
  director = await signInOfficial(program, db, {
    email: 'dgs@region.ma',
    role: 'director-general-of-services',
    institution: BODY,
  });
});
afterAll(closeWorkshop);

const report = (milestone: string, status: string, on: string) => reportMilestone(program, milestone, status, on);

/** What the queue would do after the commit. */
async function seal(version: number) {
  const { clock, actions, around } = program;
  const offers = collectOffers([]);
  await sealReportJob.run({ report: REPORT, version }, { db, clock, actions, around, offers, log: silentLog() });
}

type Card = { progress: number | null; finished: number; evidenceShare: number | null; late: number };
type PlanCard = Card & { history: (Card & { month: string })[] };
const card = () => program.json<PlanCard>(`/api/v1/action-plans/${PLAN}/scorecard`);

describe('scorecards', () => {
  test('say that nothing is reported instead of zero, on the page and for programs', async () => {
    const plan = await card();
    expect(plan).toMatchObject({ progress: null, evidenceShare: null, finished: 0, history: [] });
    expect(plan.late).toBeGreaterThan(0);
    const page = await program.text(`${site}/action-plans/${PLAN}/scorecard`);
    expect(page).toContain('Non renseigné');
    expect(page).not.toContain('0 %');
    expect(page).toContain('elle n’est pas nulle');
  });

  test('keep each month as it was', async () => {
    const first = await program.actions.perform(recordScorecards, { ...itself, input: {} });
    expect(first.month).toBe('2026-11-01');
    expect(first.plans).toBe(4);
    await report('MALAA0004-M01', 'finished', '2026-03-01');
    const again = await program.actions.perform(recordScorecards, { ...itself, input: {} });
    expect(again.plans).toBe(0);
    const plan = await card();
    expect(plan).toMatchObject({ finished: 1 });
    expect(plan.progress).toBeCloseTo(1 / 11);
    expect(plan.history).toMatchObject([{ month: '2026-11', finished: 0, progress: null }]);
  });

  test('stand side by side: twelve regions, the joint plan in each that shares it, in no ranking', async () => {
    type Line = { scope: string; id: string; plans: number; finished: number };
    const { items } = await program.json<{ items: Line[] }>('/api/v1/scorecards?scope=region');
    expect(items.map((line) => line.id)).toEqual([...items.map((line) => line.id)].sort());
    expect(items).toHaveLength(12);
    expect(items.find((line) => line.id === '11')).toMatchObject({ finished: 1 });
    const then = await program.json<{ items: Line[] }>('/api/v1/scorecards?scope=region&month=2026-11');
    expect(then.items.find((line) => line.id === '11')).toMatchObject({ finished: 0 });
    const csv = await program.text('/api/v1/scorecards.csv?scope=plan');
    expect(csv.split('\r\n')[0]).toContain('on_time_share');
    const page = await program.text('/ar/scorecards');
    expect(page).toContain('بطاقات تتبع خطط العمل');
    expect(page).toContain('غير مبلغ عنه');
  });
});

const written = (summary: string) => ({
  revision: '0',
  'foreword.ar': '',
  'foreword.fr': '',
  'summary.ar': 'أنجزت مرحلة واحدة.',
  'summary.fr': summary,
  'conclusion.ar': '',
  'conclusion.fr': '',
});

describe('a report', () => {
  const desk = `${site}/desk/reports`;

  test('is begun by an editor; a period that ends before it begins is refused with what was typed', async () => {
    const dates = { 'start.day': '1', 'start.month': '1', 'start.year': '2026', 'end.day': '31', 'end.month': '12' };
    const wrong = await editor.browser.submit(`${desk}/new`, {
      plan: PLAN,
      kind: 'annual',
      ...dates,
      'end.year': '2025',
    });
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('La fin de la période précède son début.');
    const right = await editor.browser.submit(`${desk}/new`, {
      plan: PLAN,
      kind: 'annual',
      ...dates,
      'end.year': '2026',
    });
    expect(right.location).toBe(`${desk}/${REPORT}`);
    expect((await program.ask(`${site}/reports/${REPORT}`)).status).toBe(404);
    expect((await program.ask(`${desk}/${REPORT}`)).status).not.toBe(200);
  });

  test('is saved by two people without losing what either wrote', async () => {
    const page = `${desk}/${REPORT}`;
    expect((await editor.browser.submit(page, written('Un jalon est achevé.'), { do: 'save' })).status).toBe(303);
    const stale = { ...written('Autre texte'), 'summary.ar': 'نص آخر' };
    const overtaken = await director.browser.submit(page, stale, { do: 'save' });
    expect(overtaken.status).toBe(409);
    expect(overtaken.text).toContain('Autre texte</textarea>');
    expect(overtaken.text).toContain('Un jalon est achevé.');
    expect(overtaken.text).toContain('name="revision" value="1"');
  });

  test('is published by who may, as a version that never changes, with files that carry their hash', async () => {
    const page = `${desk}/${REPORT}`;
    const refused = await editor.browser.submit(page, { do: 'publish', revision: '1' }, { do: 'save' });
    expect(refused.status).toBe(403);
    expect((await director.browser.submit(page, { revision: '1' }, { do: 'publish' })).status).toBe(303);
    expect(await program.text(`${site}/reports/${REPORT}`)).toContain('Les fichiers PDF sont en préparation');
    await seal(1);
    const { items } = await program.json<Reports>(`/api/v1/action-plans/${PLAN}/reports`);
    const [version] = items[0]?.versions ?? [];
    expect(items[0]).toMatchObject({ id: REPORT, version: 1, kind: 'annual' });
    expect(version?.files.map((file) => file.lang)).toEqual(['ar', 'fr']);
    for (const { url, sha256 } of version?.files ?? []) {
      const file = await program.ask(new URL(url).pathname);
      expect(file.headers.get('content-type')).toBe('application/pdf');
      expect(hashOf(await file.arrayBuffer())).toBe(sha256);
      expect(await program.text(`${site}/reports/${REPORT}`)).toContain(sha256);
    }
    for (const [lang, words] of [
      ['ar', 'تقرير سنوي'],
      ['fr', 'Un jalon est achevé.'],
    ]) {
      const docx = await program.ask(`${site}/reports/${REPORT}/${REPORT}-v1-${lang}.docx`);
      expect(docx.headers.get('content-type')).toBe(DOCX_TYPE);
      const read = await documentWords('docx', Buffer.from(await docx.arrayBuffer()));
      expect(JSON.stringify(read)).toContain(words);
      const draft = await director.browser.get(`/${lang}/${BODY}/desk/reports/${REPORT}/draft.docx`);
      expect([draft.status, draft.headers.get('content-type')]).toEqual([200, DOCX_TYPE]);
    }
    expect((await program.ask(`${site}/reports/${REPORT}/${REPORT}-v9-fr.docx`)).status).toBe(404);
  });

  test('stays as it was when the data change and when it is sealed again; a correction is a version with its reason', async () => {
    const before = await program.json<Reports>(`/api/v1/action-plans/${PLAN}/reports`);
    await report('MALAA0003-M01', 'finished', '2026-11-01');
    const files = (['ar', 'fr'] as const).map((lang) => ({ lang, hash: 'a'.repeat(64), size: 1 }));
    await program.actions.perform(sealReport, { ...itself, input: { report: REPORT, version: 1, files } });
    await seal(1);
    expect(await program.json(`/api/v1/action-plans/${PLAN}/reports`)).toEqual(before);
    expect(await program.json(`/api/v1/reports/${REPORT}`)).toMatchObject({ content: { figures: { finished: 1 } } });

    const page = `${desk}/${REPORT}`;
    const silent = await director.browser.submit(
      page,
      { revision: '1', 'reason.ar': '', 'reason.fr': '' },
      { do: 'publish' },
    );
    expect(silent.status).toBe(422);
    expect(silent.text).toContain('Indiquez le motif de la correction dans les deux langues.');
    const reason = { 'reason.ar': 'تصحيح حالة مرحلة', 'reason.fr': 'Statut d’un jalon corrigé' };
    expect((await director.browser.submit(page, { revision: '1', ...reason }, { do: 'publish' })).status).toBe(303);
    await seal(2);
    const after = await program.json<Reports>(`/api/v1/action-plans/${PLAN}/reports`);
    expect(after.items[0]?.versions.map((one) => one.version)).toEqual([2, 1]);
    expect(after.items[0]?.versions[1]).toEqual(before.items[0]?.versions[0]);
    expect(await program.json(`/api/v1/reports/${REPORT}`)).toMatchObject({ content: { figures: { finished: 2 } } });
    expect(await program.json(`/api/v1/reports/${REPORT}?version=1`)).toMatchObject({
      content: { figures: { finished: 1 } },
    });
    expect(await program.text(`/ar/${BODY}/reports/${REPORT}`)).toContain('تصحيح حالة مرحلة');
  });
});

test('a report of co-creation tells how the plan was made, and what nobody counted is said to be unknown', async () => {
  const desk = `${site}/desk/reports`;
  const made = await director.browser.submit(`${desk}/new`, {
    plan: PLAN,
    kind: 'co-creation',
    'start.day': '1',
    'start.month': '1',
    'start.year': '2025',
    'end.day': '30',
    'end.month': '6',
    'end.year': '2025',
  });
  const docx = await program.ask(`${made.location}/draft.docx`, { headers: { cookie: cookieOf(director) } });
  expect(docx.status).toBe(200);
  const read = JSON.stringify(await documentWords('docx', Buffer.from(await docx.arrayBuffer())));
  for (const words of ['Rapport de co-création', 'Groupes participants', 'Avis ayant reçu une réponse officielle'])
    expect(read).toContain(words);
  expect(read).not.toContain('Jalons en retard');
});

const cookieOf = ({ browser }: SignedIn) => `session=${browser.cookies.get('session')}`;

type Reports = {
  items: {
    id: string;
    version: number;
    versions: { version: number; files: { lang: string; sha256: string; url: string }[] }[];
  }[];
};

function hashOf(bytes: ArrayBuffer): string {
  return createHash('sha256').update(Buffer.from(bytes)).digest('hex');
}
