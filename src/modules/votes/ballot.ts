import type { Fault } from '#platform/errors.ts';
import { ANSWERS, type Method, type Terms } from './vote.ts';

// What a ballot says is kept, hashed and published in one written form:
//   support  yes
//   choose   2+5        options, by number
//   rank     3>1=2      the first choice first; what is not named comes after all that is
//   points   1:3+7:2    points on options, by number
// The form is the only one: the same choice is always the same text.

/** What somebody marked, before it is checked. `picked`: boxes or answers; `given`: a place or points for an option, by its number. */
export type Marks = { picked: readonly string[]; given: Readonly<Record<string, number>> };

type Ballot = Pick<Terms, 'method' | 'most' | 'points'> & { options: readonly number[] };

const fault = (key: string, values?: Fault['values']): Fault => ({
  pointer: '/choice',
  key: `votes.fault.${key}`,
  ...(values ? { values } : {}),
});

/** The written form of what was marked, or why it is no ballot of this vote. */
export function writeChoice(ballot: Ballot, marks: Marks): { choice: string } | Fault {
  const { method, most, points, options } = ballot;
  if (method === 'support') {
    const answer = ANSWERS.find((one) => marks.picked.length === 1 && marks.picked[0] === one);
    return answer ? { choice: answer } : fault('answer');
  }
  if (method === 'choose') {
    const chosen = [...new Set(marks.picked.map(Number))].sort((a, b) => a - b);
    if (!chosen.every((one) => options.includes(one))) return fault('option');
    if (chosen.length === 0) return fault('nothing');
    return chosen.length > most ? fault('too-many', { most }) : { choice: chosen.join('+') };
  }
  const given = Object.entries(marks.given).map(([number, value]) => ({ option: Number(number), value }));
  if (!given.every(({ option }) => options.includes(option))) return fault('option');
  if (method === 'rank') {
    if (!given.every(({ value }) => Number.isInteger(value) && value >= 1 && value <= options.length))
      return fault('rank', { most: options.length });
    if (given.length === 0) return fault('nothing');
    return { choice: writeRanking(given) };
  }
  if (!given.every(({ value }) => Number.isInteger(value) && value >= 0)) return fault('points-whole');
  const spent = given.filter(({ value }) => value > 0).sort((a, b) => a.option - b.option);
  if (spent.length === 0) return fault('nothing');
  if (spent.some(({ value }) => value > most)) return fault('points-on-one', { most });
  const sum = spent.reduce((total, { value }) => total + value, 0);
  if (sum > points) return fault('points-sum', { points, sum });
  return { choice: spent.map(({ option, value }) => `${option}:${value}`).join('+') };
}

function writeRanking(given: readonly { option: number; value: number }[]): string {
  const places = Map.groupBy(given, ({ value }) => value);
  return [...places]
    .sort(([a], [b]) => a - b)
    .map(([, same]) =>
      same
        .map(({ option }) => option)
        .sort((a, b) => a - b)
        .join('='),
    )
    .join('>');
}

/** What a ballot gives to each option that it names: 1, its place, or its points; `yes`, `no` and `abstain` stand for themselves. */
export function readChoice(method: Method, choice: string): Map<string, number> {
  if (method === 'support') return new Map([[choice, 1]]);
  if (method === 'rank')
    return new Map(
      choice.split('>').flatMap((same, place) => same.split('=').map((option) => [option, place + 1] as const)),
    );
  return new Map(
    choice.split('+').map((part) => {
      const [option = '', value = '1'] = part.split(':');
      return [option, Number(value)];
    }),
  );
}

/** The marks of a ballot that was written: for a form that shows them again. */
export function marksOf(method: Method, choice: string): Marks {
  const read = readChoice(method, choice);
  return method === 'support' || method === 'choose'
    ? { picked: [...read.keys()], given: {} }
    : { picked: [], given: Object.fromEntries(read) };
}
