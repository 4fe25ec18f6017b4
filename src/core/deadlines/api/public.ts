import { defineList, defineThing, textColumns, z } from '#platform/api.ts';
import { InvalidInput, NotFound } from '#platform/errors.ts';
import { readDeadlines } from '../access.ts';
import { calculate } from '../calculation.ts';
import { lastDayOf, TAG } from '../holidays.ts';
import { allHolidays, settingsOf } from '../queries.ts';
import { latestRules } from '../rules.ts';
import {
  answerItem,
  holidayItem,
  presentAnswer,
  presentHoliday,
  presentOpen,
  presentRule,
  ruleItem,
  TAG_DEADLINES,
} from './shapes.ts';

type RuleItem = z.input<typeof ruleItem>;
type HolidayItem = z.input<typeof holidayItem>;

export const listRulesRoute = defineList({
  name: 'deadlines.list-rules',
  path: '/deadlines',
  tag: TAG_DEADLINES,
  summary: 'The periods that the law sets, with their sources',
  description:
    'With `institution`, the lengths that this body gave itself where the law leaves them open are there too.',
  access: readDeadlines,
  item: ruleItem,
  async load({ db, tenant, around }) {
    const own = tenant ? await settingsOf(db, tenant.id) : new Map();
    const items = latestRules().map((rule) => presentRule(around, rule, own.get(rule.name)));
    return { items, next: null, total: items.length };
  },
  columns: [
    { name: 'rule', value: (item) => item.rule },
    { name: 'version', value: (item) => item.version },
    ...textColumns<RuleItem>('title', (item) => item.title),
    { name: 'value', value: (item) => item.value },
    { name: 'unit', value: (item) => item.unit },
    { name: 'set_by', value: (item) => item.setBy },
    { name: 'by', value: (item) => item.by },
    { name: 'silence', value: (item) => item.silence[0] },
    ...textColumns<RuleItem>('source', (item) => item.source.reference),
    { name: 'confidence', value: (item) => item.confidence },
  ],
  cache: () => [TAG],
});

export const getDeadlineRoute = defineThing({
  name: 'deadlines.get-deadline',
  path: '/deadlines/{rule}',
  tag: TAG_DEADLINES,
  summary: 'The last day of a period that begins on a date, and how it is counted',
  description:
    'For an extension `from` is the end of the first period. Where the law leaves the length open, `institution` says whose own length is meant.',
  access: readDeadlines,
  params: z.object({ rule: z.string().openapi({ example: 'information-request.reply' }) }),
  query: z.object({
    from: z
      .string('platform.errors.missing')
      .max(20, 'deadlines.errors.bad-date')
      .openapi({ description: 'The day of the event, `YYYY-MM-DD`. It is not counted.', example: '2026-10-20' }),
    institution: z.string().max(100).optional().openapi({ description: 'The slug of a public body.' }),
  }),
  response: answerItem,
  async load({ db, params, query: { from }, tenant, around }) {
    const name = params.rule ?? '';
    if (!latestRules().some((rule) => rule.name === name)) throw new NotFound('deadlines.errors.unknown-rule');
    const said = await calculate(db, { rule: name, from, institutionId: tenant?.id ?? null });
    if (said.kind === 'faults') throw new InvalidInput(said.faults);
    return said.kind === 'open'
      ? presentOpen(around, { rule: said.rule, from })
      : presentAnswer(around, said.calculation);
  },
});

export const listHolidaysRoute = defineList({
  name: 'deadlines.list-holidays',
  path: '/holidays',
  tag: TAG_DEADLINES,
  summary: 'The days on which public offices are closed',
  description:
    'Computed religious days carry `provisional`: they may move by one day either way until they are announced.',
  access: readDeadlines,
  filters: z.object({ year: z.coerce.number().int().min(1900).max(2999).optional() }),
  item: holidayItem,
  async load({ db, query: { year } }) {
    const all = await allHolidays(db);
    const items = all
      .filter((one) => year === undefined || [one.firstDay, lastDayOf(one)].some((day) => day.startsWith(`${year}-`)))
      .map(presentHoliday);
    return { items, next: null, total: items.length };
  },
  columns: [
    { name: 'first_day', value: (item) => item.firstDay },
    { name: 'last_day', value: (item) => item.lastDay },
    { name: 'days', value: (item) => item.days },
    { name: 'feast', value: (item) => item.feast },
    { name: 'certainty', value: (item) => item.certainty },
    ...textColumns<HolidayItem>('name', (item) => item.name),
    { name: 'source', value: (item) => item.source },
  ],
  cache: () => [TAG],
});
