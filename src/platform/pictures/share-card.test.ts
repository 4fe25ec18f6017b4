import sharp from 'sharp';
import { afterAll, describe, expect, it } from 'vitest';
import { ACCENTS } from '../tenant.ts';
import { closeWorkshop } from '../workshop/workshop.ts';
import { ACCENT_COLOURS } from './accent-colours.ts';
import type { CardStatus, ShareCard } from './card-spec.ts';
import { shareCard } from './share-card.ts';

afterAll(closeWorkshop);

const card: ShareCard = {
  lang: 'ar',
  kicker: 'التزام MALAA0003',
  title: 'إحداث منصة رقمية للمشاركة المواطنة على مستوى جهة العيون الساقية الحمراء',
  facts: [
    { value: '6', label: 'مراحل' },
    { value: '62%', label: 'منجز' },
  ],
  institution: { name: 'مجلس جهة العيون الساقية الحمراء', accent: 'atlantic', emblem: 'waves' },
  statuses: ['finished', 'late', 'in-progress', 'not-reported', 'not-started', 'stuck'],
  site: 'جماعة',
};

/** The pixels of a part of a picture as `#rrggbb`, each colour once. */
async function coloursOf(
  png: Uint8Array,
  left: number,
  top: number,
  width: number,
  height: number,
): Promise<Set<string>> {
  const pixels = await sharp(png).extract({ left, top, width, height }).removeAlpha().raw().toBuffer();
  const colours = new Set<string>();
  for (let at = 0; at < pixels.length; at += 3) colours.add(`#${pixels.subarray(at, at + 3).toString('hex')}`);
  return colours;
}

/** How many pixels of a part are as dark as ink. */
async function inkIn(png: Uint8Array, left: number, top: number, width: number, height: number): Promise<number> {
  const pixels = await sharp(png).extract({ left, top, width, height }).greyscale().raw().toBuffer();
  return pixels.filter((pixel) => pixel < 90).length;
}

describe('a share card', () => {
  it('is a picture of the size networks ask for, small, opaque', async () => {
    const png = await shareCard(card);
    const { width, height, format, hasAlpha } = await sharp(png).metadata();
    expect({ width, height, format, hasAlpha }).toEqual({ width: 1200, height: 630, format: 'png', hasAlpha: false });
    expect(png.length).toBeLessThan(150_000);
  });

  it('reads from right to left in Arabic and from left to right in French', async () => {
    const short = { ...card, title: 'جهة', facts: [], statuses: [] };
    const arabic = await shareCard(short);
    expect(await inkIn(arabic, 700, 120, 436, 200)).toBeGreaterThan(1000);
    expect(await inkIn(arabic, 64, 120, 500, 200)).toBe(0);
    const french = await shareCard({ ...short, lang: 'fr', title: 'Région' });
    expect(await inkIn(french, 64, 120, 500, 200)).toBeGreaterThan(1000);
    expect(await inkIn(french, 700, 120, 436, 200)).toBe(0);
  });

  it('keeps a long title off its numbers and off the edges', async () => {
    for (const title of ['كلمة طويلة '.repeat(60), 'Anticonstitutionnellement '.repeat(30), 'ⵜⴰⵎⴰⵣⵉⵖⵜ '.repeat(40)]) {
      const png = await shareCard({ ...card, title });
      expect(png.length).toBeLessThan(150_000);
      expect(await inkIn(png, 390, 360, 746, 30), title.slice(0, 10)).toBe(0);
      expect(await inkIn(png, 0, 20, 60, 600)).toBe(0);
      expect(await inkIn(png, 1140, 20, 60, 600)).toBe(0);
    }
  });

  it('never breaks a value', async () => {
    const values = ['2025–2027', '3 020 431', 'كلمة من ستة عشر'];
    const png = await shareCard({ ...card, title: 'جهة', facts: values.map((value) => ({ value, label: 'x' })) });
    expect(await inkIn(png, 390, 260, 746, 150)).toBe(0);
    expect(await inkIn(png, 390, 410, 746, 60)).toBeGreaterThan(1000);
  });

  it('has the accent of the institution, each of the six', async () => {
    for (const accent of ACCENTS) {
      const png = await shareCard({ ...card, institution: { ...card.institution, accent } });
      const band = await coloursOf(png, 0, 0, 1200, 10);
      expect([...band]).toHaveLength(1);
      const [seen = ''] = band;
      const parts = (colour: string) => [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
      // The palette of the file may move a colour by a shade nobody sees.
      for (const [at, part] of parts(ACCENT_COLOURS[accent]).entries())
        expect(Math.abs(part - (parts(seen)[at] ?? 0))).toBeLessThan(6);
    }
  });

  it('draws a star for each status, up to a hundred', async () => {
    const some = (count: number): CardStatus[] => Array(count).fill('late');
    const ink = async (count: number) => inkIn(await shareCard({ ...card, statuses: some(count) }), 64, 74, 302, 302);
    expect(await ink(1)).toBeGreaterThan(2000);
    expect(await ink(100)).toBeGreaterThan(20_000);
    const without = await shareCard({ ...card, statuses: [] });
    expect(Buffer.from(await shareCard({ ...card, statuses: some(101) })).equals(Buffer.from(without))).toBe(true);
  });

  it('is drawn once for the same content and shows text, not code', async () => {
    expect(await shareCard(card)).toBe(await shareCard(structuredClone(card)));
    const evil = '#panic("run") $x$ <svg onload="x"> "); panic("';
    const png = await shareCard({
      ...card,
      title: evil,
      kicker: evil,
      site: evil,
      facts: [{ value: evil, label: evil }],
    });
    expect((await sharp(png).metadata()).width).toBe(1200);
  });
});
