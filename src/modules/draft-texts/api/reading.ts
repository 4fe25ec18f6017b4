import { institutionsById } from '#core/institutions/index.ts';
import { checkAccess } from '#platform/access.ts';
import { type ApiRequest, defineList, defineThing, textColumns, z } from '#platform/api.ts';
import type { Db } from '#platform/db/database.ts';
import { NotFound } from '#platform/errors.ts';
import { isId } from '#platform/ids.ts';
import { listTexts, readContribution } from '../access.ts';
import { CONTRIBUTION_KINDS, isPublic, PHASES, ROUNDS_MAX } from '../draft-text.ts';
import { ANSWER_FILTERS, findContribution, listContributions } from '../queries/contributions.ts';
import {
  type DraftText,
  findDraftText,
  listDraftTexts,
  publishedVersions,
  roundsOf,
  versionOf,
} from '../queries/draft-texts.ts';
import {
  contributionSchema,
  draftTextSchema,
  presentContribution,
  presentDraftText,
  presentVersion,
  referenceParam,
  roundSchema,
  versionSchema,
} from './shapes.ts';

type Item = z.input<typeof draftTextSchema>;
type Said = z.input<typeof contributionSchema>;

async function slugsOf(db: Db, texts: readonly DraftText[]): Promise<(text: DraftText) => string> {
  const bodies = await institutionsById(db, [...new Set(texts.map((one) => one.institutionId))]);
  return ({ institutionId }) => bodies.get(institutionId)?.slug ?? '';
}

/** The public text of an address; 404 else. */
async function textOfRequest({ db, params }: Pick<ApiRequest<unknown>, 'db' | 'params'>): Promise<DraftText> {
  const text = await findDraftText({ db, tenant: null }, params.id ?? '');
  if (!text || !isPublic(text)) throw new NotFound();
  return text;
}

export const listDraftTextsRoute = defineList({
  name: 'draft-texts.list-draft-texts',
  path: '/draft-texts',
  tag: 'draft-texts',
  summary: 'Draft texts before citizens, those opened last first',
  access: listTexts,
  filters: z.object({ phase: z.enum(PHASES).optional() }),
  item: draftTextSchema,
  async load({ db, tenant, today, query: { phase, limit, after }, absolute }) {
    const page = await listDraftTexts(db, { institutionId: tenant?.id, phase, today }, { limit, after });
    const slugOf = await slugsOf(db, page.items);
    return { ...page, items: page.items.map((one) => presentDraftText(one, { slug: slugOf(one), today, absolute })) };
  },
  columns: [
    { name: 'id', value: (item) => item.id },
    { name: 'institution', value: (item) => item.institution },
    { name: 'phase', value: (item) => item.phase },
    ...textColumns('title', (item: Item) => item.title, ['ar', 'fr']),
    { name: 'official_language', value: (item) => item.officialLanguage },
    { name: 'opens_on', value: (item) => item.opensOn },
    { name: 'closes_on', value: (item) => item.closesOn },
    { name: 'version', value: (item: Item) => item.version },
    { name: 'round', value: (item: Item) => item.round },
    { name: 'contributions', value: (item: Item) => item.contributions },
    { name: 'unanswered', value: (item: Item) => item.unanswered },
    { name: 'adopted_on', value: (item) => item.adoptedOn },
    { name: 'url', value: (item) => item.url },
  ],
});

export const getDraftTextRoute = defineThing({
  name: 'draft-texts.get-draft-text',
  path: '/draft-texts/{id}',
  tag: 'draft-texts',
  summary: 'One draft text with its newest version',
  access: listTexts,
  params: z.object({ id: referenceParam }),
  response: draftTextSchema
    .extend({ text: versionSchema, versions: z.array(z.number().int()), rounds: z.array(roundSchema) })
    .openapi('DraftTextDetail'),
  async load(request) {
    const { db, today, absolute } = request;
    const text = await textOfRequest(request);
    const [version, versions, rounds] = await Promise.all([
      versionOf(db, text, text.version),
      publishedVersions(db, text),
      roundsOf(db, text),
    ]);
    if (!version) throw new NotFound();
    const slug = (await slugsOf(db, [text]))(text);
    return {
      ...presentDraftText(text, { slug, today, absolute }),
      text: presentVersion(version),
      versions: versions.map(({ number }) => number),
      rounds,
    };
  },
});

export const getVersionRoute = defineThing({
  name: 'draft-texts.get-version',
  path: '/draft-texts/{id}/versions/{number}',
  tag: 'draft-texts',
  summary: 'One published version of a draft text',
  access: listTexts,
  params: z.object({ id: referenceParam, number: z.string().regex(/^\d{1,5}$/) }),
  response: versionSchema,
  async load(request) {
    const text = await textOfRequest(request);
    const version = await versionOf(request.db, text, Number(request.params.number));
    if (!version?.publishedAt) throw new NotFound();
    return presentVersion(version);
  },
});

export const listContributionsRoute = defineList({
  name: 'draft-texts.list-contributions',
  path: '/draft-texts/{id}/contributions',
  tag: 'draft-texts',
  summary: 'Everything that was said on a draft text, with the answer to each',
  access: listTexts,
  params: z.object({ id: referenceParam }),
  filters: z.object({
    article: z.string().max(20).optional().openapi({ description: 'The id of an article; `text` for the whole.' }),
    kind: z.enum(CONTRIBUTION_KINDS).optional(),
    round: z.coerce.number().int().min(1).max(ROUNDS_MAX).optional(),
    answer: z.enum(ANSWER_FILTERS).optional(),
  }),
  item: contributionSchema,
  async load(request) {
    const { db, absolute, query } = request;
    const { limit, after, article, kind, round, answer } = query;
    const text = await textOfRequest(request);
    const page = await listContributions(db, text, { article, kind, round, answer }, { limit, after });
    return {
      ...page,
      items: page.items.map((one) => presentContribution(one, { reference: text.reference, absolute })),
    };
  },
  columns: [
    { name: 'number', value: (item: Said) => item.number },
    { name: 'id', value: (item) => item.id },
    { name: 'kind', value: (item) => item.kind },
    { name: 'round', value: (item: Said) => item.round },
    { name: 'version', value: (item: Said) => item.version },
    { name: 'article', value: (item) => item.article },
    { name: 'deed', value: (item) => item.deed },
    { name: 'language', value: (item) => item.language },
    { name: 'quote', value: (item) => item.quote },
    { name: 'heading', value: (item) => item.heading },
    { name: 'wording', value: (item) => item.wording },
    { name: 'reasons', value: (item) => item.reasons },
    { name: 'author', value: (item) => item.author },
    ...textColumns('association', (item: Said) => item.association?.name, ['ar', 'fr']),
    { name: 'state', value: (item) => item.state },
    ...textColumns('gone_reason', (item: Said) => item.goneReason, ['ar', 'fr']),
    { name: 'supports', value: (item: Said) => item.supports },
    { name: 'channel', value: (item) => item.channel },
    { name: 'received_on', value: (item) => item.receivedOn },
    { name: 'created_at', value: (item) => item.createdAt },
    { name: 'outcome', value: (item: Said) => item.answer?.outcome },
    ...textColumns('answer', (item: Said) => item.answer?.reasons, ['ar', 'fr']),
    { name: 'answer_wording', value: (item: Said) => item.answer?.wording },
    { name: 'url', value: (item) => item.url },
  ],
});

export const getContributionRoute = defineThing({
  name: 'draft-texts.get-contribution',
  path: '/draft-texts/{id}/contributions/{contribution}',
  tag: 'draft-texts',
  summary: 'One contribution with its answer',
  access: listTexts,
  params: z.object({ id: referenceParam, contribution: z.string().max(60) }),
  response: contributionSchema,
  async load({ db, actor, today, tenant, params, absolute }) {
    const [text = '', id = ''] = [params.id, params.contribution];
    const found = isId(id) ? await findContribution({ db, tenant: null, actor, today }, { text, id }) : undefined;
    if (!found) throw new NotFound();
    checkAccess(readContribution, actor, found, { tenant, today });
    return presentContribution(found, { reference: found.text.reference, absolute });
  },
});
