import { type ComponentChildren, h } from 'preact';
import { usePage } from '../html/context.tsx';
import { Details } from '../html/details.tsx';
import { FigureBox } from '../html/figures.tsx';
import type { DrawnChart } from './drawn-chart.ts';

type ChartProps = {
  /** Unique on the page. */
  id: string;
  drawn: DrawnChart;
  /** The finding, as a sentence. */
  title: ComponentChildren;
  /** The measure, its unit, its period. */
  measure: ComponentChildren;
  /** What the drawing shows in one or two sentences, where the title does not say it all. The drawing itself says its `label`. */
  summary?: ComponentChildren;
  /** Where the numbers come from, with links to the data. */
  source?: ComponentChildren;
  /** The same numbers as a `<Table>`. */
  table: ComponentChildren;
};

/** A chart in its frame: finding, measure, key, drawing, summary, the numbers as a table, source. */
export function Chart({ id, drawn, title, measure, summary, source, table }: ChartProps) {
  const { t } = usePage();
  return (
    <FigureBox id={id} title={title} note={measure} source={source}>
      {drawn.key.length > 0 && (
        <ul class="key">
          {drawn.key.map(({ name, svg }) => (
            <li>
              <Drawing as="span" svg={svg} />
              {name}
            </li>
          ))}
        </ul>
      )}
      <Drawing as="div" svg={drawn.svg} />
      {summary && <p>{summary}</p>}
      <Details summary={t('platform.data-table')}>{table}</Details>
    </FigureBox>
  );
}

/** Markup of `elasticSvg` and `swatch`: what goes into a page unescaped, because every text in it was escaped when it was drawn. */
function Drawing({ as, svg }: { as: 'div' | 'span'; svg: string }) {
  return h(as, { dangerouslySetInnerHTML: { __html: svg } });
}
