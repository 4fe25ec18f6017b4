/**
 * Which parts of a form count, given what is filled in. Server and browser decide with these very functions: they import nothing and are
 * bundled into the browser code as they are.
 */

/** What is filled in: the values of every part by its name. A part that nobody filled in is absent or empty. */
export type Given = Readonly<Record<string, readonly string[]>>;

/** A look at an earlier part. `any-of`, `none-of`: of these values; `at-least`, `at-most`: its number against the first value. */
export const TESTS = ['any-of', 'none-of', 'filled', 'empty', 'at-least', 'at-most'] as const;
export type Test = { of: string; is: (typeof TESTS)[number]; values: readonly string[] };

/** `all`: every test holds; otherwise one is enough. */
export type Condition = { all: boolean; tests: readonly Test[] };

/** A part of a form, which counts when every one of its conditions holds. */
export type Part = { name: string; when: readonly Condition[] };

/**
 * The names of the parts that count. Conditions look at earlier parts only; a part that does not count is to them as if it were empty,
 * whatever was typed in it before.
 */
export function partsThatCount(parts: readonly Part[], given: Given): Set<string> {
  const counting = new Set<string>();
  const valuesOf = (name: string) => (counting.has(name) && Object.hasOwn(given, name) ? (given[name] ?? []) : []);
  for (const { name, when } of parts)
    if (when.every(({ all, tests }) => (all ? tests.every(holds) : tests.some(holds)))) counting.add(name);
  return counting;

  function holds({ of, is, values }: Test): boolean {
    const found = valuesOf(of);
    if (is === 'filled') return found.length > 0;
    if (is === 'empty') return found.length === 0;
    if (is === 'any-of') return found.some((value) => values.includes(value));
    if (is === 'none-of') return !found.some((value) => values.includes(value));
    const bound = Number(values[0]);
    return found.some((value) => (is === 'at-least' ? Number(value) >= bound : Number(value) <= bound));
  }
}

/** Fields of parts begin with this: `q.NAME`, or `q.NAME.ROW` where a part has several. */
export const PART_PREFIX = 'q.';

/** What is filled in, from the fields of a form: the value of `q.NAME.ROW` comes out as `ROW=value`. Empty fields are left out. */
export function givenOf(fields: Iterable<readonly [name: string, value: string]>): Record<string, string[]> {
  const given: Record<string, string[]> = {};
  for (const [field, typed] of fields) {
    const value = typed.trim();
    if (value === '' || !field.startsWith(PART_PREFIX)) continue;
    const path = field.slice(PART_PREFIX.length);
    const dot = path.indexOf('.');
    const name = dot < 0 ? path : path.slice(0, dot);
    if (!Object.hasOwn(given, name)) given[name] = [];
    given[name]?.push(dot < 0 ? value : `${path.slice(dot + 1)}=${value}`);
  }
  return given;
}
