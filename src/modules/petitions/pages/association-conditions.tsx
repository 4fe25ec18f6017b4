import { usePage } from '#platform/html/context.tsx';
import { Table } from '#platform/html/table.tsx';
import { StatusTag } from '#platform/html/tag.tsx';
import type { AssociationCondition, ConditionState } from '../association-petition.ts';
import { PETITION_LAWS, type PetitionLevel } from '../law.ts';
import { Cite } from './cite.tsx';

const TONES = { met: 'finished', said: 'not-reported', missing: 'stuck' } as const;

type ConditionsProps = {
  level: PetitionLevel;
  conditions: readonly { condition: AssociationCondition; state: ConditionState }[];
};

/** What the law asks of an association, and how much of it is there. */
export function AssociationConditions({ level, conditions }: ConditionsProps) {
  const { t, ts } = usePage();
  const { law, articles, associations } = PETITION_LAWS[level];
  const values = { years: associations.olderThanYears, members: associations.moreMembersThan ?? 0 };
  return (
    <>
      <Table
        caption={t('petitions.association.conditions')}
        hideCaption
        phone="plain"
        columns={[
          {
            key: 'condition',
            label: ts('petitions.association.condition'),
            head: true,
            cell: ({ condition }) => t(`petitions.association.asks.${condition}`, values),
          },
          {
            key: 'state',
            label: ts('petitions.sheets.state'),
            cell: ({ state }) => <StatusTag tone={TONES[state]} label={t(`petitions.association.state.${state}`)} />,
          },
        ]}
        rows={conditions}
      />
      <p>
        <Cite law={law} articles={articles.associations} />
      </p>
    </>
  );
}
