import { dateSchema, defineActionRoute, defineList, textColumns, textSchema, z } from '#platform/api.ts';
import { readFollowUp } from '../access.ts';
import { assessCommitment } from '../actions/assess-commitment.ts';
import { openAssessment } from '../actions/open-assessment.ts';
import { publishAssessment } from '../actions/publish-assessment.ts';
import { publishSelfAssessment } from '../actions/publish-self-assessment.ts';
import { replyToAssessment } from '../actions/reply-to-assessment.ts';
import { writeAssessment } from '../actions/write-assessment.ts';
import { ASSESSMENT_KINDS } from '../assessment.ts';
import { listSelfAssessments, listVersions } from '../queries/assessments.ts';
import { FACETS } from '../vocabulary.ts';
import { byId, listingOf, made, ofPlan, planReference } from './shapes.ts';

const TAG = 'reviews';

const coding = z.object({
  commitment: z.string(),
  levels: z
    .partialRecord(z.enum(FACETS), z.object({ level: z.string(), scale: z.string() }))
    .openapi({ description: 'By facet: the level and the version of the scale it is taken from.' }),
  reasons: textSchema,
});

const assessmentItem = z
  .object({
    id: z.string(),
    plan: z.string(),
    kind: z.enum(ASSESSMENT_KINDS),
    commitment: z.string().nullable(),
    dueOn: dateSchema.nullable(),
    version: z.number().int().min(1),
    publishedOn: dateSchema,
    why: textSchema.nullable().openapi({ description: 'Why the version before was replaced.' }),
    summary: textSchema,
    evidence: textSchema.nullable(),
    commitments: z.array(coding),
    hash: z.string().openapi({ description: 'SHA-256 of what was published.' }),
    reply: z.object({ text: textSchema, repliedOn: dateSchema }).nullable(),
  })
  .openapi('Assessment', { description: 'One published version of an independent assessment; versions never change.' });

type Item = z.input<typeof assessmentItem>;

export const listAssessmentsRoute = defineList({
  name: 'reviews.list-assessments',
  path: '/assessments',
  tag: TAG,
  summary: 'The independent assessments of a plan, every published version',
  access: readFollowUp,
  filters: ofPlan,
  item: assessmentItem,
  async load({ db, tenant, query }) {
    const page = await listVersions(db, listingOf(tenant, query));
    const items = page.items.map(
      ({ assessmentId, plan, kind, commitment, dueOn, content, ...version }): Item => ({
        id: assessmentId,
        plan,
        kind,
        commitment,
        dueOn,
        version: version.version,
        publishedOn: version.publishedOn,
        why: version.why,
        summary: content.summary,
        evidence: content.evidence,
        commitments: content.codings,
        hash: version.hash,
        reply: version.reply,
      }),
    );
    return { ...page, items };
  },
  columns: [
    { name: 'id', value: (item) => item.id },
    { name: 'plan', value: (item) => item.plan },
    { name: 'kind', value: (item) => item.kind },
    { name: 'commitment', value: (item) => item.commitment },
    { name: 'due_on', value: (item) => item.dueOn },
    { name: 'version', value: (item) => item.version },
    { name: 'published_on', value: (item) => item.publishedOn },
    ...textColumns<Item>('summary', (item) => item.summary),
    {
      name: 'completion',
      value: (item) =>
        item.commitments
          .flatMap((one) => (one.levels.completion ? [`${one.commitment}:${one.levels.completion.level}`] : []))
          .join(' '),
    },
    ...textColumns<Item>('reply', (item) => item.reply?.text),
    { name: 'hash', value: (item) => item.hash },
  ],
});

const selfItem = z
  .object({
    id: z.string(),
    commitment: z.string(),
    completion: z.string(),
    text: textSchema,
    publishedOn: dateSchema,
  })
  .openapi('SelfAssessment', { description: 'What a body says of its own commitment; every word is kept.' });

type SelfItem = z.input<typeof selfItem>;

export const listSelfAssessmentsRoute = defineList({
  name: 'reviews.list-self-assessments',
  path: '/self-assessments',
  tag: TAG,
  summary: 'What a body says of the commitments of its plan',
  access: readFollowUp,
  filters: ofPlan,
  item: selfItem,
  load: ({ db, tenant, query }) => listSelfAssessments(db, listingOf(tenant, query)),
  columns: [
    { name: 'id', value: (item) => item.id },
    { name: 'commitment', value: (item) => item.commitment },
    { name: 'completion', value: (item) => item.completion },
    ...textColumns<SelfItem>('text', (item) => item.text),
    { name: 'published_on', value: (item) => item.publishedOn },
  ],
});

const ofAssessment = ({ params, body }: { params: Record<string, string>; body: unknown }) => ({
  ...(body as object),
  assessment: params.id,
});

export const openAssessmentRoute = defineActionRoute({
  name: 'reviews.open-assessment',
  path: '/assessments',
  method: 'post',
  tag: TAG,
  summary: 'Begins an independent assessment',
  body: z.object({ plan: planReference, kind: z.enum(ASSESSMENT_KINDS), commitment: z.string().nullish() }),
  action: openAssessment,
  input: ({ body }) => body,
  status: 201,
  response: made,
});

export const writeAssessmentRoute = defineActionRoute({
  name: 'reviews.write-assessment',
  path: '/assessments/{id}',
  method: 'put',
  tag: TAG,
  summary: 'Writes the draft of an assessment',
  params: byId,
  body: z.object({ summary: textSchema, evidence: textSchema.nullish() }),
  action: writeAssessment,
  input: ofAssessment,
  status: 204,
});

export const assessCommitmentRoute = defineActionRoute({
  name: 'reviews.assess-commitment',
  path: '/assessments/{id}/commitments/{commitment}',
  method: 'put',
  tag: TAG,
  summary: 'Codes one commitment in a draft',
  params: byId.extend({ commitment: z.string().max(120) }),
  body: z.object({
    completion: z.string().nullish(),
    verifiability: z.string().nullish(),
    openGovernmentLens: z.string().nullish(),
    potentialForResults: z.string().nullish(),
    earlyResults: z.string().nullish(),
    reasons: textSchema,
  }),
  action: assessCommitment,
  input: ({ params, body }) => ({ ...(body as object), assessment: params.id, commitment: params.commitment }),
  status: 204,
});

export const publishAssessmentRoute = defineActionRoute({
  name: 'reviews.publish-assessment',
  path: '/assessments/{id}/versions',
  method: 'post',
  tag: TAG,
  summary: 'Publishes a version of an assessment; it never changes',
  params: byId,
  body: z.object({ why: textSchema.nullish() }),
  action: publishAssessment,
  input: ofAssessment,
  status: 201,
  response: z.object({ version: z.number().int(), hash: z.string() }),
});

export const replyToAssessmentRoute = defineActionRoute({
  name: 'reviews.reply-to-assessment',
  path: '/assessments/{id}/reply',
  method: 'post',
  tag: TAG,
  summary: 'The assessed body replies, once for each version',
  params: byId,
  body: z.object({ text: textSchema }),
  action: replyToAssessment,
  input: ofAssessment,
  status: 204,
});

export const publishSelfAssessmentRoute = defineActionRoute({
  name: 'reviews.publish-self-assessment',
  path: '/self-assessments',
  method: 'post',
  tag: TAG,
  summary: 'A body says how far it has come with a commitment',
  body: z.object({ commitment: z.string(), completion: z.string(), text: textSchema }),
  action: publishSelfAssessment,
  input: ({ body }) => body,
  status: 201,
  response: made,
});
