import type { ComponentChildren } from 'preact';

export type Figure = { label: ComponentChildren; value: ComponentChildren; note?: ComponentChildren };

/** Two to four numbers that matter, each with its source or its unit. */
export function Figures({ figures, level = 3 }: { figures: readonly Figure[]; level?: 2 | 3 | 4 }) {
  const Tag = `h${level}` as 'h3';
  return (
    <ul class="figures">
      {figures.map((figure) => (
        <li>
          <Tag>{figure.label}</Tag>
          <span class="value">{figure.value}</span>
          {figure.note && <p class="law">{figure.note}</p>}
        </li>
      ))}
    </ul>
  );
}

type FigureBoxProps = {
  id: string;
  /** The finding. */
  title: ComponentChildren;
  /** The measure, its unit, its period. */
  note?: ComponentChildren;
  /** Where the numbers come from, with links to the data. */
  source?: ComponentChildren;
  children: ComponentChildren;
};

/** A chart or a map in its frame: the finding as title, the measure under it, the source at the end. */
export function FigureBox({ id, title, note, source, children }: FigureBoxProps) {
  return (
    <figure class="figure" aria-labelledby={`${id}-title`}>
      <figcaption id={`${id}-title`}>
        <b>{title}</b>
        {note}
      </figcaption>
      {children}
      {source && <p class="law">{source}</p>}
    </figure>
  );
}
