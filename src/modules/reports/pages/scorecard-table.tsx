import { usePage } from '#platform/html/context.tsx';
import { type Column, Table } from '#platform/html/table.tsx';
import { Ltr } from '#platform/html/text.tsx';
import { FIGURES, type FigureName, figureExplained, figureLabel, shownFigure } from '../figures.ts';
import type { Scorecard } from '../scorecard.ts';

/** A figure of a scorecard; words stand softly where nothing is known. */
export function FigureValue({ card, name }: { card: Scorecard; name: FigureName }) {
  const page = usePage();
  const { value, isKnown } = shownFigure(page, card, name);
  if (!isKnown) return <span class="soft">{value}</span>;
  return name === 'late' ? <Ltr>{value}</Ltr> : value;
}

/** Columns for the figures of lines that have a scorecard each. */
export function figureColumns<Row>(
  page: Pick<ReturnType<typeof usePage>, 'ts'>,
  cardOf: (row: Row) => Scorecard,
  names: readonly FigureName[] = FIGURES,
): Column<Row>[] {
  return names.map((name) => ({
    key: name,
    label: figureLabel(page, name),
    cell: (row) => <FigureValue card={cardOf(row)} name={name} />,
  }));
}

/** How each figure is computed, for whoever asks what it says. */
export function FiguresExplained() {
  const page = usePage();
  return (
    <Table
      caption={page.ts('reports.page.how')}
      hideCaption
      rows={FIGURES}
      columns={[
        { key: 'figure', label: page.ts('reports.page.figure'), head: true, cell: (name) => figureLabel(page, name) },
        {
          key: 'how',
          label: page.ts('reports.page.how'),
          wide: true,
          cell: (name) => figureExplained(page, name),
        },
      ]}
    />
  );
}
