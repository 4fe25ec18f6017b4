import type { ComponentChildren } from 'preact';

/** What few people need, behind one line. */
export function Details({ summary, open = false, children }: DetailsProps) {
  return (
    <details open={open}>
      <summary>{summary}</summary>
      <div class="flow">{children}</div>
    </details>
  );
}

type DetailsProps = { summary: ComponentChildren; open?: boolean; children: ComponentChildren };
