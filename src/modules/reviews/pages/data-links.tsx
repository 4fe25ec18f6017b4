import { usePage } from '#platform/html/context.tsx';

/** The same list for programs: CSV and JSON. `path` is its address in the API. */
export function DataLinks({ path, plan }: { path: string; plan: string }) {
  const { t } = usePage();
  const query = new URLSearchParams({ plan });
  return (
    <>
      <a href={`/api/v1${path}.csv?${query}`}>{t('reviews.public.csv')}</a>
      {' · '}
      <a href={`/api/v1${path}?${query}`}>{t('reviews.public.json')}</a>
    </>
  );
}
