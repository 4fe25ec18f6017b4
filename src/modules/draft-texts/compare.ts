import { diffArrays } from 'diff';
import type { Article, TextLang } from './article.ts';

/** A run of words that two texts share, or that only one of them has. */
export type Run = { kind: 'same' | 'gone' | 'new'; text: string };

/** Words with their marks (Arabic vowels belong to the word), spaces, and single signs. */
const TOKEN = /\s+|[\p{L}\p{M}\p{N}]+|[^\s\p{L}\p{M}\p{N}]/gu;

/** Beyond so many differences word by word is of no use to a reader, and costly to find. */
const MOST_EDITS = 1_500;

/** What changed from one text to the other, word by word. Text that was changed throughout is shown as one gone and one new. */
export function compareWords(before: string, after: string): Run[] {
  if (before === after) return before === '' ? [] : [{ kind: 'same', text: before }];
  const changes = diffArrays(before.match(TOKEN) ?? [], after.match(TOKEN) ?? [], { maxEditLength: MOST_EDITS });
  if (!changes)
    return [
      { kind: 'gone', text: before },
      { kind: 'new', text: after },
    ];
  return bridged(
    changes.map(({ added, removed, value }) => ({
      kind: added ? 'new' : removed ? 'gone' : 'same',
      text: value.join(''),
    })),
  );
}

/** A lone space between two changes belongs to them: otherwise each word of a changed sentence would be marked apart. */
function bridged(runs: readonly Run[]): Run[] {
  const out: Run[] = [];
  let pending: { gone: string; new: string } | undefined;
  const flush = () => {
    const { gone = '', new: added = '' } = pending ?? {};
    pending = undefined;
    // The space behind both is no part of the change.
    const tail = gone && added && /\s$/.test(gone) && gone.at(-1) === added.at(-1) ? gone.slice(-1) : '';
    const without = (words: string) => words.slice(0, words.length - tail.length);
    if (without(gone)) out.push({ kind: 'gone', text: without(gone) });
    if (without(added)) out.push({ kind: 'new', text: without(added) });
    if (tail) out.push({ kind: 'same', text: tail });
  };
  for (const [index, run] of runs.entries()) {
    const between = run.kind === 'same' && pending && run.text.trim() === '' && runs[index + 1];
    if (run.kind === 'same' && !between) {
      flush();
      out.push(run);
      continue;
    }
    pending ??= { gone: '', new: '' };
    if (run.kind !== 'new') pending.gone += run.text;
    if (run.kind !== 'gone') pending.new += run.text;
  }
  flush();
  return out;
}

/** One part in two versions; `before` or `after` is undefined where it did not exist. */
export type ComparedPart = {
  id: string;
  before: Article | undefined;
  after: Article | undefined;
  changed: boolean;
};

/** The parts of two versions beside each other, in the order of the later one; what is gone stands where it stood. */
export function compareArticles(before: readonly Article[], after: readonly Article[], lang: TextLang): ComparedPart[] {
  const earlier = new Map(before.map((part) => [part.id, part]));
  const there = new Set(after.map(({ id }) => id));
  const parts: ComparedPart[] = after.map((part) => {
    const was = earlier.get(part.id);
    return { id: part.id, before: was, after: part, changed: !was || wordsOf(was, lang) !== wordsOf(part, lang) };
  });
  for (const [index, part] of before.entries()) {
    if (there.has(part.id)) continue;
    const previous = before.slice(0, index).at(-1)?.id;
    const place = previous === undefined ? 0 : parts.findIndex(({ id }) => id === previous) + 1;
    parts.splice(place, 0, { id: part.id, before: part, after: undefined, changed: true });
  }
  return parts;
}

/** The words of a part that readers of a version see: its count, heading and body. */
export function wordsOf({ label, heading, body }: Article, lang: TextLang): string {
  return [label[lang], heading[lang], body[lang]].filter(Boolean).join('\n');
}
