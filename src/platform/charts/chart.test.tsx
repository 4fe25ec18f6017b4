import { HtmlValidate } from 'html-validate';
import { render } from 'preact-render-to-string';
import { expect, it } from 'vitest';
import { PageProvider } from '../html/context.tsx';
import { Table } from '../html/table.tsx';
import { samplePage } from '../html/testing.tsx';
import { Chart } from './chart.tsx';
import { drawChart } from './draw-chart.ts';

const validator = new HtmlValidate({ extends: ['html-validate:standard'], elements: ['html5'] });

it('a chart in its frame: finding, measure, key, drawing with its summary, the numbers as a table, source; valid HTML', async () => {
  const rows = [
    { name: 'الشرق', done: 3, late: 1 },
    { name: 'سوس ماسة', done: 5, late: null },
  ];
  const drawn = await drawChart({
    kind: 'bar',
    along: 'rows',
    lang: 'ar',
    label: 'سوس ماسة أنجزت 5 مراحل',
    categories: rows.map((row) => row.name),
    series: [
      { name: 'منجزة', values: rows.map((row) => row.done) },
      { name: 'متأخرة', values: rows.map((row) => row.late) },
    ],
    missing: 'لم يبلغ عنها',
  });
  const html = render(
    <PageProvider value={samplePage({ lang: 'ar' })}>
      <Chart
        id="milestones"
        drawn={drawn}
        title="سوس ماسة تتقدم"
        measure="عدد المراحل، 2026"
        source="المصدر"
        table={
          <Table
            caption="المراحل"
            columns={[
              { key: 'name', label: 'الجهة', head: true, cell: (row: (typeof rows)[number]) => row.name },
              { key: 'done', label: 'منجزة', numeric: true, cell: (row) => row.done },
            ]}
            rows={rows}
          />
        }
      />
    </PageProvider>,
  );
  const order = [
    '<figcaption',
    'سوس ماسة تتقدم',
    'عدد المراحل',
    '<ul class="key">',
    'role="img" aria-label="سوس ماسة أنجزت 5 مراحل"',
    '<details',
    '<table',
    'المصدر',
  ];
  const places = order.map((part) => html.indexOf(part));
  expect(places).not.toContain(-1);
  expect(places).toEqual([...places].sort((a, b) => a - b));
  expect(html).not.toMatch(/<[^>]*\sstyle=/);
  const report = await validator.validateString(
    `<!doctype html><html lang="ar" dir="rtl"><head><title>x</title></head><body><main>${html}</main></body></html>\n`,
  );
  expect(report.results.flatMap((result) => result.messages.map((each) => `${each.ruleId}: ${each.message}`))).toEqual(
    [],
  );
});
