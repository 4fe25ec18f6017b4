import { Button } from './button.tsx';
import { usePage } from './context.tsx';
import { fieldId } from './form-state.ts';
import { SITE_LINKS } from './links.ts';

type SearchFormProps = {
  /** A path of this site; absent: the search over everything. */
  action?: string;
  name?: string;
  label?: string;
  placeholder?: string;
  value?: string;
};

/** One field and its button. */
export function SearchForm({ action = SITE_LINKS.search, name = 'q', label, placeholder, value }: SearchFormProps) {
  const page = usePage();
  const id = fieldId(`search-${name}`);
  return (
    <search>
      <form class="search" method="get" action={page.href(action)}>
        <label class="hide-text" for={id}>
          {label ?? page.t('platform.search.label')}
        </label>
        <input id={id} name={name} type="search" dir="auto" placeholder={placeholder} value={value} />
        <Button>{page.t('platform.search.button')}</Button>
      </form>
    </search>
  );
}
