import type { ComponentChildren } from 'preact';
import type { Tone } from './tag.tsx';

const STAR =
  'M12 .3L15.43 3.73 20.27 3.73 20.27 8.57 23.7 12 20.27 15.43 20.27 20.27 15.43 20.27 12 23.7 8.57 20.27 3.73 20.27 3.73 15.43 .3 12 3.73 8.57 3.73 3.73 8.57 3.73z';
const INNER =
  'M12 7.4L13.35 8.75 15.25 8.75 15.25 10.65 16.6 12 15.25 13.35 15.25 15.25 13.35 15.25 12 16.6 10.65 15.25 8.75 15.25 8.75 13.35 7.4 12 8.75 10.65 8.75 8.75 10.65 8.75z';
const DIAMOND = 'M12 7.5l4.5 4.5-4.5 4.5L7.5 12z';
const HALF = 'M7.5 12h9a4.5 4.5 0 0 1-9 0z';
const BARS = 'M8 9h8v2H8zM8 13h8v2H8z';
const QUARTERS = 'M12 12V7.5A4.5 4.5 0 1 0 16.5 12z';

/** What each star carries in its middle: the shape says the status without the colour. */
const MIDDLE: Record<Tone, string | null> = {
  'not-reported': INNER,
  'not-started': null,
  'in-progress': HALF,
  stuck: BARS,
  finished: INNER,
  incomplete: QUARTERS,
  late: DIAMOND,
  plain: null,
};

/** One eight-pointed star in the tone of a status. */
export function Star({ tone }: { tone: Tone }) {
  const middle = MIDDLE[tone];
  return (
    <svg class={`star ${tone}`} viewBox="0 0 24 24" aria-hidden="true">
      <path d={STAR} />
      {middle && <path class="in" d={middle} />}
    </svg>
  );
}

export type MosaicStar = {
  tone: Tone;
  href: string /** What a screen reader says: the thing and its status. */;
  label: string;
};

type MosaicProps = {
  stars: readonly MosaicStar[];
  /** The meaning of each star that is shown. */
  legend?: readonly { tone: Tone; label: ComponentChildren }[];
  /** `square`: a framed pattern, five in a row, for the head of a home page. */
  square?: boolean;
  caption?: ComponentChildren;
};

/** One star is one thing: the statuses of many like things at a glance, each a link. */
export function Mosaic({ stars, legend = [], square = false, caption }: MosaicProps) {
  const body = (
    <>
      <ul class={square ? 'mosaic square' : 'mosaic'}>
        {stars.map((star) => (
          <li>
            <a href={star.href} aria-label={star.label}>
              <Star tone={star.tone} />
            </a>
          </li>
        ))}
      </ul>
      <MosaicKey legend={legend} />
    </>
  );
  if (!caption) return body;
  return (
    <figure class="mosaic-figure">
      {body}
      <figcaption>{caption}</figcaption>
    </figure>
  );
}

/** The meaning of the stars. */
export function MosaicKey({ legend }: { legend: readonly { tone: Tone; label: ComponentChildren }[] }) {
  if (legend.length === 0) return null;
  return (
    <ul class="key">
      {legend.map(({ tone, label }) => (
        <li>
          <Star tone={tone} />
          <span>{label}</span>
        </li>
      ))}
    </ul>
  );
}
