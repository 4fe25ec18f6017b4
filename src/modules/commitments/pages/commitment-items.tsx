import { usePage } from '#platform/html/context.tsx';
import { Item, Items } from '#platform/html/items.tsx';
import { Code, DateText, Multilingual } from '#platform/html/text.tsx';
import type { CommitmentSummary } from '../queries/shapes.ts';
import { hrefAtOwner } from './owner-link.ts';
import { ProgressText } from './progress-text.tsx';
import { tagsOf } from './words.tsx';

/** Commitments as a ruled list: status, title, code, who answers, how far it is, when it ends. */
export function CommitmentItems({
  commitments,
  level = 3,
  atOwner = false,
}: {
  commitments: readonly CommitmentSummary[];
  level?: 2 | 3 | 4;
  /** The list is not that of this site: each leads to the body whose it is. */
  atOwner?: boolean;
}) {
  const page = usePage();
  const { t, ts } = page;
  const address = ({ reference, institution }: CommitmentSummary) =>
    atOwner ? hrefAtOwner(page, `/commitments/${reference}`, institution) : page.href(`/commitments/${reference}`);
  return (
    <Items>
      {commitments.map((commitment) => (
        <Item
          title={{ text: commitment.title }}
          href={address(commitment)}
          tags={tagsOf(page, commitment)}
          level={level}
          facts={[
            { label: ts('commitments.field.code'), hideLabel: true, value: <Code>{commitment.reference}</Code> },
            {
              label: ts('commitments.field.responsibleInstitutions'),
              hideLabel: true,
              value: commitment.responsible.map((body, index) => (
                <>
                  {index > 0 && ' · '}
                  <Multilingual text={body.institution?.name ?? body.name} />
                </>
              )),
            },
          ]}
        >
          <p class="small">
            <ProgressText progress={commitment.progress} lateMilestones={commitment.lateMilestones} />{' '}
            {commitment.period.end &&
              t('commitments.page.ends-on', {
                date: <DateText date={commitment.period.end} precision={commitment.period.precision ?? 'day'} />,
              })}
          </p>
        </Item>
      ))}
    </Items>
  );
}
