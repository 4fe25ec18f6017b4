import type { ComponentChildren } from 'preact';
import { Button } from './button.tsx';
import { usePage } from './context.tsx';
import { hrefWith, hrefWithout } from './links.ts';

type ListPageProps = {
  /** The heading over the results: how many there are of what. */
  heading: ComponentChildren;
  /** The same list in other forms: links to CSV, JSON, feed. */
  downloads?: ComponentChildren;
  active?: readonly ActiveFilter[];
  filters: ComponentChildren;
  children: ComponentChildren;
};

/** A list with its filters. In the source the filters come after the results; on phones a link leads to them. */
export function ListPage({ heading, downloads, active = [], filters, children }: ListPageProps) {
  const { t } = usePage();
  return (
    <div class="split list-page">
      <section class="flow" id="results" aria-labelledby="results-title">
        <div class="row between">
          <h2 id="results-title" tabindex={-1}>
            {heading}
          </h2>
          {downloads && <p class="small">{downloads}</p>}
        </div>
        <ActiveFilters filters={active} />
        <p class="only-phone">
          <a class="button quiet" href="#filters">
            {t('platform.list.to-filters')}
          </a>
        </p>
        {children}
      </section>
      {filters}
    </div>
  );
}

export type ActiveFilter = { name: string; value?: string; label: string };

/** The filters in force, as links that remove themselves. */
export function ActiveFilters({ filters }: { filters: readonly ActiveFilter[] }) {
  const page = usePage();
  if (filters.length === 0) return null;
  const everything = Object.fromEntries(filters.map((filter) => [filter.name, null]));
  return (
    <p class="active">
      <span>{page.t('platform.list.active')}</span>
      {filters.map((filter) => (
        <a
          href={hrefWithout(page, filter.name, filter.value)}
          aria-label={page.ts('platform.list.remove', { name: filter.label })}
        >
          {filter.label} <span aria-hidden="true">×</span>
        </a>
      ))}
      {filters.length > 1 && <a href={hrefWith(page, everything)}>{page.t('platform.list.clear')}</a>}
    </p>
  );
}

type FiltersProps = {
  /** Parameters of the query that the form keeps although it has no field for them: the sorting. */
  keep?: readonly string[];
  children: ComponentChildren;
};

/** The form of the filters of a list: GET, with a button. With script the results are exchanged in place. */
export function Filters({ keep = [], children }: FiltersProps) {
  const page = usePage();
  return (
    <jamaa-filter-form results="results">
      <form class="filters" id="filters" method="get" action={page.href(page.path)} aria-labelledby="filters-title">
        <h2 id="filters-title">{page.t('platform.list.filter')}</h2>
        {keep.flatMap((name) =>
          page.query.getAll(name).map((value) => <input type="hidden" name={name} value={value} />),
        )}
        {children}
        <Button>{page.t('platform.list.apply')}</Button>
      </form>
    </jamaa-filter-form>
  );
}
