import { z } from 'zod';
import { type Attachment, AttachmentsChapter, attachmentsOf } from '#core/attachments/index.ts';
import { CommentsChapter, type ThreadSummary, threadSummary, threadTags } from '#core/comments/index.ts';
import { type Institution, institutionsById } from '#core/institutions/index.ts';
import { FollowLink } from '#core/notifications/index.ts';
import { territoryByCode } from '#core/territory/index.ts';
import { calendarDate } from '#platform/clock.ts';
import { Banner } from '#platform/html/banner.tsx';
import { ButtonLink } from '#platform/html/button.tsx';
import { usePage } from '#platform/html/context.tsx';
import { Document } from '#platform/html/layout.tsx';
import { PageHead } from '#platform/html/page-head.tsx';
import { Summary } from '#platform/html/summary.tsx';
import { StatusTag } from '#platform/html/tag.tsx';
import { Code, DateText, FallbackNote, Multilingual, Prose } from '#platform/html/text.tsx';
import { plain, type Text } from '#platform/i18n/text.ts';
import type { FoundSubject } from '#platform/module.ts';
import { definePage, type PageRequest } from '#platform/page.ts';
import { POWERS, readProposal, recordProposals } from '../access.ts';
import { isAmendable } from '../amendment.ts';
import { type Author, authorsOfAll, namesOf } from '../authors.ts';
import { isCallOpen } from '../proposal.ts';
import type { ProposalCall } from '../queries/calls.ts';
import { type Reply, repliesOf } from '../queries/forwarded.ts';
import { mergedInto, type Proposal, proposalsById } from '../queries/proposals.ts';
import { type Answer, answerOf, coauthorsOf, type Outcome, outcomesOf, versionsOf } from '../queries/triage.ts';
import { PROPOSAL } from '../search.ts';
import { type ByChannel, supportsByChannel, usedChannels } from '../sheets.ts';
import { type AmendmentList, AmendmentsChapter, amendmentList, wordsFrom } from './amendments-chapter.tsx';
import { AnswerChapter, OutcomeChapter, type PromisedThing } from './answer-chapter.tsx';
import { addressedProposal, sceneOfProposal } from './loading.ts';
import { answerRows } from './question-fields.tsx';
import { AuthorName, statusOf } from './words.tsx';

const query = z.object({
  /** Where a further page of amendments begins. */
  amendments: z.string().max(500).optional(),
});

type Data = Proposal & {
  call: ProposalCall;
  author: Author | undefined;
  coauthors: string[];
  answer: Answer | undefined;
  forwardedTo: Institution | undefined;
  reply: Reply | undefined;
  channels: ByChannel | undefined;
  /** The public commitments that it became part of, by their reference. */
  promised: Map<string, PromisedThing>;
  /** Of the pages of those. */
  promisedTags: string[];
  bodyName: Text;
  outcomes: Outcome[];
  versions: number;
  merged: Proposal[];
  into: Proposal | undefined;
  splitOf: Proposal | undefined;
  territoryName: Text | null;
  comments: ThreadSummary;
  documents: readonly Attachment[];
  amendments: AmendmentList;
  /** Who wrote words that are the proposal's by now. */
  amenders: Author[];
};

/** A proposal: what it says, who supports it, what the body answered and what became of it. */
export const proposalPage = definePage<z.infer<typeof query>, Data>({
  name: 'proposals.proposal-page',
  path: '/proposals/:reference',
  on: 'both',
  query,
  access: readProposal,
  load: async (request) => {
    const { db } = request;
    const proposal = await addressedProposal(request);
    const { institutionId, reference } = proposal;
    const { call, body } = await sceneOfProposal(db, proposal);
    const answer = await answerOf(db, proposal);
    const competent = answer?.forwardedTo ?? null;
    const outcomes = await outcomesOf(db, proposal);
    const { promised, tags } = await promisedOf(request, outcomes);
    const linked = await proposalsById(
      db,
      [proposal.mergedInto, proposal.splitFrom].flatMap((id) => id ?? []),
    );
    return {
      ...proposal,
      call,
      author: (await authorsOfAll(db, [proposal])).get(proposal.id),
      coauthors: await namesOf(db, await coauthorsOf(db, proposal)),
      answer,
      forwardedTo: competent ? (await institutionsById(db, [competent])).get(competent) : undefined,
      reply: answer && (await repliesOf(db, institutionId, [answer.id])).get(answer.id),
      channels: (await supportsByChannel(db, institutionId, [proposal])).get(proposal.id),
      promised,
      promisedTags: tags,
      bodyName: body.name,
      outcomes,
      versions: (await versionsOf(db, proposal)).length,
      merged: await mergedInto(db, proposal),
      into: linked.get(proposal.mergedInto ?? ''),
      splitOf: linked.get(proposal.splitFrom ?? ''),
      territoryName: proposal.territory ? ((await territoryByCode(db, proposal.territory))?.name ?? null) : null,
      comments: await threadSummary(db, {
        institutionId,
        kind: PROPOSAL,
        id: reference,
        open: proposal.standing === 'shown' && call.closedAt === null,
        stances: true,
      }),
      documents: await attachmentsOf(db, institutionId, [{ kind: PROPOSAL, id: reference }]),
      amendments: await amendmentList(db, proposal, { after: request.query.amendments }),
      amenders: await wordsFrom(db, proposal),
    };
  },
  cache: (data) => [
    `proposal:${data.reference}`,
    `proposal-call:${data.callId}`,
    ...threadTags(data.comments),
    ...data.promisedTags,
  ],
  view: ({ data }) => <ProposalView data={data} />,
});

/** What belongs to the nation as a whole is on the portal. */
function siteOf(body: Institution | undefined): PromisedThing['site'] {
  return body && body.kind !== 'national-portal' ? body : null;
}

/** The public things that outcomes name, each on the site of its own body. */
async function promisedOf({ db, offers }: Pick<PageRequest, 'db' | 'offers'>, outcomes: readonly Outcome[]) {
  const commitments = offers.subjects.find((subject) => subject.kind === 'commitment');
  const found = new Map<string, FoundSubject>();
  for (const { kind, target } of outcomes) {
    const thing = kind === 'commitment' && !found.has(target) ? await commitments?.find(db, target) : undefined;
    if (thing) found.set(target, thing);
  }
  const bodies = await institutionsById(
    db,
    [...found.values()].map((thing) => thing.institutionId),
  );
  const promised = new Map(
    [...found].map(([target, { title, path, institutionId }]): [string, PromisedThing] => [
      target,
      { title, path, site: siteOf(bodies.get(institutionId)) },
    ]),
  );
  return { promised, tags: [...found.values()].flatMap((thing) => thing.tags) };
}

/** How many support it, and by which way they did where not all came online. */
function Supports({ data: { supports, channels } }: { data: Pick<Data, 'supports' | 'channels'> }) {
  const { t, ts, format } = usePage();
  const used = channels ? usedChannels(channels) : [];
  return (
    <>
      {t('proposals.page.supports', { n: supports })}
      {channels && used.some((channel) => channel !== 'online') && (
        <span class="soft">
          {' · '}
          {format.list(
            used.map((channel) => `${ts(`proposals.channel.${channel}`)}: ${format.number(channels[channel])}`),
          )}
        </span>
      )}
    </>
  );
}

function ProposalView({ data }: { data: Data }) {
  const page = usePage();
  const { t, ts, lang, actor, today, format } = page;
  const { call, reference, standing } = data;
  const path = `/proposals/${reference}`;
  const isShown = standing === 'shown';
  const isOpen = isShown && isCallOpen(call, today);
  const isOwn = actor.kind === 'person' && actor.id === data.authorId;
  const gone = standing === 'hidden' || standing === 'withdrawn';
  const title = gone ? ts(`proposals.standing.${standing}`) : plain(data.title, lang);
  return (
    <Document
      title={title}
      crumbs={[
        { label: ts('proposals.page.about'), path: call.aboutPath },
        { label: plain(call.title, lang), path: `/proposals?call=${call.id}` },
      ]}
      crumb={reference}
      canonical={isShown ? path : null}
      noIndex={!isShown}
    >
      <PageHead
        kicker={t('proposals.page.kicker', { reference: <Code>{reference}</Code> })}
        title={gone ? title : { text: data.title }}
        row={
          <>
            <StatusTag {...statusOf(page, data)} />
            {data.submittedAt && (
              <span class="soft">
                {t('proposals.page.sent-by', {
                  name: <AuthorName author={data.author} />,
                  date: <DateText date={calendarDate(data.submittedAt)} />,
                })}
              </span>
            )}
          </>
        }
      />
      <Standing data={data} />
      {!gone && (
        <>
          <FallbackNote text={data.body} />
          <Prose text={data.body} />
        </>
      )}
      <Summary
        rows={[
          { label: t('proposals.field.supports'), value: <Supports data={data} /> },
          data.coauthors.length > 0 && {
            label: t('proposals.field.coauthors'),
            value: <bdi>{format.list(data.coauthors)}</bdi>,
          },
          data.amenders.length > 0 && {
            label: t('proposals.field.words-of'),
            value: (
              <ul>
                {data.amenders.map((author) => (
                  <li>
                    <AuthorName author={author} />
                  </li>
                ))}
              </ul>
            ),
          },
          data.theme !== null && {
            label: t('proposals.field.theme'),
            value: <Multilingual text={call.themes.find(({ key }) => key === data.theme)?.name} />,
          },
          data.territoryName !== null && {
            label: t('proposals.field.territory'),
            value: <Multilingual text={data.territoryName} />,
          },
          data.place !== null && { label: t('proposals.field.place'), value: <bdi>{data.place}</bdi> },
          ...(gone ? [] : answerRows(lang, call.questions, data.answers)),
          { label: t('proposals.field.channel'), value: t(`proposals.channel.${data.channel}`) },
          data.splitOf !== undefined && {
            label: t('proposals.field.split-from'),
            value: <ProposalLink proposal={data.splitOf} />,
          },
          data.merged.length > 0 && {
            label: t('proposals.field.merged'),
            value: (
              <ul>
                {data.merged.map((one) => (
                  <li>
                    <ProposalLink proposal={one} />
                  </li>
                ))}
              </ul>
            ),
          },
        ]}
      />
      {isShown && (
        <div class="row">
          {isOpen && <ButtonLink path={`${path}/support`}>{t('proposals.support.button')}</ButtonLink>}
          <FollowLink on={`${PROPOSAL}:${reference}`} kind="quiet" />
          {data.versions > 0 && (
            <ButtonLink kind="quiet" path={`${path}/history`}>
              {t('proposals.history.link')}
            </ButtonLink>
          )}
        </div>
      )}
      {isShown && page.tenant && recordProposals.allows(actor, data, page) && (
        <p>
          <ButtonLink kind="quiet" path={`/desk/proposals/sheets/${reference}`}>
            {t('proposals.sheets.title')}
          </ButtonLink>
        </p>
      )}
      {isOwn && (
        <p>
          <ButtonLink kind="quiet" path={`${path}/manage`}>
            {t('proposals.manage.link')}
          </ButtonLink>
        </p>
      )}
      {data.answer && (
        <AnswerChapter answer={data.answer} bodyName={data.bodyName} competent={data.forwardedTo} reply={data.reply} />
      )}
      {data.outcomes.length > 0 && <OutcomeChapter outcomes={data.outcomes} promised={data.promised} />}
      {!gone && (
        <AttachmentsChapter
          institutionId={data.institutionId}
          subject={{ kind: PROPOSAL, id: reference }}
          power={POWERS.record}
          documents={data.documents}
        />
      )}
      {(isShown || standing === 'merged') && (
        <AmendmentsChapter
          proposal={data}
          list={data.amendments}
          isOpen={isAmendable(data, call, today)}
          mayPropose={!isOwn}
        />
      )}
      {isShown && <CommentsChapter summary={data.comments} />}
    </Document>
  );
}

function ProposalLink({ proposal }: { proposal: Proposal }) {
  const { href } = usePage();
  return (
    <a href={href(`/proposals/${proposal.reference}`)}>
      <Multilingual text={proposal.title} as="bdi" /> <Code>{proposal.reference}</Code>
    </a>
  );
}

function Standing({ data }: { data: Data }) {
  const { t } = usePage();
  if (data.standing === 'shown') return null;
  return (
    <Banner kind="warn" title={t(`proposals.standing.${data.standing}`)}>
      {data.hiddenReason ? (
        <Multilingual text={data.hiddenReason} as="p" />
      ) : (
        <p>{t(`proposals.standing-text.${data.standing}`)}</p>
      )}
      {data.into && (
        <p>
          <ProposalLink proposal={data.into} />
        </p>
      )}
    </Banner>
  );
}
