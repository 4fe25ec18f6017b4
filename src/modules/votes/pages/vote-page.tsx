import { FollowLink } from '#core/notifications/index.ts';
import { territoryByCode } from '#core/territory/index.ts';
import { Banner } from '#platform/html/banner.tsx';
import { ButtonLink } from '#platform/html/button.tsx';
import { Chapter } from '#platform/html/chapter.tsx';
import { usePage } from '#platform/html/context.tsx';
import { Document } from '#platform/html/layout.tsx';
import { PageHead } from '#platform/html/page-head.tsx';
import { notesAbout, PartOf } from '#platform/html/part-of.tsx';
import { StatusTag } from '#platform/html/tag.tsx';
import { Code, DateTimeText, Multilingual, Prose } from '#platform/html/text.tsx';
import { plain, type Text } from '#platform/i18n/text.ts';
import type { SubjectNote } from '#platform/module.ts';
import { definePage } from '#platform/page.ts';
import { readVote } from '../access.ts';
import { type ByChannel, ballotsOf } from '../queries/figures.ts';
import { type Turnout, turnoutOf } from '../queries/turnout.ts';
import type { Vote } from '../queries/votes.ts';
import { isPublic, phaseOf, type VoteOption } from '../vote.ts';
import { FiguresChapter } from './figures-chapter.tsx';
import { voteOfAddress } from './public-vote.ts';
import { ResultsChapter } from './results-chapter.tsx';
import { TermsList } from './terms-list.tsx';
import { statusOf } from './words.tsx';

export type VoteDetail = Vote & {
  options: VoteOption[];
  ballots: ByChannel;
  turnout: Turnout;
  place: { name: Text; population: number | null } | null;
  partOf: SubjectNote[];
};

/** A vote: what is asked, what it declares, until when, and how it came out. */
export const votePage = definePage<unknown, VoteDetail>({
  name: 'votes.vote-page',
  path: '/votes/:reference',
  on: 'both',
  access: readVote,
  load: async (request) => {
    const { vote, options } = await voteOfAddress(request);
    const { db } = request;
    const unit = vote.territory === null ? undefined : await territoryByCode(db, vote.territory);
    return {
      ...vote,
      options,
      ballots: await ballotsOf(db, vote),
      turnout: await turnoutOf(db, vote),
      partOf: await notesAbout(request, vote.institutionId, { kind: 'vote', id: vote.reference }),
      place: unit ? { name: unit.name, population: unit.population2024 ?? null } : null,
    };
  },
  view: ({ data }) => <VoteView vote={data} />,
});

function VoteView({ vote }: { vote: VoteDetail }) {
  const page = usePage();
  const { t, ts, lang, now, href } = page;
  const { reference, options, count, place } = vote;
  const path = `/votes/${reference}`;
  const phase = phaseOf(vote, now);
  return (
    <Document
      title={plain(vote.title, lang)}
      description={plain(vote.explanation, lang).slice(0, 150)}
      crumbs={[{ label: ts('votes.page.votes'), path: '/votes' }]}
      crumb={reference}
      canonical={isPublic(vote) ? path : null}
      noIndex={!isPublic(vote)}
    >
      <PageHead
        kicker={t('votes.page.kicker', { reference: <Code>{reference}</Code> })}
        title={{ text: vote.title }}
        row={<StatusTag {...statusOf(page, vote)} />}
      />
      {vote.cancelReasons && (
        <Banner kind="warn" title={t('votes.phase.cancelled')}>
          <Prose text={vote.cancelReasons} />
        </Banner>
      )}
      {phase === 'counting' && (
        <Banner>
          <p>{t('votes.refusal.counting')}</p>
        </Banner>
      )}
      <div class="split">
        <div class="flow">
          <PartOf notes={vote.partOf} />
          <Prose text={vote.explanation} />
          {vote.about !== null && (
            <p>
              <a href={href(vote.about)}>{t('votes.page.about')}</a>
            </p>
          )}
        </div>
        <aside class="panel" aria-labelledby="when-title">
          <h2 id="when-title">{t('votes.page.when')}</h2>
          <p>{t('votes.page.from', { date: <DateTimeText instant={vote.opensAt} /> })}</p>
          <p>{t('votes.page.until', { date: <DateTimeText instant={vote.closesAt} /> })}</p>
          {place && <p>{t('votes.page.who', { place: <Multilingual text={place.name} /> })}</p>}
          {phase === 'open' && (
            <>
              <p>
                <ButtonLink path={`${path}/cast`} size="big">
                  {t('votes.cast.vote')}
                </ButtonLink>
              </p>
              <p>
                <a href={href(`${path}/ballot`)}>{t('votes.ballot.have-voted')}</a>
              </p>
            </>
          )}
          {isPublic(vote) && (
            <>
              <p>
                <a href={href(`${path}/check`)}>{t('votes.check.title')}</a>
              </p>
              <p>
                <FollowLink on={`vote:${reference}`} kind="quiet" />
              </p>
            </>
          )}
        </aside>
      </div>
      {count && (vote.state === 'closed' || vote.results === 'live') && (
        <ResultsChapter vote={vote} options={options} count={count} />
      )}
      {options.length > 0 && (
        <Chapter id="options" title={t('votes.page.options')}>
          <ol>
            {options.map((option) => (
              <OptionLine option={option} />
            ))}
          </ol>
        </Chapter>
      )}
      <Chapter id="terms" title={t('votes.terms.title')}>
        <TermsList vote={vote} />
      </Chapter>
      {(phase === 'open' || phase === 'closed') && (
        <FiguresChapter ballots={vote.ballots} turnout={vote.turnout} population={place?.population ?? null} />
      )}
      {isPublic(vote) && <Downloads vote={vote} />}
    </Document>
  );
}

function OptionLine({ option: { text, link, cost } }: { option: VoteOption }) {
  const { t, href, format } = usePage();
  return (
    <li>
      <Multilingual text={text} />
      {cost !== null && <span class="soft"> ({t('votes.field.cost-is', { cost: format.number(cost) })})</span>}
      {link !== null && (
        <>
          {' '}
          <a href={href(link)}>
            {t('votes.page.more')}
            <span class="hide-text">
              {' '}
              <Multilingual text={text} />
            </span>
          </a>
        </>
      )}
    </li>
  );
}

function Downloads({ vote }: { vote: Vote }) {
  const { t } = usePage();
  const closed = vote.state === 'closed';
  return (
    <p class="law">
      {t('platform.list.download', {
        links: (
          <>
            <a href={`/api/v1/votes/${vote.reference}`} dir="ltr">
              JSON
            </a>
            {closed && (
              <>
                {' · '}
                <a href={`/api/v1/votes/${vote.reference}/ballots.csv`}>{t('votes.page.ballots-csv')}</a>
                {' · '}
                <a href={`/api/v1/votes/${vote.reference}/ballots`}>{t('votes.page.ballots-json')}</a>
              </>
            )}
          </>
        ),
      })}
    </p>
  );
}
