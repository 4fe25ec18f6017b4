import { join } from 'node:path';
import vm from 'node:vm';
import { build } from 'esbuild';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Condition, givenOf, type Part, partsThatCount } from '#platform/html/conditions.ts';
import { answerFaults, asAnswers, countingAnswers, countingQuestions, countingSections, piped } from './answers.ts';
import { earlier, putQuestion, without } from './edit-questionnaire.ts';
import { aQuestion, aSection, BUSES } from './examples.ts';
import { shuffledBy } from './order.ts';
import { flawsOf, partsOf, type Question, type Questionnaire, questionsOf, structureOf } from './questionnaire.ts';

const NOWHERE = { places: new Set<string>() };

/** A random questionnaire whose conditions look at earlier questions only. */
const questionnaires: fc.Arbitrary<Questionnaire> = fc
  .array(
    fc.record({
      kind: fc.constantFrom<Question['kind']>('single', 'several', 'rating', 'text', 'consent', 'matrix', 'ranking'),
      newSection: fc.boolean(),
      tests: fc.array(
        fc.record({
          of: fc.nat(),
          is: fc.constantFrom('any-of', 'none-of', 'filled', 'empty', 'at-least', 'at-most' as const),
          value: fc.nat(5),
        }),
        { maxLength: 3 },
      ),
      all: fc.boolean(),
      sectionToo: fc.boolean(),
    }),
    { minLength: 1, maxLength: 12 },
  )
  .map((lines) => {
    const sections: { id: string; when: Condition | null; questions: Question[] }[] = [];
    const options = ['o1', 'o2', 'o3'].map((id) => ({ id, title: { fr: id } }));
    for (const [index, { kind, newSection, tests, all, sectionToo }] of lines.entries()) {
      const when =
        index === 0 || tests.length === 0
          ? null
          : {
              all,
              tests: tests.map(({ of, is, value }) => ({
                of: `q${(of % index) + 1}`,
                is,
                values:
                  is === 'at-least' || is === 'at-most'
                    ? [String(value)]
                    : [`o${value}`, String(value), `r1=o${value}`],
              })),
            };
      if (newSection || sections.length === 0)
        sections.push({ id: `s${sections.length + 1}`, when: sectionToo ? when : null, questions: [] });
      sections.at(-1)?.questions.push(
        aQuestion({
          id: `q${index + 1}`,
          kind,
          options,
          rows: [{ id: 'r1', title: { fr: 'r' } }],
          min: 1,
          max: 5,
          when,
        }),
      );
    }
    return { sections: sections.map(({ id, when, questions }) => aSection(id, questions, { when })) };
  });

const fields = fc.array(
  fc.tuple(
    fc.oneof(
      fc.integer({ min: 1, max: 12 }).map((n) => `q.q${n}`),
      fc.tuple(fc.integer({ min: 1, max: 12 }), fc.constantFrom('r1', 'o1', 'o2')).map(([n, row]) => `q.q${n}.${row}`),
      fc.constant('go'),
    ),
    fc.constantFrom('o1', 'o2', 'o3', '1', '2', '4', 'yes', '', '  ', 'كلام'),
  ),
  { maxLength: 25 },
);

describe('which questions count', () => {
  test('browser and server decide the same, for every section of any survey and any answers', async () => {
    const entry = join(import.meta.dirname, '../../platform/html/conditions.ts');
    const built = await build({
      entryPoints: [entry],
      bundle: true,
      minify: true,
      write: false,
      format: 'iife',
      globalName: 'browser',
      target: 'chrome80',
    });
    const context = vm.createContext({});
    vm.runInContext(`${built.outputFiles[0]?.text};globalThis.browser = browser`, context);
    /** As the element does it: what the page carries as JSON, and the fields of this section. */
    const inBrowser = (parts: readonly Part[], before: object, typed: [string, string][]): string[] =>
      JSON.parse(
        vm.runInContext(
          `JSON.stringify([...browser.partsThatCount(${JSON.stringify(parts)}, {...${JSON.stringify(before)}, ...browser.givenOf(${JSON.stringify(typed)})})])`,
          context,
        ),
      );
    fc.assert(
      fc.property(questionnaires, fields, (questionnaire, typed) => {
        const given = asAnswers(questionnaire, givenOf(typed));
        const server = countingQuestions(questionnaire, given);
        for (const section of questionnaire.sections) {
          const own = new Set(section.questions.map(({ id }) => id));
          const here = typed.filter(([name]) => own.has(name.split('.')[1] ?? ''));
          const before = Object.fromEntries(Object.entries(given).filter(([id]) => !own.has(id)));
          const browser = inBrowser(partsOf(questionnaire), before, here).filter((id) => own.has(id));
          expect(browser).toEqual([...server].filter((id) => own.has(id)));
        }
      }),
      { numRuns: 300 },
    );
  });

  test('an answer that does not count changes nothing for those after it', () => {
    fc.assert(
      fc.property(questionnaires, fields, (questionnaire, typed) => {
        const given = asAnswers(questionnaire, givenOf(typed));
        const kept = countingAnswers(questionnaire, given);
        expect(countingQuestions(questionnaire, kept)).toEqual(countingQuestions(questionnaire, given));
        expect(countingAnswers(questionnaire, kept)).toEqual(kept);
      }),
    );
  });

  test('two conditions on one question, and a condition over a question that does not apply', () => {
    const when = (of: string, values: string[]): Condition => ({ all: true, tests: [{ of, is: 'any-of', values }] });
    const parts: Part[] = [
      { name: 'q1', when: [] },
      { name: 'q2', when: [when('q1', ['o1'])] },
      { name: 'q3', when: [when('q1', ['o1']), when('q2', ['o2'])] },
    ];
    expect([...partsThatCount(parts, { q1: ['o1'], q2: ['o2'] })]).toEqual(['q1', 'q2', 'q3']);
    expect([...partsThatCount(parts, { q1: ['o2'], q2: ['o2'] })]).toEqual(['q1']);
  });
});

describe('answers', () => {
  test('required questions are asked for only where they apply', () => {
    expect(answerFaults(BUSES, {}, NOWHERE).map(({ pointer }) => pointer)).toEqual(['/q/q1']);
    expect(answerFaults(BUSES, { q1: ['o1'] }, NOWHERE).map(({ pointer }) => pointer)).toEqual(['/q/q2']);
    expect(answerFaults(BUSES, { q1: ['o2'], q2: ['99'] }, NOWHERE)).toEqual([]);
    expect(countingSections(BUSES, { q1: ['o2'] }).map(({ id }) => id)).toEqual(['s1', 's2']);
  });

  test.each<[Partial<Question> & Pick<Question, 'kind'>, string[], boolean]>([
    [{ kind: 'single' }, ['o9'], false],
    [{ kind: 'several', min: 2 }, ['o1'], false],
    [{ kind: 'several', max: 1 }, ['o1', 'o2'], false],
    [{ kind: 'several' }, ['o1', 'o1'], false],
    [{ kind: 'rating', max: 5 }, ['6'], false],
    [{ kind: 'ranking' }, ['o1=1', 'o2=1'], false],
    [{ kind: 'ranking' }, ['o2=1', 'o1=2'], true],
    [{ kind: 'ranking' }, ['o2=2'], false],
    [{ kind: 'ranking', required: true }, ['o2=1'], false],
    [{ kind: 'matrix' }, ['r1=o1'], true],
    [{ kind: 'matrix' }, ['r1=o1', 'r1=o2'], false],
    [{ kind: 'matrix', required: true }, ['r1=o1'], false],
    [{ kind: 'number', min: 0, max: 10 }, ['10.5'], false],
    [{ kind: 'number', min: 0 }, ['-0'], true],
    [{ kind: 'number' }, ['1e3'], false],
    [{ kind: 'date' }, ['2026-02-30'], false],
    [{ kind: 'date' }, ['2028-02-29'], true],
    [{ kind: 'text' }, ['x'.repeat(301)], false],
    [{ kind: 'place' }, ['11.321'], false],
    [{ kind: 'consent' }, ['no'], false],
  ])('%j answered with %j', (question, values, fits) => {
    const options = ['o1', 'o2', 'o3'].map((id) => ({ id, title: { fr: id } }));
    const rows = ['r1', 'r2'].map((id) => ({ id, title: { fr: id } }));
    const asked = { sections: [aSection('s1', [aQuestion({ id: 'q1', options, rows, ...question })])] };
    expect(answerFaults(asked, { q1: values }, NOWHERE).length === 0).toBe(fits);
  });

  test('words of earlier answers are put in, in the language of the text', () => {
    const asked = { sections: [...BUSES.sections, aSection('s3', [aQuestion({ id: 'q5', kind: 'text' })])] };
    const text = { ar: 'أجبت «[q1]».', fr: 'Vous avez dit « [q1] », noté [q2].' };
    expect(piped(text, asked, { q1: ['o1'], q2: ['4'] })).toEqual({
      ar: 'أجبت «نعم».',
      fr: 'Vous avez dit « Oui », noté 4.',
    });
    expect(piped(text, asked, { q1: ['o2'], q2: ['4'] })?.fr).toBe('Vous avez dit « Non », noté ….');
  });
});

describe('orders', () => {
  test('the same for a seed, all things there once, and every place equally likely', () => {
    const things = ['a', 'b', 'c', 'd'];
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 31 - 1 }), (seed) => {
        const order = shuffledBy(seed, 'q1', things);
        expect(shuffledBy(seed, 'q1', things)).toEqual(order);
        expect([...order].sort()).toEqual(things);
      }),
    );
    const first = new Map<string, number>();
    for (let seed = 0; seed < 8_000; seed++) {
      const [one = ''] = shuffledBy(seed * 7919, 'q1', things);
      first.set(one, (first.get(one) ?? 0) + 1);
    }
    for (const thing of things) expect(Math.abs((first.get(thing) ?? 0) - 2_000)).toBeLessThan(200);
  });
});

describe('a questionnaire', () => {
  test('what does not fit together is told at its place', () => {
    expect(flawsOf(BUSES)).toEqual([]);
    const q = (given: Partial<Question>) => aQuestion({ id: 'q9', kind: 'text', ...given });
    const flaw = (question: Question, section = {}) =>
      flawsOf({ sections: [...BUSES.sections, aSection('s9', [question], section)] }).map(({ key }) => key);
    expect(flaw(q({ id: 'q1' }))).toEqual(['surveys.fault.id-twice']);
    expect(flaw(q({ kind: 'single' }))).toEqual(['surveys.fault.options-missing']);
    expect(flaw(q({ kind: 'rating' }))).toEqual(['surveys.fault.rating-scale']);
    const test = (of: string, is: Condition['tests'][number]['is'], values: string[]) =>
      flaw(q({ when: { all: true, tests: [{ of, is, values }] } }));
    expect(test('q9', 'filled', [])).toEqual(['surveys.fault.condition-later']);
    expect(test('q1', 'at-least', ['2'])).toEqual(['surveys.fault.condition-unsuited']);
    expect(test('q1', 'any-of', ['o7'])).toEqual(['surveys.fault.condition-values']);
    expect(test('q2', 'at-least', ['x'])).toEqual(['surveys.fault.condition-values']);
    expect(test('q1', 'any-of', ['o1'])).toEqual([]);
    expect(flaw(q({ title: { fr: 'Sur [q9]' } }))).toEqual(['surveys.fault.pipe-later']);
    expect(flaw(q({ title: { fr: 'Sur [q4]' } }))).toEqual(['surveys.fault.pipe-later']);
    expect(flaw(q({ title: { fr: 'Sur [q1]' } }))).toEqual([]);
  });

  test('words may change without changing the structure, and nothing else may', () => {
    const reworded: Questionnaire = JSON.parse(JSON.stringify(BUSES).replaceAll('Oui', 'Oui, souvent'));
    expect(structureOf(reworded)).toBe(structureOf(BUSES));
    expect(structureOf(without(BUSES, 'q2'))).not.toBe(structureOf(BUSES));
    expect(structureOf(earlier(BUSES, 'q4'))).not.toBe(structureOf(BUSES));
  });

  test('parts are moved, put and taken away', () => {
    const ids = (asked: Questionnaire) => asked.sections.map(({ questions }) => questions.map(({ id }) => id).join());
    expect(ids(earlier(BUSES, 'q4'))).toEqual(['q1,q2', 'q4,q3']);
    expect(ids(earlier(BUSES, 'q3'))).toEqual(['q1,q2,q3', 'q4']);
    expect(ids(earlier(BUSES, 'q1'))).toEqual(['q1,q2', 'q3,q4']);
    expect(ids(earlier(BUSES, 's2'))).toEqual(['q3,q4', 'q1,q2']);
    expect(ids(without(BUSES, 's1'))).toEqual(['q3,q4']);
    const changed = putQuestion(BUSES, aQuestion({ id: 'q3', kind: 'text' }), 's1');
    expect(questionsOf(changed)[2]?.kind).toBe('text');
    expect(ids(putQuestion(BUSES, aQuestion({ id: 'q9', kind: 'text' }), 's1'))).toEqual(['q1,q2,q9', 'q3,q4']);
  });
});
