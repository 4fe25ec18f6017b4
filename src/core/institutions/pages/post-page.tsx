import { NotFound } from '#platform/errors.ts';
import { Button, ButtonLink } from '#platform/html/button.tsx';
import { usePage } from '#platform/html/context.tsx';
import { ErrorSummary, Form, Hidden } from '#platform/html/form.tsx';
import { Item, Items } from '#platform/html/items.tsx';
import { Summary } from '#platform/html/summary.tsx';
import type { Tab } from '#platform/html/tabs.tsx';
import { Ltr, Multilingual } from '#platform/html/text.tsx';
import { isId } from '#platform/ids.ts';
import type { PowerOffer } from '#platform/module.ts';
import { definePage, type FormState, type PageRequest } from '#platform/page.ts';
import { manageStaff, seeStaff } from '../access.ts';
import { closePost } from '../actions/close-post.ts';
import { withdrawInvitation } from '../actions/withdraw-invitation.ts';
import { powersOfPost } from '../functions.ts';
import type { Holder, Invitation, Office, Post } from '../staff.ts';
import { formerHolders, holdersOf, officesOf, openInvitations, postById } from '../staff-queries.ts';
import { DeskDocument, deskTabs, withDone } from './desk.tsx';
import { one } from './form-values.ts';
import { Former, Holders } from './post-holders.tsx';
import { postName } from './post-words.tsx';

export type PostData = Post & {
  tabs: Tab[];
  offices: Office[];
  holders: Holder[];
  former: Holder[];
  invitations: Invitation[];
  powers: readonly PowerOffer[];
  manages: boolean;
};

/** One post: what it lets its holder do, who holds it, who did; and for who manages the staff, everything that can be changed about it. */
export const postPage = definePage<unknown, PostData>({
  name: 'institutions.post-page',
  path: '/desk/staff/posts/:id',
  on: 'tenant',
  access: seeStaff,
  load,
  view: ({ data, form }) => <OnePost data={data} form={form} />,
  submits: {
    close: {
      action: closePost,
      input: (_values, { params }) => ({ post: params.id }),
      done: () => withDone('/desk/staff'),
    },
    withdraw: {
      action: withdrawInvitation,
      input: (values) => ({ invitation: one(values, 'invitation') }),
      done: (_result, request) => again(request),
    },
  },
});

const again = ({ params }: PageRequest) => withDone(`/desk/staff/posts/${params.id}`);

async function load(request: PageRequest): Promise<PostData> {
  const { db, page, params, offers } = request;
  const post = isId(params.id ?? '') ? await postById(db, params.id ?? '', page.tenant) : undefined;
  if (!post) throw new NotFound();
  const { institutionId } = post;
  const [offices, holders, former, invitations] = await Promise.all([
    officesOf(db, institutionId),
    holdersOf(db, institutionId, page.today, post.id),
    formerHolders(db, post, page.today, 50),
    openInvitations(db, institutionId, page.now, post.id),
  ]);
  const scene = { tenant: page.tenant, today: page.today };
  const manages = post.closedOn === null && manageStaff.allows(page.actor, post, scene);
  const tabs = deskTabs(request);
  return { ...post, tabs, offices, holders, former, invitations, powers: offers.powers, manages };
}

function OnePost({ data, form }: { data: PostData; form: FormState }) {
  const page = usePage();
  const { t, ts } = page;
  const office = data.offices.find((each) => each.id === data.officeId);
  const words = new Map(data.powers.map(({ name, label }) => [name, label]));
  return (
    <DeskDocument
      title={postName(page, data)}
      tabs={data.tabs}
      crumbs={[{ label: ts('institutions.staff.title'), path: '/desk/staff' }]}
      row={
        data.manages && (
          <>
            <ButtonLink kind="quiet" path={`/desk/staff/posts/${data.id}/invite`}>
              {t('institutions.staff.invite')}
            </ButtonLink>
            <ButtonLink kind="quiet" path={`/desk/staff/posts/${data.id}/appoint`}>
              {t('institutions.staff.appoint')}
            </ButtonLink>
            <ButtonLink kind="quiet" path={`/desk/staff/posts/${data.id}/edit`}>
              {t('institutions.staff.change-post')}
            </ButtonLink>
          </>
        )
      }
    >
      <ErrorSummary state={form} />
      <Summary
        rows={[
          data.title && {
            label: t('institutions.staff.function'),
            value: t(`institutions.functions.${data.function}`),
          },
          office && { label: t('institutions.staff.office'), value: <Multilingual text={office.name} /> },
          {
            label: t('institutions.staff.may'),
            value: (
              <ul>
                {powersOfPost(data).flatMap((power) => {
                  const label = words.get(power);
                  return label ? [<li>{t(label)}</li>] : [];
                })}
              </ul>
            ),
          },
        ]}
      />
      <Holders data={data} />
      <Invitations data={data} />
      {data.manages && (
        <section class="mt-6 flow" aria-labelledby="close">
          <h2 id="close">{t('institutions.staff.close-post')}</h2>
          <p class="measure">{t('institutions.staff.close-post-text')}</p>
          <Form enhance={false} label={ts('institutions.staff.close-post')}>
            <Hidden name="do" value="close" />
            <Button kind="alert">{t('institutions.staff.close-post')}</Button>
          </Form>
        </section>
      )}
      <Former holders={data.former} />
    </DeskDocument>
  );
}

function Invitations({ data }: { data: PostData }) {
  const { t, ts, format } = usePage();
  if (data.invitations.length === 0) return null;
  return (
    <section class="mt-6 flow" aria-labelledby="invitations">
      <h2 id="invitations">{t('institutions.staff.waiting')}</h2>
      <Items>
        {data.invitations.map((one) => (
          <Item
            title={<bdi>{one.name}</bdi>}
            facts={[
              { label: ts('institutions.staff.email'), value: <Ltr>{one.email}</Ltr>, hideLabel: true },
              {
                label: ts('institutions.staff.state'),
                value: t('institutions.staff.expires', { date: format.dateTime(one.expiresAt) }),
                hideLabel: true,
              },
            ]}
          >
            {data.manages && (
              <Form enhance={false} label={ts('institutions.staff.withdraw')}>
                <Hidden name="do" value="withdraw" />
                <Hidden name="invitation" value={one.id} />
                <Button kind="quiet" size="small" label={ts('institutions.staff.withdraw-of', { name: one.name })}>
                  {t('institutions.staff.withdraw')}
                </Button>
              </Form>
            )}
          </Item>
        ))}
      </Items>
    </section>
  );
}
