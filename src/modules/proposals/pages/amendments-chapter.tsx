import { calendarDate } from '#platform/clock.ts';
import type { Db } from '#platform/db/database.ts';
import type { Slice } from '#platform/db/paging.ts';
import { ButtonLink } from '#platform/html/button.tsx';
import { Chapter } from '#platform/html/chapter.tsx';
import { type PageContext, usePage } from '#platform/html/context.tsx';
import { Item, Items } from '#platform/html/items.tsx';
import { Pagination } from '#platform/html/pagination.tsx';
import type { Status, Tone } from '#platform/html/tag.tsx';
import { DateText } from '#platform/html/text.tsx';
import type { AmendmentState } from '../amendment.ts';
import { amendmentPath } from '../amendments.ts';
import { type Author, amendersOf } from '../authors.ts';
import { type Amendment, listAmendments, versionCount } from '../queries/amendments.ts';
import type { Proposal } from '../queries/proposals.ts';
import { AuthorName } from './words.tsx';

const PAGE = 20;

/** Amendments to a proposal, with who wrote them. */
export type AmendmentList = Slice<Amendment> & { authors: ReadonlyMap<string, Author>; versions: number };

/** One page of the amendments to a proposal; `state`: only those. */
export async function amendmentList(
  db: Db,
  proposal: Proposal,
  { after, state }: { after?: string | undefined; state?: AmendmentState },
): Promise<AmendmentList> {
  const slice = await listAmendments(db, proposal, { limit: PAGE, after }, { state });
  return { ...slice, authors: await amendersOf(db, slice.items), versions: await versionCount(db, proposal) };
}

const MOST_NAMED = 100;

/** Who wrote words that are the proposal's by now, each once. */
export async function wordsFrom(db: Db, proposal: Proposal): Promise<Author[]> {
  const { items } = await listAmendments(db, proposal, { limit: MOST_NAMED }, { state: 'accepted' });
  const authors = await amendersOf(db, items);
  const first = items.filter(
    ({ authorId }, index) => authorId === null || items.findIndex((one) => one.authorId === authorId) === index,
  );
  return first.flatMap(({ id }) => authors.get(id) ?? []);
}

const TONES: Record<AmendmentState, Tone> = {
  open: 'in-progress',
  accepted: 'finished',
  declined: 'stuck',
  closed: 'plain',
};

/** What became of an amendment, as a tag. */
export function amendmentStatus(
  { t }: Pick<PageContext, 't'>,
  { standing, state }: Pick<Amendment, 'standing' | 'state'>,
): Status {
  if (standing !== 'shown') return { tone: 'plain', label: t(`proposals.standing.${standing}`) };
  return { tone: TONES[state], label: t(`proposals.amendment.state.${state}`) };
}

/** Amendments one below the other. */
export function AmendmentItems({ proposal, list }: { proposal: Pick<Proposal, 'reference'>; list: AmendmentList }) {
  const page = usePage();
  const { t, ts } = page;
  return (
    <Items sided>
      {list.items.map((one) => (
        <Item
          title={{ text: one.title }}
          path={amendmentPath({ proposal, id: one.id })}
          tags={[amendmentStatus(page, one)]}
          facts={[
            {
              label: ts('proposals.field.author'),
              value: <AuthorName author={list.authors.get(one.id)} />,
              hideLabel: true,
            },
            {
              label: ts('proposals.field.sent'),
              value: <DateText date={calendarDate(one.writtenAt)} />,
              hideLabel: true,
            },
          ]}
          side={t('proposals.page.supports', { n: one.supports })}
        >
          {one.state === 'open' && one.writtenFor < list.versions && (
            <p class="soft">{t('proposals.amendment.outdated')}</p>
          )}
        </Item>
      ))}
    </Items>
  );
}

type ChapterProps = { proposal: Proposal; list: AmendmentList; isOpen: boolean; mayPropose: boolean };

/** The amendments to a proposal, on its own page, with the way to propose one. */
export function AmendmentsChapter({ proposal, list, isOpen, mayPropose }: ChapterProps) {
  const { t, ts } = usePage();
  if (list.items.length === 0 && !isOpen) return null;
  return (
    <Chapter id="amendments" title={t('proposals.amendment.title')} intro={t('proposals.amendment.intro')}>
      {list.items.length === 0 ? (
        <p>{t('proposals.amendment.none')}</p>
      ) : (
        <AmendmentItems proposal={proposal} list={list} />
      )}
      <Pagination next={list.next} parameter="amendments" label={ts('proposals.amendment.title')} />
      {isOpen && mayPropose && (
        <p>
          <ButtonLink kind="quiet" path={`/proposals/${proposal.reference}/amend`}>
            {t('proposals.amendment.propose')}
          </ButtonLink>
        </p>
      )}
    </Chapter>
  );
}
