import { DeskDocument, deskTabs, withDone } from '#core/institutions/index.ts';
import { NotFound } from '#platform/errors.ts';
import { Button, ButtonLink } from '#platform/html/button.tsx';
import { Row } from '#platform/html/chapter.tsx';
import { usePage } from '#platform/html/context.tsx';
import { ErrorSummary, Form, Hidden } from '#platform/html/form.tsx';
import { Table } from '#platform/html/table.tsx';
import type { Tab } from '#platform/html/tabs.tsx';
import { Multilingual } from '#platform/html/text.tsx';
import { definePage, type FormState, type PageRequest } from '#platform/page.ts';
import { keepCalendar } from '../access.ts';
import { addYear } from '../actions/add-year.ts';
import { yearOf } from '../civil-date.ts';
import { calendarOwner, lastDayOf } from '../holidays.ts';
import { allHolidays, coveredYears, type EnteredHoliday } from '../queries.ts';
import { CertaintyTag, HolidayDays } from './calendar-page.tsx';

type Data = { institutionId: string; tabs: Tab[]; holidays: EnteredHoliday[]; next: number };

/** The calendar has one owner, the national portal's body: on other sites these pages do not exist. */
export async function calendarDesk(request: PageRequest): Promise<{ institutionId: string; tabs: Tab[] }> {
  const owner = await calendarOwner(request.db);
  if (request.page.tenant?.id !== owner.institutionId) throw new NotFound();
  return { ...owner, tabs: deskTabs(request) };
}

/** The calendar for its keeper: what is to come, what waits for an announcement, and the years. */
export const holidaysPage = definePage<unknown, Data>({
  name: 'deadlines.holidays-page',
  path: '/desk/holidays',
  on: 'tenant',
  access: keepCalendar,
  async load(request) {
    const { db, page } = request;
    const desk = await calendarDesk(request);
    // What is just over may still have to be corrected.
    const since = `${yearOf(page.today)}-01-01`;
    const holidays = (await allHolidays(db)).filter((one) => lastDayOf(one) >= since);
    return { ...desk, holidays, next: ((await coveredYears(db)).at(-1) ?? yearOf(page.today) - 1) + 1 };
  },
  view: ({ data, form }) => <Holidays data={data} form={form} />,
  submit: {
    action: addYear,
    input: ({ year }) => ({ year }),
    done: () => withDone('/desk/holidays'),
  },
});

function Holidays({ data: { tabs, holidays, next }, form }: { data: Data; form: FormState }) {
  const { t, ts, href } = usePage();
  return (
    <DeskDocument
      title={ts('deadlines.desk.title')}
      lead={t('deadlines.desk.lead')}
      tabs={tabs}
      row={
        <Row>
          <ButtonLink href={href('/desk/holidays/new')}>{t('deadlines.desk.new-closure')}</ButtonLink>
          <ButtonLink kind="quiet" href={href('/desk/holidays/import')}>
            {t('deadlines.desk.import')}
          </ButtonLink>
        </Row>
      }
    >
      <ErrorSummary state={form} />
      <Table
        caption={t('deadlines.desk.caption')}
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
            cell: ({ id, name, certainty }) =>
              certainty === 'certain' ? (
                <Multilingual text={name} />
              ) : (
                <a href={href(`/desk/holidays/${id}`)}>
                  <Multilingual text={name} />
                </a>
              ),
          },
          {
            key: 'state',
            label: ts('deadlines.calendar.state'),
            cell: ({ certainty }) => <CertaintyTag certainty={certainty} />,
          },
        ]}
      />
      <section class="mt-6 flow" aria-labelledby="year">
        <h2 id="year">{t('deadlines.desk.year')}</h2>
        <p class="measure">{t('deadlines.desk.year-text', { year: String(next) })}</p>
        <Form state={form} enhance={false}>
          <Hidden name="year" value={String(next)} />
          <Button kind="quiet">{t('deadlines.desk.year-do', { year: String(next) })}</Button>
        </Form>
      </section>
    </DeskDocument>
  );
}
