import { diffArrays } from 'diff';

/** A run of words that two texts share, or that only one of them has. */
export type Run = { kind: 'same' | 'gone' | 'new'; text: string };

/** Words with their marks (Arabic vowels belong to the word), spaces, and single signs. */
const TOKEN = /\s+|[\p{L}\p{M}\p{N}]+|[^\s\p{L}\p{M}\p{N}]/gu;

/** Beyond so many differences word by word is of no use to a reader, and costly to find: the cost grows with their square. */
const MOST_EDITS = 1_000;
const MOST_COST = MOST_EDITS ** 2;

/** What changed from one text to the other, word by word. Where too much was changed, it is shown as one gone and one new. */
export function compareWords(before: string, after: string): Run[] {
  return compareMany()(before, after);
}

/**
 * Compares as `compareWords` does, for a page that compares many texts: all of them together cost no more than one that was changed
 * throughout. `most`: the differences of one comparison, so that a single one does not take what is there for all.
 */
export function compareMany(most = MOST_EDITS): typeof compareWords {
  let left = MOST_COST;
  return (before, after) => {
    const mostEdits = Math.min(most, Math.floor(Math.sqrt(left)));
    const { runs, edits } = compared(before.match(TOKEN) ?? [], after.match(TOKEN) ?? [], mostEdits);
    left -= edits ** 2;
    return runs;
  };
}

/** The runs of two texts, and how many tokens had to be taken out and put in to find them. What both begin and end with costs nothing. */
function compared(before: readonly string[], after: readonly string[], mostEdits: number) {
  const shortest = Math.min(before.length, after.length);
  let start = 0;
  while (start < shortest && before[start] === after[start]) start += 1;
  let end = 0;
  while (end < shortest - start && before.at(-1 - end) === after.at(-1 - end)) end += 1;
  const gone = before.slice(start, before.length - end);
  const added = after.slice(start, after.length - end);
  const changes = diffArrays(gone, added, { maxEditLength: mostEdits });
  const runs = [
    runOf('same', before.slice(0, start)),
    ...(changes?.map((one) => runOf(one.added ? 'new' : one.removed ? 'gone' : 'same', one.value)) ?? [
      runOf('gone', gone),
      runOf('new', added),
    ]),
    runOf('same', before.slice(before.length - end)),
  ];
  const edits = changes?.reduce((sum, one) => sum + (one.added || one.removed ? one.value.length : 0), 0) ?? mostEdits;
  return { runs: bridged(runs.filter(({ text }) => text !== '')), edits };
}

function runOf(kind: Run['kind'], tokens: readonly string[]): Run {
  return { kind, text: tokens.join('') };
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
