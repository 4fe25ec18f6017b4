import { z } from 'zod';
import { anyone } from '#platform/access.ts';
import { calendarDate } from '#platform/clock.ts';
import { NotFound } from '#platform/errors.ts';
import { Banner } from '#platform/html/banner.tsx';
import { ButtonLink } from '#platform/html/button.tsx';
import { Chapter } from '#platform/html/chapter.tsx';
import { usePage } from '#platform/html/context.tsx';
import { Document } from '#platform/html/layout.tsx';
import { PageHead } from '#platform/html/page-head.tsx';
import { Summary } from '#platform/html/summary.tsx';
import { DateText, Ltr, Multilingual, Prose } from '#platform/html/text.tsx';
import { plain } from '#platform/i18n/text.ts';
import { definePage } from '#platform/page.ts';
import { holdsPower } from '#platform/tenant.ts';
import { attachmentPath, attachmentTag, typeLabel } from '../attachment.ts';
import { type FoundAttachment, findAttachment } from '../target.ts';
import { Removed, sizeText, TypeAndSize } from './document-facts.tsx';

const query = z.object({ said: z.enum(['attached', 'updated', 'removed']).optional().catch(undefined) });
type Query = z.infer<typeof query>;

/** One document: what it is, what it hangs on, and the way to its file. What was removed says so, and why. */
export const attachmentPage = definePage<Query, FoundAttachment>({
  name: 'attachments.attachment-page',
  path: '/attachments/:id',
  on: 'both',
  query,
  access: anyone,
  load: async ({ db, offers, params }) => {
    const attachment = await findAttachment({ db, offers }, params.id ?? '');
    if (!attachment) throw new NotFound();
    return attachment;
  },
  status: ({ state }) => (state === 'removed' ? 410 : 200),
  cache: ({ id, about }) => [attachmentTag(id), ...about.tags],
  view: ({ data, query: { said } }) =>
    data.state === 'removed' ? <RemovedDocument document={data} /> : <ShownDocument document={data} said={said} />,
});

function RemovedDocument({ document }: { document: FoundAttachment }) {
  const { t, ts, lang, href } = usePage();
  const { about } = document;
  return (
    <Document
      title={ts('attachments.page.removed')}
      crumbs={[{ label: plain(about.title, lang), path: about.path }]}
      crumb={ts('attachments.page.removed')}
      canonical={null}
      noIndex
    >
      <PageHead title={t('attachments.page.removed')}>
        <Removed document={document} />
        <p class="mt-2">
          <a href={href(about.path)}>{t('attachments.page.back', { about: plain(about.title, lang) })}</a>
        </p>
      </PageHead>
    </Document>
  );
}

function ShownDocument({ document, said }: { document: FoundAttachment; said: Query['said'] }) {
  const page = usePage();
  const { t, ts, lang, href, actor } = page;
  const { about, id, title } = document;
  const path = attachmentPath(id);
  const mayEdit = actor.kind === 'person' && holdsPower(actor, document.power, document.institutionId);
  return (
    <Document
      title={plain(title, lang)}
      description={plain(document.description, lang)}
      crumbs={[{ label: plain(about.title, lang), path: about.path }]}
      crumb={ts('attachments.page.crumb')}
      canonical={path}
      noIndex={said !== undefined}
    >
      {said && said !== 'removed' && (
        <Banner kind="good" title={t(`attachments.said.${said}`)} live>
          <p>{t(`attachments.said.${said}-text`)}</p>
        </Banner>
      )}
      <PageHead
        kicker={t('attachments.page.kicker')}
        title={{ text: title }}
        row={
          <>
            <ButtonLink path={`${path}/file`}>
              <span>
                {t('attachments.page.download', {
                  type: <Ltr>{typeLabel(document.type)}</Ltr>,
                  size: sizeText(page, document.size),
                })}
              </span>
            </ButtonLink>
            {mayEdit && (
              <ButtonLink path={`${path}/edit`} kind="quiet">
                {t('attachments.page.edit')}
              </ButtonLink>
            )}
          </>
        }
      />
      <Chapter id="about" title={t('attachments.page.about')}>
        <Picture document={document} />
        {document.width === null && <Prose text={document.description} />}
        <Summary
          rows={[
            {
              label: t('attachments.field.about'),
              value: (
                <a href={href(about.path)}>
                  <Multilingual text={about.title} />
                </a>
              ),
            },
            { label: t('attachments.field.type'), value: <TypeAndSize document={document} /> },
            { label: t('attachments.field.lang'), value: t(`attachments.lang.${document.lang}`) },
            {
              label: t('attachments.field.attached'),
              value: <DateText date={calendarDate(document.attachedAt)} />,
            },
            document.changedAt && {
              label: t('attachments.field.changed'),
              value: <DateText date={calendarDate(document.changedAt)} />,
            },
            document.wordsState !== 'none' && {
              label: t('attachments.field.words'),
              value: t(`attachments.words.${document.wordsState}`),
            },
          ]}
        />
      </Chapter>
    </Document>
  );
}

function Picture({ document }: { document: FoundAttachment }) {
  const { href, lang } = usePage();
  const { width, height, id, description } = document;
  if (width === null || height === null) return null;
  const scale = Math.min(1, 1_200 / Math.max(width, height));
  return (
    <img
      src={href(`${attachmentPath(id)}/preview.webp`)}
      alt={plain(description, lang)}
      width={Math.round(width * scale)}
      height={Math.round(height * scale)}
    />
  );
}
