import { checkAccess } from '#platform/access.ts';
import {
  type ApiRequest,
  type ApiRoute,
  defineActionRoute,
  defineList,
  defineThing,
  textColumns,
  textSchema,
  z,
} from '#platform/api.ts';
import { NotFound } from '#platform/errors.ts';
import { readAmendment, readProposal, readProposals } from '../access.ts';
import { proposeAmendment } from '../actions/propose-amendment.ts';
import { AMENDMENT_STATES } from '../amendment.ts';
import { amendmentPath, type FoundAmendment, findAmendment } from '../amendments.ts';
import { type Author, amendersOf } from '../authors.ts';
import { listAmendments, versionCount } from '../queries/amendments.ts';
import { findProposal } from '../target.ts';
import { authorName, proposalBody, referenceParam } from './shapes.ts';

const tag = 'proposals';

const amendmentSchema = z
  .object({
    id: z.uuid(),
    proposal: referenceParam,
    standing: z.enum(['held', 'shown', 'hidden', 'withdrawn']),
    state: z.enum(AMENDMENT_STATES),
    title: textSchema.openapi({ description: 'The whole title as it would be.' }),
    body: textSchema.openapi({ description: 'The whole text as it would be.' }),
    reasons: z.string(),
    outdated: z.boolean().openapi({ description: 'The words of the proposal changed after it was written.' }),
    author: z.string().nullable(),
    supports: z.number().int().min(0),
    declinedBecause: z.string().nullable(),
    writtenAt: z.iso.datetime(),
    decidedAt: z.iso.datetime().nullable(),
    url: z.url(),
  })
  .openapi('ProposalAmendment');

type Item = z.input<typeof amendmentSchema>;

function presentAmendment(
  { proposal, ...amendment }: FoundAmendment,
  { versions, author, absolute }: { versions: number; author: Author | undefined; absolute(path: string): string },
): Item {
  const gone = amendment.standing === 'hidden';
  return {
    id: amendment.id,
    proposal: proposal.reference,
    standing: amendment.standing,
    state: amendment.state,
    title: gone ? {} : amendment.title,
    body: gone ? {} : amendment.body,
    reasons: gone ? '' : amendment.reasons,
    outdated: amendment.writtenFor < versions,
    author: gone ? null : authorName(author),
    supports: amendment.supports,
    declinedBecause: amendment.declinedBecause,
    writtenAt: amendment.writtenAt.toISOString(),
    decidedAt: amendment.decidedAt?.toISOString() ?? null,
    url: absolute(`/ar${amendmentPath({ proposal, id: amendment.id })}`),
  };
}

/** The proposal of an address, as far as it shows its amendments; 404 else. */
async function proposalOf({ db, tenant, params, actor, today }: ApiRequest<unknown>) {
  const proposal = await findProposal({ db, tenant }, params.id ?? '');
  if (!proposal) throw new NotFound();
  checkAccess(readProposal, actor, proposal, { tenant, today });
  if (proposal.standing !== 'shown' && proposal.standing !== 'merged') throw new NotFound();
  return proposal;
}

/** Other words for a proposal, and whoever proposes some. */
export const amendmentRoutes: readonly ApiRoute[] = [
  defineList({
    name: 'proposals.list-amendments',
    path: '/proposals/{id}/amendments',
    tag,
    summary: 'The amendments to a proposal, the latest first',
    access: readProposals,
    params: z.object({ id: referenceParam }),
    filters: z.object({ state: z.enum(AMENDMENT_STATES).optional() }),
    item: amendmentSchema,
    async load(request) {
      const { db, absolute } = request;
      const { limit, after, state } = request.query;
      const proposal = await proposalOf(request);
      const page = await listAmendments(db, proposal, { limit, after }, { state });
      const authors = await amendersOf(db, page.items);
      const versions = await versionCount(db, proposal);
      return {
        ...page,
        items: page.items.map((one) =>
          presentAmendment({ ...one, proposal }, { versions, author: authors.get(one.id), absolute }),
        ),
      };
    },
    columns: [
      { name: 'id', value: (item: Item) => item.id },
      { name: 'proposal', value: (item: Item) => item.proposal },
      { name: 'state', value: (item: Item) => item.state },
      ...textColumns('title', (item: Item) => item.title),
      ...textColumns('body', (item: Item) => item.body),
      { name: 'reasons', value: (item: Item) => item.reasons },
      { name: 'outdated', value: (item: Item) => item.outdated },
      { name: 'author', value: (item: Item) => item.author },
      { name: 'supports', value: (item: Item) => item.supports },
      { name: 'declined_because', value: (item: Item) => item.declinedBecause },
      { name: 'written_at', value: (item: Item) => item.writtenAt },
      { name: 'decided_at', value: (item: Item) => item.decidedAt },
      { name: 'url', value: (item: Item) => item.url },
    ],
  }),
  defineThing({
    name: 'proposals.get-amendment',
    path: '/proposals/{id}/amendments/{amendment}',
    tag,
    summary: 'One amendment to a proposal',
    access: readProposals,
    params: z.object({ id: referenceParam, amendment: z.uuid() }),
    response: amendmentSchema,
    async load({ db, tenant, actor, today, params, absolute }) {
      const amendment = await findAmendment({ db, tenant }, params.id ?? '', params.amendment ?? '');
      if (!amendment) throw new NotFound();
      checkAccess(readAmendment, actor, amendment, { tenant, today });
      const author = (await amendersOf(db, [amendment])).get(amendment.id);
      return presentAmendment(amendment, { versions: await versionCount(db, amendment.proposal), author, absolute });
    },
  }),
  defineActionRoute({
    name: 'proposals.propose-amendment',
    path: '/proposals/{id}/amendments',
    method: 'post',
    tag,
    summary: 'Proposes other words for a proposal: title and text as they would be, and why',
    params: z.object({ id: referenceParam }),
    body: proposalBody.pick({ title: true, body: true }).extend({ reasons: z.string().max(1_000) }),
    action: proposeAmendment,
    input: ({ params: { id }, body }) => ({ ...(body as object), proposal: id }),
    status: 201,
    response: z.object({ id: z.uuid(), standing: z.enum(['shown', 'held']) }),
    present: ({ id, standing }: { id: string; standing: string }) => ({ id, standing }),
  }),
];
