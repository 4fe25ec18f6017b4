import { z } from 'zod';
import type { CaseKind } from '#platform/case-kind.ts';
import { Chapter } from '#platform/html/chapter.tsx';
import { type PageContext, usePage } from '#platform/html/context.tsx';
import { Empty } from '#platform/html/empty.tsx';
import { Document } from '#platform/html/layout.tsx';
import { PageHead } from '#platform/html/page-head.tsx';
import { Table } from '#platform/html/table.tsx';
import type { MessageKey } from '#platform/i18n/messages.ts';
import { definePage } from '#platform/page.ts';
import { readFigures } from '../access.ts';
import { kindNamed } from '../case.ts';
import { type CaseFigures, caseFigures, firstYear } from '../figures.ts';

export const figuresQuery = z.object({ year: z.coerce.number().int().min(2000).max(2100).optional().catch(undefined) });
export type FiguresQuery = z.infer<typeof figuresQuery>;
type Data = { year: number; first: number; figures: CaseFigures[]; kinds: readonly CaseKind[] };

/** How a body (on the portal: all of them) keeps the periods of the law: counted over every case, without any name. */
export const caseFiguresPage = definePage<FiguresQuery, Data>({
  name: 'cases.case-figures-page',
  path: '/cases/figures',
  on: 'both',
  query: figuresQuery,
  access: readFigures,
  load: async ({ db, offers, page, query: asked }) => {
    const year = asked.year ?? Number(page.today.slice(0, 4));
    const scope = { institutionId: page.tenant?.id ?? null, year, today: page.today };
    const first = (await firstYear(db, scope.institutionId)) ?? year;
    return { year, first, figures: await caseFigures(db, offers.caseKinds, scope), kinds: offers.caseKinds };
  },
  view: ({ data }) => <Figures {...data} />,
});

const ROWS = ['received', 'onTime', 'late', 'waiting', 'overdue', 'ended', 'handedOverLate', 'extended'] as const;

function Figures({ year, first, figures, kinds }: Data) {
  const page = usePage();
  const { t, ts, format, href } = page;
  const before = `/cases/figures?year=${year - 1}`;
  return (
    <Document title={ts('cases.figures.title', { year: String(year) })} canonical="/cases/figures">
      <PageHead title={t('cases.figures.title', { year: String(year) })} lead={t('cases.figures.lead')} />
      {figures.map((one) => (
        <Chapter id={one.kind} title={t(kindNamed(kinds, one.kind).label)}>
          {one.received === 0 ? (
            <Empty title={t('cases.figures.none')} />
          ) : (
            <>
              <Table
                caption={t('cases.figures.caption')}
                phone="plain"
                columns={[
                  {
                    key: 'what',
                    label: ts('cases.figures.what'),
                    head: true,
                    cell: (name) => t(`cases.figures.${name}`),
                  },
                  { key: 'n', label: ts('cases.figures.n'), numeric: true, cell: (name) => format.number(one[name]) },
                ]}
                rows={ROWS}
              />
              {one.outcomes.length > 0 && <Outcomes page={page} kind={kindNamed(kinds, one.kind)} figures={one} />}
            </>
          )}
        </Chapter>
      ))}
      <p class="law">
        {t('platform.list.download', {
          links: <a href={href(`/cases/figures.csv?year=${year}`)}>{t('cases.queue.csv')}</a>,
        })}
      </p>
      {year > first && (
        <p>
          <a href={href(before)}>{t('cases.figures.before', { year: String(year - 1) })}</a>
        </p>
      )}
    </Document>
  );
}

function Outcomes({ page, kind, figures }: { page: PageContext; kind: CaseKind; figures: CaseFigures }) {
  const { t, ts, format } = page;
  const words = (key: string | null, among: Readonly<Record<string, MessageKey>>) => {
    const label = key === null ? undefined : among[key];
    return label ? t(label) : '–';
  };
  return (
    <Table
      caption={t('cases.figures.outcomes')}
      phone="plain"
      columns={[
        {
          key: 'outcome',
          label: ts('cases.fact.outcome'),
          head: true,
          cell: ({ outcome }) => words(outcome, kind.outcomes),
        },
        { key: 'ground', label: ts('cases.fact.ground'), cell: ({ ground }) => words(ground, kind.grounds) },
        { key: 'n', label: ts('cases.figures.n'), numeric: true, cell: ({ n }) => format.number(n) },
      ]}
      rows={figures.outcomes}
    />
  );
}
