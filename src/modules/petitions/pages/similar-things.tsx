import { usePage } from '#platform/html/context.tsx';
import { Multilingual } from '#platform/html/text.tsx';
import type { SearchResult } from '#platform/search/search.ts';

/** What may already say the same, so that people join forces instead of signing twice. */
export function SimilarThings({
  found,
  kinds,
}: {
  found: readonly SearchResult[];
  kinds: ReadonlyMap<string, string>;
}) {
  const { t, href } = usePage();
  if (found.length === 0) return <p>{t('petitions.similar.none')}</p>;
  return (
    <>
      <p class="measure">{t('petitions.similar.found')}</p>
      <ul>
        {found.map(({ kind, path, tenantSlug, title }) => (
          <li>
            <a href={href(path, { tenant: tenantSlug ? { slug: tenantSlug, host: null } : null })}>
              <Multilingual text={title} />
            </a>
            {kinds.has(kind) && <span class="soft"> · {kinds.get(kind)}</span>}
          </li>
        ))}
      </ul>
    </>
  );
}
