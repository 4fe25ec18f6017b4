// The first series is plain; the others differ in more than colour, for those who do not see it and for photocopies.
const DRAWINGS: Record<number, string> = {
  1: '<path class="hatch" d="M-2 2l4-4M0 8l8-8M6 10l4-4"/>',
  2: '<circle class="hatch-dot" cx="2" cy="2" r="1.3"/><circle class="hatch-dot" cx="6" cy="6" r="1.3"/>',
  3: '<path class="hatch" d="M0 4h8"/>',
};

/** The patterns over the fills of several series. `prefix` keeps their ids apart from those of other charts on the page. */
export function patternsOf(count: number, prefix: string): { markup: string; of: Record<string, string> } {
  const of: Record<string, string> = {};
  let markup = '';
  for (let index = 1; index < count; index++) {
    const id = `${prefix}-${index + 1}`;
    of[`fill-${index + 1}`] = id;
    markup += `<pattern id="${id}" width="8" height="8" patternUnits="userSpaceOnUse">${DRAWINGS[index] ?? ''}</pattern>`;
  }
  return { markup, of };
}

/** The square beside the name of a series. */
export function swatch(index: number, patterns: { of: Record<string, string> }): string {
  const name = `fill-${index + 1}`;
  const pattern = patterns.of[name];
  const over = pattern ? `<rect fill="url(#${pattern})" width="22" height="22"/>` : '';
  return `<svg class="plot" viewBox="0 0 22 22" aria-hidden="true"><rect class="${name}" width="22" height="22"/>${over}</svg>`;
}
