import type { ComponentChildren } from 'preact';

export type TimelineEntry = {
  state: 'done' | 'now' | 'next';
  when: ComponentChildren;
  title: ComponentChildren;
  id?: string;
  children?: ComponentChildren;
};

/** What happened, what is now, what comes next, with the date that the law sets. The star is now. */
export function Timeline({ entries, level = 3 }: { entries: readonly TimelineEntry[]; level?: 2 | 3 | 4 }) {
  const Tag = `h${level}` as 'h3';
  return (
    <ol class="timeline">
      {entries.map((entry) => (
        <li class={entry.state} id={entry.id}>
          <p class="when">{entry.when}</p>
          <Tag>{entry.title}</Tag>
          {entry.children}
        </li>
      ))}
    </ol>
  );
}
