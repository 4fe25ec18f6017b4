import { foldWord } from '#platform/search/normalise.ts';

/**
 * What a score is made of. Each sign is measured the same way in every script: nothing here knows the words of a language, asks for
 * vowels or capitals, or takes a digit inside a word for a fault (in Darija as people type it, 3, 7 and 9 are letters).
 */
export const SIGNS = [
  'links',
  'short-links',
  'contacts',
  'repetition',
  'letter-soup',
  'mixed-alphabets',
  'hidden-signs',
  'decoration',
  'length',
  'rate',
  'copies',
] as const;
export type Sign = (typeof SIGNS)[number];

/** What is known besides the text. All counts are of what came before it. */
export type Circumstances = {
  /** By the same author in the last ten minutes. */
  recent: number;
  /** The same words by the same author, and by others, in the last day. */
  sameByAuthor: number;
  sameByOthers: number;
};

export type SpamScore = {
  /** From 0 to 100. */
  points: number;
  signs: Sign[];
};

/** From here on a text waits until a moderator has seen it. */
export const HELD_FROM = 50;

const CALM: Circumstances = { recent: 0, sameByAuthor: 0, sameByOthers: 0 };

/**
 * How much a text looks like advertising or noise rather than like something a person says. One sign alone rarely holds a text; what a
 * citizen writes with a link and a telephone number does not. It judges form, never opinion.
 */
export function spamScore(text: string, circumstances: Circumstances = CALM): SpamScore {
  const prose = text.normalize('NFC').replace(LINK, ' ').replace(EMAIL, ' ');
  const words = prose.match(WORD) ?? [];
  const measured: Record<Sign, number> = {
    links: linkPoints(text),
    'short-links': capped(20 * count(text, SHORT_LINK), 40),
    contacts: contactPoints(text),
    repetition: repetitionPoints(words),
    'letter-soup': soupPoints(words),
    'mixed-alphabets': capped(30 * words.filter(mixesAlphabets).length + fancyPoints(text), 60),
    'hidden-signs': hiddenPoints(text),
    decoration: decorationPoints(prose),
    length: text.length > 3_000 ? 10 : 0,
    rate: capped(10 * Math.max(0, circumstances.recent - 2), 40),
    copies: copyPoints(words.length, circumstances),
  };
  const points = SIGNS.reduce((sum, sign) => sum + measured[sign], 0);
  return { points: capped(Math.round(points), 100), signs: SIGNS.filter((sign) => measured[sign] > 0) };
}

const WORD = /[\p{L}\p{M}\p{N}\u00AD\u200B-\u200D\u2060\uFEFF]+/gu;
const ENDINGS = 'com|net|org|info|biz|xyz|top|shop|site|online|store|club|live|link|click|io|co|me|ly|ru|cn|tk|ma|fr';
const LINK = new RegExp(
  `(?:https?://|www\\.)[^\\s<>]+|(?<![\\p{L}\\p{N}@.])(?:[a-z0-9-]{1,63}\\.){1,6}(?:${ENDINGS})(?![\\p{L}\\p{N}])(?:/[^\\s<>]*)?`,
  'giu',
);
const PUBLIC_LINK = /^(?:https?:\/\/)?(?:[\w-]+\.)*gov\.ma(?:[/?#]|$)/i;
const SHORT_LINK =
  /(?<![\p{L}\p{N}.])(?:bit\.ly|t\.me|wa\.me|tinyurl\.com|goo\.gl|cutt\.ly|is\.gd|ow\.ly|rb\.gy|chat\.whatsapp\.com)\/\S+/giu;
// Bounded, so that no text makes the search for one run back and forth.
const EMAIL = /(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,4}/gu;
const TELEPHONE = /(?<![\d.,])(?:(?:\+|00)\d{1,3}[ .-]?\d(?:[ .-]?\d){7,9}|0[5-8](?:[ .-]?\d){8})(?!\d)/g;

function linkPoints(text: string): number {
  const links = (text.match(LINK) ?? []).filter((link) => !PUBLIC_LINK.test(link)).length;
  return [0, 8, 20, 35][links] ?? 50;
}

function contactPoints(text: string): number {
  const digits = text.replace(/\p{Nd}/gu, (digit) => foldWord(digit));
  return capped(15 * (count(digits, TELEPHONE) + count(text, EMAIL)), 30);
}

/** A stretch in which people repeat few words, in every language we have seen: less than 6 different in 10 is a chant. */
const STRETCH = 40;

function repetitionPoints(words: readonly string[]): number {
  const folded = words.map(foldWord).filter((word) => word !== '');
  if (folded.length < 6) return 0;
  const different: number[] = [];
  for (let from = 0; from < folded.length; from += STRETCH) {
    const stretch = folded.slice(Math.max(0, Math.min(from, folded.length - STRETCH)), from + STRETCH);
    different.push(new Set(stretch).size / stretch.length);
  }
  const mean = different.reduce((sum, one) => sum + one, 0) / different.length;
  const runs = words.filter((word) => /(\p{L})\1{11,}/u.test(word)).length;
  return capped(150 * Math.max(0, 0.6 - mean) + 5 * Math.min(runs, 4), 60);
}

// Longer words than these are hardly found in texts of the script; hands on a keyboard make them.
const LONGEST: readonly (readonly [script: RegExp, letters: number])[] = [
  [/\p{Script=Arabic}/u, 18],
  [/\p{Script=Tifinagh}/u, 24],
];
const LONGEST_OTHER = 28;

function soupPoints(words: readonly string[]): number {
  const soup = words.filter(isSoup).length;
  if (soup === 0) return 0;
  return capped(Math.max(15 * soup, (60 * soup) / words.length), 60);
}

function isSoup(word: string): boolean {
  const letters = [...word.normalize('NFD').replace(/[\p{M}\p{Cf}ـ]/gu, '')];
  const longest = LONGEST.find(([script]) => script.test(word))?.[1] ?? LONGEST_OTHER;
  if (letters.length > longest) return true;
  // The same pairs again and again: «شسيبشسيبشسيب», "asdfasdfasdf". A drawn-out letter is no soup: «بزااااااف».
  const plain = letters.filter((letter, at) => letter !== letters[at - 1]);
  if (plain.length >= 10) {
    const pairs = plain.slice(1).map((letter, at) => `${plain[at]}${letter}`);
    if (new Set(pairs).size / pairs.length < 0.5) return true;
  }
  const changes = letters.filter((letter, at) => at > 0 && isDigit(letter) !== isDigit(letters[at - 1] ?? ''));
  return changes.length >= 6;
}

function isDigit(sign: string): boolean {
  return /^\p{N}$/u.test(sign);
}

/** Letters that look alike, from alphabets that nobody mixes inside one word. Arabic with Latin is how people write «الفيسبوك» or «لCNSS». */
function mixesAlphabets(word: string): boolean {
  const alphabets = [/\p{Script=Latin}/u, /\p{Script=Cyrillic}/u, /\p{Script=Greek}/u, /\p{Script=Cherokee}/u];
  return alphabets.filter((alphabet) => alphabet.test(word)).length > 1;
}

/** Letters dressed up as mathematics, full width or enclosed, so that no search finds them. */
const FANCY = /[\u{1D400}-\u{1D7FF}\u{FF21}-\u{FF3A}\u{FF41}-\u{FF5A}\u{24B6}-\u{24E9}\u{1F130}-\u{1F189}]/gu;

function fancyPoints(text: string): number {
  return count(text, FANCY) >= 3 ? 45 : 0;
}

// Joiners belong to Arabic and to emoji, marks of direction to every text of two directions: neither counts.
const UNSEEN = /(?<=[\p{L}\p{N}])[\u00AD\u200B\u2060\uFEFF](?=[\p{L}\p{N}])/gu;
const TURNED = /[\u202D\u202E]/g;
const PILED = /\p{M}{5,}/gu;

function hiddenPoints(text: string): number {
  return capped(5 * Math.min(count(text, UNSEEN), 6) + 30 * count(text, TURNED) + 30 * count(text, PILED), 60);
}

function decorationPoints(prose: string): number {
  const signs = [...prose.replace(/\s/gu, '')];
  const speaking = signs.filter((sign) => /[\p{L}\p{M}\p{N}]/u.test(sign)).length;
  if (speaking === 0) return signs.length > 0 ? 50 : 0;
  return signs.length >= 10 && speaking / signs.length < 0.5 ? 25 : 0;
}

function copyPoints(words: number, { sameByAuthor, sameByOthers }: Circumstances): number {
  // Many people say the same few words: "I agree".
  const others = words < 4 ? 0 : 15 * Math.max(0, sameByOthers - 1);
  return capped(30 * sameByAuthor + others, 60);
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}

function capped(value: number, most: number): number {
  return Math.min(value, most);
}
