import { DeskDocument, withDone } from '#core/institutions/index.ts';
import { NotFound } from '#platform/errors.ts';
import { Button } from '#platform/html/button.tsx';
import { DateField } from '#platform/html/choices.tsx';
import { usePage } from '#platform/html/context.tsx';
import { TextInput } from '#platform/html/field.tsx';
import { ErrorSummary, Form, Hidden } from '#platform/html/form.tsx';
import { Summary } from '#platform/html/summary.tsx';
import type { Tab } from '#platform/html/tabs.tsx';
import { DateText } from '#platform/html/text.tsx';
import { plain } from '#platform/i18n/text.ts';
import { isId } from '#platform/ids.ts';
import { definePage, type FormState } from '#platform/page.ts';
import { keepCalendar } from '../access.ts';
import { announceHoliday } from '../actions/announce-holiday.ts';
import { removeClosure } from '../actions/remove-closure.ts';
import { dateOf, one } from '../form-values.ts';
import { type EnteredHoliday, holidayById } from '../queries.ts';
import { CertaintyTag, HolidayDays } from './calendar-page.tsx';
import { calendarDesk } from './holidays-page.tsx';

type Data = { institutionId: string; tabs: Tab[]; holiday: EnteredHoliday };

/** One holiday: a religious feast is announced here, an exceptional closure taken out. */
export const holidayPage = definePage<unknown, Data>({
  name: 'deadlines.holiday-page',
  path: '/desk/holidays/:id',
  on: 'tenant',
  access: keepCalendar,
  async load(request) {
    const { db, params } = request;
    const holiday = isId(params.id ?? '') ? await holidayById(db, params.id ?? '') : undefined;
    if (!holiday || holiday.certainty === 'certain') throw new NotFound();
    return { ...(await calendarDesk(request)), holiday };
  },
  view: ({ data, form }) => <OneHoliday data={data} form={form} />,
  submits: {
    announce: {
      action: announceHoliday,
      input: (values, { params }) => ({
        holiday: params.id,
        firstDay: dateOf(values, 'firstDay'),
        source: one(values, 'source'),
      }),
      done: () => withDone('/desk/holidays'),
    },
    remove: {
      action: removeClosure,
      input: (_values, { params }) => ({ holiday: params.id }),
      done: () => withDone('/desk/holidays'),
    },
  },
});

function OneHoliday({ data: { tabs, holiday }, form }: { data: Data; form: FormState }) {
  const { t, ts, lang } = usePage();
  const name = plain(holiday.name, lang);
  return (
    <DeskDocument
      title={holiday.feast === null ? name : ts('deadlines.desk.announce-title', { name })}
      tabs={tabs}
      crumbs={[{ label: ts('deadlines.desk.title'), path: '/desk/holidays' }]}
    >
      <ErrorSummary state={form} />
      <Summary
        rows={[
          { label: t('deadlines.calendar.day'), value: <HolidayDays holiday={holiday} /> },
          { label: t('deadlines.calendar.state'), value: <CertaintyTag certainty={holiday.certainty} /> },
          holiday.source !== null && { label: t('deadlines.calendar.source'), value: <bdi>{holiday.source}</bdi> },
        ]}
      />
      {holiday.feast === null ? (
        <Form enhance={false}>
          <Hidden name="do" value="remove" />
          <p class="measure">{t('deadlines.desk.remove-text')}</p>
          <Button kind="alert">{t('deadlines.desk.remove')}</Button>
        </Form>
      ) : (
        <Form state={form}>
          <Hidden name="do" value="announce" />
          <DateField
            name="firstDay"
            label={t('deadlines.desk.announced-first')}
            hint={t('deadlines.desk.announced-hint', { date: <DateText date={holiday.firstDay} /> })}
            value={holiday.firstDay}
          />
          <TextInput
            name="source"
            label={t('deadlines.desk.source')}
            hint={t('deadlines.desk.source-hint')}
            maxlength={300}
          />
          <Button>{t('deadlines.desk.announce-do')}</Button>
        </Form>
      )}
    </DeskDocument>
  );
}
