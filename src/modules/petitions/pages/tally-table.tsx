import { usePage } from '#platform/html/context.tsx';
import { Table } from '#platform/html/table.tsx';
import { Multilingual } from '#platform/html/text.tsx';
import { CHANNELS } from '../petition.ts';
import type { TallyTable } from '../queries/tally.ts';

/** Signatures by residence and channel: every line and every column adds up. */
export function TallyByChannel({ tally }: { tally: TallyTable }) {
  const { t, ts, format } = usePage();
  const shown = tally.rows.filter((row) => row.name !== null || row.total > 0);
  return (
    <Table
      caption={t('petitions.tally.caption')}
      phone="scroll"
      columns={[
        {
          key: 'place',
          label: ts('petitions.provinces.province'),
          head: true,
          cell: ({ name }) => (name ? <Multilingual text={name} /> : t('petitions.tally.elsewhere')),
        },
        ...CHANNELS.map((channel) => ({
          key: channel,
          label: ts(`petitions.channel.${channel}`),
          numeric: true,
          cell: (row: TallyTable['rows'][number]) => format.number(row.channels[channel]),
        })),
        {
          key: 'total',
          label: ts('petitions.provinces.total'),
          numeric: true,
          cell: ({ total }) => format.number(total),
        },
      ]}
      rows={shown}
      foot={[
        t('petitions.provinces.total'),
        ...CHANNELS.map((channel) => format.number(tally.channels[channel])),
        format.number(tally.total),
      ]}
    />
  );
}
