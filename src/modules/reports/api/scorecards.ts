import type { PlanCounts } from '#modules/commitments/index.ts';
import { dateSchema, defineList, defineThing, textColumns, textSchema, z } from '#platform/api.ts';
import { InvalidInput, NotFound } from '#platform/errors.ts';
import { readReport } from '../access.ts';
import { SCOPES, type ScoredLine, scoredLines, scoredPlan } from '../queries/scorecards.ts';
import { type Scorecard, scorecardOf } from '../scorecard.ts';

const count = z.number().int().min(0);
const share = (description: string) => z.number().min(0).max(1).nullable().openapi({ description });

export const cardSchema = z
  .object({
    commitments: count,
    milestones: count,
    finished: count,
    reported: count.openapi({ description: 'Milestones somebody has reported on.' }),
    progress: share('Finished milestones out of all. Null when nothing was reported: unknown is not zero.'),
    late: count.openapi({ description: 'Milestones past their end of which no end was reported.' }),
    onTime: count.openapi({ description: 'Milestones finished by their date.' }),
    settled: count.openapi({ description: 'Milestones of which it is known whether they kept their date.' }),
    onTimeShare: share('`onTime` out of `settled`. Null when nothing was reported or no date has come.'),
    evidenced: count.openapi({ description: 'Milestones reported on with at least one piece of evidence.' }),
    evidenceShare: share('`evidenced` out of `reported`. Null when nothing was reported.'),
    comments: count.openapi({ description: 'Public comments on plan, commitments and milestones, replies left out.' }),
    answered: count.openapi({ description: 'Those with an official answer.' }),
    replyRate: share('`answered` out of `comments`. Null when nobody said anything.'),
    medianDays: count.nullable().openapi({ description: 'Half of the answers came within this many whole days.' }),
    lastReport: dateSchema.nullable(),
  })
  .openapi('Scorecard');

type Card = z.input<typeof cardSchema>;

/** The figures of what was counted, as programs read them. */
export function presentCard(counts: PlanCounts): Card {
  return present(scorecardOf(counts));
}

function present(card: Scorecard): Card {
  const { progress, ...rest } = card;
  return {
    commitments: rest.commitments,
    milestones: progress.total,
    finished: progress.counts.finished,
    reported: progress.reported,
    progress: progress.share,
    late: rest.late,
    onTime: rest.onTime,
    settled: rest.settled,
    onTimeShare: rest.onTimeShare,
    evidenced: rest.evidenced,
    evidenceShare: rest.evidenceShare,
    comments: rest.comments,
    answered: rest.answered,
    replyRate: rest.replyRate,
    medianDays: rest.medianDays,
    lastReport: rest.lastReport,
  };
}

const lineSchema = cardSchema
  .extend({
    scope: z.enum(SCOPES),
    id: z.string().openapi({ description: 'The id of the plan, the slug of the body, the code of the region.' }),
    title: textSchema,
    institution: z.string().nullable().openapi({ description: 'The body that owns the plan.' }),
    plans: count,
  })
  .openapi('ScorecardLine');

type Line = z.input<typeof lineSchema>;

function presentLine({ scope, id, title, institution, plans, card }: ScoredLine): Line {
  return { scope, id, title, institution: institution?.slug ?? null, plans, ...present(card) };
}

const NUMBERS = [
  'plans',
  'commitments',
  'milestones',
  'finished',
  'reported',
  'progress',
  'late',
  'onTime',
  'settled',
  'onTimeShare',
  'evidenced',
  'evidenceShare',
  'comments',
  'answered',
  'replyRate',
  'medianDays',
  'lastReport',
] as const satisfies readonly (keyof Line)[];

const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/);

export const listScorecardsRoute = defineList({
  name: 'reports.list-scorecards',
  path: '/scorecards',
  tag: 'scorecards',
  summary: 'Plans, bodies and regions in figures, side by side',
  description:
    'In the order of the plans and of the codes of the regions: no ranking. A region counts the plans of its council and those it shares. ' +
    '`month`: as it was kept in that month; plans that were not counted then are left out.',
  access: readReport,
  filters: z.object({
    scope: z.enum(SCOPES).optional(),
    month: month.optional().openapi({ example: '2026-11' }),
  }),
  item: lineSchema,
  async load({ db, today, tenant, query: { scope, month, limit, after } }) {
    const lines = (await scoredLines(db, { today, month })).filter(
      (line) =>
        (scope === undefined || line.scope === scope) && (tenant === null || line.institution?.id === tenant.id),
    );
    const from = after === undefined ? 0 : Number(after);
    if (!Number.isSafeInteger(from) || from < 0)
      throw new InvalidInput([{ pointer: '/after', key: 'platform.errors.wrong-value' }]);
    const items = lines.slice(from, from + limit).map(presentLine);
    return { items, next: from + limit < lines.length ? String(from + limit) : null, total: lines.length };
  },
  columns: [
    { name: 'scope', value: (line) => line.scope },
    { name: 'id', value: (line) => line.id },
    ...textColumns<Line>('title', (line) => line.title),
    { name: 'institution', value: (line) => line.institution },
    ...NUMBERS.map((name) => ({
      name: name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
      value: (line: Line) => line[name],
    })),
  ],
  cache: () => ['commitments', 'comments', 'scorecards', 'territories'],
});

export const getScorecardRoute = defineThing({
  name: 'reports.get-scorecard',
  path: '/action-plans/{id}/scorecard',
  tag: 'scorecards',
  summary: 'One plan in figures, now and month by month',
  description: 'A joint plan without commitments of its own counts those of the plans that are part of it (`parts`).',
  access: readReport,
  params: z.object({ id: z.string().max(120) }),
  response: cardSchema
    .extend({
      id: z.string(),
      parts: z.array(z.string()),
      history: z.array(cardSchema.extend({ month: z.string(), takenOn: dateSchema })),
    })
    .openapi('PlanScorecard'),
  async load({ db, params, today }) {
    const plan = await scoredPlan(db, params.id ?? '', today);
    if (!plan) throw new NotFound();
    return {
      id: plan.reference,
      parts: plan.parts,
      ...present(plan.card),
      history: plan.history.map(({ month, takenOn, card }) => ({ month, takenOn, ...present(card) })),
    };
  },
  cache: ({ id, parts }) => ['comments', 'scorecards', ...[id, ...parts].map((one) => `plan:${one}`)],
});
