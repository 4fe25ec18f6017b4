import { z } from 'zod';
import { institutionsById } from '#core/institutions/index.ts';
import { NotFound } from '#platform/errors.ts';
import { formatOf } from '#platform/i18n/format.ts';
import { defineResource, type PageRequest } from '#platform/page.ts';
import { PDF_TYPE, renderPdf } from '#platform/pdf/render-pdf.ts';
import { issueSheets } from '../access.ts';
import { sheetsOf } from '../queries/sheets.ts';
import { SHEETS_AT_ONCE } from '../sheet.ts';
import { findPetition } from '../target.ts';
import { sheetsDocument } from './sheets-document.ts';

const number = z.coerce.number().int().min(1).max(100_000);
const query = z.object({ from: number, to: number });

const petitionOf = ({ db, page, params }: PageRequest<z.infer<typeof query>>) =>
  findPetition({ db, tenant: page.tenant }, params.reference ?? '');

/** Sheets that were issued, to be printed: in the language of the address, Arabic or French. */
export const sheetsFile = defineResource({
  name: 'petitions.sheets-file',
  path: '/petitions/:reference/sheets.pdf',
  on: 'both',
  query,
  access: issueSheets,
  target: petitionOf,
  load: async (request) => {
    const { db, page, around } = request;
    const petition = await petitionOf(request);
    const body = petition && (await institutionsById(db, [petition.institutionId])).get(petition.institutionId);
    if (!petition || !body) throw new NotFound();
    const { from, to } = request.query;
    const numbers = (await sheetsOf(db, petition)).map((sheet) => sheet.number);
    const asked = numbers.filter((one) => one >= from && one <= Math.min(to, from + SHEETS_AT_ONCE - 1));
    if (asked.length === 0) throw new NotFound();
    const lang = page.lang === 'fr' ? 'fr' : 'ar';
    const printed = { ...page, lang, ts: around.words(lang).ts, format: formatOf(lang) } as const;
    return {
      type: PDF_TYPE,
      body: await renderPdf(sheetsDocument(printed, petition, body, asked)),
      download: `${petition.reference}-${asked[0]}-${asked.at(-1)}.pdf`,
      headers: { 'cache-control': 'private, no-store' },
    };
  },
});
