import { expect, test } from 'vitest';
import { acceptPetition } from '../../src/modules/petitions/actions/accept-petition.ts';
import { answerPetition } from '../../src/modules/petitions/actions/answer-petition.ts';
import { closePetition } from '../../src/modules/petitions/actions/close-petition.ts';
import { filePetition } from '../../src/modules/petitions/actions/file-petition.ts';
import { openPetition } from '../../src/modules/petitions/actions/open-petition.ts';
import { recordChecks } from '../../src/modules/petitions/actions/record-checks.ts';
import { recordSheet } from '../../src/modules/petitions/actions/record-sheet.ts';
import { rejectPetition } from '../../src/modules/petitions/actions/reject-petition.ts';
import { schedulePetition } from '../../src/modules/petitions/actions/schedule-petition.ts';
import { type Condition, conditionsOf, type Petitioner } from '../../src/modules/petitions/council.ts';
import { everyCheck, PETITION_WORDS } from '../../src/modules/petitions/examples.ts';
import type { PetitionLevel } from '../../src/modules/petitions/law.ts';
import { modules } from '../../src/modules.ts';
import { LAAYOUNE, TARFAYA, verifiedAssociation } from '../setup/petitions.ts';
import { violationsOf } from './axe.ts';
import { deed, draft, enter, type People, peopleOf, president, sign } from './petition-people.ts';
import { openTown, SITE } from './town.ts';
import { DESKTOP, PHONE, sidewaysOf, type Visitor } from './world.ts';

const town = await openTown();
const PROVINCES = [LAAYOUNE, TARFAYA, '11.121', '11.221'];
/** Paper enough for the three hundred that the law asks of this region. */
const SHEETS = 26;
const { title, demand, reasons } = PETITION_WORDS;
const WORDS = { title, demand, reasons, representative: 'فاطمة الزهراء' };
const TODAY = '2026-11-21';
const ANSWER = {
  ar: 'قرر المجلس تهيئة الولوجيات في كل مقراته.',
  fr: 'Le conseil aménage les accès de tous ses bâtiments.',
};

/** A citizen with a cheap phone: no script runs there. */
const onPhone = (locale: string) => town.visitor({ ...PHONE, locale, javaScriptEnabled: false });
const mainOf = async ({ page }: Visitor) =>
  ((await page.locator('main').textContent()) ?? '').replace(/[\u00a0\u202f]/g, ' ');

/** The words of a document that somebody downloads with what their browser carries, page by page. */
async function pagesOf(visitor: Visitor, path: string): Promise<string[]> {
  const answer = await visitor.context.request.get(`${town.address()}${path}`);
  expect([path, answer.status()]).toEqual([path, 200]);
  const { extractText, getDocumentProxy } = await import('unpdf');
  const { text } = await extractText(await getDocumentProxy(new Uint8Array(await answer.body())));
  return text.map((page) => page.replace(/\s+/g, ' '));
}

/** The bureau finds every condition met, but those that are named. */
const checked = (people: People, petition: string, of: [PetitionLevel, Petitioner], unmet: Condition[] = []) =>
  people.perform(recordChecks, { petition, checks: everyCheck(...of, unmet) });

/** The bureau accepts, the council deliberates and answers: the steps that the journey of the region shows form by form. */
async function answered(people: People, petition: string, of: [PetitionLevel, Petitioner]): Promise<void> {
  await checked(people, petition, of);
  await people.perform(acceptPetition, { petition });
  await people.perform(schedulePetition, { petition, sessionOn: TODAY, words: { ar: 'ولوجيات المرافق العمومية' } });
  const votes = { for: 21, against: 2, abstained: 1 };
  await people.perform(answerPetition, { petition, outcome: 'adopted', on: TODAY, reasons: ANSWER, votes });
}

test('a petition to the council of the region goes from its draft to the answer, by its different people', async () => {
  const wakila = await onPhone('ar-MA');
  await enter(town, wakila, 'ar', 'wakila@example.ma');
  const petition = await draft(wakila, `/ar${SITE}`, WORDS);
  await deed(wakila, 'submit').click();
  await wakila.page.getByText('تفحص مصالح المجلس').waitFor();

  // The office of the council opens it.
  const rais = await president(town);
  const { page } = rais;
  await rais.open(`/fr${SITE}/desk/petitions/${petition}`);
  await page.getByRole('button', { name: 'Ouvrir à la signature' }).click();
  await page.getByText('Signatures en cours').first().waitFor();

  // Two citizens sign online, in Arabic and in French; a third one at the counter.
  const salma = await onPhone('ar-MA');
  await salma.open(`/ar${SITE}/petitions/${petition}`);
  const signed = { email: 'salma@example.ma', name: 'سلمى بنت أحمد' };
  const receipt = await sign(town, salma, petition, { ...signed, where: ['territory', LAAYOUNE] });
  expect(receipt).toContain('تم تسجيل توقيعك');
  const karim = await onPhone('fr-FR');
  await karim.open(`/fr${SITE}/petitions/${petition}`);
  const kept = { email: 'karim@example.ma', name: 'Karim El Filali' };
  expect(await sign(town, karim, petition, { ...kept, where: ['territory', TARFAYA] })).toContain('Code du récépissé');
  await rais.open(`/fr${SITE}/desk/signatures/${petition}/counter`);
  await page.locator('input[name=name]').fill('Mbarka Mint Sidi');
  await page.locator(`input[name=territory][value="${LAAYOUNE}"]`).check();
  await page.locator('input[name=declares]').check();
  await page.locator('input[name=copy]').check();
  await page.getByRole('button', { name: 'Enregistrer la signature' }).click();
  await page.getByText('Code du récépissé').first().waitFor();

  // Paper: numbered sheets with what the law wants on them, each read by two officials who do not see each other's reading.
  await wakila.open(`/ar${SITE}/petitions/${petition}/sheets`);
  await wakila.page.locator('input[name=sheets]').fill(String(SHEETS));
  await wakila.page.getByRole('button', { name: 'رقم أوراقا جديدة' }).click();
  await wakila.page.getByText(`الأوراق من 1 إلى ${SHEETS} جاهزة للطبع`).first().waitFor();
  for (const sheet of await pagesOf(wakila, `/ar${SITE}/petitions/${petition}/sheets.pdf?from=1&to=2`))
    expect(sheet).toContain(petition);
  const region = await peopleOf(town, SITE.slice(1));
  await rais.open(`/fr${SITE}/desk/signatures/${petition}/sheets/1`);
  await page.locator('input[name="line-1.name"]').fill('Saïd Ould Brahim');
  await page.locator('select[name="line-1.territory"]').selectOption(TARFAYA);
  await page.locator('select[name="line-2.rejected"]').selectOption('no-signature');
  await page.getByRole('button', { name: 'Enregistrer la saisie' }).click();
  await page.getByText('Un autre agent doit la saisir aussi').waitFor();
  const lines = [
    { line: 1, name: 'Saïd Ould Brahim', territory: TARFAYA },
    { line: 2, rejected: 'no-signature' },
  ];
  await region.perform(recordSheet, { petition, sheet: 1, lines }, region.second);
  for (let sheet = 2; sheet <= SHEETS; sheet++) await region.readSheet(petition, sheet, PROVINCES);

  // Online, at the counter and on paper: every way counts, and the line without a signature does not.
  const counted = 2 + 1 + 1 + (SHEETS - 1) * 12;
  await karim.open(`/fr${SITE}/petitions/${petition}`);
  const watched = await mainOf(karim);
  expect(counted).toBeGreaterThan(300);
  expect(watched).toContain(`Dont au guichet : 1 ; sur papier : ${counted - 3}.`);
  expect(await sidewaysOf(karim.page)).toEqual({ pixels: 0, widest: [] });
  await wakila.open(`/ar${SITE}/petitions/${petition}/manage`);
  await deed(wakila, 'close').click();
  await wakila.page.getByText('انتهى جمع التوقيعات').first().waitFor();

  // The file to print: day and subject on every page, the provinces, and each signatory with what stands for the signature.
  await wakila.open(`/ar${SITE}/petitions/${petition}/dossier`);
  await wakila.page.getByRole('link', { name: 'الجزء 1 من 1' }).waitFor();
  const file = await pagesOf(wakila, `/fr${SITE}/petitions/${petition}/dossier.pdf?on=${TODAY}`);
  for (const one of file) for (const words of ['21 novembre 2026', 'Objet']) expect(one).toContain(words);
  const whole = file.join(' ');
  for (const words of [String(counted), 'Tarfaya', 'Karim El Filali', 'Mbarka Mint Sidi', 'Saïd Ould Brahim'])
    expect(whole).toContain(words);
  expect((await pagesOf(wakila, `/ar${SITE}/petitions/${petition}/dossier.pdf`)).length).toBeGreaterThan(5);

  // The file is given, and the receipt is there at once.
  await wakila.open(`/ar${SITE}/petitions/${petition}/manage`);
  await wakila.page.getByRole('link', { name: 'إيداع ملف العريضة لدى المجلس' }).click();
  await wakila.page.getByRole('button', { name: 'أودع العريضة' }).click();
  await wakila.page.getByText('أودع ملف العريضة وسُلم الوصل').waitFor();
  expect(await mainOf(wakila)).toContain('21 يناير 2027');
  expect(await sidewaysOf(wakila.page)).toEqual({ pixels: 0, widest: [] });
  const filed = await town.letterTo(wakila, 'wakila@example.ma', /وصل/);
  expect(filed.text).toContain(petition);

  // Whoever has the letter follows it without an account, and writes.
  const reader = await onPhone('ar-MA');
  await reader.page.goto(filed.links.find((link) => link.includes('/track?')) ?? '');
  await reader.page.locator('textarea[name=words]').fill('هل تكفيكم هذه الوثائق؟');
  await reader.page.getByRole('button', { name: 'إرسال' }).click();
  await reader.page.getByText('هل تكفيكم هذه الوثائق؟').waitFor();

  // The bureau finds it on its desk, checks every condition of the law and accepts.
  await rais.open(`/fr${SITE}/desk`);
  await page.locator(`a[href$="/desk/petitions/${petition}/council"]`).first().click();
  for (const condition of conditionsOf('region', 'citizens')) {
    await page.locator(`input[name="met.${condition}"][value=yes]`).check();
    await page.locator(`input[name="evidence.${condition}"]`).fill('Procès-verbal du bureau');
  }
  await page.getByRole('button', { name: 'Enregistrer les constats' }).click();
  await page.getByRole('button', { name: 'Accepter la pétition' }).click();
  await page.locator('input[name="committee.ar"]').fill('لجنة التنمية البشرية');
  await page.locator('input[name="committee.fr"]').fill('Commission du développement humain');
  await page.getByRole('button', { name: 'Envoi à la commission permanente' }).click();
  await page.locator('dl.summary').getByText('Commission du développement humain').first().waitFor();
  await page.locator('input[name="words.ar"]').fill('ولوجيات المرافق العمومية');
  // The day that the law names stands there already: the first Monday of March.
  expect(await page.locator('input[name="sessionOn.day"]').inputValue()).toBe('1');
  expect(await page.locator('input[name="sessionOn.month"]').inputValue()).toBe('3');
  await page.locator('input[name="sessionOn.day"]').fill('21');
  await page.locator('input[name="sessionOn.month"]').fill('11');
  await page.locator('input[name="sessionOn.year"]').fill('2026');
  await page.getByRole('button', { name: 'Inscription à l’ordre du jour' }).click();
  await page.locator('input[name="deliberation"]').waitFor();
  expect(await sidewaysOf(page)).toEqual({ pixels: 0, widest: [] });
  expect(await violationsOf(page)).toEqual([]);

  // The council deliberates, and its answer is there for everybody.
  await page.locator('input[name=outcome][value=adopted]').check();
  await page.locator('input[name=deliberation]').fill('12/2026');
  await page.locator('input[name="votes.for"]').fill('30');
  await page.locator('textarea[name="reasons.ar"]').fill('قرر المجلس تهيئة الولوجيات في كل مقراته.');
  await page.locator('textarea[name="reasons.fr"]').fill('Le conseil aménage les accès de tous ses bâtiments.');
  await page.getByRole('button', { name: 'Délibération et réponse du conseil' }).click();
  await page.getByRole('button', { name: 'Suite donnée à la délibération' }).waitFor();

  const visitor = await town.visitor({ ...DESKTOP, locale: 'fr-FR' });
  await visitor.open(`/fr${SITE}/petitions/${petition}`);
  const read = await visitor.page.locator('main').textContent();
  for (const words of ['Le conseil aménage les accès', 'Voix pour', 'Commission du développement humain'])
    expect(read).toContain(words);
  // What its representative wrote stays between them and the office.
  await visitor.open(`/ar${SITE}/petitions/${petition}`);
  const inArabic = await visitor.page.locator('main').textContent();
  expect(inArabic).toContain('استجاب المجلس للعريضة');
  expect(inArabic).not.toContain('هل تكفيكم هذه الوثائق؟');
  expect(await violationsOf(visitor.page)).toEqual([]);
  await reader.page.reload();
  await reader.page.getByText('قرر المجلس تهيئة الولوجيات').first().waitFor();
});

test('an association petitions with its documents and without signatures, and the council answers', async () => {
  const maryam = await onPhone('fr-FR');
  await enter(town, maryam, 'fr', 'maryam@example.ma');
  const region = await peopleOf(town, SITE.slice(1));
  const given = { actor: await region.citizen('maryam@example.ma'), body: region.tenant };
  const { database, clock } = town;
  const program = { actions: region.actions, clock };
  await verifiedAssociation(program, database.db, { ...given, createdOn: '2021-02-03', receiptNumber: '46/2021' });
  const petition = await draft(maryam, `/fr${SITE}`, WORDS);
  const { page } = maryam;
  await page.getByRole('link', { name: 'association' }).first().click();
  await page.locator('[name=actingFor]').first().waitFor();
  await page.getByLabel('Association Saguia').check();
  await page.locator('textarea[name=activity]').fill('Nous accompagnons les personnes en situation de handicap.');
  for (const name of ['constitution', 'statutes', 'powers']) {
    const buffer = Buffer.from(`%PDF-1.4\n% ${name}\n%%EOF`);
    await page
      .locator(`input[name=${name}]`)
      .setInputFiles({ name: `${name}.pdf`, mimeType: 'application/pdf', buffer });
  }
  await page.locator('input[name=standing]').check();
  await page.locator('main form:has(textarea[name=activity]) button[type=submit]').click();
  await page.getByText('statutes.pdf').waitFor();
  expect(await mainOf(maryam)).not.toContain('Manquante');
  await maryam.open(`/fr${SITE}/petitions/${petition}/manage`);
  await deed(maryam, 'submit').click();
  await page.getByText('En attente d’ouverture').first().waitFor();
  await region.perform(openPetition, { petition });
  await maryam.open(`/fr${SITE}/petitions/${petition}/manage`);
  await page.getByRole('link', { name: 'Déposer la pétition auprès du conseil' }).click();
  await page.getByRole('button', { name: 'Déposer la pétition' }).click();
  await page.getByText('Dossier déposé, récépissé délivré').waitFor();
  await answered(region, petition, ['region', 'association']);
  for (const [lang, words] of [
    ['fr', ['Pétition présentée par une association', ANSWER.fr, 'Voix pour']],
    ['ar', ['استجاب المجلس للعريضة', ANSWER.ar]],
  ] as const) {
    await maryam.open(`/${lang}${SITE}/petitions/${petition}`);
    for (const one of words) expect(await mainOf(maryam)).toContain(one);
  }
  expect(await mainOf(maryam)).not.toContain('statutes.pdf');
});

test('a commune answers one petition and refuses another, with its reasons and its day', async () => {
  const load = modules
    .flatMap((module) => module.actions ?? [])
    .find((one) => one.name === 'institutions.load-institutions');
  const slug = 'commune-laayoune';
  const name = { ar: 'جماعة العيون', fr: 'Commune de Laâyoune', en: 'Commune of Laâyoune' };
  const commune = { slug, kind: 'commune', name, territory: '11.321.01.03' };
  const region = await peopleOf(town, SITE.slice(1));
  if (!load) throw new Error('nothing loads bodies');
  const system = { kind: 'system', name: 'test' } as const;
  await region.actions.perform(load, { actor: system, tenant: null, input: { institutions: [commune] } });
  const people = await peopleOf(town, slug);
  const hassan = await onPhone('ar-MA');
  await enter(town, hassan, 'ar', 'hassan@example.ma');
  const own = await people.citizen('hassan@example.ma');

  // The law of communes: two hundred by the figure of their inhabitants, and nobody is asked for a province.
  const accepted = await draft(hassan, `/ar/${slug}`, WORDS);
  await deed(hassan, 'submit').click();
  await people.perform(openPetition, { petition: accepted });
  const salma = await onPhone('fr-FR');
  await salma.open(`/fr/${slug}/petitions/${accepted}`);
  expect(await mainOf(salma)).toContain('200');
  const who = { email: 'salma@example.ma', name: 'Salma Mint Ahmed' };
  expect(await sign(town, salma, accepted, { ...who, where: ['tie', 'residence'] })).toContain('Code du récépissé');
  await people.onPaper(accepted, 17);
  await people.perform(closePetition, { petition: accepted }, own);
  await hassan.open(`/ar/${slug}/petitions/${accepted}/file`);
  await hassan.page.getByRole('button', { name: 'أودع العريضة' }).click();
  await hassan.page.getByText('أودع ملف العريضة وسُلم الوصل').waitFor();
  // Three months to refuse, where a region has two; the last day is a Sunday and moves to the next one that is worked.
  expect(await mainOf(hassan)).toContain('22 فبراير 2027');
  await answered(people, accepted, ['commune', 'citizens']);
  await salma.open(`/fr/${slug}/petitions/${accepted}`);
  expect(await mainOf(salma)).toContain(ANSWER.fr);

  const refused = await draft(hassan, `/ar/${slug}`, WORDS);
  await deed(hassan, 'submit').click();
  await people.perform(openPetition, { petition: refused });
  await people.perform(closePetition, { petition: refused }, own);
  await people.perform(filePetition, { petition: refused }, own);
  await checked(people, refused, ['commune', 'citizens'], ['signatures']);
  const because = { ar: 'عدد التوقيعات الصحيحة أقل من 200.', fr: 'Moins de 200 signatures valables.' };
  await people.perform(rejectPetition, { petition: refused, ground: 'signatures', reasons: because });
  for (const [lang, words] of [
    ['ar', [because.ar, 'العدد المطلوب من التوقيعات', '21 نونبر 2026']],
    ['fr', [because.fr, 'Nombre requis de signatures', '21 novembre 2026', 'tribunal administratif']],
  ] as const) {
    await salma.open(`/${lang}/${slug}/petitions/${refused}`);
    for (const one of words) expect(await mainOf(salma)).toContain(one);
  }
  expect(await sidewaysOf(salma.page)).toEqual({ pixels: 0, widest: [] });
});
