import { Chapter } from '#platform/html/chapter.tsx';
import { usePage } from '#platform/html/context.tsx';
import { Details } from '#platform/html/details.tsx';
import { Bar } from '#platform/html/progress.tsx';
import { Table } from '#platform/html/table.tsx';
import { Multilingual } from '#platform/html/text.tsx';
import type { ByChannel } from '../queries/figures.ts';
import type { Turnout } from '../queries/turnout.ts';
import { CHANNELS } from '../vote.ts';

type Props = { ballots: ByChannel; turnout: Turnout; population: number | null };

/** Who took part: by channel, and by what people told of themselves. */
export function FiguresChapter({ ballots, turnout, population }: Props) {
  const { t, ts, format } = usePage();
  const { gender, ageBand, communes } = turnout;
  const told = [
    { id: 'gender', label: ts('votes.figures.gender'), counts: Object.entries(gender.counts) },
    { id: 'age', label: ts('votes.figures.age'), counts: Object.entries(ageBand.counts) },
  ].filter(({ counts }) => counts.length > 0);
  return (
    <Chapter id="figures" title={t('votes.figures.title')}>
      {population !== null && (
        <p>
          {t('votes.figures.of-population', {
            ballots: ballots.total,
            population,
            rate: format.percent(ballots.total / population),
          })}
        </p>
      )}
      <Table
        caption={t('votes.figures.by-channel')}
        phone="plain"
        rows={CHANNELS}
        columns={[
          {
            key: 'channel',
            label: ts('votes.figures.channel'),
            head: true,
            cell: (channel) => t(`votes.channel.${channel}`),
          },
          {
            key: 'ballots',
            label: ts('votes.figures.ballots'),
            numeric: true,
            cell: (channel) => format.number(ballots.channels[channel]),
          },
        ]}
        foot={[t('votes.figures.total'), format.number(ballots.total)]}
      />
      {(told.length > 0 || communes.length > 0) && <p class="law">{t('votes.figures.told')}</p>}
      {told.map(({ id, label, counts }) => (
        <Details summary={label}>
          <Table
            caption={label}
            hideCaption
            phone="plain"
            rows={counts}
            columns={[
              { key: id, label, head: true, cell: ([value]) => t(`votes.told.${value as 'woman'}`) },
              {
                key: 'n',
                label: ts('votes.figures.voters'),
                numeric: true,
                cell: ([, n]) => (n === null ? t('votes.figures.hidden') : format.number(n)),
              },
            ]}
          />
        </Details>
      ))}
      {communes.length > 0 && (
        <Details summary={t('votes.figures.by-commune')}>
          <Table
            caption={t('votes.figures.by-commune')}
            hideCaption
            rows={communes}
            columns={[
              {
                key: 'name',
                label: ts('votes.figures.commune'),
                head: true,
                cell: ({ name }) => <Multilingual text={name} />,
              },
              {
                key: 'n',
                label: ts('votes.figures.voters'),
                numeric: true,
                cell: ({ voters }) => (voters === null ? t('votes.figures.hidden') : format.number(voters)),
              },
              {
                key: 'population',
                label: ts('votes.figures.population'),
                numeric: true,
                cell: ({ population: n }) => (n === null ? '' : format.number(n)),
              },
              {
                key: 'share',
                label: ts('votes.figures.share'),
                wide: true,
                cell: ({ voters, population: n }) => (voters === null || !n ? '' : <Bar share={voters / n} />),
              },
            ]}
          />
        </Details>
      )}
    </Chapter>
  );
}
