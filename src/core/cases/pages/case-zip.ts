import { z } from 'zod';
import type { Attachment } from '#core/attachments/index.ts';
import type { CaseReader } from '#platform/case-kind.ts';
import { Gone, NotFound } from '#platform/errors.ts';
import { writeZip, ZIP_TYPE, type ZipPart } from '#platform/files/write-zip.ts';
import { defineResource, type PageRequest, type ResourceAnswer } from '#platform/page.ts';
import { renderPdf } from '#platform/pdf/render-pdf.ts';
import { type CaseTarget, readFigures, track, workOnCase } from '../access.ts';
import { found, kindNamed } from '../case.ts';
import { timelineOf } from '../queries.ts';
import { findCase, findCaseAnywhere } from '../target.ts';
import { recordJson, recordPage } from './case-record.tsx';
import { receiptDocument } from './receipt-pdf.ts';
import { trackedCase } from './track-page.tsx';

const query = z.object({ reference: z.string().max(40), secret: z.string().max(60) });

/** Everything of a case that its party may read, for whoever shows its secret. */
export const trackedZip = defineResource({
  name: 'cases.tracked-zip',
  path: '/track/case.zip',
  on: 'both',
  query,
  access: track,
  load: async (request) => {
    const caseFile = await trackedCase(request);
    if (!caseFile) throw new NotFound();
    return archive(request, caseFile, 'parties');
  },
});

const named = ({ db, page, params, offers, around }: PageRequest) =>
  findCase({ db, tenant: page.tenant, offers, around }, params.reference ?? '');

/** Everything of a case, for those who work on it. */
export const deskZip = defineResource<unknown, CaseTarget>({
  name: 'cases.desk-zip',
  path: '/desk/cases/:reference/case.zip',
  on: 'tenant',
  access: workOnCase,
  target: named,
  load: async (request) => archive(request, found(await named(request)), 'officials'),
});

/** What everybody may read of a case whose thing is public: its public steps, without its party and without documents. */
export const publicZip = defineResource<unknown, CaseTarget>({
  name: 'cases.public-zip',
  path: '/cases/:reference/case.zip',
  on: 'both',
  access: readFigures,
  load: async (request) => {
    const { db, offers, around, params } = request;
    const caseFile = found(await findCaseAnywhere({ db, offers, around }, params.reference ?? ''));
    if (!kindNamed(offers.caseKinds, caseFile.kind).path) throw new NotFound();
    if (caseFile.erased) throw new Gone();
    return archive(request, caseFile, 'public');
  },
});

async function archive(request: PageRequest, caseFile: CaseTarget, reader: CaseReader): Promise<ResourceAnswer> {
  const { db, page, offers, around } = request;
  const { reference } = caseFile;
  const kind = kindNamed(offers.caseKinds, caseFile.kind);
  const events = await timelineOf(db, caseFile, reader);
  const record = { caseFile, kind, events, reader };
  const files = events.flatMap((event) => event.files.filter(({ state }) => state === 'shown'));
  const fileName = (file: Attachment) => `documents/${files.findIndex(({ id }) => id === file.id) + 1}-${file.name}`;
  const text = (name: string, content: string | Uint8Array): ZipPart => ({
    name: `${reference}/${name}`,
    at: page.now,
    content: [Buffer.from(content)],
  });
  async function* parts(): AsyncGenerator<ZipPart> {
    yield text('index.html', recordPage(page, record, fileName));
    yield text('case.json', recordJson(record, fileName));
    if (reader === 'parties') yield text('receipt.pdf', await renderPdf(await receiptDocument(request, caseFile)));
    for (const file of files) {
      const content = file.hash === null ? undefined : await around.files.readFile(file.hash);
      if (!content) throw new Error(`the file of document ${file.id} is missing`);
      yield { name: `${reference}/${fileName(file)}`, at: file.attachedAt, content: content.stream };
    }
  }
  return {
    type: ZIP_TYPE,
    body: writeZip(parts()),
    download: `${reference}.zip`,
    headers: { 'cache-control': 'private, no-store' },
  };
}
