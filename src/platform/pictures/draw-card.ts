import { isolateLine } from '../i18n/isolate.ts';
import { dirOf } from '../i18n/languages.ts';
import { FONT_FAMILIES, typesetSvg } from '../pdf/typst.ts';
import { ACCENT_COLOURS } from './accent-colours.ts';
import type { CardOrder } from './card-spec.ts';
import { CARD_TEMPLATE } from './card-template.ts';

const WIDTH = 1200;
const HEIGHT = 630;
// What fits in the narrowest title at its smallest size, with room to spare.
const LONGEST_TITLE = 190;
const MOST_STATUSES = 100;

/** Draws a share card as PNG, 1200 × 630; in the workshop's process. */
export async function drawCard({ card, emblem, mark, stars }: CardOrder): Promise<Uint8Array<ArrayBuffer>> {
  const say = (text: string) => isolateLine(oneLine(text), dirOf(card.lang));
  const { statuses = [], facts = [] } = card;
  const svg = typesetSvg(CARD_TEMPLATE, {
    lang: card.lang,
    fonts: FONT_FAMILIES,
    accent: ACCENT_COLOURS[card.institution.accent],
    kicker: say(cut(card.kicker, 60)),
    title: say(cut(card.title, LONGEST_TITLE)),
    facts: facts.slice(0, 3).map(({ value, label }) => ({ value: say(cut(value, 16)), label: say(cut(label, 60)) })),
    institution: say(cut(card.institution.name, 120)),
    // A mosaic that left some out would say something else.
    statuses: statuses.length > MOST_STATUSES ? [] : statuses,
    site: card.site ? say(cut(card.site, 30)) : null,
    stars,
    emblem,
    mark,
  });
  const { default: sharp } = await import('sharp');
  const png = await sharp(Buffer.from(svg))
    .resize(WIDTH, HEIGHT, { fit: 'fill' })
    .flatten({ background: '#fbf8f1' })
    .png({ palette: true, colours: 128, compressionLevel: 9 })
    .toBuffer();
  return new Uint8Array(png);
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: no font draws them
const CONTROLS = /[\u0000-\u001F\u007F-\u009F]+/g;

function oneLine(text: string): string {
  return text.toWellFormed().replace(CONTROLS, ' ').replace(/\s+/g, ' ').trim();
}

/** At most so many letters, cut between words. */
function cut(text: string, most: number): string {
  const whole = oneLine(text);
  const letters = [...whole];
  if (letters.length <= most) return whole;
  const kept = letters.slice(0, most - 1).join('');
  const words = kept.includes(' ') ? kept.slice(0, kept.lastIndexOf(' ')) : kept;
  return `${words.replace(/[\s،,;:.–-]+$/, '')}…`;
}
