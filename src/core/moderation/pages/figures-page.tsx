import { Chapter } from '#platform/html/chapter.tsx';
import { usePage } from '#platform/html/context.tsx';
import { Empty } from '#platform/html/empty.tsx';
import { Document } from '#platform/html/layout.tsx';
import { PageHead } from '#platform/html/page-head.tsx';
import { Table } from '#platform/html/table.tsx';
import { DateText, Multilingual } from '#platform/html/text.tsx';
import { definePage } from '#platform/page.ts';
import { readCharter } from '../access.ts';
import type { Ground } from '../moderation.ts';
import { figuresByGround, figuresByMonth, type GroundFigures, type MonthFigures } from '../queries/figures.ts';
import { groundsOf } from '../queries/grounds.ts';

type Data = { months: MonthFigures[]; reasons: GroundFigures[]; grounds: Ground[]; since: string };

/** What moderators did, in figures: by month and by reason, for the last twelve months. */
export const figuresPage = definePage<unknown, Data>({
  name: 'moderation.figures-page',
  path: '/moderation',
  on: 'both',
  access: readCharter,
  load: async ({ db, page, around }) => {
    const body = page.tenant?.id ?? null;
    const since = aYearBefore(page.today);
    return {
      since,
      months: await figuresByMonth(db, body, since),
      reasons: await figuresByGround(db, body, since),
      grounds: await groundsOf(db, body, around),
    };
  },
  cache: () => ['moderation'],
  view: ({ data }) => <Figures {...data} />,
});

/** The first day of the month eleven months earlier: twelve months with this one. */
export function aYearBefore(today: string): string {
  const first = new Date(`${today.slice(0, 7)}-01T00:00:00Z`);
  first.setUTCMonth(first.getUTCMonth() - 11);
  return first.toISOString().slice(0, 10);
}

function Figures({ months, reasons, grounds, since }: Data) {
  const page = usePage();
  const { t, ts, format, href } = page;
  const number = (value: number) => format.number(value);
  return (
    <Document title={ts('moderation.figures.title')} crumbs={[]}>
      <PageHead title={t('moderation.figures.title')} lead={t('moderation.figures.lead')}>
        <p>
          <a href={href('/moderation/charter')}>{t('moderation.charter.title')}</a>
        </p>
      </PageHead>
      {months.length === 0 ? (
        <Empty title={t('moderation.figures.none')}>
          <p>{t('moderation.figures.none-text')}</p>
        </Empty>
      ) : (
        <>
          <Chapter id="months" title={t('moderation.figures.by-month')} intro={t('moderation.figures.nobody')}>
            <Table
              caption={t('moderation.figures.by-month')}
              note={t('moderation.figures.since', { date: <DateText date={since} precision="month" /> })}
              hideCaption
              phone="scroll"
              rows={months}
              columns={[
                {
                  key: 'month',
                  label: ts('moderation.figures.month'),
                  head: true,
                  nowrap: true,
                  cell: (row) => <DateText date={`${row.month}-01`} precision="month" />,
                },
                ...(['reports', 'hidden', 'kept', 'restored', 'held', 'appeals', 'upheld'] as const).map((key) => ({
                  key,
                  label: ts(`moderation.figures.${key}`),
                  numeric: true,
                  cell: (row: MonthFigures) => number(row[key]),
                })),
              ]}
            />
          </Chapter>
          <Chapter id="reasons" title={t('moderation.figures.by-reason')}>
            <Table
              caption={t('moderation.figures.by-reason')}
              hideCaption
              phone="plain"
              rows={reasons}
              columns={[
                {
                  key: 'reason',
                  label: ts('moderation.figures.reason'),
                  head: true,
                  cell: (row) => <Multilingual text={row.label ?? labelOf(grounds, row.ground)} />,
                },
                {
                  key: 'hidden',
                  label: ts('moderation.figures.hidden'),
                  numeric: true,
                  cell: (row) => number(row.hidden),
                },
                {
                  key: 'reported',
                  label: ts('moderation.figures.reports'),
                  numeric: true,
                  cell: (row) => number(row.reported),
                },
              ]}
            />
          </Chapter>
        </>
      )}
    </Document>
  );
}

function labelOf(grounds: readonly Ground[], key: string) {
  return grounds.find((one) => one.key === key)?.label;
}
