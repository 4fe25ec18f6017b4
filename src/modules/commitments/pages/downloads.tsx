import { usePage } from '#platform/html/context.tsx';

type DownloadsProps = {
  /** The name of the resource in the API. */
  resource: string;
  /** The filters of the list, with the names of the API. */
  filters: Record<string, string>;
  /** The path of the feed of the same list. */
  feed?: string;
  /** The path of the calendar of what ends in it. */
  calendar?: string;
};

/** The same list as CSV, JSON, feed and calendar. */
export function Downloads({ resource, filters, feed, calendar }: DownloadsProps) {
  const { t, href } = usePage();
  const query = new URLSearchParams(filters).toString();
  const tail = query === '' ? '' : `?${query}`;
  return (
    <p class="small no-print">
      {t('commitments.page.download')}{' '}
      <a href={`/api/v1/${resource}.csv${tail}`} dir="ltr">
        CSV
      </a>
      {' · '}
      <a href={`/api/v1/${resource}${tail}`} dir="ltr">
        JSON
      </a>
      {feed && (
        <>
          {' · '}
          <a href={href(feed)} type="application/atom+xml">
            {t('commitments.page.feed')}
          </a>
        </>
      )}
      {calendar && (
        <>
          {' · '}
          <a href={href(calendar)} type="text/calendar">
            {t('commitments.page.calendar')}
          </a>
        </>
      )}
    </p>
  );
}
