import { z } from 'zod';
import { Banner } from '#platform/html/banner.tsx';
import { Button } from '#platform/html/button.tsx';
import { Chapter } from '#platform/html/chapter.tsx';
import { usePage } from '#platform/html/context.tsx';
import { Copyable } from '#platform/html/copy.tsx';
import { TextInput } from '#platform/html/field.tsx';
import { Document } from '#platform/html/layout.tsx';
import { PageHead } from '#platform/html/page-head.tsx';
import { Table } from '#platform/html/table.tsx';
import { Code, DateTimeText, Multilingual } from '#platform/html/text.tsx';
import { definePage } from '#platform/page.ts';
import { readVotes } from '../access.ts';
import type { PublishedBallot } from '../code.ts';
import { ballotByCode } from '../queries/ballots.ts';
import { rootsOf, type VoteRoot } from '../queries/figures.ts';
import { publicVote, type WithOptions } from './public-vote.ts';
import { ChoiceWords } from './words.tsx';

const query = z.object({ code: z.string().trim().max(60).catch('') });
type Query = z.infer<typeof query>;
type Data = WithOptions & { roots: VoteRoot[]; asked: string; ballot: PublishedBallot | undefined };

/** The program that checks a list of ballots without the platform, and how it is started. */
const VERIFIER = 'verify-ballots.mjs';

/** Whether a ballot is in the published list, the roots over all ballots, and how anybody checks both on their own computer. */
export const checkBallotPage = definePage<Query, Data>({
  name: 'votes.check-ballot-page',
  path: '/votes/:reference/check',
  on: 'both',
  query,
  access: readVotes,
  load: async (request) => {
    const found = await publicVote(request);
    const asked = request.query.code;
    return {
      ...found,
      roots: await rootsOf(request.db, found.vote),
      asked,
      ballot: asked === '' ? undefined : await ballotByCode(request.db, found.vote, asked),
    };
  },
  view: ({ data }) => <CheckView {...data} />,
});

const commandFor = (file: string) => `node ${VERIFIER} ${file} ROOT CODE`;

function CheckView({ vote, options, roots, asked, ballot }: Data) {
  const { t, ts, href, format } = usePage();
  const path = `/votes/${vote.reference}`;
  const closed = vote.state === 'closed';
  const file = `${vote.reference}-ballots.json`;
  return (
    <Document
      title={ts('votes.check.title')}
      crumbs={[
        { label: ts('votes.page.votes'), path: '/votes' },
        { label: vote.reference, path },
      ]}
      crumb={ts('votes.check.title')}
      canonical={null}
      noIndex
    >
      <PageHead
        kicker={<Multilingual text={vote.title} />}
        title={t('votes.check.title')}
        lead={t(closed ? 'votes.check.lead' : 'votes.check.not-yet')}
      />
      {ballot && (
        <Banner kind="good" title={t('votes.check.included')}>
          <p>{t('votes.check.says')}</p>
          <ChoiceWords method={vote.method} choice={ballot.choice} options={options} />
          <p>{t(`votes.channel.${ballot.channel}`)}</p>
        </Banner>
      )}
      {closed && !ballot && asked !== '' && (
        <Banner kind="warn" title={t('votes.check.not-included')}>
          <p>{t('votes.check.not-included-text')}</p>
        </Banner>
      )}
      {closed && (
        <form class="form" method="get" action={href(`${path}/check`)}>
          <TextInput name="code" label={t('votes.ballot.code')} value={asked} dir="ltr" maxlength={60} />
          <Button>{t('votes.check.button')}</Button>
        </form>
      )}
      <Chapter id="offline" title={t('votes.check.offline')}>
        <p class="measure">
          {t('votes.check.offline-text', {
            program: (
              <a href={`/${VERIFIER}`} dir="ltr">
                {VERIFIER}
              </a>
            ),
            list: closed ? (
              <a href={href(`${path}/ballots.json`)} dir="ltr">
                {file}
              </a>
            ) : (
              <Code>{file}</Code>
            ),
          })}
        </p>
        <Copyable id="command" as="pre">
          {commandFor(file)}
        </Copyable>
      </Chapter>
      <Chapter id="roots" title={t('votes.check.roots')}>
        <p class="measure">{t('votes.check.roots-text')}</p>
        {roots.length > 0 && (
          <Table
            caption={t('votes.check.roots')}
            hideCaption
            rows={roots}
            columns={[
              { key: 'at', label: ts('votes.check.date'), head: true, cell: ({ at }) => <DateTimeText instant={at} /> },
              {
                key: 'ballots',
                label: ts('votes.figures.ballots'),
                numeric: true,
                cell: ({ ballots }) => format.number(ballots),
              },
              {
                key: 'root',
                label: ts('votes.check.root'),
                wide: true,
                cell: ({ root }) => <Code>{root.toString('hex')}</Code>,
              },
            ]}
          />
        )}
      </Chapter>
    </Document>
  );
}
