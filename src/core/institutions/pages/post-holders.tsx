import { usePage } from '#platform/html/context.tsx';
import { Details } from '#platform/html/details.tsx';
import { Empty } from '#platform/html/empty.tsx';
import { Table } from '#platform/html/table.tsx';
import { StatusTag } from '#platform/html/tag.tsx';
import { DateRange, DateText } from '#platform/html/text.tsx';
import { type Holder, isAbsent, stateOf } from '../staff.ts';
import type { PostData } from './post-page.tsx';

/** Who holds the post, who stands in, who comes next; each leads to what can be done about it. */
export function Holders({ data }: { data: PostData }) {
  const { t, ts, href, actor } = usePage();
  const mayChange = (holder: Holder) =>
    data.manages || (actor.kind === 'person' && actor.id === holder.personId && actor.secondFactor);
  if (data.holders.length === 0)
    return (
      <Empty title={t('institutions.staff.nobody')}>
        <p>{t('institutions.staff.nobody-text')}</p>
      </Empty>
    );
  return (
    <section class="mt-4">
      <Table
        caption={t('institutions.staff.holders')}
        rows={data.holders}
        columns={[
          {
            key: 'name',
            label: ts('institutions.staff.full-name'),
            head: true,
            cell: (holder) =>
              mayChange(holder) ? (
                <a href={href(`/desk/staff/holders/${holder.id}`)}>
                  <bdi>{holder.name}</bdi>
                </a>
              ) : (
                <bdi>{holder.name}</bdi>
              ),
          },
          { key: 'as', label: ts('institutions.staff.as'), cell: (holder) => <Capacity holder={holder} data={data} /> },
          {
            key: 'term',
            label: ts('institutions.staff.term'),
            cell: (holder) => <DateRange start={holder.startsOn} end={holder.endsOn} />,
          },
          { key: 'state', label: ts('institutions.staff.state'), cell: (holder) => <State holder={holder} /> },
        ]}
      />
    </section>
  );
}

function Capacity({ holder, data }: { holder: Holder; data: PostData }) {
  const { t } = usePage();
  if (holder.deputyOf === null) return <>{t('institutions.staff.as-holder')}</>;
  const principal = data.holders.find((each) => each.id === holder.deputyOf);
  return <>{t('institutions.staff.as-deputy', { name: <bdi>{principal?.name ?? ''}</bdi> })}</>;
}

function State({ holder }: { holder: Holder }) {
  const { t, today } = usePage();
  if (stateOf(holder, today) === 'coming')
    return <StatusTag tone="not-started" label={t('institutions.staff.coming')} />;
  if (!isAbsent(holder, today)) return <StatusTag tone="in-progress" label={t('institutions.staff.in-force')} />;
  return (
    <>
      <StatusTag tone="stuck" label={t('institutions.staff.absent')} />{' '}
      {holder.absentUntil && (
        <span class="soft">{t('institutions.staff.until', { date: <DateText date={holder.absentUntil} /> })}</span>
      )}
    </>
  );
}

/** Who held the post before. */
export function Former({ holders }: { holders: readonly Holder[] }) {
  const { t, format } = usePage();
  if (holders.length === 0) return null;
  return (
    <Details summary={t('institutions.staff.former')}>
      <ul>
        {holders.map((holder) => (
          <li>
            <bdi>{holder.name}</bdi> ·{' '}
            <DateRange
              start={holder.startsOn}
              end={holder.endedAt ? holder.endedAt.toISOString().slice(0, 10) : holder.endsOn}
            />
            {holder.endedAt && (
              <span class="soft"> · {t('institutions.staff.ended', { at: format.dateTime(holder.endedAt) })}</span>
            )}
          </li>
        ))}
      </ul>
    </Details>
  );
}
