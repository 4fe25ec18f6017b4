import { DocumentFields, keepUpload, TypeAndSize } from '#core/attachments/index.ts';
import { one, textOf } from '#core/institutions/index.ts';
import { checkAccess } from '#platform/access.ts';
import { FILE_TYPES as NAMED } from '#platform/files/file-types.ts';
import { Banner } from '#platform/html/banner.tsx';
import { Button } from '#platform/html/button.tsx';
import { Chapter } from '#platform/html/chapter.tsx';
import { usePage } from '#platform/html/context.tsx';
import { Empty } from '#platform/html/empty.tsx';
import { FileField } from '#platform/html/field.tsx';
import { ErrorSummary, Form, Hidden } from '#platform/html/form.tsx';
import { Document } from '#platform/html/layout.tsx';
import { PageHead } from '#platform/html/page-head.tsx';
import { Ltr, Multilingual } from '#platform/html/text.tsx';
import { plain } from '#platform/i18n/text.ts';
import { definePage, type FormState } from '#platform/page.ts';
import { changeProposal } from '../access.ts';
import { attachFile } from '../actions/attach-file.ts';
import { removeFile } from '../actions/remove-file.ts';
import { FILE_BYTES, FILE_TYPES, filesOf, MOST_FILES, type ProposalFile } from '../files.ts';
import type { Proposal } from '../queries/proposals.ts';
import { addressedProposal } from './loading.ts';

type Data = Proposal & { files: ProposalFile[] };

const KEPT_NAME = 'kept-name';
const back = (_result: unknown, { params }: { params: Record<string, string> }) =>
  `/proposals/${params.reference}/files`;

/** Its author's photos and papers of a proposal: those that wait for a moderator, those that everybody sees, and one more. */
export const filesPage = definePage<unknown, Data>({
  name: 'proposals.files-page',
  path: '/proposals/:reference/files',
  on: 'both',
  access: changeProposal,
  load: async (request) => {
    const proposal = await addressedProposal(request);
    return { ...proposal, files: await filesOf(request.db, proposal) };
  },
  view: ({ data, form }) => <Files data={data} form={form} />,
  submits: {
    attach: {
      action: attachFile,
      async input(values, request, files) {
        const { db, around, page, params } = request;
        const file = files.find((sent) => sent.field === 'upload');
        if (file && file.bytes.length > 0) {
          const proposal = await addressedProposal(request);
          // A file is only kept for whoever may add one.
          checkAccess(changeProposal, page.actor, proposal, page);
          const limits = { allow: FILE_TYPES, maxBytes: FILE_BYTES, pointer: '/upload' };
          const sender = { db, around, actor: page.actor, now: page.now };
          const kept = await keepUpload(sender, proposal.institutionId, file, limits);
          // A form that comes back with faults carries the file along.
          values.kept = kept.ticket;
          values[KEPT_NAME] = kept.file.name;
        }
        return {
          proposal: params.reference,
          upload: one(values, 'kept') || undefined,
          title: textOf(values, 'title'),
          description: textOf(values, 'description'),
          lang: one(values, 'lang'),
        };
      },
      done: back,
    },
    remove: {
      action: removeFile,
      input: (values, { params }) => ({ proposal: params.reference, file: one(values, 'file') }),
      done: back,
    },
  },
});

function Files({ data, form }: { data: Data; form: FormState }) {
  const { t, ts, lang, format, href } = usePage();
  const path = `/proposals/${data.reference}`;
  const kept = one(form.values, 'kept');
  return (
    <Document
      title={ts('proposals.files.title')}
      crumbs={[{ label: plain(data.title, lang) || data.reference, path: `${path}/manage` }]}
      canonical={null}
      noIndex
      faulty={form.faults.length > 0}
    >
      <ErrorSummary state={form} />
      <PageHead title={t('proposals.files.title')} lead={t('proposals.files.lead')} />
      {data.files.length === 0 ? (
        <Empty title={t('proposals.files.none')} />
      ) : (
        <ul class="items">
          {data.files.map(({ attachment, state }) => (
            <li class="flow">
              <p>
                <a href={href(`${path}/files/${attachment.id}`)}>
                  <Multilingual text={attachment.title} as="b" />
                </a>{' '}
                · <TypeAndSize document={attachment} /> · {t(`proposals.files.state.${state}`)}
              </p>
              <Form label={ts('proposals.files.remove-label', { name: plain(attachment.title, lang) })}>
                <Hidden name="do" value="remove" />
                <Hidden name="file" value={attachment.id} />
                <Button kind="quiet" size="small">
                  {t('proposals.files.remove')}
                </Button>
              </Form>
            </li>
          ))}
        </ul>
      )}
      {data.files.length < MOST_FILES && (
        <Chapter id="add" title={t('proposals.files.add')}>
          <Banner title={t('proposals.files.careful-title')}>
            <p>{t('proposals.files.careful')}</p>
          </Banner>
          <Form state={form} files label={ts('proposals.files.add')}>
            <Hidden name="do" value="attach" />
            {kept && <Hidden name="kept" value={kept} />}
            {kept && <Hidden name={KEPT_NAME} value={one(form.values, KEPT_NAME)} />}
            <FileField
              name="upload"
              label={t('proposals.files.file')}
              hint={
                kept
                  ? t('proposals.files.kept', { name: <bdi>{one(form.values, KEPT_NAME)}</bdi> })
                  : t('proposals.files.hint', {
                      types: <Ltr>{FILE_TYPES.map((type) => NAMED[type].label).join(', ')}</Ltr>,
                      megabytes: format.number(FILE_BYTES / (1024 * 1024)),
                      n: MOST_FILES,
                    })
              }
              accept={FILE_TYPES.map((type) => `.${type}`).join(',')}
            />
            <DocumentFields />
            <Button>{t('proposals.files.button')}</Button>
          </Form>
        </Chapter>
      )}
    </Document>
  );
}
