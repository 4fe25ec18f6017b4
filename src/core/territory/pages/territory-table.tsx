import { usePage } from '#platform/html/context.tsx';
import { type Column, Table } from '#platform/html/table.tsx';
import { Code, Ltr, Multilingual } from '#platform/html/text.tsx';
import { growth, type Territory } from '../territory.ts';

type TerritoryTableProps = { caption: string; territories: readonly Territory[] };

/** Units beside each other: name, type, code, and the figures of both censuses. */
export function TerritoryTable({ caption, territories }: TerritoryTableProps) {
  const { t, ts, href } = usePage();
  const columns: Column<Territory>[] = [
    {
      key: 'name',
      label: ts('territory.page.name'),
      head: true,
      cell: ({ code, name }) => (
        <a href={href(`/territories/${code}`)}>
          <Multilingual text={name} />
        </a>
      ),
    },
    { key: 'type', label: ts('territory.page.type'), cell: ({ type }) => t(`territory.type.${type}`) },
    { key: 'code', label: ts('territory.page.code'), nowrap: true, cell: ({ code }) => <Code>{code}</Code> },
    {
      key: 'population-2014',
      label: ts('territory.page.population-2014'),
      numeric: true,
      cell: ({ population2014 }) => <Count value={population2014} />,
    },
    {
      key: 'population-2024',
      label: ts('territory.page.population-2024'),
      numeric: true,
      cell: ({ population2024 }) => <Count value={population2024} />,
    },
    {
      key: 'growth',
      label: ts('territory.page.growth'),
      numeric: true,
      cell: (territory) => <Growth territory={territory} />,
    },
  ];
  // Where nothing of 2014 was published, two columns of "not published" would only be noise.
  const known = territories.some(({ population2014 }) => population2014 !== null);
  const shown = known ? columns : columns.filter(({ key }) => key !== 'population-2014' && key !== 'growth');
  return <Table caption={caption} hideCaption rows={territories} columns={shown} />;
}

/** A number of people or households, or the word for what was not published. */
export function Count({ value }: { value: number | null }) {
  const { t, format } = usePage();
  return value === null ? <span>{t('territory.page.unknown')}</span> : <Ltr>{format.number(value)}</Ltr>;
}

/** The change from 2014 to 2024 with its sign, to a tenth of a per cent. */
export function Growth({ territory }: { territory: Territory }) {
  const { t, format, lang } = usePage();
  const change = growth(territory);
  if (change === null) return <span>{t('territory.page.unknown')}</span>;
  const percent = format.number(change, { style: 'percent', maximumFractionDigits: 1, signDisplay: 'exceptZero' });
  // Arabic sets the sign of the percentage without a space after Latin digits.
  return <Ltr>{lang === 'ar' ? percent.replace(/\s%/, '%') : percent}</Ltr>;
}
