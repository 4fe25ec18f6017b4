import { beforeEach, describe, expect, test } from 'vitest';
import { TEST_DAY } from '../setup/program.ts';
import { realSite, tagsOf, visit } from './real-site.ts';

// What issue F 1 and F 3 promise about the real data: if one of these changes, somebody must mean it.
const program = await realSite();
const page = async (address: string) => (await visit(program, address)).text;
const textOf = (html: string) =>
  html
    .slice(html.indexOf('<main'), html.indexOf('</main>'))
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ');
/** The rows of a CSV without its heading; good enough where no cell holds a line break. */
const rowsOf = (csv: string) => csv.trimEnd().split('\r\n').slice(1);
const idOf = (item: { id: string }) => item.id;

beforeEach(() => program.clock.set(TEST_DAY));

type List<T> = { items: T[]; next: string | null; total: number };
type Commitment = { id: string; title: Record<string, string>; timeliness: string; lateMilestones: number };
type Milestone = { id: string; end: string; timeliness: string; daysLate: number; status: string };
const milestones = async (query = '') =>
  (await program.json<List<Milestone>>(`/api/v1/milestones?limit=500${query}`)).items;

describe('the data', () => {
  test('are 25 commitments, in JSON and in CSV', async () => {
    const list = await program.json<List<Commitment>>('/api/v1/commitments?limit=500');
    expect(list).toMatchObject({ total: 25, next: null });
    expect(new Set(list.items.map(idOf)).size).toBe(25);
    expect(list.items.filter(({ id }) => /^MA-NAP-2021-2023-C\d\d$/.test(id))).toHaveLength(22);
    for (const id of ['MALAA0003', 'MALAA0004', 'MABMK0007']) expect(list.items.map(idOf)).toContain(id);
    expect(rowsOf(await page('/api/v1/commitments.csv'))).toHaveLength(25);
  });

  test('are 74 milestones, of which nothing has been reported', async () => {
    const all = await milestones();
    expect(all).toHaveLength(74);
    expect(new Set(all.map((one) => one.status))).toEqual(new Set(['not-reported']));
    expect(rowsOf(await page('/api/v1/milestones.csv'))).toHaveLength(74);
    const counts = await Promise.all(
      (await program.json<List<Commitment>>('/api/v1/commitments?limit=500')).items.map(
        async ({ id }) =>
          (await program.json<{ milestones: unknown[] }>(`/api/v1/commitments/${id}`)).milestones.length,
      ),
    );
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(74);
  });

  test('are four plans; the national one has 22 commitments, the joint one of the consortium none of its own', async () => {
    const { items } = await program.json<List<{ id: string }>>('/api/v1/action-plans');
    expect(items.map(idOf).sort()).toEqual([
      'MA-05-AP-2022-2027',
      'MA-11-AP-2025-2027',
      'MA-CONSORTIUM-AP-2025-2027',
      'MA-NAP-2021-2023',
    ]);
    const of = async (plan: string) =>
      (await program.json<List<Commitment>>(`/api/v1/commitments?plan=${plan}&limit=500`)).total;
    expect(await of('MA-NAP-2021-2023')).toBe(22);
    expect(await of('MA-11-AP-2025-2027')).toBe(2);
    expect(await of('MA-05-AP-2022-2027')).toBe(1);
    expect(await of('MA-CONSORTIUM-AP-2025-2027')).toBe(0);
  });
});

describe('a list read to its end', () => {
  test.each(['commitments', 'milestones', 'action-plans', 'institutions', 'changes', 'territories?region=11'])(
    '%s has every item once, whatever the size of the pages',
    async (resource) => {
      const [name = '', filter = ''] = resource.split('?');
      const read = async (limit: number) => {
        const seen: string[] = [];
        let address: string | null = `/api/v1/${name}?limit=${limit}${filter && `&${filter}`}`;
        while (address !== null) {
          const list: List<Record<string, string>> = await program.json(address);
          expect(list.items.length).toBeLessThanOrEqual(limit);
          seen.push(...list.items.map((item) => JSON.stringify(item)));
          address = list.next && new URL(list.next).pathname + new URL(list.next).search;
        }
        return seen;
      };
      const whole = await read(500);
      expect(new Set(whole).size).toBe(whole.length);
      expect(whole.length).toBeGreaterThan(3);
      expect(await read(7)).toEqual(whole);
    },
  );
});

describe('MALAA0003 on the site of its region', () => {
  test('shows six milestones in Arabic, right to left', async () => {
    const html = await page('/ar/laayoune-sakia-el-hamra/commitments/MALAA0003');
    expect(html).toMatch(/<html lang="ar" dir="rtl"/);
    const marked = tagsOf(html).filter((tag) => /^MALAA0003-M0\d$/.test(tag.attributes.id ?? ''));
    expect(marked.map((tag) => tag.attributes.id)).toEqual([1, 2, 3, 4, 5, 6].map((n) => `MALAA0003-M0${n}`));
    const text = textOf(html);
    expect(text).toContain('إحداث ناد للإدماج الاجتماعي لفائدة الفئات الاجتماعية الهشة');
    expect(text).toContain('ورشات تكوينية؛ اجتماعات الهيئات الاستشارية');
    expect(text).toContain('مجلس جهة العيون-الساقية الحمراء');
    expect(text).toContain('يونيو 2027');
    expect(text).toContain('دجنبر 2026');
    expect(text).toMatch(/6 مراحل/);
    expect(text).toContain('غير مبلغ عنه');
  });

  test('says that nothing was reported, never that nothing was begun', async () => {
    for (const [lang, unknown, notStarted] of [
      ['ar', 'غير مبلغ عنه', 'لم يبدأ'],
      ['fr', 'Non renseigné', 'Pas commencé'],
      ['en', 'Not reported', 'Not started'],
    ] as const) {
      const text = textOf(await page(`/${lang}/laayoune-sakia-el-hamra/commitments/MALAA0003`));
      expect(text.toLowerCase()).toContain(unknown.toLowerCase());
      expect(text.toLowerCase()).not.toContain(notStarted.toLowerCase());
      expect(text).not.toMatch(/\b0\s*%/);
    }
  });

  test('is the same thing on the portal, and the other bodies’ sites do not have what is not theirs', async () => {
    expect((await visit(program, '/fr/commitments/MALAA0003')).status).toBe(200);
    expect((await visit(program, '/fr/beni-mellal-khenifra/commitments/MALAA0003')).status).toBe(404);
  });
});

describe('a promise and its date', () => {
  // Published as "12/2026": the last day it can mean is the 31st of December.
  const at = async (day: string, milestone = 'MALAA0004-M01') => {
    program.clock.set(`${day}T10:00:00Z`);
    const found = (await milestones('&commitment=MALAA0004')).find((one) => one.id === milestone);
    const html = await page('/fr/commitments/MALAA0004');
    const row = html.slice(html.indexOf(`id="${milestone}"`)).split('</tr>')[0] ?? '';
    return { ...found, shownLate: row.includes('En retard') };
  };

  test.each([
    ['2026-11-30', 'on-time', 0],
    ['2026-12-01', 'due-soon', 0],
    ['2026-12-31', 'due-soon', 0],
    ['2027-01-01', 'late', 1],
    ['2027-03-01', 'late', 60],
  ])('on %s is %s', async (day, timeliness, daysLate) => {
    const found = await at(day);
    expect(found).toMatchObject({ end: '2026-12-31', timeliness, daysLate });
    expect(found.shownLate).toBe(timeliness === 'late');
  });

  test('the day turns at midnight in Morocco', async () => {
    program.clock.set('2026-12-31T23:59:59Z');
    expect((await milestones('&commitment=MALAA0004&timeliness=late')).map(idOf)).not.toContain('MALAA0004-M01');
    program.clock.set('2027-01-01T00:00:00Z');
    expect((await milestones('&commitment=MALAA0004&timeliness=late')).map(idOf)).toContain('MALAA0004-M01');
  });

  test('what the list calls late is what each milestone calls late, on page and API', async () => {
    const late = await milestones('&timeliness=late');
    expect(late.length).toBe((await milestones()).filter((one) => one.timeliness === 'late').length);
    expect(late.length).toBeGreaterThan(0);
    for (const one of late) expect(one.end < '2026-11-21' && one.daysLate > 0, one.id).toBe(true);
    expect(textOf(await page('/fr/milestones?timeliness=late'))).toContain(`${late.length} résultats`);
    const commitments = await program.json<List<Commitment>>('/api/v1/commitments?timeliness=late&limit=500');
    expect(textOf(await page('/fr/commitments?timeliness=late'))).toMatch(
      new RegExp(`\\b${commitments.total} (résultats|engagements)`),
    );
  });
});

describe('search', () => {
  const found = async (q: string, lang: string, site = '') => {
    const html = await page(`/${lang}${site}/search?q=${encodeURIComponent(q)}`);
    return tagsOf(html)
      .filter((tag) => tag.name === 'a')
      .map((tag) => tag.attributes.href?.match(/\/(commitments|action-plans)\/([\w-]+)$/)?.[2])
      .filter((id) => id !== undefined);
  };

  test.each([
    ['an Arabic word', 'الاستشارية', 'ar'],
    ['an Arabic word as people type it', 'الإستشاريه', 'ar'],
    ['an Arabic word with "and" before it', 'والاستشارية', 'ar'],
    ['a French word with accents', 'démocratie', 'fr'],
    ['a French word without accents', 'democratie', 'fr'],
    ['a French word in capitals', 'DÉMOCRATIE', 'fr'],
    ['the beginning of a French word', 'consultat', 'fr'],
    ['an English word', 'consultative', 'en'],
    ['a French word while the page is Arabic', 'démocratie', 'ar'],
    ['an Arabic word while the page is Amazigh', 'الاستشارية', 'zgh'],
    ['its code', 'MALAA0004', 'fr'],
    ['its code in small letters', 'malaa0004', 'en'],
    ['a typo in French', 'demcratie', 'fr'],
    ['a typo in English', 'consultatve', 'en'],
    ['a typo in Arabic', 'الاستشرية', 'ar'],
  ])('finds MALAA0004 by %s: %s', async (_, q, lang) => {
    expect(await found(q, lang)).toContain('MALAA0004');
    expect(await found(q, lang, '/laayoune-sakia-el-hamra')).toContain('MALAA0004');
    const { items } = await program.json<List<{ id: string; kind: string; url: string }>>(
      `/api/v1/search?limit=500&lang=${lang}&q=${encodeURIComponent(q)}`,
    );
    expect(items.filter((item) => item.kind === 'commitment').map(idOf)).toContain('MALAA0004');
  });

  test('marks what it found, and says so when it looked for something close', async () => {
    expect(await page('/fr/search?q=d%C3%A9mocratie')).toMatch(/<mark>[dD]émocratie<\/mark>/);
    const close = await page('/fr/search?q=demcratie');
    expect(textOf(close)).toContain('demcratie');
    expect(textOf(close)).toMatch(/demcratie →/);
    expect(await page('/fr/search?q=democratie')).not.toContain('→');
  });

  test('on a body’s site stays there unless told otherwise', async () => {
    expect(await found('portail', 'fr', '/beni-mellal-khenifra')).not.toContain('MA-NAP-2021-2023-C17');
    const wide = await page('/fr/beni-mellal-khenifra/search?q=portail&where=everywhere');
    expect(wide).toContain('MA-NAP-2021-2023-C');
  });

  test('finds nothing without losing its way', async () => {
    const { status, text } = await visit(program, '/fr/search?q=qqqqqqqq');
    expect(status).toBe(200);
    expect(textOf(text)).toContain('qqqqqqqq');
  });

  test('bears whatever is typed', async () => {
    const strange = [
      '\u0000',
      '🌳',
      '"',
      "'; drop table commitment; --",
      '((((',
      '& | ! <->',
      ':*',
      '\\',
      'a'.repeat(200),
      '\ud800',
    ];
    for (const q of strange) {
      const typed = encodeURIComponent(q.toWellFormed());
      for (const address of [`/fr/search?q=${typed}`, `/fr/commitments?q=${typed}`, `/ar/institutions?q=${typed}`])
        expect((await visit(program, address)).status, address).toBe(200);
      expect((await visit(program, `/api/v1/commitments?q=${typed}`)).status, q).toBe(200);
    }
  });
});
