import { usePage } from './context.tsx';
import { hrefWith } from './links.ts';

type PaginationProps = {
  /** The cursor of the next page, as the keyset gave it; null on the last one. */
  next: string | null;
  /** The parameter that carries the cursor. */
  parameter?: string;
  /** Several lists on one page need a name each. */
  label?: string;
};

/** Real links to the next page of results and back to the first one. Draws nothing when everything is on one page. */
export function Pagination({ next, parameter = 'after', label }: PaginationProps) {
  const page = usePage();
  const first = page.query.has(parameter);
  if (!next && !first) return null;
  return (
    <nav class="pages" aria-label={label ?? page.ts('platform.list.pages')}>
      <ul>
        {first && (
          <li>
            <a href={hrefWith(page, { [parameter]: null })} rel="first">
              {page.t('platform.list.first')}
            </a>
          </li>
        )}
        {next && (
          <li>
            <a href={hrefWith(page, { [parameter]: next })} rel="next">
              {page.t('platform.list.next')}
            </a>
          </li>
        )}
      </ul>
    </nav>
  );
}

/** "25 results", or "more than 10 000 results" when the list is counted no further. */
export function Total({ total, atLeast = false }: { total: number; atLeast?: boolean }) {
  const { t } = usePage();
  return <>{t(atLeast ? 'platform.list.total-at-least' : 'platform.list.total', { n: total })}</>;
}
