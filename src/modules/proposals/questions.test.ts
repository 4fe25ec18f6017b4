import fc from 'fast-check';
import { expect, test } from 'vitest';
import { QUESTION_KINDS, type Question, readAnswers } from './questions.ts';

const question = (more: Partial<Question>): Question => ({
  key: 'q1',
  kind: 'line',
  label: { ar: 'سؤال' },
  hint: {},
  needed: false,
  choices: [],
  ...more,
});
const choices = [
  { key: 'c1', name: { ar: 'نعم' } },
  { key: 'c2', name: { ar: 'لا' } },
];
const fault = (one: Question, value: string | string[]) => readAnswers([one], { q1: value }).faults[0]?.key;

test('each kind takes what it asks for and says what is wrong', () => {
  expect(readAnswers([question({})], { q1: '  كلمات  ' }).answers).toEqual({ q1: 'كلمات' });
  expect(fault(question({}), 'x'.repeat(301))).toBe('proposals.fault.answer-long');
  expect(fault(question({ kind: 'text' }), 'x'.repeat(301))).toBeUndefined();
  expect(fault(question({ kind: 'number' }), '12,5')).toBeUndefined();
  expect(fault(question({ kind: 'number' }), 'a dozen')).toBe('proposals.fault.answer-number');
  expect(fault(question({ kind: 'one', choices }), 'c3')).toBe('proposals.fault.answer-choice');
  expect(fault(question({ kind: 'one', choices }), ['c1', 'c2'])).toBe('proposals.fault.answer-choice');
  expect(readAnswers([question({ kind: 'several', choices })], { q1: ['c2', 'c1', 'c2'] }).answers).toEqual({
    q1: ['c2', 'c1'],
  });
});

test('what is needed is asked of the author, not of an official who writes down a paper', () => {
  const needed = question({ needed: true });
  expect(readAnswers([needed], { q1: ' ' }).faults).toEqual([
    { pointer: '/answers/q1', key: 'proposals.fault.answer-missing' },
  ]);
  expect(readAnswers([needed], {}, { needed: false }).faults).toEqual([]);
});

test('whatever is sent: kept are answers of questions that are asked, and nothing else', () => {
  const some = fc.dictionary(fc.string({ maxLength: 4 }), fc.oneof(fc.string(), fc.array(fc.constantFrom('c1', 'c9'))));
  fc.assert(
    fc.property(fc.constantFrom(...QUESTION_KINDS), some, (kind, given) => {
      const asked = question({ kind, choices });
      const { answers, faults } = readAnswers([asked], given);
      expect(Object.keys(answers).every((key) => key === 'q1')).toBe(true);
      expect(Object.keys(answers).length + faults.length).toBeLessThanOrEqual(1);
      expect(readAnswers([asked], answers)).toEqual({ answers, faults: [] });
    }),
  );
});
