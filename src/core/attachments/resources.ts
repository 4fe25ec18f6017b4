import { buffer } from 'node:stream/consumers';
import { z } from 'zod';
import { Gone, NotFound } from '#platform/errors.ts';
import { FILE_TYPES, isPicture } from '#platform/files/file-types.ts';
import { isId } from '#platform/ids.ts';
import { defineResource, type PageRequest } from '#platform/page.ts';
import { THUMBNAIL_TYPE, thumbnail } from '#platform/pictures/thumbnail.ts';
import { attachmentTag } from './attachment.ts';
import { checkPrivate } from './private-address.ts';
import { type Attachment, attachmentById } from './queries.ts';
import { findAttachment } from './target.ts';

const query = z.object({ until: z.string().max(12).optional(), key: z.string().max(100).optional() });
type Query = z.infer<typeof query>;

type Opened = Attachment & { hash: string };

/**
 * The document of an address, when its content may be read there: a public one by anybody, a private one by whoever has an address that
 * was handed out in the last minutes. Gone: it was removed, or the address has expired. Everything else does not exist.
 */
async function open({ db, offers, params, query: asked, around, page }: PageRequest<Query>): Promise<Opened> {
  const id = params.id ?? '';
  const found = isId(id) ? await attachmentById(db, id) : undefined;
  if (!found) throw new NotFound();
  if (found.visibility === 'private') {
    const worth = checkPrivate(around.keys, id, asked, page.now);
    if (worth === 'wrong') throw new NotFound();
    if (worth === 'expired') throw new Gone('attachments.refusal.expired');
  } else if (!(await findAttachment({ db, offers }, id))) throw new NotFound();
  if (found.hash === null) throw new Gone('attachments.refusal.removed');
  return { ...found, hash: found.hash };
}

// Asked for again each time it is used: what was removed is not shown from anybody's memory. A range counts the bytes as they are kept.
const PUBLIC = 'public, max-age=0, must-revalidate, no-transform';
const PRIVATE = 'private, no-store, no-transform';

/** The file itself, as a download, whole or in parts. */
export const documentFile = defineResource<Query>({
  name: 'attachments.file',
  path: '/attachments/:id/file',
  on: 'both',
  query,
  load: async (request) => {
    const { files } = request.around;
    const { hash, size, type, name, visibility } = await open(request);
    const read = async (part?: { first: number; last: number }) => {
      const content = await files.readFile(hash, part);
      if (!content) throw new Error(`the file of document ${request.params.id} is missing`);
      return content.stream;
    };
    return {
      type: type === 'csv' || type === 'txt' ? `${FILE_TYPES[type].type}; charset=utf-8` : FILE_TYPES[type].type,
      body: { file: { size, hash, read } },
      download: name,
      headers: {
        'cache-control': visibility === 'public' ? PUBLIC : PRIVATE,
        'x-robots-tag': visibility === 'public' ? 'all' : 'noindex',
      },
    };
  },
});

/** How many pixels the longer side has: in lists, and on the page of the picture. */
const THUMBNAIL = 320;
const PREVIEW = 1_200;

/** A picture, small enough for a list. */
export const documentThumbnail = defineResource<Query>({
  name: 'attachments.thumbnail',
  path: '/attachments/:id/thumbnail.webp',
  on: 'both',
  query,
  load: (request) => small(request, THUMBNAIL),
});

/** A picture as its page shows it. */
export const documentPreview = defineResource<Query>({
  name: 'attachments.preview',
  path: '/attachments/:id/preview.webp',
  on: 'both',
  query,
  load: (request) => small(request, PREVIEW),
});

async function small(request: PageRequest<Query>, most: number) {
  const { id, hash, type, visibility } = await open(request);
  if (!isPicture(type)) throw new NotFound();
  const content = await request.around.files.readFile(hash);
  if (!content) throw new Error(`the file of document ${id} is missing`);
  const body = await thumbnail(await buffer(content.stream), most);
  if (visibility === 'private') return { type: THUMBNAIL_TYPE, body, headers: { 'cache-control': PRIVATE } };
  return { type: THUMBNAIL_TYPE, body, tags: [attachmentTag(id)] };
}
