import { defineActionRoute, defineThing, z } from '#platform/api.ts';
import { NotFound } from '#platform/errors.ts';
import { readRequirements } from '../access.ts';
import { importSampleAnswers } from '../actions/import-sample-answers.ts';
import { invalidateSignatures } from '../actions/invalidate-signatures.ts';
import { issueSheets } from '../actions/issue-sheets.ts';
import { mergeSheet } from '../actions/merge-sheet.ts';
import { recordSheet, type SheetRecorded } from '../actions/record-sheet.ts';
import { recordSignature } from '../actions/record-signature.ts';
import { restoreSignatures } from '../actions/restore-signatures.ts';
import type { Signed } from '../actions/sign-petition.ts';
import { takeSample } from '../actions/take-sample.ts';
import { CHECK_RESULTS, criterionInput, INVALIDATION_GROUNDS } from '../judging.ts';
import { isPublic } from '../petition.ts';
import { samplesOf } from '../queries/samples.ts';
import { REGISTERS } from '../sampling.ts';
import { lineInput } from '../sheet.ts';
import { findPetition } from '../target.ts';
import { referenceParam, signatoryBody } from './shapes.ts';

const onPetition = z.object({ id: referenceParam });
const onSheet = onPetition.extend({ number: z.coerce.number().int().min(1).max(100_000) });
const common = { method: 'post', tag: 'petitions' } as const;
const counted = z.object({ accepted: z.number().int(), rejected: z.number().int() });

const issueSheetsRoute = defineActionRoute({
  ...common,
  name: 'petitions.issue-sheets',
  path: '/petitions/{id}/sheets',
  summary: 'Gives numbers to paper sheets, to be printed',
  params: onPetition,
  body: z.object({ sheets: z.number().int() }),
  action: issueSheets,
  input: ({ params, body }) => ({ ...(body as object), petition: params.id }),
  status: 201,
  response: z.object({ from: z.number().int(), to: z.number().int() }),
  present: ({ from, to }: { from: number; to: number }) => ({ from, to }),
});

const recordSheetRoute = defineActionRoute({
  ...common,
  name: 'petitions.record-sheet',
  path: '/petitions/{id}/sheets/{number}/readings',
  summary: 'What an official read on a paper sheet (scope `desk`)',
  params: onSheet,
  body: z.object({ lines: z.array(lineInput) }),
  action: recordSheet,
  input: ({ params, body }) => ({ ...(body as object), petition: params.id, sheet: Number(params.number) }),
  status: 200,
  response: counted.extend({ outcome: z.enum(['read-once', 'differing', 'counted']) }),
  present: (result: SheetRecorded) => result,
});

const mergeSheetRoute = defineActionRoute({
  ...common,
  name: 'petitions.merge-sheet',
  path: '/petitions/{id}/sheets/{number}/merge',
  summary: 'Says which of two differing readings is right, line by line (scope `desk`)',
  params: onSheet,
  body: z.object({ choices: z.array(z.object({ line: z.number().int(), reading: z.enum(['first', 'second']) })) }),
  action: mergeSheet,
  input: ({ params, body }) => ({ ...(body as object), petition: params.id, sheet: Number(params.number) }),
  status: 200,
  response: counted,
  present: (result: { accepted: number; rejected: number }) => result,
});

const recordSignatureRoute = defineActionRoute({
  ...common,
  name: 'petitions.record-signature',
  path: '/petitions/{id}/counter-signatures',
  summary: 'Records a signature at the counter (scope `desk`)',
  params: onPetition,
  body: signatoryBody.extend({
    entry: z.uuid().openapi({ description: 'Of the client’s making: sent again, it is the same signature.' }),
    copy: z.boolean().optional().openapi({ description: 'That a copy of the identity card was received.' }),
  }),
  action: recordSignature,
  input: ({ params, body }) => ({ ...(body as object), petition: params.id, lang: 'ar' }),
  status: 201,
  response: z.object({ signature: z.string() }),
  present: (result: Signed) => ({ signature: result.outcome === 'signed' ? result.signature : '' }),
});

const invalidateRoute = defineActionRoute({
  ...common,
  name: 'petitions.invalidate-signatures',
  path: '/petitions/{id}/invalidations',
  summary: 'Finds that signatures do not count (scope `desk`)',
  params: onPetition,
  body: z.object({
    criterion: criterionInput,
    expected: z.number().int().openapi({ description: 'How many the criterion is known to mean.' }),
    ground: z.enum(INVALIDATION_GROUNDS),
    reasons: z.string().max(2_000),
  }),
  action: invalidateSignatures,
  input: ({ params, body }) => ({ ...(body as object), petition: params.id }),
  status: 201,
  response: z.object({ invalidation: z.string(), signatures: z.number().int() }),
  present: (result: { invalidation: string; signatures: number }) => result,
});

const restoreRoute = defineActionRoute({
  ...common,
  name: 'petitions.restore-signatures',
  path: '/petitions/{id}/invalidations/{invalidation}/restore',
  summary: 'Takes such a finding back (scope `desk`)',
  params: onPetition.extend({ invalidation: z.uuid() }),
  body: z.object({ reasons: z.string().max(2_000) }),
  action: restoreSignatures,
  input: ({ params, body }) => ({ ...(body as object), petition: params.id, invalidation: params.invalidation }),
  status: 200,
  response: z.object({ signatures: z.number().int() }),
  present: (result: { signatures: number }) => result,
});

const takeSampleRoute = defineActionRoute({
  ...common,
  name: 'petitions.take-sample',
  path: '/petitions/{id}/samples',
  summary: 'Draws a random sample of the signatures (scope `desk`)',
  params: onPetition,
  body: z.object({ register: z.enum(REGISTERS), size: z.number().int() }),
  action: takeSample,
  input: ({ params, body }) => ({ ...(body as object), petition: params.id }),
  status: 201,
  response: z.object({ sample: z.string(), number: z.number().int(), seed: z.string(), size: z.number().int() }),
  present: (result: { sample: string; number: number; seed: string; size: number }) => result,
});

const answerSampleRoute = defineActionRoute({
  ...common,
  name: 'petitions.import-sample-answers',
  path: '/petitions/{id}/samples/{sample}/answers',
  summary: 'Takes in what the register answered, as the lines of its file (scope `desk`)',
  params: onPetition.extend({ sample: z.uuid() }),
  body: z.object({ rows: z.array(z.object({ number: z.number().int(), cells: z.array(z.string()) })) }),
  action: importSampleAnswers,
  input: ({ params, body }) => ({ ...(body as object), petition: params.id, sample: params.sample }),
  status: 200,
  response: z.object({ answers: z.number().int() }),
  present: (result: { answers: number }) => result,
});

/** The samples of a petition, as everybody may read them. */
const samplesRoute = defineThing({
  name: 'petitions.get-samples',
  path: '/petitions/{id}/samples',
  tag: 'petitions',
  summary: 'The samples of the signatures of a petition, with their seeds and results',
  params: onPetition,
  access: readRequirements,
  response: z.object({
    data: z.array(
      z.object({
        number: z.number().int(),
        register: z.enum(REGISTERS),
        seed: z.string(),
        root: z.number().int().openapi({ description: 'The number of the root that the seed follows from.' }),
        size: z.number().int(),
        drawnFrom: z.number().int(),
        drawnAt: z.iso.datetime(),
        results: z.record(z.enum(CHECK_RESULTS), z.number().int()),
        share: z.object({ likely: z.number(), low: z.number(), high: z.number() }).nullable(),
      }),
    ),
  }),
  async load({ db, tenant, params }) {
    const petition = await findPetition({ db, tenant }, params.id ?? '');
    if (!petition || !isPublic(petition.state)) throw new NotFound();
    const samples = await samplesOf(db, petition);
    return {
      data: samples.map(({ number, register, seed, rootNumber, size, drawnFrom, drawnAt, results, estimate }) => ({
        number,
        register,
        seed,
        root: rootNumber,
        size,
        drawnFrom,
        drawnAt: drawnAt.toISOString(),
        results,
        share: estimate ? { likely: estimate.share, low: estimate.low, high: estimate.high } : null,
      })),
    };
  },
});

/** What officials do with signatures, for programs; and the samples, for everybody. */
export const signatureRoutes = [
  issueSheetsRoute,
  recordSheetRoute,
  mergeSheetRoute,
  recordSignatureRoute,
  invalidateRoute,
  restoreRoute,
  takeSampleRoute,
  answerSampleRoute,
  samplesRoute,
];
