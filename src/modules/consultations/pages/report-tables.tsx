import type { ComponentChildren } from 'preact';
import { type PageContext, usePage } from '#platform/html/context.tsx';
import { Table } from '#platform/html/table.tsx';
import { Multilingual } from '#platform/html/text.tsx';
import { addUp, CHANNELS, type Taken } from '../participation.ts';
import type { Published, ReportedPlace } from '../report.ts';
import { channelLabel, groupRows } from './report-words.ts';

/** Counts with what they count, and their sum where there is one. */
export function CountTable({
  caption,
  rows,
  total,
}: {
  caption: ComponentChildren;
  rows: readonly [string, number][];
  total?: number;
}) {
  const { ts, format } = usePage();
  return (
    <Table
      caption={caption}
      phone="plain"
      rows={rows}
      columns={[
        { key: 'label', label: ts('consultations.report.group'), head: true, cell: ([label]) => label },
        { key: 'n', label: ts('consultations.report.number'), numeric: true, cell: ([, n]) => format.number(n) },
      ]}
      {...(total === undefined ? {} : { foot: [ts('consultations.report.total'), format.number(total)] })}
    />
  );
}

/** Who took part, of those who told it; hidden numbers say so. */
export function GroupTable({ caption, counts }: { caption: ComponentChildren; counts: Published }) {
  const page: PageContext = usePage();
  const { ts } = page;
  const rows = groupRows(page, counts);
  if (rows.length === 0) return null;
  return (
    <Table
      caption={caption}
      note={ts('consultations.report.group-note')}
      phone="plain"
      rows={rows}
      columns={[
        { key: 'label', label: ts('consultations.report.group'), head: true, cell: ([label]) => label },
        { key: 'n', label: ts('consultations.report.number'), numeric: true, cell: ([, n]) => n },
      ]}
    />
  );
}

/** Proposals about each place, and those who took part and live there, beside its share of the population. */
export function PlaceTable({ places }: { places: readonly ReportedPlace[] }) {
  const { t, ts, format } = usePage();
  const people = places.reduce((sum, { population }) => sum + population, 0);
  const about = places.reduce((sum, { proposals }) => sum + proposals, 0);
  const isTold = places.some(({ residents }) => residents !== undefined);
  const isAbout = about > 0 || !isTold;
  return (
    <Table
      caption={t('consultations.report.by-place')}
      note={ts('consultations.report.census')}
      phone={isTold ? 'stack' : 'plain'}
      rows={places}
      columns={[
        {
          key: 'name',
          label: ts('consultations.report.place'),
          head: true,
          cell: ({ name }) => <Multilingual text={name} as="bdi" />,
        },
        ...(isAbout
          ? [
              {
                key: 'n',
                label: ts('consultations.report.contributions'),
                numeric: true,
                cell: ({ proposals }: ReportedPlace) => format.number(proposals),
              },
              {
                key: 'share',
                label: ts('consultations.report.share'),
                numeric: true,
                cell: ({ proposals }: ReportedPlace) => (about === 0 ? '–' : format.percent(proposals / about)),
              },
            ]
          : []),
        ...(isTold
          ? [
              {
                key: 'residents',
                label: ts('consultations.report.residents'),
                numeric: true,
                cell: ({ residents }: ReportedPlace) =>
                  residents == null ? ts('consultations.report.too-few') : format.number(residents),
              },
            ]
          : []),
        {
          key: 'population',
          label: ts('consultations.report.population-share'),
          numeric: true,
          cell: ({ population }) => (people === 0 ? '–' : format.percent(population / people)),
        },
      ]}
    />
  );
}

/** What came in by each activity and each channel: both ways it adds up to the same. */
export function TakenTable({ taken }: { taken: readonly Taken[] }) {
  const page = usePage();
  const { t, ts, format } = page;
  const all = addUp(taken);
  const channels = CHANNELS.filter((channel) => all.channels[channel] > 0);
  return (
    <Table
      caption={t('consultations.report.taken-caption')}
      note={ts('consultations.report.taken-note')}
      rows={taken}
      columns={[
        {
          key: 'activity',
          label: ts('consultations.field.activity'),
          head: true,
          cell: ({ title }) => <Multilingual text={title} as="bdi" />,
        },
        ...channels.map((channel) => ({
          key: channel,
          label: channelLabel(page, channel),
          numeric: true,
          cell: (one: Taken) => format.number(one.channels[channel]),
        })),
        {
          key: 'total',
          label: ts('consultations.report.total'),
          numeric: true,
          cell: ({ total }) => format.number(total),
        },
      ]}
      foot={[
        ts('consultations.report.total'),
        ...channels.map((channel) => format.number(all.channels[channel])),
        format.number(all.total),
      ]}
    />
  );
}
