import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { Fault } from '#platform/errors.ts';
import { readShipped } from '#platform/shipped-files.ts';
import type { ActionPlanFile } from './format.ts';

/**
 * The faults of a file, each with its place. First the published schema, `data/action-plans.schema.json`; a file that keeps to it
 * is then read for what no schema can say: dates the wrong way round, references that lead nowhere, things told twice.
 */
export function faultsOf(file: unknown): Fault[] {
  const validate = schema();
  if (!validate(file)) return schemaFaults(validate.errors ?? []);
  return crossFaults(file as ActionPlanFile);
}

let compiled: ValidateFunction | undefined;

function schema(): ValidateFunction {
  if (!compiled) {
    const ajv = new Ajv2020({ allErrors: true, strict: false, verbose: true });
    (addFormats as unknown as (ajv: Ajv2020) => void)(ajv);
    compiled = ajv.compile(readShipped('action-plans.schema.json') as object);
  }
  return compiled;
}

/** `/commitments/3/milestones/0/end` as people read it: `commitments[3].milestones[0].end`. */
export function placeOf(pointer: string): string {
  if (pointer === '' || pointer === '/') return 'the file';
  return pointer
    .slice(1)
    .split('/')
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce((place, part) => (/^\d+$/.test(part) ? `${place}[${part}]` : place ? `${place}.${part}` : part), '');
}

function fault(pointer: string, key: string, values: Record<string, unknown> = {}): Fault {
  return { pointer, key: `commitments.import.fault.${key}`, values: { place: placeOf(pointer), ...values } };
}

/** Keywords that only gather what others say at the same place. */
const GATHERING = new Set(['anyOf', 'allOf', 'oneOf', 'if']);

function schemaFaults(errors: readonly ErrorObject[]): Fault[] {
  const telling = errors.filter((error) => !GATHERING.has(error.keyword));
  const byPlace = new Map<string, ErrorObject[]>();
  for (const error of telling) {
    const pointer = pointerOf(error);
    byPlace.set(pointer, [...(byPlace.get(pointer) ?? []), error]);
  }
  return [...byPlace].flatMap(([pointer, all]) => {
    // One branch of a choice wants another type; what the fitting branch says is more precise.
    const precise = all.filter((error) => error.keyword !== 'type');
    if (precise.length > 0) return distinct(precise.map((error) => schemaFault(pointer, error)));
    const expected = [...new Set(all.flatMap((error) => error.params.type as string | string[]))];
    return [fault(pointer, 'wrong-type', { expected: expected.join(', ') })];
  });
}

function pointerOf(error: ErrorObject): string {
  const step = (name: string) => `${error.instancePath}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
  if (error.keyword === 'required') return step(error.params.missingProperty as string);
  if (error.keyword === 'additionalProperties') return step(error.params.additionalProperty as string);
  return error.instancePath;
}

function schemaFault(pointer: string, error: ErrorObject): Fault {
  const { keyword, params } = error;
  switch (keyword) {
    case 'required':
      return fault(pointer, 'missing');
    case 'additionalProperties':
      return fault(pointer, 'unknown-field');
    case 'enum':
      return fault(pointer, 'not-a-choice', { choices: (params.allowedValues as unknown[]).map(String).join(', ') });
    case 'const':
      return fault(pointer, 'not-a-choice', { choices: String(params.allowedValue) });
    case 'pattern':
      return fault(pointer, 'wrong-form', { form: params.pattern as string });
    case 'format':
      return params.format === 'date'
        ? fault(pointer, 'not-a-date')
        : fault(pointer, 'wrong-form', { form: params.format as string });
    case 'minLength':
      return params.limit === 1 ? fault(pointer, 'empty') : fault(pointer, 'too-short', { minimum: params.limit });
    case 'minItems':
    case 'minProperties':
      return fault(pointer, 'empty');
    case 'uniqueItems':
      return fault(pointer, 'repeated');
    case 'minimum':
      return fault(pointer, 'too-small', { minimum: params.limit });
    default:
      return fault(pointer, 'refused-by-format', { message: error.message ?? keyword });
  }
}

function distinct(faults: readonly Fault[]): Fault[] {
  return [...new Map(faults.map((one) => [JSON.stringify(one), one])).values()];
}

function crossFaults(file: ActionPlanFile): Fault[] {
  const faults: Fault[] = [];
  const add = (pointer: string, key: string, values?: Record<string, unknown>) =>
    faults.push(fault(pointer, key, values));
  const inOrder = (pointer: string, start: string | null, end: string | null) => {
    if (start !== null && end !== null && end < start) add(`${pointer}/end`, 'end-before-start');
  };
  const once = firstPlaces((pointer, other) => add(pointer, 'same-id', { other: placeOf(other) }));
  const plans = new Map(file.plans.map((plan) => [plan.id, plan]));
  const commitments = new Map(file.commitments.map((commitment) => [commitment.id, commitment]));

  for (const [index, plan] of file.plans.entries()) {
    const at = `/plans/${index}`;
    once('plan', plan.id, `${at}/id`);
    inOrder(`${at}/period`, plan.period.start, plan.period.end);
    const numbers = new Set<number>();
    for (const [place, id] of plan.commitmentIds.entries()) {
      const commitment = commitments.get(id);
      if (!commitment) add(`${at}/commitmentIds/${place}`, 'unknown-commitment', { id });
      else if (commitment.planId !== plan.id)
        add(`${at}/commitmentIds/${place}`, 'other-plan', { id, plan: commitment.planId });
      else numbers.add(commitment.number);
    }
    const themes = firstPlaces((pointer, other) => add(pointer, 'same-id', { other: placeOf(other) }));
    for (const [place, theme] of plan.themes.entries()) {
      themes('theme', theme.id, `${at}/themes/${place}/id`);
      for (const [position, number] of theme.commitmentNumbers.entries())
        if (!numbers.has(number))
          add(`${at}/themes/${place}/commitmentNumbers/${position}`, 'theme-number', { number });
    }
  }

  const numbered = firstPlaces((pointer, other) => add(pointer, 'same-number', { other: placeOf(other) }));
  for (const [index, commitment] of file.commitments.entries()) {
    const at = `/commitments/${index}`;
    once('commitment', commitment.id, `${at}/id`);
    inOrder(`${at}/period`, commitment.period.start, commitment.period.end);
    const plan = plans.get(commitment.planId);
    if (!plan) add(`${at}/planId`, 'unknown-plan', { id: commitment.planId });
    else {
      if (!plan.commitmentIds.includes(commitment.id))
        add(`${at}/id`, 'not-listed', { id: commitment.id, plan: plan.id });
      numbered(plan.id, String(commitment.number), `${at}/number`);
      if (commitment.theme && !plan.themes.some((theme) => theme.id === commitment.theme?.id))
        add(`${at}/theme/id`, 'unknown-theme', { id: commitment.theme.id });
    }
    for (const [place, milestone] of commitment.milestones.entries()) {
      const within = `${at}/milestones/${place}`;
      once('milestone', milestone.id, `${within}/id`);
      numbered(`${commitment.id} milestones`, String(milestone.number), `${within}/number`);
      if (!milestone.id.startsWith(`${commitment.id}-`)) add(`${within}/id`, 'milestone-id', { id: commitment.id });
      inOrder(within, milestone.start, milestone.end);
    }
  }
  return faults;
}

/** Remembers where a name was first used in its kind, and tells of every later use. */
function firstPlaces(repeated: (pointer: string, other: string) => void) {
  const seen = new Map<string, string>();
  return (kind: string, name: string, pointer: string) => {
    const other = seen.get(`${kind} ${name}`);
    if (other === undefined) seen.set(`${kind} ${name}`, pointer);
    else repeated(pointer, other);
  };
}
