import { diffArrays } from 'diff';

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
