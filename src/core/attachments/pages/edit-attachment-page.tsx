import { NotFound } from '#platform/errors.ts';
import { Button } from '#platform/html/button.tsx';
import { Chapter } from '#platform/html/chapter.tsx';
import { usePage } from '#platform/html/context.tsx';
import { ErrorSummary, Form, Hidden } from '#platform/html/form.tsx';
import { Document } from '#platform/html/layout.tsx';
import { PageHead } from '#platform/html/page-head.tsx';
import { Multilingual } from '#platform/html/text.tsx';
import { plain } from '#platform/i18n/text.ts';
import { definePage, type FormState } from '#platform/page.ts';
import { attachDocument as mayAttach } from '../access.ts';
import { removeDocument } from '../actions/remove-document.ts';
import { updateDocument } from '../actions/update-document.ts';
import { attachmentPath } from '../attachment.ts';
import { type FoundAttachment, findAttachment } from '../target.ts';
import { DocumentFields, one, ReasonFields, textOf } from './document-fields.tsx';

/** An official changes what is said of a document, or removes it with a reason that everybody reads. */
export const editAttachmentPage = definePage<unknown, FoundAttachment>({
  name: 'attachments.edit-attachment-page',
  path: '/attachments/:id/edit',
  on: 'both',
  access: mayAttach,
  load: async ({ db, offers, params }) => {
    const attachment = await findAttachment({ db, offers }, params.id ?? '');
    if (attachment?.state !== 'shown') throw new NotFound();
    return attachment;
  },
  view: ({ data, form }) => <EditAttachment document={data} form={form} />,
  submits: {
    update: {
      action: updateDocument,
      input: (values, { params }) => ({
        document: params.id,
        title: textOf(values, 'title'),
        description: textOf(values, 'description'),
        lang: one(values, 'lang'),
      }),
      done: (_result, { params }) => `${attachmentPath(params.id ?? '')}?said=updated`,
    },
    remove: {
      action: removeDocument,
      input: (values, { params }) => ({ document: params.id, reason: textOf(values, 'reason') }),
      done: (_result, { params }) => `${attachmentPath(params.id ?? '')}?said=removed`,
    },
  },
});

const UNTOUCHED: FormState = { values: {}, faults: [] };

function EditAttachment({ document, form }: { document: FoundAttachment; form: FormState }) {
  const { t, ts, lang } = usePage();
  const sent = one(form.values, 'do');
  return (
    <Document
      title={ts('attachments.edit.heading')}
      crumbs={[
        { label: plain(document.about.title, lang), path: document.about.path },
        { label: plain(document.title, lang), path: attachmentPath(document.id) },
      ]}
      crumb={ts('attachments.edit.heading')}
      canonical={null}
      noIndex
      faulty={form.faults.length > 0}
    >
      <ErrorSummary state={form} />
      <PageHead title={t('attachments.edit.heading')} lead={<Multilingual text={document.title} />} />
      <Chapter id="words" title={t('attachments.edit.words')} intro={t('attachments.edit.words-intro')}>
        <Form state={sent === 'update' ? form : UNTOUCHED} label={ts('attachments.edit.words')}>
          <Hidden name="do" value="update" />
          <DocumentFields value={document} />
          <Button>{t('attachments.edit.save')}</Button>
        </Form>
      </Chapter>
      <Chapter id="remove" title={t('attachments.remove.heading')} intro={t('attachments.remove.intro')}>
        <Form state={sent === 'remove' ? form : UNTOUCHED} label={ts('attachments.remove.heading')}>
          <Hidden name="do" value="remove" />
          <ReasonFields />
          <Button kind="alert">{t('attachments.remove.send')}</Button>
        </Form>
      </Chapter>
    </Document>
  );
}
