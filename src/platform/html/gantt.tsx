import type { ComponentChildren } from 'preact';
import type { Dir } from '../i18n/languages.ts';
import { usePage } from './context.tsx';
import { FigureBox } from './figures.tsx';
import type { Tone } from './tag.tsx';

export type GanttRow = {
  label: ComponentChildren;
  /** `YYYY-MM-DD`, both ends included. */
  start: string;
  end: string;
  tone: Tone;
  /** The end has passed and the thing is not finished. */
  late?: boolean;
};

type GanttProps = {
  id: string;
  title: ComponentChildren;
  note?: ComponentChildren;
  source?: ComponentChildren;
  /** What the strip shows, in one sentence, and where the same dates stand as text. */
  summary: string;
  rows: readonly GanttRow[];
  /** Absent: from the first start to the last end. */
  start?: string;
  end?: string;
  /** The meaning of each kind of span that is shown. */
  legend?: readonly { tone: Tone; late?: boolean; label: ComponentChildren }[];
};

const DAY = 86_400_000;
const at = (date: string) => Date.parse(`${date}T00:00:00Z`);

/** Places dates on a line that runs in the direction of reading; in percent of its width, from the left as SVG counts. */
function scale(start: string, end: string, dir: Dir) {
  const from = at(start);
  const width = Math.max(DAY, at(end) + DAY - from);
  const share = (instant: number) => Math.min(1, Math.max(0, (instant - from) / width)) * 100;
  const round = (value: number) => Math.round(value * 100) / 100;
  return {
    from,
    to: from + width,
    x: (instant: number) => round(dir === 'rtl' ? 100 - share(instant) : share(instant)),
    span(first: string, last: string) {
      const a = share(at(first));
      const b = share(at(last) + DAY);
      return { x: `${round(dir === 'rtl' ? 100 - b : a)}%`, width: `${round(Math.max(0.5, b - a))}%` };
    },
  };
}

function spanClass(tone: Tone, late = false): string {
  return `span ${late ? 'past' : tone}`;
}

/**
 * A strip of what is planned and how far it is: one row for each thing, a grid of years, the line of today. Time runs in the direction
 * of reading. The words of the rows are HTML, so they wrap on a phone; the picture as a whole has one text for screen readers.
 */
export function Gantt({ id, title, note, source, summary, rows, start, end, legend = [] }: GanttProps) {
  const page = usePage();
  const first = start ?? rows.map((row) => row.start).sort()[0];
  const last =
    end ??
    rows
      .map((row) => row.end)
      .sort()
      .at(-1);
  if (!first || !last) return null;
  const line = scale(first, last, page.dir);
  const today = at(page.today);
  const showToday = today >= line.from && today < line.to;
  return (
    <FigureBox id={id} title={title} note={note} source={source}>
      <div class="gantt" role="img" aria-label={summary}>
        <Years line={line} />
        <svg class="plot lines" width="100%" height="100%" aria-hidden="true">
          {yearStarts(line).map((instant) => (
            <line class="grid" x1={`${line.x(instant)}%`} x2={`${line.x(instant)}%`} y1="0" y2="100%" />
          ))}
          {showToday && <line class="today" x1={`${line.x(today)}%`} x2={`${line.x(today)}%`} y1="0" y2="100%" />}
        </svg>
        {rows.map((row) => (
          <div class="gantt-row">
            <span>{row.label}</span>
            <svg class="plot" width="100%" height="14" aria-hidden="true">
              <rect class={spanClass(row.tone, row.late)} {...line.span(row.start, row.end)} height="14" rx="1" />
            </svg>
          </div>
        ))}
        {showToday && <Today x={line.x(today)} />}
      </div>
      {legend.length > 0 && (
        <ul class="key">
          {legend.map(({ tone, late, label }) => (
            <li>
              <svg class="plot" viewBox="0 0 24 14" aria-hidden="true">
                <rect class={spanClass(tone, late)} x="1" y="1" width="22" height="12" rx="1" />
              </svg>
              <span>{label}</span>
            </li>
          ))}
        </ul>
      )}
    </FigureBox>
  );
}

type Line = ReturnType<typeof scale>;

function yearStarts(line: Line): number[] {
  const years: number[] = [];
  for (let year = new Date(line.from).getUTCFullYear() + 1; Date.UTC(year, 0) < line.to; year += 1)
    years.push(Date.UTC(year, 0));
  return years;
}

/** The years over the strip, each in the middle of what is shown of it; one too narrow for its number stays without. */
function Years({ line }: { line: Line }) {
  const edges = [line.from, ...yearStarts(line), line.to];
  return (
    <svg class="plot" width="100%" height="26" aria-hidden="true">
      {edges.slice(0, -1).map((begin, index) => {
        const finish = edges[index + 1] ?? line.to;
        if ((finish - begin) / (line.to - line.from) < 0.08) return null;
        return (
          <text class="dim" x={`${line.x((begin + finish) / 2)}%`} y="16" text-anchor="middle">
            {new Date(begin).getUTCFullYear()}
          </text>
        );
      })}
      <line class="axis" x1="0" x2="100%" y1="25" y2="25" />
    </svg>
  );
}

/** Today, named under its line; near an edge the words stand on the inner side of it. */
function Today({ x }: { x: number }) {
  const page = usePage();
  const leftward = page.dir === 'rtl' ? 'start' : 'end';
  const rightward = page.dir === 'rtl' ? 'end' : 'start';
  const anchor = x < 35 ? rightward : x > 65 ? leftward : 'middle';
  return (
    <svg class="plot" width="100%" height="24" aria-hidden="true">
      <text class="today-label" x={`${x}%`} y="18" text-anchor={anchor}>
        {page.ts('platform.today-date', { date: page.format.date(page.today) })}
      </text>
    </svg>
  );
}
