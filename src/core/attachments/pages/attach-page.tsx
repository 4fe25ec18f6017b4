import { z } from 'zod';
import { NotFound } from '#platform/errors.ts';
import { Banner } from '#platform/html/banner.tsx';
import { Button } from '#platform/html/button.tsx';
import { usePage } from '#platform/html/context.tsx';
import { FileField } from '#platform/html/field.tsx';
import { ErrorSummary, Form, Hidden } from '#platform/html/form.tsx';
import { Document } from '#platform/html/layout.tsx';
import { pathAndQuery } from '#platform/html/links.ts';
import { PageHead } from '#platform/html/page-head.tsx';
import { Multilingual } from '#platform/html/text.tsx';
import { plain } from '#platform/i18n/text.ts';
import { definePage, type FormState } from '#platform/page.ts';
import { attachDocument as mayAttach } from '../access.ts';
import { attachDocument } from '../actions/attach-document.ts';
import { ACCEPT, attachmentPath } from '../attachment.ts';
import { attachInput } from '../sent-document.ts';
import { type AttachmentSubject, findAttachable } from '../target.ts';
import { FileHint } from './document-facts.tsx';
import { DocumentFields, one, textOf } from './document-fields.tsx';

const query = z.object({ to: z.string().max(200).catch('') });

const KEPT_NAME = 'kept-name';

/** An official attaches a document to a public thing. A file that was sent is kept while the rest of the form is put right. */
export const attachPage = definePage<z.infer<typeof query>, AttachmentSubject>({
  name: 'attachments.attach-page',
  path: '/attachments/add',
  on: 'both',
  query,
  access: mayAttach,
  load: async ({ db, offers, query: { to } }) => {
    const subject = await findAttachable(db, offers, to);
    if (!subject) throw new NotFound();
    return subject;
  },
  view: ({ data, form }) => <AttachDocument subject={data} form={form} />,
  submit: {
    action: attachDocument,
    input: (values, { db, around, page, offers, query: { to } }, files) =>
      attachInput(
        { db, around, offers, actor: page.actor, now: page.now, today: page.today, tenant: page.tenant },
        {
          to,
          upload: one(values, 'kept'),
          file: files.find((file) => file.field === 'upload'),
          title: textOf(values, 'title'),
          description: textOf(values, 'description'),
          lang: one(values, 'lang'),
        },
        (ticket, name) => {
          values.kept = ticket;
          values[KEPT_NAME] = name;
        },
      ),
    done: ({ id }: { id: string }) => `${attachmentPath(id)}?said=attached`,
  },
});

function AttachDocument({ subject, form }: { subject: AttachmentSubject; form: FormState }) {
  const page = usePage();
  const { t, ts, lang, href } = page;
  const { found } = subject;
  const kept = one(form.values, 'kept');
  return (
    <Document
      title={ts('attachments.form.heading')}
      crumbs={[{ label: plain(found.title, lang), path: found.path }]}
      crumb={ts('attachments.form.heading')}
      canonical={null}
      noIndex
      faulty={form.faults.length > 0}
    >
      <ErrorSummary state={form} />
      <PageHead
        title={t('attachments.form.heading')}
        lead={t('attachments.form.lead', {
          about: (
            <a href={href(found.path)}>
              <Multilingual text={found.title} as="bdi" />
            </a>
          ),
        })}
      />
      <Banner title={t('attachments.form.careful-title')}>
        <p>{t('attachments.form.careful')}</p>
      </Banner>
      <Form state={form} files action={pathAndQuery(page)}>
        {kept && <Hidden name="kept" value={kept} />}
        {kept && <Hidden name={KEPT_NAME} value={one(form.values, KEPT_NAME) ?? ''} />}
        <FileField
          name="upload"
          label={t('attachments.form.file')}
          hint={
            kept ? (
              t('attachments.form.file-kept', { name: <bdi>{one(form.values, KEPT_NAME) ?? ''}</bdi> })
            ) : (
              <FileHint />
            )
          }
          accept={ACCEPT}
        />
        <DocumentFields />
        <Button>{t('attachments.form.send')}</Button>
      </Form>
    </Document>
  );
}
