import type { Answers } from './questionnaire.ts';

/** The questions that two typings of one sheet answer differently; the order in which boxes were ticked says nothing. */
export function differing(one: Answers, other: Answers): string[] {
  const ids = [...new Set([...Object.keys(one), ...Object.keys(other)])];
  const sorted = (answers: Answers, id: string) => JSON.stringify([...(answers[id] ?? [])].sort());
  return ids.filter((id) => sorted(one, id) !== sorted(other, id));
}
