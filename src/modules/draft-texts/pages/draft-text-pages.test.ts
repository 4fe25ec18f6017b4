import { Document, Packer, Paragraph } from 'docx';
import { readXlsx } from 'hucre/xlsx';
import { beforeAll, expect, test } from 'vitest';
import { TAGS_HEADER } from '#platform/cache/tags.ts';
import { pdfText } from '#platform/documents/pdf-words.ts';
import { faultsOfHtml } from '#platform/html/validity/testing.ts';
import { openBrowser } from '../../../../test/setup/browser.ts';
import { testDatabase } from '../../../../test/setup/database.ts';
import { loadBodies, showSecondFactor, signInOfficial } from '../../../../test/setup/officials.ts';
import { testProgram } from '../../../../test/setup/program.ts';
import { type SignedIn, signIn } from '../../../../test/setup/sign-in.ts';
import { REGULATION, REGULATION_WORDS } from '../examples.ts';

const { db } = await testDatabase();
const program = testProgram(db, { now: '2026-11-23T10:00:00Z' });
const BODY = 'laayoune-sakia-el-hamra';
const [AR, FR] = [`/ar/${BODY}`, `/fr/${BODY}`];

let director: SignedIn & { secret: string };
let citizen: SignedIn;

beforeAll(async () => {
  await loadBodies(program, db);
  const given = { email: 'dgs@example.ma', role: 'director-general-of-services', institution: BODY };
  director = await signInOfficial(program, db, given);
  citizen = await signIn(program, db, 'amina@example.ma');
});

const dateFields = (name: string, date: string) => {
  const [year = '', month = '', day = ''] = date.split('-');
  return { [`${name}.day`]: day, [`${name}.month`]: month, [`${name}.year`]: year };
};
const valid = async (html: string, what: string) => expect(await faultsOfHtml(html), what).toEqual([]);
const words = (html: string) =>
  html
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();

test('from the first draft to the public table: an official in French, a citizen in Arabic, without script', async () => {
  const desk = director.browser;
  const visitor = openBrowser(program);
  const wrong = await desk.submit(`${FR}/desk/draft-texts/new`, {
    'title.fr': 'Projet',
    officialLang: 'ar',
    level: '1',
  });
  expect(wrong.status).toBe(422);
  expect(wrong.text).toContain('value="Projet"');
  await valid(wrong.text, 'a refused text');
  const made = await desk.submit(`${FR}/desk/draft-texts/new`, {
    'title.ar': REGULATION.title.ar,
    'title.fr': REGULATION.title.fr,
    'presentation.ar': REGULATION.presentation.ar,
    officialLang: 'ar',
    level: '1',
  });
  const reference = /TXT-2026-\w{5}-\w/.exec(made.location ?? '')?.[0] ?? '';
  const home = `${FR}/desk/draft-texts/${reference}`;

  // The Arabic text is pasted, the French one comes as a file of a word processor.
  const pasted = await desk.submit(`${home}/import`, { lang: 'ar', words: REGULATION_WORDS.ar });
  const preview = await desk.follow(pasted);
  expect(words(preview.text)).toContain('Articles : 3 · chapitres : 1. Rien n’est encore enregistré.');
  await valid(preview.text, 'the preview');
  await desk.submit(pasted.location ?? '', {});
  const paragraphs = REGULATION_WORDS.fr.split('\n').map((line) => new Paragraph(line));
  const docx = await Packer.toBuffer(new Document({ sections: [{ children: paragraphs }] }));
  const file = new File([new Uint8Array(docx)], 'arrete.docx');
  const sent = await desk.submit(`${home}/import`, { lang: 'fr', words: '' }, { files: { file } });
  expect(sent.status).toBe(303);
  expect(words((await desk.follow(sent)).text)).toContain('Correspond à');
  await desk.submit(sent.location ?? '', {});
  await desk.submit(
    `${home}/articles/a4`,
    {
      kind: 'article',
      'label.ar': 'المادة 3',
      'body.ar': 'تجيب الجماعة عن طلبات المعطيات داخل ثلاثين يوما. تنشر الأجوبة.',
      'label.fr': 'Article 3',
      'body.fr': 'La commune répond.',
      'note.fr': 'Pour répondre à temps.',
    },
    { do: 'save' },
  );
  await valid((await desk.get(home)).text, 'the text on the desk');
  expect((await visitor.get(`${AR}/draft-texts/${reference}`)).status).toBe(404);

  const dates = { ...dateFields('opensOn', '2026-11-23'), ...dateFields('closesOn', '2026-12-10') };
  expect((await desk.submit(home, dates, { do: 'publish' })).status).toBe(303);
  const page = await visitor.get(`${AR}/draft-texts/${reference}`);
  await valid(page.text, 'the text');
  expect(page.text).toContain('تنشر الجماعة ميزانيتها كل سنة على موقعها.');
  const french = await visitor.get(`${FR}/draft-texts/${reference}`);
  expect(words(french.text)).toContain('La commune publie son budget chaque année sur son site.');
  for (const path of ['/draft-texts', '/draft-texts/feed.atom', '/draft-texts/calendar.ics'])
    expect((await visitor.get(`${AR}${path}`)).text).toContain(reference);

  const form = `${AR}/draft-texts/${reference}/articles/a2/contribute`;
  const said = {
    deed: 'replace',
    quote: 'كل عام',
    wording: 'كل ثلاثة أشهر',
    reasons: 'سنة مدة طويلة.',
    author: 'أمينة',
  };
  const refused = await citizen.browser.submit(form, said);
  expect(refused.status).toBe(422);
  expect(words(refused.text)).toContain('هذه العبارة غير موجودة في المادة');
  expect(refused.text).toContain('سنة مدة طويلة.');
  await valid(refused.text, 'a refused amendment');
  const written = await citizen.browser.submit(form, { ...said, quote: 'كل سنة' });
  const contribution = /contributions\/([0-9a-f-]{36})/.exec(written.location ?? '')?.[1] ?? '';
  const seen = await citizen.browser.follow(written);
  await valid(seen.text, 'the amendment');
  expect(seen.text).toMatch(/<del>سنة<\/del><ins>ثلاثة أشهر<\/ins>/);
  expect(words(seen.text)).toContain('نشرت مساهمتك');
  const marked = await director.browser.submit(`${AR}/draft-texts/${reference}/contributions/${contribution}`, {});
  expect(words((await director.browser.follow(marked)).text)).toContain('مساند واحد');

  // A new article is proposed behind another, from the link beside it.
  const fresh = await citizen.browser.get(`${form}?deed=insert`);
  expect(fresh.text).toMatch(/value="insert"[^>]*checked/);
  await valid(fresh.text, 'the form of a new article');
  const added = {
    deed: 'insert',
    heading: 'النشر',
    wording: 'ينشر جدول الدفعات.',
    reasons: 'للشفافية.',
    author: 'أمينة',
  };
  const inserted = await citizen.browser.submit(form, added);
  const insertion = /contributions\/([0-9a-f-]{36})/.exec(inserted.location ?? '')?.[1] ?? '';
  const proposed = await citizen.browser.follow(inserted);
  await valid(proposed.text, 'the new article');
  expect(words(proposed.text)).toContain('مادة جديدة بعد المادة 1');

  // Who cannot select words chooses a sentence.
  const chosen = { deed: 'delete', sentence: 'تنشر الأجوبة.', reasons: 'لحماية الأشخاص.', author: 'أمينة' };
  const onSentence = await citizen.browser.submit(form.replace('/a2/', '/a4/'), chosen);
  const deletion = /contributions\/([0-9a-f-]{36})/.exec(onSentence.location ?? '')?.[1] ?? '';
  expect((await citizen.browser.follow(onSentence)).text).toMatch(/<del> ?تنشر الأجوبة\.<\/del>/);

  // A sheet of paper is entered at the desk; what is wrong with it is told, and nothing that was typed is lost.
  const sheet = {
    channel: 'paper',
    article: 'a3',
    deed: 'comment',
    lang: 'ar',
    reasons: 'نعم.',
    author: 'الحسين بوزيد',
  };
  const early = await desk.submit(`${home}/record`, { ...sheet, ...dateFields('receivedOn', '2026-11-01') });
  expect(early.status).toBe(422);
  expect(words(early.text)).toContain('du 23/11/2026 au 10/12/2026');
  expect(early.text).toContain('value="الحسين بوزيد"');
  await valid(early.text, 'a refused sheet');
  const entered = await desk.submit(`${home}/record`, { ...sheet, ...dateFields('receivedOn', '2026-11-23') });
  expect(entered.status).toBe(303);
  expect(words((await visitor.get(`${FR}/draft-texts/${reference}/amendments`)).text)).toMatch(
    /Par canal .*En ligne 3 .*Sur papier 1/,
  );

  const list = await desk.get(`${home}/contributions?answer=none`);
  await valid(list.text, 'the contributions on the desk');
  const answerForm = `${home}/answer?c=${contribution}`;
  await valid((await desk.get(answerForm)).text, 'the form of the answer');
  const answer = { outcome: 'accepted', 'reasons.fr': 'Un an est trop long.', 'reasons.ar': 'سنة مدة طويلة فعلا.' };
  // Its author changes it while the answer is written: nothing that was typed is lost, and the new words are read first.
  const opened = await desk.get(answerForm);
  const hidden = Object.fromEntries(
    [...opened.text.matchAll(/type="hidden" name="([^"]*)" value="([^"]*)"/g)].map(([, name, value]) => [name, value]),
  );
  program.clock.advance(60_000);
  const change = { quote: 'كل سنة', wording: 'كل ثلاثة أشهر', reasons: 'سنة كاملة مدة طويلة.' };
  const own = `${AR}/draft-texts/${reference}/contributions/${contribution}/edit`;
  expect((await citizen.browser.submit(own, change, { do: 'edit' })).status).toBe(303);
  const overtaken = await desk.post(answerForm, { ...hidden, ...answer });
  expect(overtaken.status).toBe(409);
  for (const part of ['Votre saisie est conservée', 'Un an est trop long.', 'سنة كاملة مدة طويلة.'])
    expect(words(overtaken.text)).toContain(part);
  await valid(overtaken.text, 'an answer that was overtaken');
  const readAgain = await desk.submit(answerForm, answer);
  expect(readAgain.status, words(readAgain.text).slice(0, 2000)).toBe(303);

  const { items } = (await (await program.ask(`/api/v1/draft-texts/${reference}/contributions`)).json()) as {
    items: { id: string; channel: string }[];
  };
  const onPaper = items.find(({ channel }) => channel === 'paper')?.id ?? '';
  await desk.submit(`${home}/answer?c=${insertion}&c=${onPaper}&c=${deletion}`, { ...answer, outcome: 'accepted' });

  program.clock.set('2026-12-11T10:00:00Z');
  await signIn(program, db, 'dgs@example.ma', { browser: desk });
  await showSecondFactor(program, director, '/fr/sign-in/second-factor?to=/');
  expect((await desk.submit(home, {}, { do: 'draft' })).status).toBe(303);
  expect(words((await desk.get(home)).text)).toContain('Modifié dans une seule langue');
  const untranslated = await desk.get(`${home}/articles/a5`);
  expect(untranslated.text).toContain('المادة 1 مكررة');
  await desk.submit(`${home}/articles/a3`, {}, { do: 'remove' });
  await desk.submit(home, { 'note.fr': 'Le budget paraît chaque trimestre.' }, { do: 'version' });
  const compared = await visitor.get(`${AR}/draft-texts/${reference}/compare`);
  await valid(compared.text, 'two versions');
  expect(compared.text).toContain('<del>سنة</del>');
  expect(compared.text).toContain('<ins>ثلاثة أشهر</ins>');
  expect(words(compared.text)).toMatch(/لم تكن موجودة .*المادة 1 مكررة النشر ينشر جدول الدفعات/);
  expect(words(compared.text)).toMatch(/التعديل 1[^،]*مقبول/);
  // The article that stood between is gone; what proposed the new one still stands with it.
  expect(words(compared.text)).toContain('التعديل 2');

  // The new version is put before everybody once more; what was said before stays beside it.
  const second = { ...dateFields('opensOn', '2026-12-11'), ...dateFields('closesOn', '2026-12-28') };
  expect(words((await desk.get(home)).text)).toContain('Ouvrir le tour 2');
  expect((await desk.submit(home, second, { do: 'round' })).status).toBe(303);
  const round = await visitor.get(`${FR}/draft-texts/${reference}`);
  await valid(round.text, 'a text in its second round');
  expect(words(round.text)).toContain('Tour 1 · version 1, du 23 novembre 2026 au 10 décembre 2026 · 4 contributions');
  const beside = await visitor.get(`${AR}/draft-texts/${reference}/articles/a2`);
  await valid(beside.text, 'an article in the second round');
  expect(words(beside.text)).toContain('مساهمتان من الجولات السابقة وجواباهما');
  // An article that is gone keeps its page, and the first version the figures of its own round.
  const dropped = await visitor.get(`${AR}/draft-texts/${reference}/articles/a3`);
  await valid(dropped.text, 'an article that is gone');
  expect(words(dropped.text)).toContain('لم تعد في النص');
  const before = await visitor.get(`${FR}/draft-texts/${reference}?version=1`);
  expect(words(before.text)).toContain('0 amendement, 1 observation sur Article 2');
  // The desk shows a round at a time; what was answered in an earlier one is answered.
  expect(words((await desk.get(`${home}/contributions`)).text)).toContain('0 contribution');
  const earlier = await desk.get(`${home}/contributions?round=1`);
  await valid(earlier.text, 'an earlier round on the desk');
  expect(words(earlier.text)).toContain('Amendement 1');
  expect(earlier.text).not.toContain('type="checkbox"');
  const none = await visitor.get(`${FR}/draft-texts/${reference}/amendments`);
  expect(words(none.text)).not.toContain('Un an est trop long.');
  program.clock.set('2026-12-29T10:00:00Z');
  await signIn(program, db, 'dgs@example.ma', { browser: desk });
  await showSecondFactor(program, director, '/fr/sign-in/second-factor?to=/');
  const concluded = await desk.submit(home, { 'summary.fr': 'Une contribution, retenue.' }, { do: 'finish' });
  expect(concluded.status).toBe(303);
  const table = await visitor.get(`${FR}/draft-texts/${reference}/amendments?round=1`);
  await valid(table.text, 'the table');
  for (const part of ['Accepté', 'Un an est trop long.', 'Article 1']) expect(words(table.text)).toContain(part);
  const csv = await program.ask(`/api/v1/draft-texts/${reference}/contributions.csv`);
  expect(await csv.text()).toContain('Un an est trop long.');
  const sheetFile = await program.ask(`${FR}/draft-texts/${reference}/amendments.xlsx`);
  const cells = (await readXlsx(new Uint8Array(await sheetFile.arrayBuffer()))).sheets[0]?.rows ?? [];
  expect(cells).toHaveLength(5);
  expect(JSON.stringify(cells)).toContain('Un an est trop long.');
  expect(sheetFile.headers.get(TAGS_HEADER)).toContain(`draft-text:${reference}`);
  const office = await program.ask(`${AR}/draft-texts/${reference}/amendments.docx`);
  expect([
    office.status,
    Buffer.from(await office.arrayBuffer())
      .subarray(0, 2)
      .toString(),
  ]).toEqual([200, 'PK']);
  for (const lang of [AR, FR]) {
    const pdf = await program.ask(`${lang}/draft-texts/${reference}/summary.pdf`);
    expect([pdf.status, pdf.headers.get('content-type')]).toEqual([200, 'application/pdf']);
    if (lang === AR) continue;
    const { text } = await pdfText(new Uint8Array(await pdf.arrayBuffer()), { signs: 100_000, pages: 20 });
    const told = text.replace(/\s+/g, ' ');
    expect(told).toMatch(/Tour 1.*version 1, du 23 novembre 2026 au 10 décembre 2026/);
    expect(told).toMatch(/Tour 2.*version 2, du 11 décembre 2026 au 28 décembre 2026/);
  }
});
