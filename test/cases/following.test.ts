import sharp from 'sharp';
import { beforeAll, describe, expect, test } from 'vitest';
import { asTenant, institutionBySlug } from '#core/institutions/index.ts';
import { extractWords } from '#platform/documents/extract-words.ts';
import { docxOf } from '#platform/documents/testing.ts';
import { unpack, zipEntries } from '#platform/documents/zip-entries.ts';
import { Conflict, InvalidInput, NotFound, TooMany } from '#platform/errors.ts';
import { faultsOfHtml } from '#platform/html/validity/testing.ts';
import { silentLog } from '#platform/log.ts';
import type { Job } from '#platform/module.ts';
import { type Actor, NOBODY, type Tenant } from '#platform/tenant.ts';
import { offers } from '../../src/app.ts';
import { assignCases } from '../../src/core/cases/actions/assign-cases.ts';
import { replyToCase } from '../../src/core/cases/actions/reply-to-case.ts';
import { transferCase } from '../../src/core/cases/actions/transfer-case.ts';
import { writeMessage } from '../../src/core/cases/actions/write-message.ts';
import { eraseCaseWords } from '../../src/core/cases/erase-case-words.ts';
import { caseFigures } from '../../src/core/cases/figures.ts';
import { remindJob } from '../../src/core/cases/jobs.ts';
import { caseRetention } from '../../src/core/cases/personal-data.ts';
import { caseByReference, timelineOf } from '../../src/core/cases/queries.ts';
import { secretOf, trackPath } from '../../src/core/cases/secret.ts';
import { markLateJob, refreshJob } from '../../src/core/deadlines/jobs.ts';
import { rejectPetition } from '../../src/modules/petitions/actions/reject-petition.ts';
import { checkedPetition, filedPetition } from '../../src/modules/petitions/examples.ts';
import { petitionCase } from '../../src/modules/petitions/petition-case.ts';
import { aPerson } from '../setup/actors.ts';
import { apiClient } from '../setup/api-client.ts';
import { type Browser, openBrowser } from '../setup/browser.ts';
import { testDatabase } from '../setup/database.ts';
import { loadBodies, signInOfficial } from '../setup/officials.ts';
import { testProgram } from '../setup/program.ts';
import { lastLetterTo, signIn } from '../setup/sign-in.ts';
import { workOff } from '../setup/work-off.ts';

const { db, pool } = await testDatabase();
const program = testProgram(db);
const { actions, around, clock } = program;
const SITE = '/ar/laayoune-sakia-el-hamra';

let region: Tenant;
let office: { browser: Browser; personId: string; actor: Actor };
let party: { browser: Browser; personId: string; actor: Actor };

beforeAll(async () => {
  await loadBodies(program, db);
  const body = await institutionBySlug(db, 'laayoune-sakia-el-hamra');
  if (!body) throw new Error('the council is not there');
  region = asTenant(body);
  const official = await signInOfficial(program, db, {
    email: 'office@example.ma',
    role: 'president',
    institution: region.slug,
  });
  const powers = [{ name: 'petitions.examine', institutionId: region.id }];
  office = { ...official, actor: aPerson({ id: official.personId, secondFactor: true, powers }) };
  const citizen = await signIn(program, db, 'wakila@example.ma');
  party = { ...citizen, actor: aPerson({ id: citizen.personId }) };
});

const cast = () => ({ actions, representative: party.actor, office: office.actor, tenant: region });
const filed = () => filedPetition(cast());
const caseOf = async (reference: string) => {
  const found = await caseByReference({ db, tenant: null }, reference);
  if (!found) throw new Error(`${reference} is no case`);
  return found;
};
const verbs = async (reference: string, reader: 'public' | 'parties' | 'officials') =>
  (await timelineOf(db, await caseOf(reference), reader)).map(({ verb }) => verb);
const runJob = (job: Job, payload?: unknown) =>
  job.run(payload, { db, clock, actions, around, offers, log: silentLog() });
const write = (reference: string, words: string, readers?: 'officials') =>
  actions.perform(writeMessage, {
    actor: office.actor,
    tenant: region,
    input: { case: reference, lang: 'ar', words, ...(readers ? { readers } : {}) },
  });
const reply = (reference: string, given: object, actor: Actor = NOBODY) =>
  actions.perform(replyToCase, {
    actor,
    tenant: null,
    input: { case: reference, lang: 'ar', words: 'شكرا', ...given },
  });

describe('following a case', () => {
  test('reference and secret open it without an account; anything else is the same answer', async () => {
    const reference = await filed();
    const visitor = openBrowser(program);
    const page = await visitor.get(`/ar${trackPath(around.keys, reference)}`);
    expect(page.text).toContain(reference);
    expect(page.text).toContain('أودع ملف العريضة');
    expect(page.text).toContain('21 يناير 2027');
    const wrong = `/fr/track?${new URLSearchParams({ reference, secret: 'AAAA-AAAA-AAAA-AAAA' })}`;
    const absent = '/fr/track?reference=PET-2026-00000-0&secret=AAAA-AAAA-AAAA-AAAA';
    for (const address of [wrong, absent]) {
      const answer = await visitor.get(address);
      expect(answer.text).toContain('Aucun dossier n’a cette référence et ce code');
      expect(answer.text).not.toContain('عريضة من أجل');
    }
  });

  test('the receipt is a PDF with reference and secret, and is nobody’s without the secret', async () => {
    const reference = await filed();
    const query = new URLSearchParams({ reference, secret: secretOf(around.keys, reference) });
    const answer = await program.ask(`/fr/track/receipt.pdf?${query}`);
    expect(answer.headers.get('content-type')).toBe('application/pdf');
    const { text } = await extractWords({ type: 'pdf', bytes: new Uint8Array(await answer.arrayBuffer()) });
    expect(text).toContain(reference);
    expect(text).toContain(secretOf(around.keys, reference));
    query.set('secret', 'AAAA-AAAA-AAAA-AAAA');
    expect((await program.ask(`/fr/track/receipt.pdf?${query}`)).status).toBe(404);
  });

  test('whoever brought it with an account finds it among their cases; others find nothing', async () => {
    const reference = await filed();
    expect((await party.browser.get('/ar/me/cases')).text).toContain(reference);
    expect((await party.browser.get(`/ar/me/cases/${reference}`)).text).toContain('أودع ملف العريضة');
    const stranger = await signIn(program, db, 'stranger@example.ma');
    expect((await stranger.browser.get(`/ar/me/cases/${reference}`)).status).toBe(404);
    expect((await stranger.browser.get(`${SITE}/desk/cases/${reference}`)).status).toBe(404);
  });
});

describe('messages', () => {
  test('go both ways, with documents, and are read by those they are for', async () => {
    const reference = await filed();
    const visitor = openBrowser(program);
    const address = `/ar${trackPath(around.keys, reference)}`;
    const file = new File([docxOf(['قائمة الموقعين'])], 'liste.docx');
    const sent = await visitor.submit(address, { words: 'أرفق لائحة الموقعين.' }, { do: 'reply', files: { file } });
    expect(sent.status).toBe(303);
    const desk = await office.browser.get(`${SITE}/desk/cases/${reference}`);
    expect(desk.text).toContain('أرفق لائحة الموقعين.');
    expect(desk.text).toContain('liste.docx');
    await write(reference, 'توصلنا باللائحة.');
    expect((await lastLetterTo(db, 'wakila@example.ma'))?.text).not.toContain('توصلنا باللائحة');
    await write(reference, 'انتباه: توقيعان متشابهان.', 'officials');
    const seen = await visitor.get(address);
    expect(seen.text).toContain('توصلنا باللائحة.');
    expect(seen.text).not.toContain('توقيعان متشابهان');
    const open = /href="([^"]*\/attachments\/[^"]*file[^"]*)"/.exec(seen.text)?.[1]?.replaceAll('&amp;', '&') ?? '';
    expect((await program.ask(open)).status).toBe(200);
    const everybody = await visitor.get(`${SITE}/petitions/${reference}`);
    for (const words of ['أرفق لائحة', 'توصلنا', 'متشابهان', 'liste.docx']) expect(everybody.text).not.toContain(words);
    expect(await verbs(reference, 'public')).toEqual(['file']);
    expect(await verbs(reference, 'parties')).toEqual(['file', 'reply', 'message']);
    expect(await verbs(reference, 'officials')).toEqual(['file', 'reply', 'message', 'note']);
  });

  test('an empty one comes back with its fault, and a wrong secret writes nothing', async () => {
    const reference = await filed();
    const refused = await openBrowser(program).submit(
      `/ar${trackPath(around.keys, reference)}`,
      { words: ' ' },
      { do: 'reply' },
    );
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('اكتب النص.');
    await expect(reply(reference, { secret: 'AAAA-AAAA-AAAA-AAAA' })).rejects.toThrow(NotFound);
    await expect(reply(reference, {})).rejects.toThrow(NotFound);
  });

  test('of a party are twenty in a day', async () => {
    const reference = await filed();
    for (let sent = 0; sent < 20; sent++) await reply(reference, {}, party.actor);
    await expect(reply(reference, {}, party.actor)).rejects.toThrow(TooMany);
  });
});

describe('work', () => {
  test('the queue shows what is due first first, gives many cases to somebody at once, and is a spreadsheet too', async () => {
    const [first, second] = [await filed(), await filed()];
    const queue = `${SITE}/desk/cases`;
    const page = await office.browser.get(queue);
    expect(page.text).toContain(first);
    expect(page.text).toContain(second);
    const none = await office.browser.submit(queue, { to: office.personId, do: 'assign' });
    expect(none.text).toContain('اختر ملفا واحدا على الأقل.');
    await office.browser.submit(queue, { cases: [first, second], to: office.personId, do: 'assign' });
    expect((await caseOf(first)).assignedTo).toBe(office.personId);
    expect((await office.browser.get(`${queue}?assigned=nobody`)).text).not.toContain(first);
    const csv = await program.ask(`${queue}.csv?assigned=${office.personId}`, {
      headers: { cookie: [...office.browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
    });
    expect(await csv.text()).toContain(second);
    const xlsx = await office.browser.get(`${queue}.xlsx`);
    expect(xlsx.status).toBe(200);
    expect((await party.browser.get(queue)).status).toBe(404);
    expect((await party.browser.get(`${queue}.csv`)).status).toBe(404);
  });

  test('of many cases: one message, which each party reads in their own', async () => {
    const chosen = [await filed(), await filed()];
    const queue = `${SITE}/desk/cases`;
    const words = 'ينعقد مكتب المجلس يوم الاثنين.';
    const empty = await office.browser.submit(queue, { cases: chosen, words: ' ', do: 'message' });
    expect(empty.status).toBe(422);
    expect(empty.text).toContain('اكتب النص.');
    // What was chosen is chosen still.
    expect(empty.text.match(/<input[^>]*name="cases"[^>]*checked/g)).toHaveLength(2);
    const none = await office.browser.submit(queue, { words, do: 'message' });
    expect(none.text).toContain('اختر ملفا واحدا على الأقل.');
    expect(none.text).toContain(words);
    expect((await office.browser.submit(queue, { cases: chosen, words, do: 'message' })).status).toBe(303);
    for (const reference of chosen) expect(await verbs(reference, 'parties')).toEqual(['file', 'message']);
  });

  test('is given only to somebody who may do it, and appears on their desk', async () => {
    const reference = await filed();
    const assign = (to: string) =>
      actions.perform(assignCases, { actor: office.actor, tenant: region, input: { cases: [reference], to } });
    await expect(assign(party.personId)).rejects.toThrow(InvalidInput);
    await assign(office.personId);
    expect((await office.browser.get(`${SITE}/desk`)).text).toContain(`/desk/petitions/${reference}/council`);
    await assign('');
    expect((await caseOf(reference)).assignedTo).toBeNull();
  });

  test('those who work on it are reminded once before the last day, and it is public when it has passed', async () => {
    const reference = await filed();
    clock.set('2027-01-06T06:30:00Z');
    await runJob(remindJob);
    expect(await verbs(reference, 'officials')).toEqual(['file']);
    clock.set('2027-01-07T06:30:00Z');
    await runJob(remindJob);
    await runJob(remindJob);
    expect(await verbs(reference, 'officials')).toEqual(['file', 'remind']);
    expect((await lastLetterTo(db, 'office@example.ma'))?.text).toContain('يقترب آخر أجل');
    clock.set('2027-01-22T00:05:00Z');
    await runJob(markLateJob);
    expect(await verbs(reference, 'public')).toEqual(['file', 'lapse']);
    const late = await openBrowser(program).get(`${SITE}/petitions/${reference}`);
    expect(late.text).toContain('انقضى الأجل القانوني دون قرار');
    expect((await lastLetterTo(db, 'office@example.ma'))?.subject).toContain('أجل منقض');
    clock.set('2026-11-21T10:00:00Z');
  });

  test('that was handed over stands in the lists of the body that it left, without a way into it', async () => {
    const reference = await filed();
    const form = `${SITE}/desk/petitions/${reference}/council`;
    const bare = await office.browser.submit(form, { 'reason.ar': 'من اختصاص مجلس آخر' }, { do: 'transfer' });
    expect(bare.status).toBe(422);
    expect(bare.text).toContain('اختر مجلسا آخر يتلقى العرائض.');
    const given = { to: 'dakhla-oued-ed-dahab', 'reason.ar': 'من اختصاص مجلس آخر' };
    expect((await office.browser.submit(form, given, { do: 'transfer' })).status).toBe(303);
    const queue = await office.browser.get(`${SITE}/desk/cases?shown=all`);
    expect(queue.text).toContain(reference);
    expect(queue.text).toContain('إحالة الملف على هيئة أخرى');
    expect(queue.text).not.toContain(`/desk/cases/${reference}"`);
    const petitions = await office.browser.get(`${SITE}/desk/petitions`);
    expect(await faultsOfHtml(petitions.text)).toEqual([]);
    expect(petitions.text).toContain('أُحيلت من');
    expect(petitions.text).not.toContain(`/desk/petitions/${reference}/council`);
    expect((await office.browser.get(form)).status).toBe(404);
    // Whoever brought it follows it with the same secret and the links they have, also on the site that it left.
    const visitor = openBrowser(program);
    const address = `${SITE}${trackPath(around.keys, reference)}`;
    for (const words of ['من اختصاص مجلس آخر', 'مجلس جهة الداخلة'])
      expect((await visitor.get(address)).text).toContain(words);
    expect((await visitor.submit(address, { words: 'شكرا على الإحالة.' }, { do: 'reply' })).status).toBe(303);
    expect((await party.browser.get(`${SITE}/me/cases/${reference}`)).text).toContain('شكرا على الإحالة.');
    const zip = `${SITE}/cases/${reference}/case.zip`;
    expect((await visitor.get(zip)).status).toBe(200);
    await db.transaction().execute((tx) => eraseCaseWords(tx, reference));
    expect((await visitor.get(zip)).status).toBe(410);
  });

  test('a petition is handed to no other body by the desk of cases: its council has a form of its own', async () => {
    const reference = await filed();
    const input = { case: reference, to: 'dakhla-oued-ed-dahab', reason: { ar: 'ليس من اختصاصنا' } };
    await expect(actions.perform(transferCase, { actor: office.actor, tenant: region, input })).rejects.toThrow(
      Conflict,
    );
  });
});

describe('a decision', () => {
  const reasons = { ar: 'عدد التوقيعات الصحيحة أقل من العدد المطلوب قانونا.', fr: 'Trop peu de signatures valables.' };

  const rejected = async () => {
    const reference = await filed();
    await checkedPetition(cast(), reference, ['signatures']);
    const input = { petition: reference, ground: 'signatures', reasons };
    await actions.perform(rejectPetition, { actor: office.actor, tenant: region, input });
    return reference;
  };

  test('stands with its reasons and remedies wherever the case is read, and its receipt is confirmed by who got it', async () => {
    const reference = await rejected();
    const address = trackPath(around.keys, reference);
    const visitor = openBrowser(program);
    const page = await visitor.get(`/fr${address}`);
    for (const words of [reasons.fr, 'tribunal administratif', 'Nombre requis de signatures'])
      expect(page.text).toContain(words);
    const pdf = await program.ask(`/fr${address.replace('/track?', '/track/receipt.pdf?')}`);
    const { text } = await extractWords({ type: 'pdf', bytes: new Uint8Array(await pdf.arrayBuffer()) });
    expect(text.replace(/\s+/g, ' ')).toContain('tribunal administratif');
    expect((await visitor.submit(`/fr${address}`, {}, { do: 'confirm' })).status).toBe(303);
    expect(await verbs(reference, 'parties')).toContain('acknowledge');
    const again = await visitor.get(`/fr${address}`);
    expect(again.text).not.toContain('Je confirme avoir reçu');
  });

  test('and how it was handed over on paper is written down with what proves it', async () => {
    const reference = await rejected();
    const desk = `${SITE}/desk/cases/${reference}`;
    const short = await office.browser.submit(desk, { how: 'registered-mail' }, { do: 'deliver' });
    expect(short.status).toBe(422);
    const day = { 'on.day': '21', 'on.month': '11', 'on.year': '2026' };
    const fields = { how: 'registered-mail', evidence: 'RR 123 456 789 MA', ...day };
    expect((await office.browser.submit(desk, fields, { do: 'deliver' })).status).toBe(303);
    expect((await office.browser.get(desk)).text).toContain('RR 123 456 789 MA');
  });

  test('counts in the figures, by its ground, and no name is among them', async () => {
    const before = (
      await caseFigures(db, [petitionCase], { institutionId: region.id, year: 2026, today: '2026-11-21' })
    )[0];
    await rejected();
    const [after] = await caseFigures(db, [petitionCase], {
      institutionId: region.id,
      year: 2026,
      today: '2026-11-21',
    });
    expect(after?.received).toBe((before?.received ?? 0) + 1);
    expect(after?.onTime).toBe((before?.onTime ?? 0) + 1);
    expect(after?.outcomes).toContainEqual(expect.objectContaining({ outcome: 'reject', ground: 'signatures' }));
    const page = await openBrowser(program).get('/fr/laayoune-sakia-el-hamra/cases/figures');
    expect(page.text).toContain('Décidés à temps');
    expect(page.text).toContain('/cases/figures.csv?year=2026');
    const csv = await program.text('/fr/laayoune-sakia-el-hamra/cases/figures.csv?year=2026');
    expect(csv).toContain(`petition,received,,,${after?.received}`);
    expect(csv).toMatch(/petition,decided,reject,signatures,\d+/);
    const { kinds } = await program.json<{ kinds: object[] }>('/api/v1/case-figures?year=2026');
    expect(kinds).toContainEqual(expect.objectContaining({ kind: 'petition' }));
  });
});

describe('the whole case', () => {
  /** The files of an archive, by name, with their text. */
  const zipOf = async (browser: Browser, path: string) => {
    const answer = await browser.get(path);
    expect(answer.status).toBe(200);
    const bytes = await program.ask(path, { headers: { cookie: cookieOf(browser) } }).then((one) => one.arrayBuffer());
    const files = zipEntries(Buffer.from(bytes)).map((entry) => [entry.name, unpack(entry, 1_000_000)] as const);
    return new Map(files.map(([name, content]) => [name.replace(/^PET-[^/]+\//, ''), content]));
  };
  const cookieOf = ({ cookies }: Browser) => [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');

  test('goes along as an archive: for its party, for those who work on it, and its public part for everybody', async () => {
    const reference = await filed();
    const visitor = openBrowser(program);
    const address = trackPath(around.keys, reference);
    const file = new File([docxOf(['لائحة'])], 'لائحة الموقعين.docx');
    await visitor.submit(`/ar${address}`, { words: 'أرفق اللائحة.' }, { do: 'reply', files: { file } });
    await write(reference, 'ملاحظة بيننا.', 'officials');
    const own = await zipOf(visitor, `/ar${address.replace('/track?', '/track/case.zip?')}`);
    const document = 'documents/1-لائحة الموقعين.docx';
    expect([...own.keys()]).toEqual(['index.html', 'case.json', 'receipt.pdf', document]);
    const page = own.get('index.html')?.toString() ?? '';
    expect(await faultsOfHtml(page)).toEqual([]);
    expect(page).toContain('dir="rtl"');
    expect(page).toContain(`href="documents/${encodeURIComponent('1-لائحة الموقعين.docx')}"`);
    expect(page).not.toContain('ملاحظة بيننا.');
    const json = JSON.parse(own.get('case.json')?.toString() ?? '{}');
    expect(json).toMatchObject({ id: reference, events: [{ verb: 'file' }, { documents: [{ file: document }] }] });
    const { text } = await extractWords({ type: 'docx', bytes: own.get(document) ?? Buffer.alloc(0) });
    expect(text).toContain('لائحة');

    const worked = await zipOf(office.browser, `${SITE}/desk/cases/${reference}/case.zip`);
    expect([...worked.keys()]).toEqual(['index.html', 'case.json', document]);
    expect(worked.get('index.html')?.toString()).toContain('ملاحظة بيننا.');

    const shown = await zipOf(visitor, `${SITE}/cases/${reference}/case.zip`);
    expect([...shown.keys()]).toEqual(['index.html', 'case.json']);
    for (const words of ['أرفق اللائحة', 'الموقعين.docx', 'ملاحظة بيننا', secretOf(around.keys, reference)])
      for (const content of shown.values()) expect(content.toString()).not.toContain(words);
    expect(JSON.parse(shown.get('case.json')?.toString() ?? '{}')).not.toHaveProperty('party');
    const wrong = `/ar/track/case.zip?${new URLSearchParams({ reference, secret: 'AAAA-AAAA-AAAA-AAAA' })}`;
    expect((await visitor.get(wrong)).status).toBe(404);
    expect((await party.browser.get(`${SITE}/desk/cases/${reference}/case.zip`)).status).toBe(404);
  });
});

describe('what was erased', () => {
  test('is nowhere any more: no page, file, API, spreadsheet, letter or row; place, day and reason stay', async () => {
    const reference = await filed();
    const file = new File([docxOf(['Zqcontent'])], 'Zqname.docx');
    const desk = `${SITE}/desk/cases/${reference}`;
    const picture = await sharp({ create: { width: 8, height: 8, channels: 3, background: '#147' } })
      .png()
      .toBuffer();
    const photo = new File([new Uint8Array(picture)], 'Zqname.png');
    await office.browser.submit(desk, { words: 'صورة Zqmessage' }, { do: 'message', files: { file: photo } });
    await office.browser.submit(desk, { words: 'رسالة Zqmessage فيها معطيات' }, { do: 'message', files: { file } });
    const address = `/ar${trackPath(around.keys, reference)}`;
    const visitor = openBrowser(program);
    const before = await visitor.get(address);
    const links = [...before.text.matchAll(/href="([^"]*\/attachments\/[^"]*file[^"]*)"/g)].map(([, link = '']) =>
      link.replaceAll('&amp;', '&'),
    );
    const documents = [...links, links[0]?.replace('/file?', '/thumbnail.webp?') ?? ''];
    expect(before.text).toContain('Zqmessage');
    expect(documents).toHaveLength(3);
    for (const document of documents) expect((await program.ask(document)).status).toBe(200);
    const zips = [address.replace('/track?', '/track/case.zip?'), `${desk}/case.zip`];
    for (const zip of zips) expect((await office.browser.get(zip)).text).toContain('Zqname');
    const shown = (await office.browser.get(desk)).text;
    const events = [...shown.matchAll(new RegExp(`/desk/cases/${reference}/events/([0-9a-f-]+)`, 'g'))];
    expect(events).toHaveLength(2);
    for (const [, event] of events) {
      const erase = `${desk}/events/${event}`;
      expect((await office.browser.submit(erase, {})).text).toContain('اكتب السبب بالعربية.');
      expect((await office.browser.submit(erase, { 'reason.ar': 'معطيات شخصية للغير' })).status).toBe(303);
    }
    await workOff(program, db, pool);
    const secret = secretOf(around.keys, reference);
    const officeApi = await apiClient(program, office, 'read', 'desk');
    const pdf = await program.ask(address.replace('/track?', '/track/receipt.pdf?'));
    const places = [
      (await visitor.get(address)).text,
      (await office.browser.get(desk)).text,
      (await office.browser.get(`${SITE}/petitions/${reference}`)).text,
      await program.ask(`/api/v1/cases/${reference}?secret=${secret}`).then((answer) => answer.text()),
      (await officeApi('GET', `/cases/${reference}`)).text,
      await program.ask(`/api/v1/petitions/${reference}`).then((answer) => answer.text()),
      (await extractWords({ type: 'pdf', bytes: new Uint8Array(await pdf.arrayBuffer()) })).text,
      (await office.browser.get(`${SITE}/desk/cases.csv?shown=all`)).text,
      (await office.browser.get(zips[0] ?? '')).text,
      (await office.browser.get(zips[1] ?? '')).text,
      (await visitor.get(`${SITE}/cases/${reference}/case.zip`)).text,
      JSON.stringify(await lastLetterTo(db, 'wakila@example.ma')),
      await everyRow(),
    ];
    for (const place of places) expect(place).not.toMatch(/Zq(message|name|content)/);
    for (const document of documents) expect((await program.ask(document)).status).toBe(410);
    expect(places[0]).toContain('معطيات شخصية للغير');
    expect(places[1]).toContain('معطيات شخصية للغير');
  });

  test('of a public step goes from the public page at once', async () => {
    const reference = await filed();
    await checkedPetition(cast(), reference, ['signatures']);
    const reasons = { ar: 'قرار فيه اسم Zqpublic كتب سهوا في التعليل.' };
    const input = { petition: reference, ground: 'signatures', reasons };
    await actions.perform(rejectPetition, { actor: office.actor, tenant: region, input });
    const page = `${SITE}/petitions/${reference}`;
    expect((await openBrowser(program).get(page)).text).toContain('Zqpublic');
    const event = (await timelineOf(db, await caseOf(reference), 'public')).at(-1)?.id;
    const erase = `${SITE}/desk/cases/${reference}/events/${event}`;
    await office.browser.submit(erase, { 'reason.ar': 'اسم كتب سهوا' });
    const after = await openBrowser(program).get(page);
    expect(after.text).not.toContain('Zqpublic');
    expect(after.text).toContain('اسم كتب سهوا');
    expect(await program.ask(`/api/v1/petitions/${reference}`).then((answer) => answer.text())).not.toContain(
      'Zqpublic',
    );
    expect(await everyRow()).not.toContain('Zqpublic');
  });

  /** Everything that the database holds, as text. */
  async function everyRow(): Promise<string> {
    const { rows } = await pool.query<{ name: string }>(
      `select quote_ident(table_schema) || '.' || quote_ident(table_name) as name from information_schema.tables
        where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`,
    );
    const texts: string[] = [];
    for (const { name } of rows) texts.push(JSON.stringify((await pool.query(`select t::text from ${name} t`)).rows));
    return texts.join('\n');
  }
});

describe('time', () => {
  test('a closed day that is announced moves the last day, and whoever brought the case hears of it', async () => {
    const reference = await filed();
    await pool.query(
      `insert into holiday (id, feast, year, first_day, days, certainty, name, source, changed_at, revision)
        values (gen_random_uuid(), null, 2027, '2027-01-21', 1, 'announced', '{"fr": "fermeture"}', null, now(), 1)`,
    );
    await runJob(refreshJob, { first: '2027-01-21', last: '2027-01-21' });
    expect((await caseOf(reference)).dueOn).toBe('2027-01-22');
    expect(await verbs(reference, 'public')).toEqual(['file', 'move-date']);
    expect((await lastLetterTo(db, 'wakila@example.ma'))?.subject).toContain('تغير آخر أجل');
    await pool.query(`delete from holiday where first_day = '2027-01-21'`);
  });

  test('five years after the end names and messages are forgotten; a dry run only counts', async () => {
    const reference = await filed();
    await reply(reference, { words: 'رقم هاتفي 0612000000' }, party.actor);
    await checkedPetition(cast(), reference, ['signatures']);
    const reasons = { ar: 'عدد التوقيعات الصحيحة أقل من العدد المطلوب قانونا.' };
    const input = { petition: reference, ground: 'signatures', reasons };
    await actions.perform(rejectPetition, { actor: office.actor, tenant: region, input });
    const { apply, keep } = caseRetention(petitionCase);
    expect(keep).toEqual({ years: 5 });
    const before = new Date(clock.now().getTime() + 1);
    const count = await db.transaction().execute((tx) => apply(tx, before, true));
    expect(count).toBeGreaterThan(0);
    expect((await caseOf(reference)).partyName).not.toBe('');
    expect(await db.transaction().execute((tx) => apply(tx, before, false))).toBe(count);
    const forgotten = await caseOf(reference);
    expect(forgotten).toMatchObject({ partyName: '', personId: null, contact: null });
    const events = await timelineOf(db, forgotten, 'officials');
    expect(events.find(({ verb }) => verb === 'reply')?.words).toEqual({});
    expect(events.find(({ verb }) => verb === 'reject')?.words).toEqual(reasons);
    expect(await db.transaction().execute((tx) => apply(tx, before, true))).toBe(0);
    await expect(reply(reference, { secret: secretOf(around.keys, reference) })).rejects.toThrow(NotFound);
  });
});
