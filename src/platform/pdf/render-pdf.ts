import { ACCENT_COLOURS } from '../pictures/accent-colours.ts';
import { emblemSvg } from '../pictures/emblem-svg.tsx';
import { qrSvg } from '../pictures/qr.tsx';
import { workshop } from '../workshop/workshop.ts';
import type { PdfDocument } from './document-spec.ts';

export const PDF_TYPE = 'application/pdf';

/**
 * A document as PDF/UA-1: A4, tagged for screen readers, fonts inside, set from right to left in Arabic, the same bytes for the same document.
 * It is not remembered: documents hold what concerns one person. Refusal: `Unavailable` when too many wait. Throws a RangeError for a date
 * that does not exist, a table row that does not fit its columns, or an address to check at that is not absolute.
 */
export async function renderPdf(document: PdfDocument): Promise<Uint8Array> {
  const { date, check, header, institution } = document;
  const day = new Date(`${date}T00:00:00Z`);
  if (Number.isNaN(day.getTime()) || day.toISOString().slice(0, 10) !== date)
    throw new RangeError(`not a calendar date: ${date}`);
  for (const url of [check?.url, header?.url])
    if (url !== undefined && !/^https?:\/\//.test(url)) throw new RangeError(`not an absolute address: ${url}`);
  const emblem = emblemSvg(institution.emblem, ACCENT_COLOURS[institution.accent]);
  const [qr, headerQr] = [check?.url, header?.url].map((url) => (url === undefined ? null : qrSvg(url)));
  return workshop().run('pdf.render', { document, emblem, qr: qr ?? null, headerQr: headerQr ?? null });
}
