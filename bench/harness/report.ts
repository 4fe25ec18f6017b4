/** One figure. `reference` is what it is compared with, `ratio` the figure divided by it. */
export type Measure = {
  case: string;
  metric: string;
  value: number;
  unit: string;
  reference?: number;
  ratio?: number;
};

export type Report = {
  /** One JSON object on a line of standard output, at once: a run that is stopped has told what it knows. */
  say(measure: Measure): void;
  /** A line for people while they wait. */
  note(text: string): void;
  /** The table for people, on standard error. */
  end(): void;
};

/** Takes the measures of one bench. */
export function report(bench: string): Report {
  const measures: Measure[] = [];
  return {
    say(measure) {
      const rounded: Measure = { ...measure, value: round(measure.value) };
      if (measure.reference !== undefined) {
        rounded.reference = round(measure.reference);
        rounded.ratio = round(measure.ratio ?? measure.value / measure.reference);
      }
      measures.push(rounded);
      process.stdout.write(`${JSON.stringify({ bench, ...rounded })}\n`);
    },
    note: (text) => void process.stderr.write(`${text}\n`),
    end() {
      const rows = measures.map((m) => [
        m.case,
        m.metric,
        String(m.value),
        m.unit,
        m.reference === undefined ? '' : `${m.ratio} × ${m.reference}`,
      ]);
      const table = [['case', 'metric', 'value', 'unit', 'compared'], ...rows];
      const widths = [0, 1, 2, 3, 4].map((column) => Math.max(...table.map((row) => row[column]?.length ?? 0)));
      const text = table.map((row) =>
        row
          .map((cell, column) => (column === 2 ? cell.padStart(widths[2] ?? 0) : cell.padEnd(widths[column] ?? 0)))
          .join('  '),
      );
      process.stderr.write(`\n${text.map((line) => line.trimEnd()).join('\n')}\n`);
    },
  };
}

function round(value: number): number {
  return Number(value.toPrecision(4));
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

/** The value below which this share of the values lies. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
