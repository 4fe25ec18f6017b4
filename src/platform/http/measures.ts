/** Counts and times of requests by kind and status; bounded, because a kind never holds an id. */
export type RequestMeasures = {
  add(route: string, status: number, seconds: number): void;
  /** In the text format of Prometheus. */
  text(): string;
};

const BOUNDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const MOST_KINDS = 500;

type Row = { route: string; status: number; buckets: number[]; sum: number; count: number };

/** Makes the counters of this process: requests by route and status, with how long they took. */
export function requestMeasures(): RequestMeasures {
  const rows = new Map<string, Row>();
  return {
    add(route, status, seconds) {
      const name = `${route} ${status}`;
      let row = rows.get(name);
      if (!row) {
        // A program that put ids into its kinds would otherwise fill the memory.
        if (rows.size >= MOST_KINDS) return;
        row = { route, status, buckets: BOUNDS.map(() => 0), sum: 0, count: 0 };
        rows.set(name, row);
      }
      row.count += 1;
      row.sum += seconds;
      for (let i = BOUNDS.length - 1; i >= 0 && seconds <= (BOUNDS[i] as number); i--) (row.buckets[i] as number) += 1;
    },
    text() {
      const lines = [
        '# HELP jamaa_request_seconds Time from a request to its answer, those from the page cache not counted.',
        '# TYPE jamaa_request_seconds histogram',
      ];
      for (const { route, status, buckets, sum, count } of rows.values()) {
        const labels = `route="${labelValue(route)}",status="${status}"`;
        for (const [i, bound] of BOUNDS.entries())
          lines.push(`jamaa_request_seconds_bucket{${labels},le="${bound}"} ${buckets[i]}`);
        lines.push(
          `jamaa_request_seconds_bucket{${labels},le="+Inf"} ${count}`,
          `jamaa_request_seconds_sum{${labels}} ${sum}`,
          `jamaa_request_seconds_count{${labels}} ${count}`,
        );
      }
      return `${lines.join('\n')}\n`;
    },
  };
}

function labelValue(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
}
