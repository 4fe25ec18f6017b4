import type { ComponentChildren } from 'preact';
import { usePage } from './context.tsx';

export type MapShape = {
  key: string;
  /** The path of the area, in the coordinates of `viewBox`. */
  d: string;
  /** 1 to 5 for the classes of the ramp; `off` for areas without data; `short` below the threshold. */
  tone: 'off' | 'short' | 1 | 2 | 3 | 4 | 5;
  /** The name and the value, shown by the browser as a tip. */
  title?: string;
  href?: string;
};

/** Words on a map. Small areas have theirs outside, with a line. */
export type MapLabel = { x: number; y: number; lines: readonly string[]; on?: 'low' | 'high'; lead?: string };

type RegionMapProps = {
  viewBox: string;
  /** What the map shows, in one sentence, and where the same names stand as a list. */
  summary: string;
  shapes: readonly MapShape[];
  labels?: readonly MapLabel[];
  legend?: readonly { tone: MapShape['tone']; label: ComponentChildren }[];
  /** The source of the boundaries, in its own words; always shown. */
  attribution: string;
  attributionLang?: string;
};

const classOf = (tone: MapShape['tone']) => (typeof tone === 'number' ? `r${tone}` : tone);

/**
 * A map of areas. It never mirrors. Its links repeat the list that must stand beside it, so they are for the pointer only: a keyboard
 * or a screen reader meets the summary and the list.
 */
export function RegionMap({ viewBox, summary, shapes, labels = [], legend = [], ...source }: RegionMapProps) {
  const page = usePage();
  return (
    <>
      <p class="hide-text">{summary}</p>
      <svg class="map" viewBox={viewBox} aria-hidden="true" direction="ltr">
        {shapes.map((shape) => (
          <Shape shape={shape} />
        ))}
        {labels.map((label) => (
          <>
            {label.lead && <path class="lead-line" d={label.lead} />}
            <text class={label.on === 'high' ? 'hi' : label.on === 'low' ? 'lo' : undefined} x={label.x} y={label.y}>
              {label.lines.map((line, index) => (
                <tspan x={label.x} dy={index === 0 ? 0 : 20}>
                  {line}
                </tspan>
              ))}
            </text>
          </>
        ))}
      </svg>
      {legend.length > 0 && (
        <ul class="key">
          {legend.map(({ tone, label }) => (
            <li>
              <svg class="map" viewBox="0 0 22 22" aria-hidden="true">
                <path class={classOf(tone)} d="M1 1h20v20H1z" />
              </svg>
              <span>{label}</span>
            </li>
          ))}
        </ul>
      )}
      <p class="law">
        {page.t('platform.map-source', {
          source: (
            <bdi lang={source.attributionLang ?? 'en'} dir="ltr">
              {source.attribution}
            </bdi>
          ),
        })}
      </p>
    </>
  );
}

function Shape({ shape }: { shape: MapShape }) {
  const path = (
    <path class={classOf(shape.tone)} d={shape.d}>
      {shape.title && <title>{shape.title}</title>}
    </path>
  );
  if (!shape.href) return path;
  return (
    <a href={shape.href} tabindex={-1}>
      {path}
    </a>
  );
}
