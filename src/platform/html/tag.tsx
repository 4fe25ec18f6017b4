import type { ComponentChildren } from 'preact';

/** The tones that a status can have. Each has its own shape: take the colour away and it still says the same. */
export type Tone =
  | 'not-reported'
  | 'not-started'
  | 'in-progress'
  | 'stuck'
  | 'finished'
  | 'incomplete'
  | 'late'
  | 'plain';

export type Status = { tone: Tone; label: ComponentChildren };

/** A status in plain words. Tags are not links; at most two on one line. */
export function StatusTag({ tone, label }: Status) {
  return <span class={`tag ${tone}`}>{label}</span>;
}
