import { z } from 'zod';
import { anyone } from '#platform/access.ts';
import { Button } from '#platform/html/button.tsx';
import { Chapter } from '#platform/html/chapter.tsx';
import { usePage } from '#platform/html/context.tsx';
import { Select } from '#platform/html/field.tsx';
import { Form } from '#platform/html/form.tsx';
import { Document } from '#platform/html/layout.tsx';
import { PageHead } from '#platform/html/page-head.tsx';
import { Table } from '#platform/html/table.tsx';
import { Code, DateText, Multilingual } from '#platform/html/text.tsx';
import { definePage } from '#platform/page.ts';
import { recordedMonths } from '../queries/records.ts';
import { type Scope, type ScoredLine, scoredLines } from '../queries/scorecards.ts';
import { FiguresExplained, figureColumns } from './scorecard-table.tsx';

type Query = { month?: string | undefined };
type Data = { lines: ScoredLine[]; months: string[]; month: string | null };

/** The regions, the plans and the bodies side by side, in no ranking; as they stand today or as they were kept in a month. */
export const scorecardsPage = definePage<Query, Data>({
  name: 'reports.scorecards-page',
  path: '/scorecards',
  on: 'portal',
  query: z.object({
    month: z
      .string()
      .regex(/^\d{4}-(0[1-9]|1[0-2])$/)
      .optional()
      .catch(undefined),
  }),
  access: anyone,
  async load({ db, page, query }) {
    const months = await recordedMonths(db);
    const month = query.month !== undefined && months.includes(query.month) ? query.month : null;
    return { lines: await scoredLines(db, { today: page.today, month: month ?? undefined }), months, month };
  },
  cache: () => ['commitments', 'comments', 'scorecards', 'territories'],
  view: ({ data }) => <Scorecards {...data} />,
});

function Scorecards({ lines, months, month }: Data) {
  const page = usePage();
  const { t, ts, format } = page;
  const tail = month ? `?month=${month}` : '';
  return (
    <Document title={ts('reports.page.scorecards')} crumbs={[]} wide>
      <PageHead
        title={t('reports.page.scorecards')}
        lead={t('reports.page.scorecards-lead')}
        row={
          <span class="soft">
            {month
              ? t('reports.page.as-kept', { month: format.date(`${month}-01`, 'month') })
              : t('reports.page.as-of', { date: <DateText date={page.today} /> })}
          </span>
        }
      >
        <p class="small no-print">
          {t('reports.page.download')}{' '}
          <a href={`/api/v1/scorecards.csv${tail}`} dir="ltr">
            CSV
          </a>
          {' · '}
          <a href={`/api/v1/scorecards${tail}`} dir="ltr">
            JSON
          </a>
        </p>
      </PageHead>
      {months.length > 0 && (
        <Form method="get" label={ts('reports.page.compare')}>
          <Select
            name="month"
            label={t('reports.page.compare')}
            hint={t('reports.page.compare-hint')}
            empty={ts('reports.page.today')}
            value={month ?? ''}
            choices={months.map((value) => ({ value, label: format.date(`${value}-01`, 'month') }))}
          />
          <Button kind="quiet">{t('reports.page.show')}</Button>
        </Form>
      )}
      {(['region', 'plan', 'institution'] as const).map((scope) => (
        <Chapter id={scope} title={t(`reports.scope.${scope}`)} intro={t(`reports.scope-text.${scope}`)}>
          <Lines scope={scope} lines={lines.filter((line) => line.scope === scope)} />
        </Chapter>
      ))}
      <Chapter id="how" title={t('reports.page.how')} intro={t('reports.page.how-text')}>
        <FiguresExplained />
      </Chapter>
    </Document>
  );
}

function Lines({ scope, lines }: { scope: Scope; lines: readonly ScoredLine[] }) {
  const page = usePage();
  const { ts, format } = page;
  const none = <span class="soft">{ts('reports.value.no-plan')}</span>;
  return (
    <Table
      caption={ts(`reports.scope.${scope}`)}
      hideCaption
      rows={lines}
      columns={[
        { key: 'name', label: ts(`reports.scope-one.${scope}`), head: true, cell: (line) => <Name line={line} /> },
        scope === 'plan'
          ? {
              key: 'commitments',
              label: ts('reports.page.commitments'),
              numeric: true,
              cell: (line) => format.number(line.card.commitments),
            }
          : {
              key: 'plans',
              label: ts('reports.page.plans'),
              numeric: true,
              cell: (line) => (line.plans === 0 ? none : format.number(line.plans)),
            },
        ...figureColumns<ScoredLine>(page, (line) => line.card),
      ]}
    />
  );
}

function Name({ line }: { line: ScoredLine }) {
  const { href } = usePage();
  const words = <Multilingual text={line.title} />;
  if (line.scope === 'region') return <a href={href(`/commitments/regions/${line.id}`)}>{words}</a>;
  if (line.scope === 'institution') return <a href={href('/', { tenant: line.institution })}>{words}</a>;
  return (
    <>
      <a href={href(`/action-plans/${line.id}/scorecard`, { tenant: line.institution })}>{words}</a>
      <span class="meta">
        <Code>{line.id}</Code>
      </span>
    </>
  );
}
