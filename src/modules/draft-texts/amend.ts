/** What an amendment does to the words it names, or to the whole article where it names none. */
export const WORD_DEEDS = ['replace', 'add', 'delete'] as const;
export type WordDeed = (typeof WORD_DEEDS)[number];

/** What an amendment does. `insert`: puts a new article behind the one it names. */
export const DEEDS = [...WORD_DEEDS, 'insert'] as const;
export type Deed = (typeof DEEDS)[number];

/** An amendment of one article in one language. `quote` null: the whole article. `wording` is empty for `delete`. */
export type Amendment = { id: string; deed: WordDeed; quote: string | null; wording: string };

/** Where quoted words stand in a text: signs from `start` to `end`, or why that cannot be said. */
export type Found = { start: number; end: number } | 'absent' | 'several';

/**
 * Finds quoted words in an article; spaces and line ends between words count as the same. Whole words come first: "سنة" is not found inside
 * "حسنة" where it stands by itself.
 */
export function findQuote(body: string, quote: string): Found {
  const words = quote.normalize('NFC').trim().split(/\s+/).filter(Boolean);
  if (words.length === 0) return 'absent';
  const pattern = words.map(escaped).join('\\s+');
  const whole = [...body.matchAll(new RegExp(`${NO_LETTER_BEFORE}${pattern}${NO_LETTER_AFTER}`, 'gu'))];
  const found = whole.length > 0 ? whole : [...body.matchAll(new RegExp(pattern, 'gu'))];
  const [first] = found;
  if (!first) return 'absent';
  if (found.length > 1) return 'several';
  return { start: first.index, end: first.index + first[0].length };
}

const NO_LETTER_BEFORE = String.raw`(?<![\p{L}\p{M}\p{N}])`;
const NO_LETTER_AFTER = String.raw`(?![\p{L}\p{M}\p{N}])`;

function escaped(word: string): string {
  return word.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&').replace(/\\-/g, '-');
}

type Edit = { id: string; start: number; end: number; text: string };

export type Amended = {
  body: string;
  /** The amendments that stand in the new text, and those that somebody must work in by hand. */
  applied: string[];
  clashes: string[];
};

/**
 * Writes amendments into an article. Each means the words as they stood when it was proposed. Where two touch the same words the earlier
 * one of the list is written and the other is left to a person (`clashes`), as is one whose words stand there no more, or twice. Additions
 * at one place follow one another.
 */
export function applyAmendments(body: string, amendments: readonly Amendment[]): Amended {
  const edits: Edit[] = [];
  const clashes: string[] = [];
  for (const amendment of amendments) {
    const edit = editOf(body, amendment);
    if (!edit || edits.some((other) => overlap(other, edit))) clashes.push(amendment.id);
    else edits.push(edit);
  }
  const inOrder = edits.map((edit, place) => ({ edit, place }));
  // Of two at one place, what stands there is changed first and what is added comes behind, in the order of the list.
  inOrder.sort((a, b) => a.edit.start - b.edit.start || a.edit.end - b.edit.end || a.place - b.place);
  let text = '';
  let at = 0;
  for (const { edit } of inOrder) {
    text += body.slice(at, edit.start) + edit.text;
    at = edit.end;
  }
  return { body: tidy(text + body.slice(at)), applied: edits.map(({ id }) => id), clashes };
}

function editOf(body: string, { id, deed, quote, wording }: Amendment): Edit | undefined {
  const words = wording.trim();
  if (quote === null) {
    const end = body.length;
    if (deed === 'add') return { id, start: end, end, text: `${body === '' ? '' : '\n\n'}${words}` };
    return { id, start: 0, end, text: deed === 'delete' ? '' : words };
  }
  const found = findQuote(body, quote);
  if (typeof found === 'string') return undefined;
  if (deed === 'add') return { id, start: found.end, end: found.end, text: joined(found.end, words) };
  return { id, ...found, text: deed === 'delete' ? '' : words };
}

/** Added words stand apart from those before them, except where they begin with the sign that ends those. */
function joined(at: number, words: string): string {
  return at === 0 || /^[،؛,.;:)]/.test(words) ? words : ` ${words}`;
}

function overlap(a: Edit, b: Edit): boolean {
  const [aAdds, bAdds] = [a.start === a.end, b.start === b.end];
  if (aAdds && bAdds) return false;
  if (aAdds) return a.start > b.start && a.start < b.end;
  if (bAdds) return b.start > a.start && b.start < a.end;
  return a.start < b.end && b.start < a.end;
}

/** What a deletion leaves: no double spaces, no space before a stop, no more than one empty line. */
function tidy(text: string): string {
  return text
    .replace(/[ \t]{2,}/g, ' ')
    .replace(/[ \t]+([،؛,.])/g, '$1')
    .replace(/[ \t]*\n[ \t]*/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}
