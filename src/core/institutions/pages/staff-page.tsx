import { ButtonLink } from '#platform/html/button.tsx';
import { usePage } from '#platform/html/context.tsx';
import { Empty } from '#platform/html/empty.tsx';
import type { Tab } from '#platform/html/tabs.tsx';
import { StatusTag } from '#platform/html/tag.tsx';
import { DateText, Multilingual } from '#platform/html/text.tsx';
import { definePage, type PageRequest } from '#platform/page.ts';
import { manageStaff, type Owned, seeStaff } from '../access.ts';
import { type Holder, type Invitation, isAbsent, type OfficeNode, officeTree, type Post, stateOf } from '../staff.ts';
import { holdersOf, officesOf, openInvitations, postsOf } from '../staff-queries.ts';
import { DeskDocument, deskTabs } from './desk.tsx';
import { PostName } from './post-words.tsx';

type Data = Owned & {
  tabs: Tab[];
  tree: OfficeNode[];
  posts: Post[];
  holders: Holder[];
  invitations: Invitation[];
  manages: boolean;
};

/** Who does what in a body: its offices, their posts, and who holds them. */
export const staffPage = definePage<unknown, Data>({
  name: 'institutions.staff-page',
  path: '/desk/staff',
  on: 'tenant',
  access: seeStaff,
  load,
  view: ({ data }) => <Staff data={data} />,
});

async function load(request: PageRequest): Promise<Data> {
  const { db, page } = request;
  const institutionId = page.tenant?.id ?? '';
  const [offices, posts, holders, invitations] = await Promise.all([
    officesOf(db, institutionId),
    postsOf(db, institutionId),
    holdersOf(db, institutionId, page.today),
    openInvitations(db, institutionId, page.now),
  ]);
  const manages = manageStaff.allows(page.actor, { institutionId }, { tenant: page.tenant, today: page.today });
  return { institutionId, tabs: deskTabs(request), tree: officeTree(offices), posts, holders, invitations, manages };
}

function Staff({ data }: { data: Data }) {
  const { t, ts } = usePage();
  const top = data.posts.filter((post) => post.officeId === null);
  const isEmpty = data.tree.length === 0 && data.posts.length === 0;
  return (
    <DeskDocument
      title={ts('institutions.staff.title')}
      lead={t('institutions.staff.lead')}
      tabs={data.tabs}
      row={
        data.manages && (
          <>
            <ButtonLink kind="quiet" path="/desk/staff/posts/new">
              {t('institutions.staff.new-post')}
            </ButtonLink>
            <ButtonLink kind="quiet" path="/desk/staff/offices/new">
              {t('institutions.staff.new-office')}
            </ButtonLink>
          </>
        )
      }
    >
      {isEmpty && (
        <Empty title={t('institutions.staff.none')}>
          <p>{t('institutions.staff.none-text')}</p>
        </Empty>
      )}
      <div class="flow">
        {top.length > 0 && <h2>{t('institutions.staff.head')}</h2>}
        <Posts posts={top} data={data} />
        {data.tree.length > 0 && <h2>{t('institutions.staff.offices')}</h2>}
        <Offices nodes={data.tree} data={data} />
      </div>
    </DeskDocument>
  );
}

function Offices({ nodes, data }: { nodes: readonly OfficeNode[]; data: Data }) {
  const { t, href } = usePage();
  if (nodes.length === 0) return null;
  return (
    <ul>
      {nodes.map(({ office, children }) => (
        <li>
          <p>
            <b>
              {data.manages ? (
                <a href={href(`/desk/staff/offices/${office.id}`)}>
                  <Multilingual text={office.name} />
                </a>
              ) : (
                <Multilingual text={office.name} />
              )}
            </b>{' '}
            <span class="soft">{t(`institutions.offices.kinds.${office.kind}`)}</span>
          </p>
          <Posts posts={data.posts.filter((post) => post.officeId === office.id)} data={data} />
          <Offices nodes={children} data={data} />
        </li>
      ))}
    </ul>
  );
}

function Posts({ posts, data }: { posts: readonly Post[]; data: Data }) {
  const { href } = usePage();
  if (posts.length === 0) return null;
  return (
    <ul>
      {posts.map((post) => (
        <li>
          <a href={href(`/desk/staff/posts/${post.id}`)}>
            <PostName post={post} />
          </a>
          {' · '}
          <Holding post={post} data={data} />
        </li>
      ))}
    </ul>
  );
}

/** Who holds a post now, who will, who is invited; or that nobody does. */
function Holding({ post, data }: { post: Post; data: Data }) {
  const { t, today } = usePage();
  const holders = data.holders.filter((holder) => holder.postId === post.id && holder.deputyOf === null);
  const invited = data.invitations.filter((one) => one.postId === post.id && one.deputyOf === null);
  if (holders.length + invited.length === 0)
    return <StatusTag tone="not-reported" label={t('institutions.staff.vacant')} />;
  return (
    <>
      {holders.map((holder, index) => (
        <>
          {index > 0 && ' · '}
          <bdi>{holder.name}</bdi>{' '}
          {isAbsent(holder, today) && <StatusTag tone="stuck" label={t('institutions.staff.absent')} />}
          {stateOf(holder, today) === 'coming' && (
            <span class="soft">{t('institutions.staff.from', { date: <DateText date={holder.startsOn} /> })}</span>
          )}
        </>
      ))}
      {invited.map((one) => (
        <>
          {' '}
          <bdi>{one.name}</bdi> <StatusTag tone="in-progress" label={t('institutions.staff.invited')} />
        </>
      ))}
    </>
  );
}
