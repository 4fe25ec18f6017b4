import type { Territory } from '#core/territory/index.ts';
import { usePage } from '#platform/html/context.tsx';
import { Figures } from '#platform/html/figures.tsx';
import { Table } from '#platform/html/table.tsx';
import { Multilingual, Percent } from '#platform/html/text.tsx';
import type { Balance, BodyKind } from '../follow-up-body.ts';

type BalanceProps = { balance: Balance; provinces: ReadonlyMap<string, Territory>; kind: BodyKind; level?: 3 | 4 };

/**
 * How a committee is made up. Members hold a public role, so that small numbers are shown as they are: nobody is described whom the list of
 * members does not name as the holder of that role.
 */
export function BalanceFigures({ balance, provinces, kind, level = 3 }: BalanceProps) {
  const { t, ts, format } = usePage();
  const { sides, women, men } = balance;
  const rows = [...Object.entries(balance.provinces)].sort(([a], [b]) => (a < b ? -1 : 1));
  return (
    <>
      <Figures
        level={level}
        figures={[
          ...(kind === 'monitoring-body'
            ? []
            : [
                {
                  label: t('reviews.balance.sides'),
                  value: t('reviews.balance.versus', {
                    a: format.number(sides.administration),
                    b: format.number(sides['civil-society']),
                  }),
                  note:
                    balance.difference === 0
                      ? t('reviews.balance.equal')
                      : t('reviews.balance.unequal', {
                          n: Math.abs(balance.difference),
                          more: balance.difference > 0 ? 'administration' : 'civil',
                        }),
                },
              ]),
          {
            label: t('reviews.balance.women'),
            value:
              balance.womenShare === null ? t('reviews.members.not-stated') : <Percent share={balance.womenShare} />,
            note: t('reviews.balance.women-note', { women, men, unknown: balance.genderUnknown }),
          },
          {
            label: t('reviews.balance.provinces'),
            value: format.number(rows.length),
            note: t('reviews.balance.provinces-note', { n: balance.provinceUnknown }),
          },
        ]}
      />
      {rows.length > 0 && (
        <Table
          caption={t('reviews.balance.by-province')}
          phone="plain"
          columns={[
            {
              key: 'province',
              label: ts('reviews.members.province'),
              head: true,
              cell: ([code]) => <Multilingual text={provinces.get(code)?.name ?? { fr: code }} />,
            },
            {
              key: 'members',
              label: ts('reviews.members.title'),
              numeric: true,
              cell: ([, n]) => format.number(n),
            },
          ]}
          rows={rows}
        />
      )}
    </>
  );
}
