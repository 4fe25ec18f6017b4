import { one } from '#core/institutions/index.ts';
import { Radios } from '#platform/html/choices.tsx';
import { type Condition, TESTS, type Test } from '#platform/html/conditions.ts';
import { type PageContext, usePage } from '#platform/html/context.tsx';
import { Details } from '#platform/html/details.tsx';
import { type Choice, Select, TextInput } from '#platform/html/field.tsx';
import { plain } from '#platform/i18n/text.ts';
import type { FormState } from '#platform/page.ts';
import { type Question, testableValues, testsFor } from '../../questionnaire.ts';
import { testWords } from '../words.tsx';

/** How many tests a condition may have on the page; programs may send more. */
const LINES = 3;

type ConditionProps = {
  when: Condition | null;
  /** The questions before, which alone can be looked at. */
  earlier: readonly Question[];
};

/** When a question or a section applies: lines to choose from what was answered before. */
export function ConditionFields({ when, earlier }: ConditionProps) {
  const page = usePage();
  const { t, ts } = page;
  const lines = Math.max(LINES, (when?.tests.length ?? 0) + 1);
  return (
    <Details summary={t('surveys.edit.when')} open={when !== null}>
      {earlier.length === 0 ? (
        <p class="hint">{t('surveys.edit.when-first')}</p>
      ) : (
        <>
          <Radios
            name="when.all"
            label={t('surveys.edit.when-how')}
            value={when?.all === false ? 'any' : 'all'}
            look="two"
            choices={(['all', 'any'] as const).map((value) => ({ value, label: ts(`surveys.edit.when-${value}`) }))}
          />
          {Array.from({ length: lines }, (_, index) => {
            const test = when?.tests[index];
            return (
              <div class="pair">
                <Select
                  name={`when.${index}.test`}
                  label={t('surveys.edit.when-line', { n: index + 1 })}
                  empty={ts('surveys.edit.when-none')}
                  value={test && keyOf(test)}
                  choices={choicesOf(page, earlier, test)}
                />
                <TextInput
                  name={`when.${index}.number`}
                  label={t('surveys.edit.when-number')}
                  value={test && isNumeric(test.is) ? test.values[0] : undefined}
                  optional
                  inputMode="decimal"
                  dir="ltr"
                  width={8}
                />
              </div>
            );
          })}
        </>
      )}
    </Details>
  );
}

const isNumeric = (is: Test['is']) => is === 'at-least' || is === 'at-most';
const keyOf = ({ of, is, values }: Test) => JSON.stringify([of, is, ...(isNumeric(is) ? [] : values)]);

function choicesOf(page: PageContext, earlier: readonly Question[], kept: Test | undefined): Choice[] {
  const choices = earlier.flatMap((question): Choice[] => {
    const group = `${question.id} · ${plain(question.title, page.lang)}`;
    return testsFor(question).flatMap((is) => {
      const values = is === 'any-of' || is === 'none-of' ? (testableValues(question) ?? []) : [null];
      return values.map((value) => ({
        group,
        value: keyOf({ of: question.id, is, values: value === null ? [] : [value] }),
        label: `${question.id} – ${testWords(page, question, { of: question.id, is, values: value === null ? [] : [value] })}`,
      }));
    });
  });
  if (!kept || choices.some(({ value }) => value === keyOf(kept))) return choices;
  const question = earlier.find(({ id }) => id === kept.of);
  return question
    ? [{ value: keyOf(kept), label: `${kept.of} – ${testWords(page, question, kept)}` }, ...choices]
    : choices;
}

/** The condition that the fields make; null when no line is filled in. */
export function conditionOf(values: FormState['values']): Condition | null {
  const tests: Test[] = [];
  for (let index = 0; index < 12; index++) {
    const key = one(values, `when.${index}.test`);
    if (key === '') continue;
    const [of, is, ...rest] = listOf(key);
    const found = TESTS.find((each) => each === is);
    if (!of || !found) continue;
    tests.push({ of, is: found, values: isNumeric(found) ? [one(values, `when.${index}.number`).trim()] : rest });
  }
  return tests.length === 0 ? null : { all: one(values, 'when.all') !== 'any', tests };
}

/** What a choice of the list stands for; nothing when somebody sent something else. */
function listOf(key: string): string[] {
  try {
    const list: unknown = JSON.parse(key);
    return Array.isArray(list) ? list.map(String) : [];
  } catch {
    return [];
  }
}
