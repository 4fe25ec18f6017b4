import { escapeXml } from '../feeds/xml.ts';
import { hasRtl, isolateNumbers } from '../i18n/isolate.ts';
import { MARK } from './theme.ts';

type Piece = { tag: string; attributes: Record<string, string>; text: string };

type Frame = {
  width: number;
  height: number;
  fontSize: number;
  /** The text summary. */
  label: string;
  /** Bars without a number axis run in the direction of reading. */
  mirror?: boolean;
  /** Patterns of the fills, as markup, and the address of each by the class of its fill. */
  patterns?: { markup: string; of: Record<string, string> };
};

const CLASSES: Record<string, { stroke?: string; fill?: string; text?: string }> = {
  [MARK.grid]: { stroke: 'grid' },
  [MARK.axis]: { stroke: 'axis' },
  [MARK.dim]: { text: 'dim' },
  [MARK.strong]: { text: 'strong' },
  [MARK.onFill]: { text: 'on-fill' },
  [MARK.goal]: { stroke: 'goal', text: 'goal-label' },
  [MARK.missing]: { fill: 'span' },
  ...Object.fromEntries(
    MARK.series.map((mark, index) => [
      mark,
      { stroke: `line-${index + 1}`, fill: `fill-${index + 1}`, text: `of-${index + 1}` },
    ]),
  ),
  ...Object.fromEntries(MARK.dot.map((mark, index) => [mark, { fill: `dot-${index + 1}` }])),
};

/**
 * Turns a drawing of ECharts into SVG for a page with a strict content policy, in the look of the site:
 *
 * - no `style`, neither attribute nor element, no script hooks, no ids but those of `patterns`; colours become classes, so that dark mode,
 *   high contrast and print change them;
 * - it stretches with the page and its words keep their size: shapes go into an inner drawing that stretches, while circles and texts stand
 *   outside it with their x in per cent;
 * - the picture says its summary (`role="img"`); Arabic words keep their own direction inside it, and the anchors of texts do not turn over
 *   in a right-to-left page.
 */
export function elasticSvg(drawing: string, frame: Frame): string {
  const { width, height, label, mirror = false } = frame;
  const shapes: string[] = [];
  const upright: string[] = [];
  for (const piece of apart(piecesOf(drawing), frame)) {
    if (piece.tag === 'text') upright.push(textMarkup(piece, frame));
    else if (piece.attributes.transform) upright.push(dotMarkup(piece, frame));
    else shapes.push(shapeMarkup(piece, frame));
  }
  const stretched = mirror ? `<g transform="matrix(-1 0 0 1 ${width} 0)">${shapes.join('')}</g>` : shapes.join('');
  const defs = frame.patterns?.markup ? `<defs>${frame.patterns.markup}</defs>` : '';
  return (
    `<svg class="plot" direction="ltr" width="100%" height="${height}" role="img" aria-label="${escapeXml(label)}">${defs}` +
    `<svg width="100%" height="${height}" viewBox="0 0 ${width} ${height}" preserveAspectRatio="none" overflow="visible">` +
    `${stretched}</svg>${upright.join('')}</svg>`
  );
}

/** The paths and texts that ECharts drew, in order, without definitions, clipping and style. */
function piecesOf(drawing: string): Piece[] {
  const bare = drawing.replace(/<(style|defs)\b[\s\S]*?<\/\1>/g, '');
  const pieces: Piece[] = [];
  for (const [, tag = '', written = '', text = ''] of bare.matchAll(/<(path|text|circle)\b([^>]*?)\/?>([^<]*)/g)) {
    const attributes = Object.fromEntries(
      [...written.matchAll(/([\w:-]+)="([^"]*)"/g)].map(([, name = '', value = '']) => [name, value]),
    );
    const { fill = 'none', stroke = 'none' } = attributes;
    const unseen = (fill === 'none' && stroke === 'none') || fill === MARK.nothing || stroke === MARK.nothing;
    if (!unseen) pieces.push({ tag, attributes, text });
  }
  return pieces;
}

/** The names at the ends of lines, moved until none stands on another. ECharts can do it only in a browser. */
function apart(pieces: Piece[], { fontSize }: Frame): Piece[] {
  const names = pieces
    .filter(
      ({ tag, attributes }) => tag === 'text' && (MARK.series as readonly string[]).includes(attributes.fill ?? ''),
    )
    .map((piece) => ({ piece, at: numbersIn(piece.attributes.transform) }))
    .sort((one, other) => (other.at[1] ?? 0) - (one.at[1] ?? 0));
  let lowest = Number.POSITIVE_INFINITY;
  for (const { piece, at } of names) {
    const [x = 0, y = 0] = at;
    const free = Math.min(y, lowest - fontSize * 1.2);
    piece.attributes.transform = `translate(${x} ${free})`;
    lowest = free;
  }
  return pieces;
}

function shapeMarkup({ attributes }: Piece, { patterns }: Frame): string {
  const { d = '', fill = 'none', stroke = 'none' } = attributes;
  const name = CLASSES[fill]?.fill ?? CLASSES[stroke]?.stroke;
  if (!name) throw new Error(`a shape in a colour without a role: fill ${fill}, stroke ${stroke}`);
  const pattern = patterns?.of[name];
  // Parts of a stack are kept apart by an edge.
  const shape = `<path class="${stroke === MARK.edge ? `${name} edge` : name}" d="${d}"/>`;
  return pattern ? `${shape}<path fill="url(#${pattern})" d="${d}"/>` : shape;
}

function dotMarkup({ attributes }: Piece, frame: Frame): string {
  const [scale = 1, , , , x = 0, y = 0] = numbersIn(attributes.transform);
  const name = CLASSES[attributes.fill ?? '']?.fill;
  if (!name) throw new Error(`a dot in a colour without a role: ${attributes.fill}`);
  return `<circle class="${name}" cx="${percent(x, frame)}" cy="${round(y)}" r="${round(scale)}"/>`;
}

function textMarkup({ attributes, text }: Piece, frame: Frame): string {
  const [x = 0, y = 0] = numbersIn(attributes.transform);
  const shift = Number(attributes.y ?? 0);
  const name = CLASSES[attributes.fill ?? '']?.text;
  if (!name) throw new Error(`a text in a colour without a role: ${attributes.fill}`);
  // ECharts centres texts on their line; not every reader of SVG can, so the baseline is worked out here.
  const baseline = round(y + shift + frame.fontSize * 0.35);
  const anchor = anchorOf(attributes['text-anchor'] ?? 'start', frame.mirror);
  const inside = hasRtl(text) ? `\u2067${isolateNumbers(text)}\u2069` : text;
  return `<text class="${name}" x="${percent(x, frame)}" y="${baseline}"${anchor}>${inside}</text>`;
}

function anchorOf(anchor: string, mirror = false): string {
  if (anchor === 'middle') return ' text-anchor="middle"';
  return (anchor === 'end') !== mirror ? ' text-anchor="end"' : '';
}

function percent(x: number, { width, mirror = false }: Frame): string {
  const at = Math.min(width, Math.max(0, mirror ? width - x : x));
  return `${Math.round((at / width) * 1000) / 10}%`;
}

function numbersIn(transform = ''): number[] {
  return [...transform.matchAll(/-?\d+(?:\.\d+)?(?:e-?\d+)?/g)].map(([number]) => Number(number));
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
