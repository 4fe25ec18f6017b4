import type { ComponentChildren } from 'preact';
import { usePage } from '#platform/html/context.tsx';
import { ErrorSummary } from '#platform/html/form.tsx';
import { Document } from '#platform/html/layout.tsx';
import { PageHead } from '#platform/html/page-head.tsx';
import { EMPTY_FORM, type FormState } from '#platform/page.ts';

type Props = {
  title: ComponentChildren;
  /** The title as a plain string, for the window. */
  called: string;
  lead?: ComponentChildren;
  row?: ComponentChildren;
  form?: FormState;
  /** The page between this one and the list of one's associations. */
  above?: { label: string; path: string };
  /** The list itself stands directly under one's own space. */
  list?: boolean;
  children: ComponentChildren;
};

/** A page about the associations that one represents: found by nobody else, indexed nowhere. */
export function OwnDocument({ title, called, lead, row, form = EMPTY_FORM, above, list = false, children }: Props) {
  const { ts } = usePage();
  const mine = { label: ts('associations.own.title'), path: '/me/associations' };
  return (
    <Document
      title={called}
      crumbs={[
        { label: ts('associations.own.space'), path: '/me' },
        ...(list ? [] : [mine]),
        ...(above ? [above] : []),
      ]}
      canonical={null}
      noIndex
      faulty={form.faults.length > 0}
    >
      <ErrorSummary state={form} />
      <PageHead title={title} lead={lead} row={row} />
      {children}
    </Document>
  );
}
