import type { ComponentChildren } from 'preact';
import { usePage } from '#platform/html/context.tsx';
import { ErrorSummary } from '#platform/html/form.tsx';
import { Document } from '#platform/html/layout.tsx';
import { PageHead } from '#platform/html/page-head.tsx';
import { EMPTY_FORM, type FormState } from '#platform/page.ts';

type OwnDocumentProps = {
  title: string;
  lead?: ComponentChildren;
  form?: FormState;
  /** The page between this one and the person's own space. */
  above?: { label: string; path: string };
  children: ComponentChildren;
};

/** A page of one's own space: found by nobody else, indexed nowhere. */
export function OwnDocument({ title, lead, form = EMPTY_FORM, above, children }: OwnDocumentProps) {
  const { ts } = usePage();
  return (
    <Document
      title={title}
      crumbs={[{ label: ts('accounts.me.title'), path: '/me' }, ...(above ? [above] : [])]}
      canonical={null}
      noIndex
      faulty={form.faults.length > 0}
    >
      <ErrorSummary state={form} />
      <PageHead title={title} lead={lead} />
      {children}
    </Document>
  );
}
