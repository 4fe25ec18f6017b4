import { z } from 'zod';
import { ButtonLink } from '#platform/html/button.tsx';
import { Chapter } from '#platform/html/chapter.tsx';
import { usePage } from '#platform/html/context.tsx';
import { Document } from '#platform/html/layout.tsx';
import { PageHead } from '#platform/html/page-head.tsx';
import { Table } from '#platform/html/table.tsx';
import { Tabs } from '#platform/html/tabs.tsx';
import { StatusTag } from '#platform/html/tag.tsx';
import { DateText, Law, Multilingual } from '#platform/html/text.tsx';
import { definePage } from '#platform/page.ts';
import { readDeadlines } from '../access.ts';
import { type Certainty, makeCalendar, workingDaysByMonth } from '../calendar.ts';
import { yearOf } from '../civil-date.ts';
import { dayText } from '../explain.ts';
import { lastDayOf, TAG } from '../holidays.ts';
import { allHolidays, coveredYears, type EnteredHoliday } from '../queries.ts';

const query = z.object({ year: z.coerce.number().int().min(1900).max(2999).optional().catch(undefined) });
type Query = z.infer<typeof query>;

type Data = { years: number[]; year: number; holidays: EnteredHoliday[]; working: number[] };

/** The days on which public offices work and do not, year by year, with what is announced and what is only computed. */
export const calendarPage = definePage<Query, Data>({
  name: 'deadlines.calendar-page',
  path: '/deadlines/calendar',
  on: 'both',
  query,
  access: readDeadlines,
  async load({ db, page, query: asked }) {
    const [years, all] = [await coveredYears(db), await allHolidays(db)];
    const wanted = asked.year ?? yearOf(page.today);
    const year = years.includes(wanted) ? wanted : (years.at(-1) ?? wanted);
    const holidays = all.filter((one) => yearOf(one.firstDay) === year || yearOf(lastDayOf(one)) === year);
    const working = years.includes(year) ? workingDaysByMonth(makeCalendar(years, all), year) : [];
    return { years, year, holidays, working };
  },
  cache: () => [TAG],
  view: ({ data }) => <CalendarOfYear {...data} />,
});

const TONES: Record<Certainty, 'finished' | 'plain' | 'incomplete'> = {
  certain: 'plain',
  announced: 'finished',
  provisional: 'incomplete',
};

/** How sure a holiday is, as a tag. */
export function CertaintyTag({ certainty }: { certainty: Certainty }) {
  return <StatusTag tone={TONES[certainty]} label={usePage().t(`deadlines.certainty.${certainty}`)} />;
}

/** The days of a holiday, with the days of the week. */
export function HolidayDays({ holiday }: { holiday: Pick<EnteredHoliday, 'firstDay' | 'days'> }) {
  const page = usePage();
  const first = <time dateTime={holiday.firstDay}>{dayText(page, holiday.firstDay)}</time>;
  if (holiday.days === 1) return first;
  const last = lastDayOf(holiday);
  return (
    <>{page.t('deadlines.calendar.second', { first, last: <time dateTime={last}>{dayText(page, last)}</time> })}</>
  );
}

function CalendarOfYear({ years, year, holidays, working }: Data) {
  const { t, ts, href } = usePage();
  const title = ts('deadlines.calendar.title');
  return (
    <Document
      title={`${title} ${year}`}
      description={ts('deadlines.calendar.lead')}
      crumbs={[{ label: ts('deadlines.title'), path: '/deadlines' }]}
    >
      <PageHead
        title={title}
        lead={t('deadlines.calendar.lead')}
        row={
          <ButtonLink kind="quiet" href={href('/deadlines/calendar.ics')}>
            {t('deadlines.calendar.ics')}
          </ButtonLink>
        }
      />
      <Tabs
        label={ts('deadlines.calendar.years')}
        tabs={years.map((each) => ({
          label: String(each),
          href: href(`/deadlines/calendar?year=${each}`),
          current: each === year,
        }))}
      />
      <Chapter
        id="closed"
        title={t('deadlines.calendar.year', { year: String(year) })}
        intro={
          <>
            {t('deadlines.calendar.provisional-note')} <Downloads year={year} />
          </>
        }
      >
        <Table
          caption={t('deadlines.calendar.caption', { year: String(year) })}
          hideCaption
          rows={holidays}
          columns={[
            {
              key: 'day',
              label: ts('deadlines.calendar.day'),
              head: true,
              cell: (holiday) => <HolidayDays holiday={holiday} />,
            },
            {
              key: 'name',
              label: ts('deadlines.calendar.name'),
              cell: ({ name, feast, certainty, source }) => (
                <>
                  <Multilingual text={name} />
                  {feast === null && <small> {t('deadlines.calendar.moved')}</small>}
                  {certainty === 'announced' && <SourceText source={source} />}
                </>
              ),
            },
            {
              key: 'state',
              label: ts('deadlines.calendar.state'),
              cell: ({ certainty }) => <CertaintyTag certainty={certainty} />,
            },
          ]}
        />
        <p>
          <Law>{t('deadlines.calendar.law')}</Law>
        </p>
      </Chapter>
      <Months year={year} working={working} />
    </Document>
  );
}

/** Where a date was read: a link where it is an address, the words of the source as they are where it is not. */
function SourceText({ source }: { source: string | null }) {
  if (source === null) return null;
  const isAddress = /^https?:\/\//.test(source) && URL.canParse(source);
  return (
    <small>
      <br />
      {isAddress ? (
        <a href={source} rel="noopener external" dir="ltr">
          {new URL(source).hostname}
        </a>
      ) : (
        <bdi>{source}</bdi>
      )}
    </small>
  );
}

function Months({ year, working }: { year: number; working: number[] }) {
  const { t, ts, format } = usePage();
  const rows = working.map((count, index) => ({ month: `${year}-${String(index + 1).padStart(2, '0')}-01`, count }));
  return (
    <Chapter id="months" title={t('deadlines.calendar.months')}>
      <Table
        caption={t('deadlines.calendar.months-caption', { year: String(year) })}
        phone="plain"
        rows={rows}
        columns={[
          {
            key: 'month',
            label: ts('deadlines.calendar.month'),
            head: true,
            cell: ({ month }) => <DateText date={month} precision="month" />,
          },
          {
            key: 'count',
            label: ts('deadlines.calendar.count'),
            numeric: true,
            cell: ({ count }) => format.number(count),
          },
        ]}
        foot={[t('deadlines.calendar.total'), format.number(working.reduce((sum, count) => sum + count, 0))]}
      />
    </Chapter>
  );
}

function Downloads({ year }: { year: number }) {
  const { t } = usePage();
  const links = (
    <>
      <a href={`/api/v1/holidays.csv?year=${year}`} dir="ltr">
        CSV
      </a>
      {' · '}
      <a href={`/api/v1/holidays?year=${year}`} dir="ltr">
        JSON
      </a>
    </>
  );
  return <>{t('deadlines.list.download', { links })}</>;
}
