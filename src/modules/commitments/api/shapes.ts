import { dateSchema, textSchema, z } from '#platform/api.ts';
import type { Text } from '#platform/i18n/text.ts';
import {
  BODY_ROLES,
  type BodyRef,
  COMPLETENESS,
  DATE_ASSIGNMENTS,
  LEVELS,
  MILESTONE_STATUSES,
  type NamedBody,
  PERIOD_BASES,
  PLAN_TYPES,
  type Term,
} from '../commitment.ts';
import { EVENT_KINDS } from '../event.ts';
import type { Progress } from '../progress.ts';
import { TIMELINESS } from '../timeline.ts';

/** The public shapes of plans, commitments and milestones. Names follow the source files, so that both can be read side by side. */

export const reference = z.string().max(120);
const count = z.number().int().min(0);
const precision = z.enum(['day', 'month', 'year']).openapi({
  description: 'How precisely the source gives the dates; the last day of a month or year is meant by its end.',
});

export const statusSchema = z.enum(MILESTONE_STATUSES).openapi('MilestoneStatus', {
  description: 'What the public body reports. `not-reported` is nobody’s word: it never means `not-started`.',
});

export const timelinessSchema = z.enum(TIMELINESS).openapi('Timeliness', {
  description:
    'Against the end, on the Moroccan date of the request: `late` when the last day has passed and no end was reported, ' +
    '`due-soon` with 30 days or fewer left, `ended` when finished or closed, `undated` when the source gives no end.',
});

export const bodySchema = z
  .object({
    slug: z.string().openapi({ example: 'laayoune-sakia-el-hamra' }),
    name: textSchema,
  })
  .openapi('PublicBody', { description: 'A public body; more at `/institutions/{slug}`.' });

export const namedBodySchema = z
  .object({
    name: textSchema.openapi({ description: 'The name as the source prints it, and its translations.' }),
    institution: z.string().nullable().openapi({
      description: 'The slug of the body it was recognised as; null when it is only a name.',
    }),
  })
  .openapi('NamedBody');

export const termSchema = z
  .object({ key: z.string().openapi({ example: 'civic-space' }), label: textSchema })
  .openapi('Term', { description: 'A word of a vocabulary; `key` is what filters take.' });

export const progressSchema = z
  .object({
    total: count.openapi({ description: 'Milestones.' }),
    finished: count,
    reported: count.openapi({ description: 'Milestones somebody has reported on.' }),
    share: z.number().min(0).max(1).nullable().openapi({
      description:
        'Finished milestones out of all, each weighing the same. Null when nothing was reported: unknown is not zero.',
    }),
    reportedShare: z.number().min(0).max(1).nullable(),
    counts: z.record(z.enum(MILESTONE_STATUSES), count),
  })
  .openapi('Progress');

export const jurisdictionSchema = z
  .object({ level: z.enum(LEVELS), code: z.string().openapi({ example: '11' }), name: textSchema })
  .openapi('Jurisdiction');

export const linkSchema = z.object({ id: reference, title: textSchema });

const passageItem = z.object({ text: textSchema, items: z.array(textSchema).optional() });
export const passagesSchema = z
  .array(z.object({ text: textSchema.optional(), items: z.array(passageItem).optional() }))
  .openapi('Passages', { description: 'Paragraphs and lists; an item may hold a list of its own.' });

export const textsSchema = z.array(textSchema);
export const introItemsSchema = z.object({ intro: textsSchema, items: textsSchema }).openapi('IntroItems', {
  description: 'Introductory paragraphs and the list that follows them.',
});

const translation = z.enum(['unofficial', 'official']).nullable().openapi({
  description:
    '`unofficial`: the languages other than the source’s are the platform’s translation, not the body’s words.',
});

export const planItemSchema = z
  .object({
    id: reference.openapi({ example: 'MA-11-AP-2025-2027' }),
    type: z.enum(PLAN_TYPES),
    title: textSchema,
    institution: bodySchema.openapi({ description: 'Whose plan it is; a joint plan belongs to the consortium.' }),
    partners: z.array(bodySchema).openapi({ description: 'The bodies that share it.' }),
    jurisdiction: jurisdictionSchema,
    period: z.object({
      start: dateSchema,
      end: dateSchema,
      startRaw: z.string().nullable(),
      endRaw: z.string().nullable(),
      precision,
    }),
    completeness: z.enum(COMPLETENESS).openapi({ description: 'How much of the plan the public sources give.' }),
    commitments: count,
    lateCommitments: count,
    progress: progressSchema,
    translation,
    changedAt: z.iso.datetime(),
    url: z.string(),
  })
  .openapi('ActionPlan');

export const planSchema = planItemSchema
  .extend({
    submissionDate: dateSchema.nullable(),
    submissionRaw: z.string().nullable(),
    themes: z.array(z.object({ id: z.string(), label: textSchema, commitmentNumbers: z.array(z.number().int()) })),
    foreword: textsSchema,
    vision: z.object({ intro: textsSchema, axes: textsSchema }),
    achievements: introItemsSchema,
    challenges: introItemsSchema,
    goals: introItemsSchema,
    axes: introItemsSchema,
    policyContribution: introItemsSchema,
    leadInstitutions: z.array(namedBodySchema),
    leadInstitutionsShort: textsSchema.nullable(),
    members: z.array(
      z.object({
        name: textSchema,
        joinedOgp: z.string().openapi({ description: 'Year and month, or a date.' }),
        territory: z.string().nullable(),
      }),
    ),
    coCreation: z.object({
      groupsParticipating: count.nullable(),
      publicMeetings: count.nullable(),
      themeBasedEvents: count.nullable(),
      participants: count.nullable(),
      participantsQualifier: textSchema.optional(),
      ideasSubmitted: count.nullable(),
      institutionsProposing: count.nullable(),
      steps: textsSchema,
      spaces: introItemsSchema,
      diversityMeasures: textsSchema,
      participantCategoriesIntro: textsSchema.optional(),
      participantCategories: textsSchema,
      otherFacts: textsSchema,
    }),
    governance: z.object({
      institutionalArrangements: introItemsSchema,
      stakeholderCollaboration: textsSchema,
      facts: textsSchema,
    }),
    monitoring: z.object({
      independentBody: textSchema.nullable(),
      activities: introItemsSchema,
      regularCheckIns: textsSchema,
      publicReporting: introItemsSchema,
    }),
    endorsements: z.array(
      z.object({
        association: textSchema,
        region: z.string(),
        regionName: textSchema,
        locality: textSchema.nullable(),
        truncatedInSource: z.boolean(),
      }),
    ),
    relatedPlans: z.array(
      z.object({
        relation: z.enum(['previous', 'part-of-consortium']),
        planId: reference.optional(),
        title: textSchema.optional(),
        commitmentCount: count.optional(),
        areas: textsSchema.optional(),
        completionRatePercent: z.number().optional(),
        completionAsOf: z.string().optional(),
      }),
    ),
    contacts: z
      .object({
        organization: textSchema,
        address: textSchema.optional(),
        phones: z.array(z.string()).optional(),
        fax: z.string().optional(),
        email: z.string().optional(),
        website: z.string().optional(),
        social: z.array(z.string()).optional(),
        note: textSchema.optional(),
      })
      .nullable(),
    commitmentIds: z.array(reference),
    gaps: textsSchema.openapi({ description: 'What the public source lacks or leaves unclear.' }),
    source: textSchema,
    sourceLanguage: z.enum(['ar', 'fr', 'zgh', 'en']),
    withdrawnAt: z.iso.datetime().nullable().openapi({
      description: 'Since when a newer edition of the source no longer has it.',
    }),
  })
  .openapi('ActionPlanDetail');

export const commitmentItemSchema = z
  .object({
    id: reference.openapi({ example: 'MALAA0003' }),
    plan: linkSchema,
    number: z.number().int(),
    code: z.string(),
    title: textSchema,
    institution: bodySchema.openapi({ description: 'The body whose plan it stands in.' }),
    jurisdiction: jurisdictionSchema,
    theme: z.object({ id: z.string(), label: textSchema }).nullable(),
    period: z.object({
      start: dateSchema.nullable(),
      end: dateSchema.nullable(),
      startRaw: z.string().nullable(),
      endRaw: z.string().nullable(),
      precision: precision.nullable(),
      basis: z.enum(PERIOD_BASES),
    }),
    responsibleInstitutions: z.array(namedBodySchema),
    policyAreas: z.array(termSchema),
    sectors: z.array(termSchema),
    ogpValues: z.array(termSchema.extend({ justification: textsSchema.optional() })),
    status: statusSchema.openapi({ description: 'One word for all its milestones.' }),
    timeliness: timelinessSchema,
    nextEnd: dateSchema.nullable().openapi({ description: 'The last day of the open milestone that ends first.' }),
    lateMilestones: count,
    progress: progressSchema,
    translation,
    changedAt: z.iso.datetime(),
    url: z.string(),
  })
  .openapi('Commitment');

export const milestoneSchema = z
  .object({
    id: reference.openapi({ example: 'MALAA0003-M01' }),
    number: z.number().int(),
    title: textSchema,
    titleRaw: z.string().nullable().openapi({ description: 'The title as printed, where it was cleaned.' }),
    start: dateSchema.nullable(),
    end: dateSchema.nullable(),
    startRaw: z.string().nullable(),
    endRaw: z.string().nullable(),
    datePrecision: precision.nullable(),
    dateAssignment: z.enum(DATE_ASSIGNMENTS),
    status: statusSchema,
    statusOn: dateSchema.nullable().openapi({ description: 'The date the status is true for.' }),
    statusNote: textSchema.nullable(),
    percent: z.number().int().nullable().openapi({ description: 'How far the office says it is.' }),
    timeliness: timelinessSchema,
    daysLate: count,
    changedAt: z.iso.datetime(),
  })
  .openapi('Milestone');

export const milestoneItemSchema = milestoneSchema
  .extend({ commitment: linkSchema, plan: linkSchema, institution: bodySchema })
  .openapi('MilestoneInList');

export const commitmentSchema = commitmentItemSchema
  .extend({
    institutionsInvolved: z.array(namedBodySchema),
    inceptionReport: textSchema.nullable(),
    problem: passagesSchema,
    statusQuo: passagesSchema,
    actions: passagesSchema,
    activitiesNarrative: passagesSchema,
    contribution: passagesSchema,
    longTermGoals: passagesSchema,
    expectedResults: textsSchema,
    performanceIndicators: textsSchema,
    impactIndicators: textsSchema,
    milestones: z.array(milestoneSchema),
    bodies: z
      .array(z.object({ slug: z.string(), name: textSchema, roles: z.array(z.enum(BODY_ROLES)) }))
      .openapi({ description: 'The public bodies that have to do with it, and how.' }),
    gaps: textsSchema.openapi({ description: 'What the public source lacks or leaves unclear.' }),
    source: textSchema,
    withdrawnAt: z.iso.datetime().nullable().openapi({
      description: 'Since when a newer edition of the source no longer has it.',
    }),
  })
  .openapi('CommitmentDetail');

const dates = z.object({ start: dateSchema.nullable(), end: dateSchema.nullable(), precision: precision.nullable() });

export const eventSchema = z
  .object({
    id: z.string(),
    kind: z.enum(EVENT_KINDS).openapi({
      description: 'What happened to the most precise thing named: the milestone, else the commitment, else the plan.',
    }),
    at: z.iso.datetime(),
    on: dateSchema.openapi({ description: 'The calendar date in Morocco.' }),
    plan: linkSchema,
    commitment: linkSchema.nullable(),
    milestone: linkSchema.extend({ number: z.number().int() }).nullable(),
    institution: bodySchema,
    fields: z.array(z.string()).optional().openapi({ description: 'The fields whose text changed.' }),
    from: dates.optional(),
    to: dates.optional(),
    statusFrom: statusSchema.optional(),
    statusTo: statusSchema.optional(),
    note: textSchema.optional(),
    percent: z.number().int().min(0).max(100).optional().openapi({ description: 'How far the office says it is.' }),
  })
  .openapi('CommitmentEvent');

export function presentBody({ slug, name }: BodyRef) {
  return { slug, name };
}

export function presentNamed(bodies: readonly Pick<NamedBody, 'name' | 'institution'>[]) {
  return bodies.map(({ name, institution }) => ({ name, institution: institution?.slug ?? null }));
}

export function presentProgress({ total, counts, reported, share, reportedShare }: Progress) {
  return { total, finished: counts.finished, reported, share, reportedShare, counts };
}

export function presentLink(thing: { reference: string; title: Text }) {
  return { id: thing.reference, title: thing.title };
}

/** The page of a thing on the site of its body. */
export function pageOf(body: BodyRef, path: string, absolute: (path: string) => string): string {
  return body.host ? `https://${body.host}/ar${path}` : absolute(`/ar/${body.slug}${path}`);
}

/** Keys of vocabularies in one CSV cell. */
export function keys(terms: readonly Pick<Term, 'key'>[]): string {
  return terms.map((one) => one.key).join(' ');
}

/** Several texts as one text, for a CSV cell in each language. */
export function joined(texts: readonly Text[], separator = '; '): Text {
  const all: Record<string, string[]> = {};
  for (const text of texts)
    for (const [lang, value] of Object.entries(text)) {
      all[lang] ??= [];
      all[lang].push(value);
    }
  return Object.fromEntries(Object.entries(all).map(([lang, values]) => [lang, values.join(separator)]));
}
