import { beforeAll, describe, expect, test } from 'vitest';
import { openBrowser } from '../../../../test/setup/browser.ts';
import { testDatabase } from '../../../../test/setup/database.ts';
import { loadBodies, signInOfficial } from '../../../../test/setup/officials.ts';
import { testProgram } from '../../../../test/setup/program.ts';
import { lastLetterTo, signIn } from '../../../../test/setup/sign-in.ts';

const { db } = await testDatabase();
const program = testProgram(db);
const SITE = '/ar/laayoune-sakia-el-hamra';
const COUNCIL = 'laayoune-sakia-el-hamra';

const WORDS = {
  lang: 'ar',
  title: 'عريضة من أجل ولوجيات في المرافق العمومية',
  demand: 'نلتمس إدراج نقطة في جدول أعمال المجلس تتعلق بتهيئة ممرات للأشخاص في وضعية إعاقة.',
  reasons: 'إن الحق في الولوج إلى الخدمات يهم كبار السن والأمهات المرافقات لأطفال صغار أيضا.',
  representative: 'فاطمة الزهراء',
  months: '6',
};
const SIGNATORY = { name: 'أمينة بنت محمد', territory: '11.321', declares: 'yes' };

beforeAll(() => loadBodies(program, db));

/** A petition that its representative has sent and the president's office has opened, all by their forms. */
async function openedPetition(email: string): Promise<{ path: string; reference: string }> {
  const { browser } = await signIn(program, db, email);
  const drafted = await browser.submit(`${SITE}/petitions/new`, WORDS);
  const reference = /PET-\d{4}-\w{5}-\w/.exec(drafted.location ?? '')?.[0] ?? '';
  await browser.submit(`${SITE}/petitions/${reference}/manage`, {}, { do: 'submit' });
  const official = await signInOfficial(program, db, {
    email: `president-${reference}@example.ma`.toLowerCase(),
    role: 'president',
    institution: COUNCIL,
  });
  const desk = await official.browser.get(`${SITE}/desk`);
  expect(desk.text).toContain(`/desk/petitions/${reference}`);
  const opened = await official.browser.submit(`${SITE}/desk/petitions/${reference}`, {}, { do: 'open' });
  expect(opened.status).toBe(303);
  return { path: `${SITE}/petitions/${reference}`, reference };
}

describe('a petition in the browser', () => {
  test('from a draft to signatures, by its different people', async () => {
    const { path } = await openedPetition('representative@example.ma');
    const visitor = openBrowser(program);
    const page = await visitor.get(path);
    expect(page.text).toContain(WORDS.title);
    expect(page.text).toContain('من 300 توقيع لازم');
    expect(page.text).toContain('طرفاية');
    const begun = await visitor.submit(`${path}/sign`, { ...SIGNATORY, contact: 'amina@example.ma' });
    expect(begun.location).toMatch(/\/code\?s=/);
    const { code = '' } = (await lastLetterTo(db, 'amina@example.ma')) ?? {};
    const wrong = await visitor.submit(begun.location ?? '', { code: code === '111111' ? '222222' : '111111' });
    expect(wrong.status).toBe(422);
    const signed = await visitor.submit(begun.location ?? '', { code });
    const receipt = await visitor.get(signed.location ?? '');
    expect(receipt.text).toContain('تم تسجيل توقيعك');
    expect((await visitor.get(path)).text).toContain('بقي 299 توقيعا.');
    const back = await visitor.submit(signed.location ?? '', {}, { do: 'withdraw' });
    expect((await visitor.follow(back)).text).toContain('سحب هذا التوقيع');
    expect((await visitor.get(path)).text).toContain('بقي 300 توقيع.');
  });

  test('what is missing is said beside its field, and nothing typed is lost', async () => {
    const { path } = await openedPetition('second@example.ma');
    const visitor = openBrowser(program);
    const refused = await visitor.submit(`${path}/sign`, { name: '  ', contact: 'nowhere', publish: 'yes' });
    expect(refused.status).toBe(422);
    for (const words of ['اكتب اسمك الكامل', 'أكد أن الموضوع يعنيك مباشرة', 'اختر العمالة أو الإقليم'])
      expect(refused.text).toContain(words);
    expect(refused.text).toContain('value="nowhere"');
    const placeless = await visitor.submit(`${path}/sign`, {
      name: 'سعيد',
      contact: 'said@example.ma',
      declares: 'yes',
    });
    expect(placeless.text).toContain('اختر العمالة أو الإقليم الذي تسكن فيه');
  });

  test('the link of the letter shows a button, and only the button signs', async () => {
    const { path } = await openedPetition('third@example.ma');
    const visitor = openBrowser(program);
    await visitor.submit(`${path}/sign`, { ...SIGNATORY, contact: 'brahim@example.ma' });
    const { text = '' } = (await lastLetterTo(db, 'brahim@example.ma')) ?? {};
    const link = /https?:\/\/[^/]+(\/\S+\/confirm\?token=\S+)/.exec(text)?.[1] ?? '';
    for (let times = 0; times < 3; times++) expect((await openBrowser(program).get(link)).status).toBe(200);
    expect((await visitor.get(path)).text).toContain('بقي 300 توقيع.');
    const signed = await visitor.submit(link, {});
    expect(signed.location).toContain('/signature?');
    expect((await visitor.submit(link, {})).location).toBe(signed.location);
  });

  test('somebody who is signed in signs in one step', async () => {
    const { path } = await openedPetition('fourth@example.ma');
    const { browser } = await signIn(program, db, 'khadija@example.ma');
    const page = await browser.get(`${path}/sign`);
    expect(page.text).not.toContain('name="contact"');
    const signed = await browser.submit(`${path}/sign`, { ...SIGNATORY, territory: 'activity' });
    expect(signed.location).toContain('/signature?');
    const refused = await browser.submit(`${path}/sign`, { name: '' });
    expect(refused.text).toContain('اكتب اسمك الكامل');
  });

  test('a refusal is public, with its ground and its reasons', async () => {
    const { browser } = await signIn(program, db, 'fifth@example.ma');
    const drafted = await browser.submit(`${SITE}/petitions/new`, WORDS);
    const reference = /PET-\d{4}-\w{5}-\w/.exec(drafted.location ?? '')?.[0] ?? '';
    const stranger = openBrowser(program);
    expect((await stranger.get(`${SITE}/petitions/${reference}`)).status).not.toBe(200);
    await browser.submit(`${SITE}/petitions/${reference}/manage`, {}, { do: 'submit' });
    const official = await signInOfficial(program, db, {
      email: 'dgs@example.ma',
      role: 'president',
      institution: COUNCIL,
    });
    const desk = `${SITE}/desk/petitions/${reference}`;
    const short = await official.browser.submit(desk, { 'reasons.ar': 'لا' }, { do: 'refuse' });
    expect(short.status).toBe(422);
    const reasons = 'لا يدخل الموضوع في اختصاصات مجلس الجهة كما حددها القانون التنظيمي.';
    await official.browser.submit(desk, { ground: 'competence', 'reasons.ar': reasons }, { do: 'refuse' });
    const page = await stranger.get(`${SITE}/petitions/${reference}`);
    expect(page.status).toBe(200);
    expect(page.text).toContain(reasons);
    expect(page.text).not.toContain('/sign"');
  });
});

describe('what the law asks', () => {
  test('of the region: 300, and 15 in each province, from the census', async () => {
    const page = await openBrowser(program).get('/fr/laayoune-sakia-el-hamra/petitions/requirements');
    expect(page.text).toContain('300');
    expect(page.text).toContain('111-14');
    expect(page.text.replace(/[\u202f\u00a0]/g, ' ')).toContain('451 028');
  });

  test('is nothing for a body without a council', async () => {
    expect((await openBrowser(program).get('/fr/ministry-of-justice/petitions/requirements')).status).toBe(404);
    expect((await openBrowser(program).get('/fr/ministry-of-justice/petitions')).text).toContain('ne s’adressent pas');
  });
});
