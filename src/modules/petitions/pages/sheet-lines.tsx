import { usePage } from '#platform/html/context.tsx';
import { Table } from '#platform/html/table.tsx';
import type { CountedLine } from '../queries/sheets.ts';

/** What became of each line of a counted sheet. Names are not shown again: they stand on the paper and in the file. */
export function CountedSheet({ lines }: { lines: readonly CountedLine[] }) {
  const { t, ts } = usePage();
  return (
    <Table
      caption={t('petitions.sheets.lines-caption')}
      phone="plain"
      columns={[
        { key: 'line', label: ts('petitions.dossier.line'), head: true, cell: ({ line }) => line },
        {
          key: 'outcome',
          label: ts('petitions.sheets.outcome'),
          cell: ({ rejected }) =>
            rejected
              ? t('petitions.sheets.rejected-as', { reason: ts(`petitions.line-fault.${rejected}`) })
              : t('petitions.sheets.line-counted'),
        },
      ]}
      rows={lines}
    />
  );
}
