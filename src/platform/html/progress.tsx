import type { ComponentChildren } from 'preact';

const per = (share: number) => `${Math.round(Math.min(1, Math.max(0, share)) * 1000) / 10}%`;

type BarProps = {
  /** Between 0 and 1. */
  share: number;
  height?: number;
  /** A threshold between 0 and 1: a stroke across the bar. Say in words what it is. */
  mark?: number;
  /** True when the value is under the threshold. */
  short?: boolean;
};

/** A bar that runs in the direction of reading. It is a picture of words that stand beside it: it says nothing to a screen reader. */
export function Bar({ share, height = 12, mark, short = false }: BarProps) {
  return (
    <svg class="bar" width="100%" height={height} aria-hidden="true">
      <rect class="track" width="100%" height={height} />
      <rect class={short ? 'fill short' : 'fill'} width={per(share)} height={height} />
      {mark !== undefined && <line class="mark" x1={per(mark)} x2={per(mark)} y1={-4} y2={height + 4} />}
    </svg>
  );
}

type MeterProps = BarProps & {
  /** The value in large type: "214". */
  value?: ComponentChildren;
  /** What it is a value of: "signatures of 300". */
  of: ComponentChildren;
  children?: ComponentChildren;
};

/** A value in words, then its bar, then a sentence about the threshold. */
export function Meter({ value, of, children, ...bar }: MeterProps) {
  return (
    <div class="meter">
      {value === undefined ? (
        <p>{of}</p>
      ) : (
        <p class="value">
          <b>{value}</b> {of}
        </p>
      )}
      <Bar {...bar} height={bar.height ?? 18} />
      {children}
    </div>
  );
}
