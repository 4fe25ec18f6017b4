import { type Attachment, AttachmentsChapter, attachmentsOf } from '#core/attachments/index.ts';
import { CommentsChapter, type ThreadSummary, threadSummary, threadTags } from '#core/comments/index.ts';
import { institutionsById } from '#core/institutions/index.ts';
import { FollowLink } from '#core/notifications/index.ts';
import { territoryByCode } from '#core/territory/index.ts';
import { calendarDate } from '#platform/clock.ts';
import { Banner } from '#platform/html/banner.tsx';
import { ButtonLink } from '#platform/html/button.tsx';
import { Chapter } from '#platform/html/chapter.tsx';
import { usePage } from '#platform/html/context.tsx';
import { Document } from '#platform/html/layout.tsx';
import { PageHead } from '#platform/html/page-head.tsx';
import { Summary } from '#platform/html/summary.tsx';
import { StatusTag } from '#platform/html/tag.tsx';
import { Code, DateText, FallbackNote, Multilingual, Prose } from '#platform/html/text.tsx';
import { Timeline } from '#platform/html/timeline.tsx';
import { plain, type Text } from '#platform/i18n/text.ts';
import { definePage } from '#platform/page.ts';
import { POWERS, readProposal } from '../access.ts';
import { type Author, authorsOfAll, namesOf } from '../authors.ts';
import { isCallOpen } from '../proposal.ts';
import type { ProposalCall } from '../queries/calls.ts';
import { mergedInto, type Proposal, proposalsById } from '../queries/proposals.ts';
import { type Answer, answerOf, coauthorsOf, type Outcome, outcomesOf, versionsOf } from '../queries/triage.ts';
import { PROPOSAL } from '../search.ts';
import { addressedProposal, sceneOfProposal } from './loading.ts';
import { AuthorName, statusOf } from './words.tsx';

type Data = Proposal & {
  call: ProposalCall;
  author: Author | undefined;
  coauthors: string[];
  answer: Answer | undefined;
  forwardedTo: Text | null;
  bodyName: Text;
  outcomes: Outcome[];
  versions: number;
  merged: Proposal[];
  into: Proposal | undefined;
  splitOf: Proposal | undefined;
  territoryName: Text | null;
  comments: ThreadSummary;
  documents: readonly Attachment[];
};

/** A proposal: what it says, who supports it, what the body answered and what became of it. */
export const proposalPage = definePage<unknown, Data>({
  name: 'proposals.proposal-page',
  path: '/proposals/:reference',
  on: 'both',
  access: readProposal,
  load: async (request) => {
    const { db } = request;
    const proposal = await addressedProposal(request);
    const { institutionId, reference } = proposal;
    const { call, body } = await sceneOfProposal(db, proposal);
    const answer = await answerOf(db, proposal);
    const competent = answer?.forwardedTo ?? null;
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
      forwardedTo: competent ? ((await institutionsById(db, [competent])).get(competent)?.name ?? null) : null,
      bodyName: body.name,
      outcomes: await outcomesOf(db, proposal),
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
      }),
      documents: await attachmentsOf(db, institutionId, [{ kind: PROPOSAL, id: reference }]),
    };
  },
  cache: (data) => [`proposal:${data.reference}`, `proposal-call:${data.callId}`, ...threadTags(data.comments)],
  view: ({ data }) => <ProposalView data={data} />,
});

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
          { label: t('proposals.field.supports'), value: t('proposals.page.supports', { n: data.supports }) },
          data.coauthors.length > 0 && {
            label: t('proposals.field.coauthors'),
            value: <bdi>{format.list(data.coauthors)}</bdi>,
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
      {isOwn && (
        <p>
          <ButtonLink kind="quiet" path={`${path}/manage`}>
            {t('proposals.manage.link')}
          </ButtonLink>
        </p>
      )}
      {data.answer && <AnswerChapter data={data} answer={data.answer} />}
      {data.outcomes.length > 0 && <OutcomeChapter outcomes={data.outcomes} />}
      {!gone && (
        <AttachmentsChapter
          institutionId={data.institutionId}
          subject={{ kind: PROPOSAL, id: reference }}
          power={POWERS.record}
          documents={data.documents}
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

function AnswerChapter({ data, answer }: { data: Data; answer: Answer }) {
  const { t } = usePage();
  return (
    <Chapter
      id="answer"
      title={t('proposals.answer.title')}
      intro={<DateText date={calendarDate(answer.answeredAt)} />}
    >
      <p>
        <b>
          {t('proposals.answer.by', {
            body: <Multilingual text={data.bodyName} />,
            state: t(`proposals.state.${answer.state}`),
          })}
        </b>
      </p>
      {data.forwardedTo && (
        <p>{t('proposals.answer.forwarded-to', { body: <Multilingual text={data.forwardedTo} /> })}</p>
      )}
      <Prose text={answer.reasons} />
    </Chapter>
  );
}

function OutcomeChapter({ outcomes }: { outcomes: readonly Outcome[] }) {
  const { t, href } = usePage();
  return (
    <Chapter id="outcome" title={t('proposals.outcome.title')} intro={t('proposals.outcome.intro')}>
      <Timeline
        entries={outcomes.map(({ kind, target, words, on }) => ({
          state: 'done',
          when: <DateText date={on} />,
          title: t(`proposals.outcome.kinds.${kind}`),
          children: (
            <>
              {kind === 'commitment' && (
                <p>
                  <a href={href(`/commitments/${target}`)}>
                    <Code>{target}</Code>
                  </a>
                </p>
              )}
              {(kind === 'decision' || kind === 'budget') && (
                <p>
                  <bdi>{target}</bdi>
                </p>
              )}
              <Prose text={words} />
            </>
          ),
        }))}
      />
    </Chapter>
  );
}
