import type { ComponentChildren } from 'preact';

export type Step = { state: 'done' | 'now' | 'next'; label: ComponentChildren; note?: ComponentChildren };

/** The stages of a process or of a form. */
export function Steps({ steps }: { steps: readonly Step[] }) {
  return (
    <ol class="steps">
      {steps.map((step) => (
        <li class={step.state === 'done' ? 'done' : undefined} aria-current={step.state === 'now' ? 'step' : undefined}>
          <span>
            <b>{step.label}</b>
          </span>
          {step.note && <small>{step.note}</small>}
        </li>
      ))}
    </ol>
  );
}
