import { foldWord } from './normalise.ts';

// PostgreSQL's Arabic stemmer gives «هيئات» and «الهيئات» different stems and keeps the conjunction, so words are stemmed here: the
// light stemming of Larkey, Ballesteros and Connell ("light10"), which only takes off what is written onto a word, with the
// minimum lengths below so that short words keep their root.

/** Whether a folded word is written in Arabic letters. */
export function isArabic(word: string): boolean {
  return /^\p{Script=Arabic}/u.test(word);
}

/** Conjunction, preposition and article in front of a noun: الـ والـ فالـ بالـ كالـ وبالـ للـ وللـ. */
const ARTICLE = /^[وف]?(?:[بك]?ال|لل)(?=.{2})/u;
const CONJUNCTION = /^و(?=.{3})/u;
/** A preposition written onto a word without article: لمجلس، بمجلس، ولمجلس. */
const PREPOSITION = /^[وف]?[بلك](?=.{3})/u;

/** Frequent nouns of the administration whose first letter و is their own (وزارة، وثيقة، ولاية…), folded. */
const OWN_WAW = new Set(
  ['وزاره', 'وزارات', 'وزاري', 'وزير', 'وزراء', 'وثيقه', 'وثائق', 'وطن', 'وطني', 'وطنيه', 'وسيط', 'وساطه', 'وسائل']
    .concat(['وسيله', 'وضع', 'وضعيه', 'وقت', 'وقايه', 'ولايه', 'ولايات', 'ولوج', 'ولوجيه', 'ولوجيات', 'وحده', 'وحدات'])
    .concat(['وصل', 'وصول', 'وكاله', 'وكيل', 'واجب', 'واجبات', 'واقع', 'ورش', 'ورشه', 'ورشات', 'وفق', 'وفود', 'وظيفه'])
    .concat(['وظائف', 'وضوح', 'والي', 'ولاه', 'وعي', 'واحه', 'واحات', 'وسط', 'وارد', 'واردات', 'وتيره'])
    .map(foldWord),
);

/** A word without conjunction and article. Folding first and folding last give the same. */
function bare(word: string): string {
  const noun = word.replace(ARTICLE, '');
  if (noun !== word || OWN_WAW.has(foldWord(word))) return noun;
  return word.replace(CONJUNCTION, '');
}

// In this order, each once; the number is how many letters must remain.
const SUFFIXES: readonly (readonly [suffix: string, remain: number])[] = [
  ['ها', 3],
  ['ان', 3],
  ['ات', 2],
  ['ون', 3],
  ['ين', 3],
  ['يه', 3],
  ['ه', 2],
  ['ي', 3],
];

function stem(word: string): string {
  let rest = word;
  for (const [suffix, remain] of SUFFIXES) {
    if (rest.endsWith(suffix) && rest.length - suffix.length >= remain) rest = rest.slice(0, -suffix.length);
  }
  return rest;
}

/**
 * The forms under which an Arabic word is known: as it stands, without conjunction and article, and the stems of both; once more with
 * all seats of the hamza alike, so that هيئة, هيأة and هيية meet. A word of a query meets a word of a text when they share one.
 */
export function arabicForms(word: string): { words: string[]; stems: string[] } {
  const words = new Set<string>();
  for (const spelling of spellings(word)) {
    words.add(spelling);
    words.add(bare(spelling));
  }
  words.delete('');
  const stems = new Set<string>();
  for (const one of words) {
    const root = stem(one);
    if (!words.has(root)) stems.add(root);
  }
  return { words: [...words], stems: [...stems] };
}

/** Further forms of a word of a text (not of a query, where they would find too much): without a preposition written onto it. */
export function withoutPreposition(word: string): string[] {
  const folded = foldWord(word);
  if (ARTICLE.test(folded)) return [];
  const rest = folded.replace(PREPOSITION, '');
  return rest === folded ? [] : [rest, stem(rest)];
}

function spellings(word: string): string[] {
  const plain = foldWord(word);
  // NFKC keeps the hamza on its seat, where foldWord takes it off.
  const letters = word.normalize('NFKC').replace(/[ً-ٰٟـ]/gu, '');
  const seated = [...letters].map((letter, index) => (index > 0 && /[أؤئء]/u.test(letter) ? SEAT : letter)).join('');
  return seated.includes(SEAT) ? [plain, seated.split(SEAT).map(foldWord).join(SEAT)] : [plain];
}

const SEAT = 'ء';

/** Words too frequent to say anything, folded. */
const EMPTY_WORDS = new Set(
  [
    'في',
    'من',
    'على',
    'إلى',
    'عن',
    'مع',
    'هذا',
    'هذه',
    'ذلك',
    'تلك',
    'التي',
    'الذي',
    'الذين',
    'اللذين',
    'أن',
    'إن',
    'أو',
  ]
    .concat(['ثم', 'كما', 'قد', 'لا', 'ما', 'لم', 'لن', 'هو', 'هي', 'هم', 'كل', 'بين', 'حيث', 'و', 'بعد', 'قبل', 'عند'])
    .concat(['كان', 'كانت', 'أي', 'أم', 'بل', 'به', 'بها', 'له', 'لها', 'فيه', 'فيها', 'منه', 'منها', 'عليه', 'عليها'])
    .map(foldWord),
);

/** Whether an Arabic word carries no meaning of its own (folded, with or without conjunction). */
export function isEmptyArabic(folded: string): boolean {
  return EMPTY_WORDS.has(folded) || EMPTY_WORDS.has(folded.replace(/^و/u, ''));
}
