import type { ComponentChildren } from 'preact';
import { calendarDate } from '#platform/clock.ts';
import { type PageContext, usePage } from '#platform/html/context.tsx';
import type { Fact } from '#platform/html/items.tsx';
import { DateText, Ltr, Multilingual } from '#platform/html/text.tsx';
import { ALLOWED, MOST_BYTES, sizeParts, typeLabel } from '../attachment.ts';
import type { Attachment } from '../queries.ts';

/** A size in words: 640 kB, 2.4 MB. */
export function sizeText({ t }: Pick<PageContext, 't'>, bytes: number): ComponentChildren {
  const { amount, unit } = sizeParts(bytes);
  return t(`attachments.size.${unit}`, { n: amount });
}

/** Type and size on one line: PDF, 2.4 MB. */
export function TypeAndSize({ document }: { document: Pick<Attachment, 'type' | 'size'> }) {
  const page = usePage();
  const type = <Ltr>{typeLabel(document.type)}</Ltr>;
  return <>{page.t('attachments.item.file', { type, size: sizeText(page, document.size) })}</>;
}

/** Small facts of a document, for lists: type, size, language, day. */
export function documentFacts(page: PageContext, document: Attachment): Fact[] {
  const { ts, t } = page;
  const lang = { label: ts('attachments.field.lang'), value: t(`attachments.lang.${document.lang}`), hideLabel: true };
  return [
    { label: ts('attachments.field.type'), value: <TypeAndSize document={document} />, hideLabel: true },
    // Of a picture without words there is no language to tell in a line.
    ...(document.lang === 'zxx' ? [] : [lang]),
    {
      label: ts('attachments.field.attached'),
      value: <DateText date={calendarDate(document.attachedAt)} />,
      hideLabel: true,
    },
  ];
}

/** What stands in the place of a document that was removed. */
export function Removed({ document }: { document: Attachment }) {
  const { t } = usePage();
  if (!document.removedAt) return null;
  return (
    <p class="soft">
      {t('attachments.item.removed', {
        type: typeLabel(document.type),
        date: <DateText date={calendarDate(document.removedAt)} />,
        reason: <Multilingual text={document.removedReason} as="bdi" />,
      })}
    </p>
  );
}

/** What may be sent in a file field: types and weight. */
export function FileHint() {
  const { t, format } = usePage();
  const types = <Ltr>{ALLOWED.map(typeLabel).join(', ')}</Ltr>;
  return <>{t('attachments.form.file-hint', { types, megabytes: format.number(MOST_BYTES / (1024 * 1024)) })}</>;
}
