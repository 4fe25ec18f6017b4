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
  // Columns that would say the same in every row are left out: figures that nobody published, the one type there is.
  const silent = new Set<string>();
  if (territories.every(({ population2014 }) => population2014 === null)) silent.add('population-2014').add('growth');
  if (new Set(territories.map(({ type }) => type)).size === 1) silent.add('type');
  const shown = columns.filter(({ key }) => !silent.has(key));
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
  const percent = format.number(change, {
    style: 'percent',
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
    signDisplay: 'exceptZero',
  });
  // Arabic sets the sign of the percentage without a space after Latin digits.
  return <Ltr>{lang === 'ar' ? percent.replace(/\s%/, '%') : percent}</Ltr>;
}
