import { usePage } from '#platform/html/context.tsx';

type DataLinksProps = {
  /** The address of the list in the API, after `/api/v1/`, and its filters. */
  resource: string;
  filters?: Record<string, string>;
  feed?: string;
  calendar?: string;
  /** The path of the same as DOCX and XLSX, without what follows the dot. */
  files?: string;
};

/** The same list as CSV, JSON, files of an office, feed and calendar. */
export function DataLinks({ resource, filters = {}, feed, calendar, files }: DataLinksProps) {
  const { t, href } = usePage();
  const query = new URLSearchParams(filters).toString();
  const tail = query === '' ? '' : `?${query}`;
  return (
    <>
      <a href={`/api/v1/${resource}.csv${tail}`} dir="ltr">
        CSV
      </a>
      {' · '}
      <a href={`/api/v1/${resource}${tail}`} dir="ltr">
        JSON
      </a>
      {files &&
        ['DOCX', 'XLSX'].map((format) => (
          <>
            {' · '}
            <a href={href(`${files}.${format.toLowerCase()}`)} dir="ltr">
              {format}
            </a>
          </>
        ))}
      {feed && (
        <>
          {' · '}
          <a href={href(feed)} type="application/atom+xml">
            {t('draft-texts.page.feed')}
          </a>
        </>
      )}
      {calendar && (
        <>
          {' · '}
          <a href={href(calendar)} type="text/calendar">
            {t('draft-texts.page.calendar')}
          </a>
        </>
      )}
    </>
  );
}
