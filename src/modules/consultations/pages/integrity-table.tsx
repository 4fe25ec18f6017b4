import { usePage } from '#platform/html/context.tsx';
import { Table } from '#platform/html/table.tsx';
import { Multilingual } from '#platform/html/text.tsx';
import type { ActivityIntegrity } from '../queries/integrity.ts';

/** What was refused, taken out of the count or stood out, activity by activity: numbers only. */
export function IntegrityTable({ activities }: { activities: readonly ActivityIntegrity[] }) {
  const { t, ts, format } = usePage();
  const counted = (n: number | null) => (n === null ? ts('consultations.integrity.not-counted') : format.number(n));
  return (
    <Table
      caption={t('consultations.integrity.caption')}
      note={ts('consultations.integrity.note')}
      rows={activities}
      columns={[
        {
          key: 'activity',
          label: ts('consultations.field.activity'),
          head: true,
          cell: ({ title }) => <Multilingual text={title} as="bdi" />,
        },
        {
          key: 'total',
          label: ts('consultations.report.total'),
          numeric: true,
          cell: ({ total }) => format.number(total),
        },
        {
          key: 'blocked',
          label: ts('consultations.integrity.blocked'),
          numeric: true,
          cell: ({ blocked }) => counted(blocked),
        },
        {
          key: 'invalidated',
          label: ts('consultations.integrity.invalidated'),
          numeric: true,
          cell: ({ invalidated }) => format.number(invalidated),
        },
        {
          key: 'bursts',
          label: ts('consultations.integrity.bursts'),
          numeric: true,
          cell: ({ bursts }) => counted(bursts),
        },
        {
          key: 'twins',
          label: ts('consultations.integrity.twins'),
          numeric: true,
          cell: ({ twins }) => counted(twins),
        },
      ]}
    />
  );
}

/** Why supports do not count, in the words of the body. */
export function Exclusions({ activities }: { activities: readonly ActivityIntegrity[] }) {
  const { t } = usePage();
  const all = activities.flatMap(({ exclusions }) => exclusions);
  if (all.length === 0) return null;
  return (
    <>
      <h3>{t('consultations.integrity.reasons')}</h3>
      <ul>
        {all.map(({ reasons, n }) => (
          <li>
            {t('consultations.integrity.excluded-n', { n })} <Multilingual text={reasons} as="bdi" />
          </li>
        ))}
      </ul>
    </>
  );
}
