import { z } from 'zod';
import { DeskDocument, withDone } from '#core/institutions/index.ts';
import { InvalidInput } from '#platform/errors.ts';
import { Button } from '#platform/html/button.tsx';
import { Chapter } from '#platform/html/chapter.tsx';
import { usePage } from '#platform/html/context.tsx';
import { Empty } from '#platform/html/empty.tsx';
import { FileField, TextArea } from '#platform/html/field.tsx';
import { ErrorSummary, Form, Hidden } from '#platform/html/form.tsx';
import { Table } from '#platform/html/table.tsx';
import type { Tab } from '#platform/html/tabs.tsx';
import { plain } from '#platform/i18n/text.ts';
import { definePage, type FormState, type PageRequest } from '#platform/page.ts';
import { keepCalendar } from '../access.ts';
import { importHolidays, MOST_CALENDAR_SIGNS } from '../actions/import-holidays.ts';
import { dayText, lengthText } from '../explain.ts';
import { type CalendarChange, compareWithCalendar } from '../file/compare.ts';
import { readCalendarFile } from '../file/ics.ts';
import { one } from '../form-values.ts';
import { MOST_PACKED_SIGNS, packText, unpackText } from '../packed-text.ts';
import { allHolidays, coveredYears } from '../queries.ts';
import { calendarDesk } from './holidays-page.tsx';

const query = z.object({ file: z.string().max(MOST_PACKED_SIGNS).optional().catch(undefined) });
type Query = z.infer<typeof query>;

type Data = { institutionId: string; tabs: Tab[]; packed: string | null; changes: CalendarChange[] };

/**
 * Takes an ICS calendar over, in two steps: first what would change is shown, then it is applied. Between the two the file travels in the
 * address, packed, so that nothing waits on the server.
 */
export const importHolidaysPage = definePage<Query, Data>({
  name: 'deadlines.import-holidays-page',
  path: '/desk/holidays/import',
  on: 'tenant',
  query,
  access: keepCalendar,
  load,
  view: ({ data, form }) => <Import data={data} form={form} />,
  submits: {
    look: {
      action: importHolidays,
      input: async (values, _request, files) => ({ text: await fileOrText(values, files), apply: false }),
      done: (result: { text: string }) => `/desk/holidays/import?file=${packText(result.text)}`,
    },
    apply: {
      action: importHolidays,
      input: (values) => ({ text: unpackText(one(values, 'file')) ?? '', apply: true }),
      done: () => withDone('/desk/holidays'),
    },
  },
});

async function load(request: PageRequest<Query>): Promise<Data> {
  const { db, query: asked } = request;
  const desk = await calendarDesk(request);
  const text = asked.file ? unpackText(asked.file) : null;
  if (text === null) return { ...desk, packed: null, changes: [] };
  const { events } = readCalendarFile(text);
  const changes = compareWithCalendar(events, await allHolidays(db), await coveredYears(db));
  return { ...desk, packed: asked.file ?? null, changes };
}

async function fileOrText(
  values: FormState['values'],
  files: readonly { field: string; bytes: Buffer }[],
): Promise<string> {
  const sent = files.find(({ field, bytes }) => field === 'file' && bytes.length > 0);
  const text = sent ? sent.bytes.toString('utf8') : one(values, 'text');
  if (packText(text).length > MOST_PACKED_SIGNS)
    throw new InvalidInput([{ pointer: '/text', key: 'deadlines.import.too-large' }]);
  return text;
}

function Import({ data, form }: { data: Data; form: FormState }) {
  const { t, ts } = usePage();
  return (
    <DeskDocument
      title={ts('deadlines.desk.import')}
      lead={t('deadlines.desk.import-lead')}
      tabs={data.tabs}
      crumbs={[{ label: ts('deadlines.desk.title'), path: '/desk/holidays' }]}
    >
      <ErrorSummary state={form} />
      {data.packed !== null && <Changes packed={data.packed} changes={data.changes} />}
      <Form state={form} files action="/desk/holidays/import">
        <Hidden name="do" value="look" />
        <FileField name="file" label={t('deadlines.desk.file')} accept=".ics,text/calendar" optional />
        <TextArea name="text" label={t('deadlines.desk.text')} rows={6} maxlength={MOST_CALENDAR_SIGNS} optional />
        <Button kind={data.packed === null ? 'main' : 'quiet'}>{t('deadlines.desk.preview')}</Button>
      </Form>
    </DeskDocument>
  );
}

function Changes({ packed, changes }: { packed: string; changes: CalendarChange[] }) {
  const page = usePage();
  const { t, ts } = page;
  const changing = changes.some(({ kind }) => kind === 'announce' || kind === 'close');
  return (
    <Chapter id="changes" title={t('deadlines.desk.changes')}>
      <Table
        caption={t('deadlines.desk.changes-caption')}
        hideCaption
        rows={changes}
        columns={[
          {
            key: 'day',
            label: ts('deadlines.calendar.day'),
            head: true,
            cell: ({ event }) => dayText(page, event.firstDay),
          },
          { key: 'event', label: ts('deadlines.desk.event'), cell: ({ event }) => <bdi>{event.summary}</bdi> },
          {
            key: 'change',
            label: ts('deadlines.desk.change'),
            wide: true,
            cell: (change) => <ChangeText change={change} />,
          },
        ]}
      />
      {changing ? (
        <Form enhance={false} action="/desk/holidays/import">
          <Hidden name="do" value="apply" />
          <Hidden name="file" value={packed} />
          <Button>{t('deadlines.desk.apply')}</Button>
        </Form>
      ) : (
        <Empty title={t('deadlines.desk.nothing')} />
      )}
    </Chapter>
  );
}

function ChangeText({ change }: { change: CalendarChange }) {
  const page = usePage();
  const { t, lang } = page;
  if (change.kind === 'announce') {
    const values = { name: plain(change.holiday.name, lang), date: dayText(page, change.firstDay) };
    return <b>{t('deadlines.changes.announce', values)}</b>;
  }
  if (change.kind === 'close') {
    const length = lengthText(page, { value: change.days, unit: 'days' });
    return <b>{t('deadlines.changes.close', { length })}</b>;
  }
  if (change.kind === 'outside') return <>{t('deadlines.changes.outside', { year: String(change.year) })}</>;
  return <span class="soft">{t('deadlines.changes.same')}</span>;
}
