import {
  type ApiRequest,
  defineActionRoute,
  defineList,
  defineThing,
  type ListQuery,
  textColumns,
  textSchema,
  z,
} from '#platform/api.ts';
import { NotFound } from '#platform/errors.ts';
import { readDocument } from './access.ts';
import { attachDocument } from './actions/attach-document.ts';
import { removeDocument } from './actions/remove-document.ts';
import { updateDocument } from './actions/update-document.ts';
import { attachmentPath, DOCUMENT_LANGS, nameOf, writtenOnly } from './attachment.ts';
import { type Attachment, countAttachments, listAttachments } from './queries.ts';
import { attachInput } from './sent-document.ts';
import { findAttachment, findSubject } from './target.ts';

const subjectName = z.string().max(200).openapi({ example: 'commitment:MALAA0004' });
const lang = z
  .enum(DOCUMENT_LANGS)
  .openapi({ description: 'BCP 47: `mul` for several languages, `zxx` for a picture without words.' });

const documentSchema = z
  .object({
    id: z.string(),
    on: subjectName,
    state: z.enum(['shown', 'removed']).openapi({
      description: 'Nothing disappears in silence: what was removed keeps its place and the reason, and nothing else.',
    }),
    title: textSchema,
    description: textSchema.openapi({ description: 'Of a picture: what it shows, for those who do not see it.' }),
    lang,
    type: z.string().openapi({ example: 'pdf' }),
    bytes: z.number().int(),
    width: z.number().int().nullable(),
    height: z.number().int().nullable(),
    searchable: z.enum(['waiting', 'read', 'cut', 'empty', 'failed', 'none']).openapi({
      description:
        'Whether it is found by its words: `cut` by the first part of them; `empty`: it holds none (a scan); `failed`: it could not be read; `none`: not a type that is read.',
    }),
    attachedAt: z.iso.datetime(),
    changedAt: z.iso.datetime().nullable(),
    removedAt: z.iso.datetime().nullable(),
    removedReason: textSchema.nullable(),
    sha256: z.string().nullable(),
    file: z
      .string()
      .nullable()
      .openapi({ description: 'The file itself; honours `Range`, `If-Range` and `If-None-Match`.' }),
    url: z.string(),
  })
  .openapi('Document');

type DocumentItem = z.input<typeof documentSchema>;

function present(attachment: Attachment, absolute: (path: string) => string): DocumentItem {
  const page = `/ar${attachmentPath(attachment.id)}`;
  return {
    id: attachment.id,
    on: nameOf(attachment.subject),
    state: attachment.state,
    title: attachment.title,
    description: attachment.description,
    lang: attachment.lang,
    type: attachment.type,
    bytes: attachment.size,
    width: attachment.width,
    height: attachment.height,
    searchable: attachment.wordsState,
    attachedAt: attachment.attachedAt.toISOString(),
    changedAt: attachment.changedAt?.toISOString() ?? null,
    removedAt: attachment.removedAt?.toISOString() ?? null,
    removedReason: attachment.removedReason,
    sha256: attachment.hash,
    file: attachment.hash === null ? null : absolute(`${page}/file`),
    url: absolute(page),
  };
}

type Filters = ListQuery & { on?: string };

/** Public documents: on one thing, of one body, or everywhere. */
export const listDocumentsRoute = defineList({
  name: 'attachments.list-documents',
  path: '/documents',
  tag: 'documents',
  summary: 'Documents attached to public things',
  description: 'The latest first. `on` narrows it to one thing, `institution` to one body.',
  access: readDocument,
  filters: z.object({
    on: subjectName.optional().openapi({ description: 'What they are attached to: `kind:id`.' }),
  }),
  item: documentSchema,
  async load({ db, offers, tenant, query: { on, limit, after }, absolute }: ApiRequest<Filters>) {
    const subject = on === undefined ? undefined : await findSubject(db, offers, on);
    if (on !== undefined && !subject) throw new NotFound();
    const filters = { institutionId: tenant?.id, subject };
    const [page, total] = await Promise.all([
      listAttachments(db, filters, { limit, after }),
      countAttachments(db, filters),
    ]);
    // What hangs on a thing that is no longer public is not public either.
    const names = [...new Set(page.items.map((one) => nameOf(one.subject)))];
    const found = await Promise.all(names.map(async (name) => ((await findSubject(db, offers, name)) ? [name] : [])));
    const there = new Set(found.flat());
    const items = page.items.filter((one) => there.has(nameOf(one.subject)));
    return { items: items.map((one) => present(one, absolute)), next: page.next, ...total };
  },
  columns: [
    { name: 'id', value: (item: DocumentItem) => item.id },
    { name: 'on', value: (item: DocumentItem) => item.on },
    { name: 'state', value: (item: DocumentItem) => item.state },
    ...textColumns<DocumentItem>('title', (item) => item.title),
    ...textColumns<DocumentItem>('description', (item) => item.description),
    { name: 'lang', value: (item: DocumentItem) => item.lang },
    { name: 'type', value: (item: DocumentItem) => item.type },
    { name: 'bytes', value: (item: DocumentItem) => item.bytes },
    { name: 'attached_at', value: (item: DocumentItem) => item.attachedAt },
    { name: 'removed_at', value: (item: DocumentItem) => item.removedAt },
    ...textColumns<DocumentItem>('removed_reason', (item) => item.removedReason),
    { name: 'file', value: (item: DocumentItem) => item.file },
    { name: 'url', value: (item: DocumentItem) => item.url },
  ],
});

const oneDocument = z.object({ id: z.string() });

export const getDocumentRoute = defineThing({
  name: 'attachments.get-document',
  path: '/documents/{id}',
  tag: 'documents',
  summary: 'One document, without its file',
  access: readDocument,
  params: oneDocument,
  response: documentSchema,
  load: async (request) => {
    const attachment = await findAttachment(request, request.params.id ?? '');
    if (!attachment) throw new NotFound();
    return present(attachment, request.absolute);
  },
});

const words = z.string().optional();

/** The fields of a text in several languages, each a field of the form. */
const inLanguages = <N extends string>(name: N) =>
  ({ [`${name}.ar`]: words, [`${name}.fr`]: words, [`${name}.zgh`]: words, [`${name}.en`]: words }) as Record<
    `${N}.${'ar' | 'fr' | 'zgh' | 'en'}`,
    typeof words
  >;

const formSchema = z.object({
  on: subjectName,
  lang,
  ...inLanguages('title'),
  ...inLanguages('description'),
});

export const attachRoute = defineActionRoute({
  name: 'attachments.attach',
  path: '/documents',
  method: 'post',
  tag: 'documents',
  summary: 'Attaches a document to a public thing',
  description:
    'For officials, with a token of the scope `desk`: a form (`multipart/form-data`) with the file (`upload`), its language, a title in one language at least and, for a picture, a description of what it shows.',
  body: formSchema,
  files: ['upload'],
  action: attachDocument,
  input: ({ body, files, ...sender }) => {
    const sent = body as z.infer<typeof formSchema>;
    const text = (name: 'title' | 'description') =>
      writtenOnly({
        ar: sent[`${name}.ar`],
        fr: sent[`${name}.fr`],
        zgh: sent[`${name}.zgh`],
        en: sent[`${name}.en`],
      });
    return attachInput(
      { ...sender, tenant: null },
      {
        to: sent.on,
        upload: undefined,
        file: files.find((one) => one.field === 'upload'),
        title: text('title'),
        description: text('description'),
        lang: sent.lang,
      },
    );
  },
  status: 201,
  response: z.object({ id: z.string(), url: z.string() }),
  present: ({ id }: { id: string }, { absolute }) => ({ id, url: absolute(`/ar${attachmentPath(id)}`) }),
});

export const updateRoute = defineActionRoute({
  name: 'attachments.update',
  path: '/documents/{id}',
  method: 'patch',
  tag: 'documents',
  summary: 'Changes what is said of a document',
  params: oneDocument,
  body: z.object({ title: textSchema, description: textSchema, lang }),
  action: updateDocument,
  input: ({ params, body }) => ({ document: params.id, ...(body as object) }),
  status: 204,
});

export const removeRoute = defineActionRoute({
  name: 'attachments.remove',
  path: '/documents/{id}/removal',
  method: 'post',
  tag: 'documents',
  summary: 'Removes a document for good; its place stays with the reason',
  params: oneDocument,
  body: z.object({ reason: textSchema }),
  action: removeDocument,
  input: ({ params, body }) => ({ document: params.id, ...(body as object) }),
  status: 204,
});
