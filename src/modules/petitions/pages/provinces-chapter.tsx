import { Chapter } from '#platform/html/chapter.tsx';
import { usePage } from '#platform/html/context.tsx';
import { Bar } from '#platform/html/progress.tsx';
import { Table } from '#platform/html/table.tsx';
import { Multilingual } from '#platform/html/text.tsx';
import type { Text } from '#platform/i18n/text.ts';
import type { Counts } from '../queries/petitions.ts';
import { Cite } from './cite.tsx';
import { ProvincesMap } from './provinces-map.tsx';

type ProvincesProps = {
  counts: Counts;
  provinces: readonly { code: string; name: Text }[];
  required: number;
  minimum: number;
  /** The code of the region, for its map. */
  region: string | null;
};

/** Signatures by the province where their signatories live, against the floor of each; the law asks for both total and floors. */
export function ProvincesChapter({ counts, provinces, required, minimum, region }: ProvincesProps) {
  const { t, ts, format } = usePage();
  const rows = provinces.map((one) => ({ ...one, n: counts.byProvince.get(one.code) ?? 0 }));
  const most = Math.max(minimum, ...rows.map((row) => row.n));
  const elsewhere = counts.total - rows.reduce((sum, row) => sum + row.n, 0);
  return (
    <Chapter
      id="provinces"
      title={t('petitions.provinces.title')}
      intro={t('petitions.provinces.intro', { n: minimum })}
    >
      <Table
        caption={ts('petitions.provinces.caption')}
        hideCaption
        phone="plain"
        columns={[
          {
            key: 'province',
            label: ts('petitions.provinces.province'),
            head: true,
            cell: (row) => <Multilingual text={row.name} />,
          },
          {
            key: 'n',
            label: ts('petitions.page.signatures'),
            numeric: true,
            cell: (row) => format.number(row.n),
          },
          {
            key: 'bar',
            label: ts('petitions.provinces.floor', { n: minimum }),
            wide: true,
            cell: (row) => (
              <>
                <Bar share={row.n / most} mark={minimum / most} short={row.n < minimum} />
                {row.n < minimum ? (
                  <span class="lack small">{t('petitions.provinces.lacks', { n: minimum - row.n })}</span>
                ) : (
                  <span class="soft small">{t('petitions.provinces.reached')}</span>
                )}
              </>
            ),
          },
        ]}
        rows={rows}
        foot={[
          t('petitions.provinces.total'),
          format.number(counts.total),
          t('petitions.page.of-required', { required }),
        ]}
      />
      {region && <ProvincesMap region={region} counts={counts} provinces={provinces} minimum={minimum} />}
      {elsewhere > 0 && <p class="soft">{t('petitions.provinces.elsewhere', { n: elsewhere })}</p>}
      <p>
        <Cite law="111-14" articles="120" />
      </p>
    </Chapter>
  );
}
