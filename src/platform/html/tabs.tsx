import type { ComponentChildren } from 'preact';

/** `group`: the heading it stands under, where there are too many for one row. */
export type Tab = { label: ComponentChildren; href: string; current?: boolean; group?: string };

/** Views of the same thing, each with its own address. */
export function Tabs({ label, tabs }: { label: string; tabs: readonly Tab[] }) {
  return (
    <nav class="tabs" aria-label={label}>
      <ul>
        {tabs.map((tab) => (
          <li>
            <a href={tab.href} aria-current={tab.current ? 'true' : undefined}>
              {tab.label}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
