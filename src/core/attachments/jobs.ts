import { buffer } from 'node:stream/consumers';
import { z } from 'zod';
import { documentWords, isReadable } from '#platform/documents/document-words.ts';
import type { Job } from '#platform/module.ts';
import { system } from '#platform/tenant.ts';
import { recordWords } from './actions/record-words.ts';
import { DROP_CONTENT_JOB, READ_WORDS_JOB } from './attach.ts';
import { UPLOAD_HOURS } from './attachment.ts';
import { attachmentById } from './queries.ts';
import { dropUnnamed, forgottenUploads } from './uploads.ts';

const oneDocument = z.object({ institutionId: z.uuid(), id: z.uuid() });

/** Reads the words of a document, so that it can be found by them. What cannot be read is told on its page. */
export const readWords: Job = {
  name: READ_WORDS_JOB,
  payload: oneDocument,
  async run(payload, { db, actions, around, log }) {
    const { id } = oneDocument.parse(payload);
    const attachment = await attachmentById(db, id);
    if (attachment?.state !== 'shown' || attachment.hash === null) return;
    if (attachment.visibility !== 'public' || !isReadable(attachment.type)) return;
    const content = await around.files.readFile(attachment.hash);
    const words = content
      ? await documentWords(attachment.type, await buffer(content.stream))
      : { fault: 'its file is missing' };
    if ('fault' in words) log.info({ document: id, fault: words.fault }, 'a document could not be read');
    const text = 'text' in words ? words.text || null : null;
    const state = 'fault' in words ? 'failed' : text === null ? 'empty' : words.cut ? 'cut' : 'read';
    await actions.perform(recordWords, {
      actor: system(READ_WORDS_JOB),
      tenant: null,
      input: { document: id, state, words: text },
    });
  },
};

const contents = z.object({ hashes: z.array(z.string().max(64)).max(1_000) });

/** Drops contents that nothing names any more: of documents that were removed. */
export const dropContent: Job = {
  name: DROP_CONTENT_JOB,
  payload: contents,
  run: async (payload, { db, around }) => {
    for (const hash of contents.parse(payload).hashes) await dropUnnamed(db, around.files, hash);
  },
};

/** Drops what was sent and never attached. */
export const dropUploads: Job = {
  name: 'attachments.drop-uploads',
  cron: '20 * * * *',
  async run(_payload, { db, around, clock }) {
    const before = new Date(clock.now().getTime() - UPLOAD_HOURS * 3_600_000);
    for (const hash of await forgottenUploads(db, before)) await dropUnnamed(db, around.files, hash, before);
  },
};
