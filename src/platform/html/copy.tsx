import type { ComponentChildren } from 'preact';
import { usePage } from './context.tsx';

/** Words that people take along (a citation, an address, a code to embed). With script a button copies them. */
export function Copyable({ id, children, as = 'p' }: { id: string; children: ComponentChildren; as?: 'p' | 'pre' }) {
  const { ts } = usePage();
  const Tag = as;
  return (
    <jamaa-copy for={id} data-label={ts('platform.copy')} data-done={ts('platform.copied')}>
      <Tag class="copyable" id={id}>
        {children}
      </Tag>
    </jamaa-copy>
  );
}
