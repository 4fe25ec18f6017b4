import { calendarDate } from '#platform/clock.ts';
import { usePage } from '#platform/html/context.tsx';
import { Item, Items } from '#platform/html/items.tsx';
import { Code, DateText, Excerpt } from '#platform/html/text.tsx';
import type { Author } from '../authors.ts';
import type { Proposal } from '../queries/proposals.ts';
import { AuthorName, statusOf } from './words.tsx';

type ItemsProps = {
  proposals: readonly Proposal[];
  authors: ReadonlyMap<string, Author>;
  path(one: Proposal): string;
  /** How many amendments to some of them are open, by the proposal's id. */
  amendments?: ReadonlyMap<string, number>;
};

/** Proposals one below the other. */
export function ProposalItems({ proposals, authors, path, amendments }: ItemsProps) {
  const page = usePage();
  const { t, ts, tenant } = page;
  // The site of a body has its own proposals alone.
  const siteOf = ({ institutionId }: Proposal) => (!tenant || tenant.id === institutionId ? {} : { tenant: null });
  return (
    <Items sided>
      {proposals.map((one) => (
        <Item
          title={Object.keys(one.title).length > 0 ? { text: one.title } : t('proposals.standing.withdrawn')}
          href={page.href(path(one), siteOf(one))}
          tags={[statusOf(page, one)]}
          facts={[
            { label: ts('proposals.field.reference'), value: <Code>{one.reference}</Code>, hideLabel: true },
            {
              label: ts('proposals.field.author'),
              value: <AuthorName author={authors.get(one.id)} />,
              hideLabel: true,
            },
            ...(one.submittedAt
              ? [
                  {
                    label: ts('proposals.field.sent'),
                    value: <DateText date={calendarDate(one.submittedAt)} />,
                    hideLabel: true,
                  },
                ]
              : []),
          ]}
          side={t('proposals.page.supports', { n: one.supports })}
        >
          <Excerpt text={one.body} />
          {amendments?.has(one.id) && <p>{t('proposals.amendment.n-open', { n: amendments.get(one.id) ?? 0 })}</p>}
        </Item>
      ))}
    </Items>
  );
}
