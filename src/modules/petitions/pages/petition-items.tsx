import { usePage } from '#platform/html/context.tsx';
import { Item, Items } from '#platform/html/items.tsx';
import { Bar } from '#platform/html/progress.tsx';
import { Code, DateText } from '#platform/html/text.tsx';
import type { Petition } from '../queries/petitions.ts';
import { type Bodies, HandedOver } from './handed-over.tsx';
import { inItsLanguage, statusOf } from './words.tsx';

/** Petitions as a list: state, title, signatures of those that are needed, until when. */
export function PetitionItems({
  petitions,
  href,
  bodies,
}: {
  petitions: readonly Petition[];
  href(petition: Petition): string;
  /** The councils between which some of them were handed over. */
  bodies?: Bodies;
}) {
  const page = usePage();
  const { t, ts } = page;
  return (
    <Items>
      {petitions.map((petition) => (
        <Item
          title={{ text: inItsLanguage(petition, petition.title) }}
          href={href(petition)}
          tags={[statusOf(page, petition)]}
          facts={[
            { label: ts('petitions.field.reference'), value: <Code>{petition.reference}</Code>, hideLabel: true },
            ...(petition.state === 'open' && petition.closesOn
              ? [{ label: ts('petitions.field.closes-on'), value: <DateText date={petition.closesOn} /> }]
              : []),
          ]}
        >
          {bodies && <HandedOver petition={petition} bodies={bodies} />}
          {petition.required !== null && (
            <>
              <p>{t('petitions.page.signatures-of', { n: petition.signatures, required: petition.required })}</p>
              <Bar share={petition.signatures / petition.required} short={petition.signatures < petition.required} />
            </>
          )}
        </Item>
      ))}
    </Items>
  );
}
