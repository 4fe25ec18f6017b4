import { usePage } from '#platform/html/context.tsx';
import { Table } from '#platform/html/table.tsx';
import { Code, DateText } from '#platform/html/text.tsx';
import type { Sample } from '../queries/samples.ts';

type SampleTableProps = { samples: readonly Sample[]; link?(sample: Sample): string };

/** Samples with their seeds and what they say: for officials, and for everybody beside the roots. */
export function SampleTable({ samples, link }: SampleTableProps) {
  const { t, ts, format } = usePage();
  return (
    <Table
      caption={t('petitions.samples.caption')}
      columns={[
        {
          key: 'number',
          label: ts('petitions.samples.sample'),
          head: true,
          cell: (sample) => {
            const words = t('petitions.samples.number', { number: sample.number });
            return link ? <a href={link(sample)}>{words}</a> : words;
          },
        },
        {
          key: 'drawn',
          label: ts('petitions.samples.drawn-at'),
          cell: ({ drawnAt }) => <DateText date={drawnAt.toISOString().slice(0, 10)} />,
        },
        {
          key: 'register',
          label: ts('petitions.samples.register'),
          cell: ({ register }) => t(`petitions.register.${register}`),
        },
        {
          key: 'size',
          label: ts('petitions.samples.size'),
          numeric: true,
          cell: ({ size, drawnFrom }) => t('petitions.samples.of', { size, all: drawnFrom }),
        },
        {
          key: 'share',
          label: ts('petitions.samples.good'),
          cell: ({ estimate }) =>
            estimate
              ? t('petitions.samples.interval', {
                  share: format.percent(estimate.share),
                  low: format.percent(estimate.low),
                  high: format.percent(estimate.high),
                })
              : '–',
        },
        { key: 'seed', label: ts('petitions.samples.seed'), wide: true, cell: ({ seed }) => <Code>{seed}</Code> },
      ]}
      rows={samples}
    />
  );
}
