import { render } from 'preact-render-to-string';
import { Emblem } from '../html/emblems.tsx';
import { Star } from '../html/mosaic.tsx';
import type { CardStatus } from './card-spec.ts';

const XMLNS = '<svg xmlns="http://www.w3.org/2000/svg" ';

/** The emblem of a body as an SVG of its own in one colour (`#rrggbb`), for documents and pictures. */
export function emblemSvg(name: string | null, colour: string): string {
  return render(<Emblem name={name} />)
    .replace('<svg ', XMLNS)
    .replaceAll('currentColor', colour)
    .replaceAll('class="heart"', 'fill="#93261a"');
}

type Paint = { star: string; edge: string; middle: string; middleEdge: string };
const PLAIN: Paint = { star: '#fff', edge: '#7d7161', middle: 'none', middleEdge: '#7d7161' };

// The light theme of html/styles/mosaic.css and tokens.css.
const PAINTS: Record<CardStatus, Paint> = {
  'not-reported': PLAIN,
  'not-started': PLAIN,
  'in-progress': { star: '#e4edf6', edge: '#1c4677', middle: '#1c4677', middleEdge: 'none' },
  stuck: { star: '#faecca', edge: '#6b4200', middle: '#6b4200', middleEdge: 'none' },
  incomplete: { star: '#faecca', edge: '#6b4200', middle: '#6b4200', middleEdge: 'none' },
  finished: { star: '#0b5a3c', edge: '#0b5a3c', middle: '#fff', middleEdge: 'none' },
  late: { star: '#93261a', edge: '#93261a', middle: '#fff', middleEdge: 'none' },
};

/** The star of a status as an SVG of its own: the shape of the pages, with its colours written in. */
export function starSvg(status: CardStatus): string {
  const { star, edge, middle, middleEdge } = PAINTS[status];
  return render(<Star tone={status} />)
    .replace('<svg ', `${XMLNS}fill="${star}" stroke="${edge}" stroke-width=".75" stroke-linejoin="round" `)
    .replace('class="in"', `fill="${middle}" stroke="${middleEdge}"`);
}
