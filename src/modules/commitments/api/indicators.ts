import { dateSchema, defineActionRoute, defineList, textColumns, textSchema, z } from '#platform/api.ts';
import { NotFound } from '#platform/errors.ts';
import { readCommitment } from '../access.ts';
import { recordIndicatorValues, recordIndicatorValuesInput } from '../actions/record-indicator-values.ts';
import { saveIndicator, saveIndicatorInput } from '../actions/save-indicator.ts';
import { withdrawIndicator } from '../actions/withdraw-indicator.ts';
import { FREQUENCIES, INDICATOR_KINDS, writeValues } from '../indicator.ts';
import { indicatorsOf } from '../queries/indicators.ts';
import { commitmentOwner, commitmentScope } from '../queries/matrix-scope.ts';
import { reference } from './shapes.ts';

const TAG = 'commitments';

const indicatorSchema = z
  .object({
    number: z.number().int(),
    kind: z.enum(INDICATOR_KINDS),
    name: textSchema,
    unit: textSchema.nullable(),
    baseline: z.number().nullable(),
    baselineOn: dateSchema.nullable(),
    targets: z.array(z.object({ on: dateSchema, value: z.number() })),
    method: textSchema.nullable(),
    frequency: z.enum(FREQUENCIES),
    office: textSchema.nullable(),
    values: z.array(z.object({ on: dateSchema, value: z.number(), source: z.string() })),
  })
  .openapi('CommitmentIndicator');

export const listIndicatorsRoute = defineList({
  name: 'commitments.list-indicators',
  path: '/commitments/{id}/indicators',
  tag: TAG,
  summary: 'What a commitment is measured by, with all recorded values',
  access: readCommitment,
  params: z.object({ id: reference }),
  filters: z.object({}),
  item: indicatorSchema,
  async load({ db, params }) {
    const owner = await commitmentOwner(db, params.id ?? '');
    const scope = owner && (await commitmentScope(db, params.id ?? '', owner));
    if (!owner || !scope) throw new NotFound();
    const all = await indicatorsOf(db, owner, scope.commitment.id);
    return { items: all.map(({ id: _, officeId: __, ...one }) => one), next: null, total: all.length };
  },
  columns: [
    { name: 'number', value: (one) => one.number },
    { name: 'kind', value: (one) => one.kind },
    ...textColumns<z.input<typeof indicatorSchema>>('name', (one) => one.name),
    ...textColumns<z.input<typeof indicatorSchema>>('unit', (one) => one.unit ?? {}),
    { name: 'baseline', value: (one) => one.baseline },
    { name: 'baseline_on', value: (one) => one.baselineOn },
    { name: 'targets', value: (one) => writeValues(one.targets) },
    { name: 'frequency', value: (one) => one.frequency },
    { name: 'values', value: (one) => writeValues(one.values) },
  ],
});

const saved = z.object({ commitment: reference, number: z.number().int() });
const one = z.object({ id: reference, number: z.coerce.number().int() });
const keyOf = ({ params }: { params: Record<string, string> }) => ({
  commitment: params.id,
  number: Number(params.number),
});

export const createIndicatorRoute = defineActionRoute({
  name: 'commitments.create-indicator',
  path: '/commitments/{id}/indicators',
  method: 'post',
  tag: TAG,
  summary: 'Adds an indicator to a commitment',
  params: z.object({ id: reference }),
  body: saveIndicatorInput.omit({ commitment: true, number: true }),
  action: saveIndicator,
  input: ({ params, body }) => ({ commitment: params.id, number: null, ...(body as object) }),
  status: 201,
  response: saved,
});

export const saveIndicatorRoute = defineActionRoute({
  name: 'commitments.save-indicator',
  path: '/commitments/{id}/indicators/{number}',
  method: 'put',
  tag: TAG,
  summary: 'Writes an indicator anew; its values stay',
  params: one,
  body: saveIndicatorInput.omit({ commitment: true, number: true }),
  action: saveIndicator,
  input: ({ params, body }) => ({ ...keyOf({ params }), ...(body as object) }),
  status: 200,
  response: saved,
});

export const recordIndicatorValuesRoute = defineActionRoute({
  name: 'commitments.record-indicator-values',
  path: '/commitments/{id}/indicators/{number}/values',
  method: 'post',
  tag: TAG,
  summary: 'Records values of an indicator, each with its source',
  description: 'A value of the same day is corrected.',
  params: one,
  body: recordIndicatorValuesInput.pick({ values: true }),
  action: recordIndicatorValues,
  input: ({ params, body }) => ({ ...keyOf({ params }), ...(body as object) }),
  status: 200,
  response: z.object({ commitment: reference, recorded: z.number().int() }),
});

export const withdrawIndicatorRoute = defineActionRoute({
  name: 'commitments.withdraw-indicator',
  path: '/commitments/{id}/indicators/{number}',
  method: 'delete',
  tag: TAG,
  summary: 'Takes an indicator out of sight',
  params: one,
  action: withdrawIndicator,
  input: keyOf,
  status: 204,
});
