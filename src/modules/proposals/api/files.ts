import { keepUpload } from '#core/attachments/index.ts';
import { checkAccess } from '#platform/access.ts';
import { type ApiRoute, defineActionRoute, z } from '#platform/api.ts';
import { NotFound } from '#platform/errors.ts';
import { changeProposal } from '../access.ts';
import { attachFile } from '../actions/attach-file.ts';
import { removeFile } from '../actions/remove-file.ts';
import { FILE_BYTES, FILE_TYPES } from '../files.ts';
import { findProposal } from '../target.ts';
import { referenceParam } from './shapes.ts';

const words = z.string().max(2_000).optional();
const languages = ['ar', 'fr', 'zgh', 'en'] as const;

const formSchema = z.object({
  lang: z.string().max(10).openapi({ description: 'Of the file: `ar`, `fr`…; `zxx` for a picture without words.' }),
  'title.ar': words,
  'title.fr': words,
  'title.zgh': words,
  'title.en': words,
  'description.ar': words,
  'description.fr': words,
  'description.zgh': words,
  'description.en': words,
});

const textOf = (sent: Record<string, string | undefined>, name: string) =>
  Object.fromEntries(languages.map((lang) => [lang, sent[`${name}.${lang}`]]));

/** Photos and papers of a proposal, by its author. */
export const fileRoutes: readonly ApiRoute[] = [
  defineActionRoute({
    name: 'proposals.attach-file',
    path: '/proposals/{id}/files',
    method: 'post',
    tag: 'proposals',
    summary: 'Adds a photo or a paper to a proposal',
    description:
      'A form (`multipart/form-data`) with the file (`upload`), its language, a title and, for a picture, a description of what it shows. Nobody else sees it until a moderator has.',
    params: z.object({ id: referenceParam }),
    body: formSchema,
    files: ['upload'],
    action: attachFile,
    async input({ params: { id }, body, files, ...sender }) {
      const proposal = await findProposal({ db: sender.db, tenant: null }, id ?? '');
      if (!proposal) throw new NotFound();
      // A file is only kept for whoever may add one.
      checkAccess(changeProposal, sender.actor, proposal, { tenant: null, today: sender.today });
      const sent = body as Record<string, string | undefined>;
      const file = files.find((one) => one.field === 'upload');
      const limits = { allow: FILE_TYPES, maxBytes: FILE_BYTES, pointer: '/upload' };
      const kept = file && (await keepUpload(sender, proposal.institutionId, file, limits));
      return {
        proposal: id,
        upload: kept?.ticket,
        title: textOf(sent, 'title'),
        description: textOf(sent, 'description'),
        lang: sent.lang,
      };
    },
    status: 201,
    response: z.object({ id: z.uuid() }),
  }),
  defineActionRoute({
    name: 'proposals.remove-file',
    path: '/proposals/{id}/files/{file}',
    method: 'delete',
    tag: 'proposals',
    summary: 'Takes a photo or a paper of one’s own proposal back',
    params: z.object({ id: referenceParam, file: z.uuid() }),
    action: removeFile,
    input: ({ params: { id, file } }) => ({ proposal: id, file }),
    status: 204,
  }),
];
