import type { ComponentChildren } from 'preact';
import { usePage } from './context.tsx';

type CopyableProps = {
  id: string;
  /** `pre` for code, which is set left to right. */
  as?: 'p' | 'pre';
  children: ComponentChildren;
};

/** Words that people take along: a citation, an address, a code to embed. With script a button copies them. */
export function Copyable({ id, as: Tag = 'p', children }: CopyableProps) {
  const { ts } = usePage();
  return (
    <jamaa-copy for={id} data-label={ts('platform.copy')} data-done={ts('platform.copied')}>
      <Tag class="copyable" id={id} dir={Tag === 'pre' ? 'ltr' : undefined}>
        {children}
      </Tag>
    </jamaa-copy>
  );
}
