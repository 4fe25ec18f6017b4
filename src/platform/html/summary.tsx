import type { ComponentChildren } from 'preact';
import { usePage } from './context.tsx';

export type SummaryRow = {
  label: ComponentChildren;
  value: ComponentChildren;
  /** A link that changes this answer; `label` says of what ("the name") to those who do not see the row. */
  change?: { path: string; label: string };
};

/** Facts of a thing, or "check your answers" before sending. Rows without a value are left out. */
export function Summary({ rows }: { rows: readonly (SummaryRow | null | undefined | false)[] }) {
  const { href, t } = usePage();
  const shown = rows.filter((row): row is SummaryRow => !!row && row.value !== null && row.value !== undefined);
  return (
    <dl class="summary">
      {shown.map((row) => (
        <div>
          <dt>{row.label}</dt>
          <dd>{row.value}</dd>
          {row.change && (
            <dd class="act">
              <a href={href(row.change.path)}>
                {t('platform.change')}
                <span class="hide-text"> {row.change.label}</span>
              </a>
            </dd>
          )}
        </div>
      ))}
    </dl>
  );
}
