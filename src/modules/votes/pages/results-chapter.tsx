import { Banner } from '#platform/html/banner.tsx';
import { Chapter } from '#platform/html/chapter.tsx';
import { usePage } from '#platform/html/context.tsx';
import { Details } from '#platform/html/details.tsx';
import { Bar } from '#platform/html/progress.tsx';
import { Table } from '#platform/html/table.tsx';
import { DateTimeText } from '#platform/html/text.tsx';
import type { Count } from '../count.ts';
import type { Vote } from '../queries/votes.ts';
import type { VoteOption } from '../vote.ts';
import { OptionName, optionWords } from './words.tsx';

type Props = { vote: Vote; options: readonly VoteOption[]; count: Count };

/** The result, or how it stands: a table with bars, what is equal, and how it was counted. */
export function ResultsChapter({ vote, options, count }: Props) {
  const { t, ts, format } = usePage();
  const { method, tieRule, state, countedAt } = vote;
  const { ballots, standings } = count;
  const most = method === 'points' ? Math.max(1, ...standings.map(({ votes }) => votes)) : Math.max(1, ballots);
  const tied = standings.some(({ outcome }) => outcome === 'tied');
  const measure = ts(`votes.results.measure-${method}`);
  return (
    <Chapter id="results" title={t(state === 'closed' ? 'votes.results.title' : 'votes.results.so-far')}>
      {countedAt && <p class="soft">{t('votes.results.counted', { date: <DateTimeText instant={countedAt} /> })}</p>}
      {tied && (
        <Banner kind="warn" title={t('votes.results.tie')}>
          <p>{t(`votes.tie.${tieRule}`)}</p>
        </Banner>
      )}
      <Table
        caption={t('votes.results.caption', { n: ballots })}
        note={t(`votes.results.how-${method}`)}
        rows={standings}
        columns={[
          { key: 'place', label: ts('votes.results.place'), numeric: true, cell: ({ place }) => format.number(place) },
          {
            key: 'option',
            label: ts('votes.field.option'),
            head: true,
            cell: ({ option }) => <OptionName option={option} options={options} />,
          },
          { key: 'votes', label: measure, numeric: true, cell: ({ votes }) => format.number(votes) },
          {
            key: 'bar',
            label: ts('votes.results.share'),
            wide: true,
            cell: ({ votes }) => <Bar share={votes / most} />,
          },
          {
            key: 'outcome',
            label: ts('votes.results.outcome'),
            cell: ({ outcome }) => t(`votes.outcome.${method === 'support' ? 'support-' : ''}${outcome}`),
          },
        ]}
      />
      {count.pairs && <Pairs options={options} pairs={count.pairs} />}
    </Chapter>
  );
}

function Pairs({ options, pairs }: { options: readonly VoteOption[]; pairs: NonNullable<Count['pairs']> }) {
  const page = usePage();
  const { t, ts, format } = page;
  const numbers = options.map(({ number }) => String(number));
  return (
    <Details summary={t('votes.results.pairs')}>
      <p class="measure">{t('votes.results.pairs-text')}</p>
      <Table
        caption={t('votes.results.pairs')}
        hideCaption
        phone="scroll"
        rows={numbers}
        columns={[
          {
            key: 'option',
            label: ts('votes.field.option'),
            head: true,
            cell: (row) => <OptionName option={row} options={options} />,
          },
          ...numbers.map((column) => ({
            key: column,
            label: optionWords(page, column, options),
            numeric: true,
            cell: (row: string) => (row === column ? '–' : format.number(pairs[row]?.[column] ?? 0)),
          })),
        ]}
      />
    </Details>
  );
}
