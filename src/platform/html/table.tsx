import { type ComponentChildren, h } from 'preact';
import { useId } from 'preact/hooks';

export type Column<Row> = {
  key: string;
  label: string;
  cell(row: Row, index: number): ComponentChildren;
  /** The cell that names its row. */
  head?: boolean;
  numeric?: boolean;
  nowrap?: boolean;
  /** A cell with long text or a bar: it takes the whole line on a phone. */
  wide?: boolean;
  hideLabel?: boolean;
  /** The address that sorts by this column, and how the table is sorted by it now. */
  sortHref?: string;
  sorted?: 'ascending' | 'descending';
};

type TableProps<Row> = {
  caption: ComponentChildren;
  /** Unit, period: the second line of the caption. */
  note?: ComponentChildren;
  hideCaption?: boolean;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  /** `late` and `editing` mark a row at its edge. */
  rowTone?(row: Row): 'late' | 'editing' | undefined;
  /**
   * What happens on a phone. `stack`: a row becomes a block, for rows that are one thing. `scroll`: columns stay together in a region
   * that scrolls. `plain`: the table is narrow enough.
   */
  phone?: 'stack' | 'scroll' | 'plain';
  /** The last row: totals, one cell per column. */
  foot?: readonly ComponentChildren[];
};

/**
 * A table with a caption and scopes. Where rows are stacked on phones, the browser code writes the roles out for readers that lose them
 * (`enhance/tables.ts`): in the HTML they would be an error.
 */
export function Table<Row>(props: TableProps<Row>) {
  const { caption, note, hideCaption = false, columns, rows, rowTone, phone = 'stack', foot } = props;
  const id = useId();
  const stacked = phone === 'stack';
  const table = (
    <table class={stacked ? 'stack' : undefined}>
      <caption id={id} class={hideCaption ? 'hide-text' : undefined}>
        {caption}
        {note && <small>{note}</small>}
      </caption>
      <thead>
        <tr>
          {columns.map((column) => (
            <th scope="col" class={column.numeric ? 'num' : undefined} aria-sort={column.sorted}>
              <Heading column={column} />
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, index) => (
          <tr class={rowTone?.(row)}>{columns.map((column) => cellOf(column, column.cell(row, index), stacked))}</tr>
        ))}
      </tbody>
      {foot && (
        <tfoot>
          <tr>{columns.map((column, index) => cellOf({ ...column, head: index === 0 }, foot[index], stacked))}</tr>
        </tfoot>
      )}
    </table>
  );
  if (phone !== 'scroll') return table;
  return (
    // A region that scrolls must be reachable by keyboard.
    <section class="scroll" tabindex={0} aria-labelledby={id}>
      {table}
    </section>
  );
}

function Heading<Row>({ column }: { column: Column<Row> }) {
  if (column.hideLabel) return <span class="hide-text">{column.label}</span>;
  if (column.sortHref) return <a href={column.sortHref}>{column.label}</a>;
  return <>{column.label}</>;
}

function cellOf<Row>(column: Column<Row>, content: ComponentChildren, stacked: boolean) {
  const names = [column.numeric && 'num', column.nowrap && 'nowrap', column.wide && 'wide'].filter(Boolean).join(' ');
  const common = { class: names || undefined };
  if (column.head) return h('th', { ...common, scope: 'row' }, content);
  const label = column.hideLabel || !stacked ? undefined : column.label;
  // One child, so that label and content stay two flex items when the cell is stacked.
  const inner = label !== undefined && typeof content !== 'string' ? h('div', null, content) : content;
  return h('td', { ...common, 'data-label': label }, inner);
}
