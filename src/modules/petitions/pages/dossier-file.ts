import { z } from 'zod';
import { institutionsById } from '#core/institutions/index.ts';
import { NotFound } from '#platform/errors.ts';
import { formatOf } from '#platform/i18n/format.ts';
import { defineResource, type PageRequest } from '#platform/page.ts';
import { PDF_TYPE, renderPdf } from '#platform/pdf/render-pdf.ts';
import { readDossier } from '../access.ts';
import { DOSSIER_PART, dossierParts } from '../dossier.ts';
import { dossierSignatories, rejectedLines } from '../queries/dossier.ts';
import { invalidationsOf } from '../queries/judging.ts';
import type { Petition } from '../queries/petitions.ts';
import { samplesOf } from '../queries/samples.ts';
import { sheetsOf } from '../queries/sheets.ts';
import { tallyOf } from '../queries/tally.ts';
import { rootsOf } from '../roots.ts';
import { findPetition } from '../target.ts';
import { dossierDocument } from './dossier-document.ts';

const query = z.object({
  part: z.coerce.number().int().min(1).max(10_000).catch(1),
  on: z.iso.date().optional().catch(undefined),
});
type Query = z.infer<typeof query>;

const petitionOf = ({ db, page, params }: PageRequest<Query>) =>
  findPetition({ db, tenant: page.tenant }, params.reference ?? '');

/** One part of the printable file, in the language of the address (Arabic or French). */
export const dossierFile = defineResource<Query, Petition>({
  name: 'petitions.dossier-file',
  path: '/petitions/:reference/dossier.pdf',
  on: 'both',
  query,
  access: readDossier,
  target: petitionOf,
  load: async (request) => {
    const { db, page, around } = request;
    const { part, on = null } = request.query;
    const petition = await petitionOf(request);
    const body = petition && (await institutionsById(db, [petition.institutionId])).get(petition.institutionId);
    if (!petition || !body || petition.openedOn === null) throw new NotFound();
    const tally = await tallyOf(db, petition);
    if (part > dossierParts(tally.total)) throw new NotFound();
    const lang = page.lang === 'fr' ? 'fr' : 'ar';
    const words = { ...page, lang, ts: around.words(lang).ts, format: formatOf(lang) } as const;
    const document = dossierDocument(words, {
      petition,
      body,
      part,
      filedOn: on,
      tally,
      signatories: await dossierSignatories(db, around.keys, petition, {
        offset: (part - 1) * DOSSIER_PART,
        limit: DOSSIER_PART,
      }),
      sheets: (await sheetsOf(db, petition)).filter(({ state }) => state === 'counted').map(({ number }) => number),
      rejected: await rejectedLines(db, petition),
      findings: await invalidationsOf(db, petition),
      samples: await samplesOf(db, petition),
      root: (await rootsOf(db, petition))[0],
    });
    return {
      type: PDF_TYPE,
      body: await renderPdf(document),
      download: `${petition.reference}-${lang}-${part}.pdf`,
      headers: { 'cache-control': 'private, no-store' },
    };
  },
});
