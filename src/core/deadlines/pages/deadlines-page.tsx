import { z } from 'zod';
import { Button, ButtonLink } from '#platform/html/button.tsx';
import { Chapter } from '#platform/html/chapter.tsx';
import { DateField } from '#platform/html/choices.tsx';
import { usePage } from '#platform/html/context.tsx';
import { Select } from '#platform/html/field.tsx';
import { ErrorSummary, Form } from '#platform/html/form.tsx';
import { Document } from '#platform/html/layout.tsx';
import { PageHead } from '#platform/html/page-head.tsx';
import { Table } from '#platform/html/table.tsx';
import { definePage, type FormState, type PageRequest } from '#platform/page.ts';
import { readDeadlines } from '../access.ts';
import { calculate, type Said } from '../calculation.ts';
import { groupTitle, lengthText, referenceText, ruleTitle } from '../explain.ts';
import { TAG } from '../holidays.ts';
import { settingsOf } from '../queries.ts';
import { latestRules, type Period } from '../rules.ts';
import { OpenRule, Result } from './result.tsx';

const word = z.string().max(80).optional().catch(undefined);

/** The date comes whole in an address that is passed on, or in the three parts of the form. */
const query = z.object({ rule: word, from: word, 'from.day': word, 'from.month': word, 'from.year': word });
export type CalculatorQuery = z.infer<typeof query>;

/** The date that was asked for, `YYYY-MM-DD` where its parts are numbers; what was typed where they are not. */
export function askedDate(asked: CalculatorQuery): string {
  if (asked.from !== undefined) return asked.from;
  const [day = '', month = '', year = ''] = [asked['from.day'], asked['from.month'], asked['from.year']].map((part) =>
    part?.trim(),
  );
  return day || month || year ? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` : '';
}

type Data = { said: Said | null; form: FormState; own: ReadonlyMap<string, Period>; from: string };

/** The calculator: a rule, a date, and the last day with every step of the reckoning. Its address can be passed on. */
export const deadlinesPage = definePage<CalculatorQuery, Data>({
  name: 'deadlines.deadlines-page',
  path: '/deadlines',
  on: 'both',
  query,
  access: readDeadlines,
  load,
  status: ({ form }) => (form.faults.length > 0 ? 422 : 200),
  cache: () => [TAG],
  view: ({ data, query: asked }) => <Calculator {...data} rule={asked.rule} />,
});

async function load({ db, page, query: asked }: PageRequest<CalculatorQuery>): Promise<Data> {
  const from = askedDate(asked);
  const institutionId = page.tenant?.id ?? null;
  const own = institutionId ? await settingsOf(db, institutionId) : new Map<string, Period>();
  const values: FormState['values'] = {};
  for (const [name, value] of Object.entries(asked)) if (value !== undefined) values[name] = value;
  // A link from the list names a rule and leaves the date to the visitor.
  const isAsked = from !== '' || (asked.rule !== undefined && asked['from.day'] !== undefined);
  const said = isAsked ? await calculate(db, { rule: asked.rule ?? '', from, institutionId }) : null;
  return { said, own, from, form: { values, faults: said?.kind === 'faults' ? said.faults : [] } };
}

function Calculator({ said, form, own, from, rule }: Data & { rule: string | undefined }) {
  const page = usePage();
  const { t, ts, href } = page;
  const choices = latestRules().map(({ name }) => ({
    value: name,
    label: ruleTitle(page, name),
    group: groupTitle(page, name),
  }));
  return (
    <Document
      title={ts('deadlines.title')}
      description={ts('deadlines.lead')}
      crumbs={[]}
      noIndex={said !== null}
      canonical={said === null ? undefined : null}
    >
      <PageHead title={t('deadlines.title')} lead={t('deadlines.lead')} />
      <ErrorSummary state={form} />
      <Form method="get" state={form} label={ts('deadlines.title')}>
        <Select
          name="rule"
          label={t('deadlines.form.rule')}
          choices={choices}
          empty={ts('deadlines.form.choose')}
          value={rule}
        />
        <DateField name="from" label={t('deadlines.form.from')} hint={t('deadlines.form.from-hint')} value={from} />
        <Button>{t('deadlines.form.count')}</Button>
      </Form>
      {said === null && (
        <p>
          <a href={href(`/deadlines?rule=information-request.reply&from=${page.today}`)}>
            {t('deadlines.form.example')}
          </a>
        </p>
      )}
      {said?.kind === 'counted' && <Result calculation={said.calculation} />}
      {said?.kind === 'open' && <OpenRule rule={said.rule} />}
      {said === null && <AllRules own={own} />}
      <p class="mt-4">
        <ButtonLink kind="quiet" href={href('/deadlines/calendar')}>
          {t('deadlines.calendar.link')}
        </ButtonLink>
      </p>
    </Document>
  );
}

function AllRules({ own }: { own: ReadonlyMap<string, Period> }) {
  const page = usePage();
  const { t, ts, href } = page;
  const groups = [...new Set(latestRules().map(({ name }) => groupTitle(page, name)))];
  return (
    <Chapter
      id="all"
      class="mt-6"
      title={t('deadlines.list.title')}
      intro={
        <>
          {t('deadlines.list.intro')} <Downloads />
        </>
      }
    >
      {groups.map((group) => (
        <Table
          caption={group}
          rows={latestRules().filter(({ name }) => groupTitle(page, name) === group)}
          columns={[
            {
              key: 'rule',
              label: ts('deadlines.list.rule'),
              head: true,
              cell: ({ name }) => <a href={href(`/deadlines?rule=${name}`)}>{ruleTitle(page, name)}</a>,
            },
            {
              key: 'length',
              label: ts('deadlines.list.length'),
              cell: (rule) => {
                const period = rule.period ?? own.get(rule.name);
                return period ? lengthText(page, period) : <span class="soft">{t('deadlines.open.none')}</span>;
              },
            },
            {
              key: 'source',
              label: ts('deadlines.list.source'),
              wide: true,
              cell: ({ reference }) => <span class="law">{referenceText(page, reference)}</span>,
            },
          ]}
        />
      ))}
    </Chapter>
  );
}

function Downloads() {
  const { t } = usePage();
  const links = (
    <>
      <a href="/api/v1/deadlines.csv" dir="ltr">
        CSV
      </a>
      {' · '}
      <a href="/api/v1/deadlines" dir="ltr">
        JSON
      </a>
    </>
  );
  return <>{t('deadlines.list.download', { links })}</>;
}
