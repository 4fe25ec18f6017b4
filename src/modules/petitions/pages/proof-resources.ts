import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { NotFound } from '#platform/errors.ts';
import { isId } from '#platform/ids.ts';
import { defineResource } from '#platform/page.ts';
import { shippedFile } from '#platform/shipped-files.ts';
import { proofOf } from '../roots.ts';
import { publicPetition } from './public-petition.ts';

/** The proof that a signature is in the newest root, for whoever has its receipt. */
export const receiptProof = defineResource({
  name: 'petitions.proof',
  path: '/petitions/:reference/proof.json',
  on: 'both',
  query: z.object({ s: z.string().refine(isId), receipt: z.string().max(60) }),
  load: async (request) => {
    const petition = await publicPetition(request);
    const { s: signature, receipt } = request.query;
    const proof = await proofOf(request.db, petition, { signature, receipt });
    if (!proof) throw new NotFound();
    return {
      type: 'application/json; charset=utf-8',
      body: `${JSON.stringify(proof, null, 2)}\n`,
      download: `${petition.reference}-proof.json`,
    };
  },
});

/** The program that checks a proof on anybody's own computer. */
export const receiptVerifier = defineResource({
  name: 'petitions.verifier',
  path: '/verify-receipt.mjs',
  on: 'portal',
  root: true,
  load: async () => ({
    type: 'text/javascript; charset=utf-8',
    body: readFileSync(shippedFile('verify-receipt.mjs'), 'utf8'),
    tags: [],
  }),
});
