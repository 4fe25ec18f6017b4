import { type Attachment, attachmentById, privatePath, TypeAndSize } from '#core/attachments/index.ts';
import { NotFound } from '#platform/errors.ts';
import { usePage } from '#platform/html/context.tsx';
import { Document } from '#platform/html/layout.tsx';
import { PageHead } from '#platform/html/page-head.tsx';
import { Multilingual, Prose } from '#platform/html/text.tsx';
import { plain } from '#platform/i18n/text.ts';
import { isId } from '#platform/ids.ts';
import { definePage } from '#platform/page.ts';
import { lookAtFile } from '../access.ts';
import { type FileState, stateOf } from '../files.ts';
import type { Proposal } from '../queries/proposals.ts';
import { addressedProposal } from './loading.ts';

type Data = Proposal & { file: Attachment; fileState: FileState; address: string; thumbnail: string };

/** One file of a proposal as its author and the moderators see it, before everybody else. */
export const filePage = definePage<unknown, Data>({
  name: 'proposals.file-page',
  path: '/proposals/:reference/files/:id',
  on: 'both',
  access: lookAtFile,
  async load(request) {
    const { db, page, params, around } = request;
    const proposal = await addressedProposal(request);
    const file = isId(params.id ?? '') ? await attachmentById(db, params.id ?? '') : undefined;
    const state = file?.state === 'shown' ? stateOf(file) : undefined;
    if (!file || !state || file.subject.id !== proposal.reference) throw new NotFound();
    const seen = (part?: 'thumbnail.webp') =>
      file.visibility === 'public'
        ? `/attachments/${file.id}/${part ?? 'file'}`
        : privatePath(around.keys, file.id, page.now, part);
    return { ...proposal, file, fileState: state, address: seen(), thumbnail: seen('thumbnail.webp') };
  },
  view: ({ data }) => <FileView data={data} />,
});

function FileView({ data }: { data: Data }) {
  const { t, lang, href } = usePage();
  const { file } = data;
  const scale = Math.min(1, 320 / Math.max(file.width ?? 1, file.height ?? 1));
  return (
    <Document
      title={plain(file.title, lang)}
      crumbs={[{ label: plain(data.title, lang) || data.reference, path: `/proposals/${data.reference}` }]}
      canonical={null}
      noIndex
    >
      <PageHead
        kicker={t('proposals.files.one')}
        title={{ text: file.title }}
        lead={t(`proposals.files.state.${data.fileState}`)}
      />
      {file.width !== null && file.height !== null && (
        <p>
          <img
            src={href(data.thumbnail)}
            alt={plain(file.description, lang)}
            width={Math.round(file.width * scale)}
            height={Math.round(file.height * scale)}
          />
        </p>
      )}
      <Prose text={file.description} />
      <p>
        <a href={href(data.address)}>
          <Multilingual text={file.title} as="bdi" /> (<TypeAndSize document={file} />)
        </a>
      </p>
    </Document>
  );
}
