import { sql } from 'kysely';
import { type Db, within } from '#platform/db/database.ts';
import type { Text } from '#platform/i18n/text.ts';
import type { IndicatorContent, IndicatorValue } from '../indicator.ts';

/** An indicator of a commitment with all its values, the oldest first. */
export type Indicator = IndicatorContent & {
  id: string;
  number: number;
  office: Text | null;
  values: IndicatorValue[];
};

/** The indicators of a commitment, in their order. */
export async function indicatorsOf(db: Db, institutionId: string, commitmentId: string): Promise<Indicator[]> {
  const rows = await within(db, institutionId)
    .selectFrom('commitment_indicator')
    .leftJoin('office', (join) =>
      join
        .onRef('office.institution_id', '=', 'commitment_indicator.institution_id')
        .onRef('office.id', '=', 'commitment_indicator.office_id'),
    )
    .select(['commitment_indicator.id', 'number', 'commitment_indicator.kind', 'commitment_indicator.name', 'unit'])
    .select(['baseline', 'baseline_on as baselineOn', 'targets', 'method', 'frequency'])
    .select(['office_id as officeId', 'office.name as office'])
    .where('commitment_id', '=', commitmentId)
    .where('gone_at', 'is', null)
    .orderBy('number')
    .execute();
  if (rows.length === 0) return [];
  const { rows: values } = await sql<IndicatorValue & { indicator: string }>`
    select indicator_id as indicator, on_date as "on", value, source from commitment_indicator_value
    where institution_id = ${institutionId} and indicator_id = any (${rows.map((row) => row.id)}::uuid[])
    order by on_date`.execute(db);
  return rows.map((row) => ({
    ...row,
    values: values.filter((one) => one.indicator === row.id).map(({ indicator: _, ...value }) => value),
  }));
}
