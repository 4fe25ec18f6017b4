import { planScope } from '#modules/commitments/index.ts';
import {
  type ApiRequest,
  dateSchema,
  defineActionRoute,
  defineList,
  defineThing,
  textSchema,
  z,
} from '#platform/api.ts';
import type { Db } from '#platform/db/database.ts';
import { NotFound } from '#platform/errors.ts';
import { readReport, writeReport } from '../access.ts';
import { createReport, createReportInput } from '../actions/create-report.ts';
import { publishReport, publishReportInput } from '../actions/publish-report.ts';
import { saveReport } from '../actions/save-report.ts';
import { draftInput } from '../draft-input.ts';
import {
  type PublishedVersion,
  publishedReports,
  type ReportSummary,
  reportByReference,
  versionContent,
  versionsOf,
} from '../queries/reports.ts';
import { fileName, REPORT_KINDS, REPORT_LANGUAGES, type ReportContent } from '../report.ts';
import { cardSchema, presentCard } from './scorecards.ts';

const reference = z.string().max(140);

const fileSchema = z.object({
  lang: z.enum(REPORT_LANGUAGES),
  sha256: z.string().openapi({ description: 'Of the bytes of the file, in hexadecimal.' }),
  size: z.number().int().openapi({ description: 'In bytes.' }),
  url: z.string(),
});

const versionSchema = z.object({
  version: z.number().int(),
  publishedAt: z.iso.datetime(),
  reason: textSchema.nullable().openapi({ description: 'What was corrected and why; null for the first version.' }),
  files: z.array(fileSchema).openapi({ description: 'Empty for the moments in which they are being made.' }),
});

const reportSchema = z
  .object({
    id: reference.openapi({ example: 'MA-11-AP-2025-2027-R1' }),
    plan: reference,
    institution: z.string().openapi({ description: 'The slug of the body whose report it is.' }),
    kind: z.enum(REPORT_KINDS),
    start: dateSchema,
    end: dateSchema,
    version: z.number().int().openapi({ description: 'The last published version.' }),
    url: z.string(),
    versions: z.array(versionSchema).openapi({ description: 'The latest first; none of them ever changes.' }),
  })
  .openapi('PlanReport');

type Item = z.input<typeof reportSchema>;

async function present(
  db: Db,
  report: ReportSummary & { institutionSlug: string },
  absolute: ApiRequest<never>['absolute'],
): Promise<Item> {
  const home = `/ar/${report.institutionSlug}/reports/${report.reference}`;
  const versions = await versionsOf(db, report);
  return {
    id: report.reference,
    plan: report.planReference,
    institution: report.institutionSlug,
    kind: report.kind,
    start: report.start,
    end: report.end,
    version: report.version,
    url: absolute(home),
    versions: versions.map((one) => presentVersion(report.reference, one, home, absolute)),
  };
}

function presentVersion(
  report: string,
  { version, publishedAt, reason, files }: PublishedVersion,
  home: string,
  absolute: ApiRequest<never>['absolute'],
): z.input<typeof versionSchema> {
  return {
    version,
    publishedAt: publishedAt.toISOString(),
    reason,
    files: (files ?? []).map(({ lang, hash, size }) => ({
      lang,
      sha256: hash,
      size,
      url: absolute(`${home}/${fileName(report, version, lang)}`),
    })),
  };
}

export const listPlanReportsRoute = defineList({
  name: 'reports.list-plan-reports',
  path: '/action-plans/{id}/reports',
  tag: 'reports',
  summary: 'The published reports on an action plan, with their hashes',
  description: 'Every version with its PDF files in Arabic and French. What they hold as data: `/reports/{id}`.',
  access: readReport,
  params: z.object({ id: z.string().max(120) }),
  item: reportSchema,
  async load({ db, params, query: { limit, after }, absolute }) {
    const plan = await planScope(db, params.id ?? '');
    if (!plan) throw new NotFound();
    const page = await publishedReports(db, { plan: plan.reference }, { limit, after });
    return { ...page, items: await Promise.all(page.items.map((report) => present(db, report, absolute))) };
  },
  columns: [
    { name: 'id', value: (report) => report.id },
    { name: 'plan', value: (report) => report.plan },
    { name: 'institution', value: (report) => report.institution },
    { name: 'kind', value: (report) => report.kind },
    { name: 'start', value: (report) => report.start },
    { name: 'end', value: (report) => report.end },
    { name: 'version', value: (report) => report.version },
    { name: 'published_at', value: (report) => report.versions[0]?.publishedAt },
    ...REPORT_LANGUAGES.flatMap((lang) => [
      { name: `pdf_${lang}`, value: (report: Item) => latestFile(report, lang)?.url },
      { name: `sha256_${lang}`, value: (report: Item) => latestFile(report, lang)?.sha256 },
    ]),
    { name: 'url', value: (report) => report.url },
  ],
  cache: () => ['reports', 'institutions'],
});

function latestFile(report: Item, lang: (typeof REPORT_LANGUAGES)[number]) {
  return report.versions[0]?.files.find((file) => file.lang === lang);
}

const narrativeSchema = z.object({ foreword: textSchema, summary: textSchema, conclusion: textSchema });

const milestoneSchema = z.object({
  reference,
  number: z.number().int(),
  title: textSchema,
  end: dateSchema.nullable(),
  precision: z.enum(['day', 'month', 'year']).nullable(),
  office: textSchema.nullable(),
  status: z.string(),
  statusOn: dateSchema.nullable(),
  percent: z.number().int().nullable(),
  done: textSchema.nullable(),
  obstacles: textSchema.nullable(),
  nextStep: textSchema.nullable(),
  evidence: z.array(z.object({ url: z.string(), title: z.string() })),
  timeliness: z.string(),
  daysLate: z.number().int(),
});

const contentSchema = z.object({
  on: dateSchema.openapi({ description: 'The day of the data.' }),
  figures: cardSchema,
  commitments: z.array(
    z.object({ reference, number: z.number().int(), title: textSchema, milestones: z.array(milestoneSchema) }),
  ),
});

function presentContent({ on, counts, commitments }: ReportContent): z.input<typeof contentSchema> {
  return { on, figures: presentCard(counts), commitments };
}

export const getReportRoute = defineThing({
  name: 'reports.get-report',
  path: '/reports/{id}',
  tag: 'reports',
  summary: 'One published report: its words and the data that stand in it',
  description: '`version`: an earlier one.',
  access: readReport,
  params: z.object({ id: reference }),
  query: z.object({ version: z.coerce.number().int().min(1).max(1_000_000).optional() }),
  response: versionSchema
    .extend({
      id: reference,
      plan: reference,
      kind: z.enum(REPORT_KINDS),
      start: dateSchema,
      end: dateSchema,
      narrative: narrativeSchema,
      content: contentSchema,
    })
    .openapi('PlanReportVersion'),
  async load({ db, params, query, absolute }) {
    const report = await reportByReference(db, params.id ?? '');
    const found = report && (await versionContent(db, report, query.version ?? report.version));
    if (!report || !found) throw new NotFound();
    const home = `/ar/${found.content.institution.slug}/reports/${report.reference}`;
    return {
      id: report.reference,
      plan: report.planReference,
      kind: report.kind,
      start: report.start,
      end: report.end,
      ...presentVersion(report.reference, found, home, absolute),
      narrative: found.narrative,
      content: presentContent(found.content),
    };
  },
  cache: ({ id }) => [`report:${id}`],
});

export const getDraftRoute = defineThing({
  name: 'reports.get-report-draft',
  path: '/reports/{id}/draft',
  tag: 'reports',
  summary: 'The draft of a report, for whoever writes it',
  access: writeReport,
  target: ({ db, params }) => reportByReference(db, params.id ?? ''),
  params: z.object({ id: reference }),
  response: narrativeSchema
    .extend({ report: reference, revision: z.number().int(), savedAt: z.iso.datetime(), version: z.number().int() })
    .openapi('PlanReportDraft'),
  async load({ db, params }) {
    const report = await reportByReference(db, params.id ?? '');
    if (!report) throw new NotFound();
    const { revision, savedAt, version, draft } = report;
    return { report: report.reference, revision, savedAt: savedAt.toISOString(), version, ...draft };
  },
});

export const createReportRoute = defineActionRoute({
  name: 'reports.create-report',
  path: '/action-plans/{id}/reports',
  method: 'post',
  tag: 'reports',
  summary: 'Begins a report of a plan over a period',
  params: z.object({ id: z.string().max(120) }),
  body: createReportInput.omit({ plan: true }),
  action: createReport,
  input: ({ params, body }) => ({ plan: params.id, ...(body as object) }),
  status: 201,
  response: z.object({ report: reference }),
});

export const saveReportRoute = defineActionRoute({
  name: 'reports.save-report',
  path: '/reports/{id}/draft',
  method: 'put',
  tag: 'reports',
  summary: 'Keeps the words of a report as a draft',
  description: '409 when somebody saved it since the revision that is sent: read it again.',
  params: z.object({ id: reference }),
  body: draftInput.omit({ report: true }),
  action: saveReport,
  input: ({ params, body }) => ({ report: params.id, ...(body as object) }),
  status: 200,
  response: z.object({ report: reference, revision: z.number().int() }),
});

export const publishReportRoute = defineActionRoute({
  name: 'reports.publish-report',
  path: '/reports/{id}/publication',
  method: 'post',
  tag: 'reports',
  summary: 'Publishes the draft as the next version, with the data of this moment',
  description: 'It never changes afterwards. From the second version on `reason` says what is corrected and why.',
  params: z.object({ id: reference }),
  body: publishReportInput.omit({ report: true }),
  action: publishReport,
  input: ({ params, body }) => ({ report: params.id, ...(body as object) }),
  status: 201,
  response: z.object({ report: reference, version: z.number().int() }),
});
