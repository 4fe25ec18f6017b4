import { z } from 'zod';
import { usePage } from '#platform/html/context.tsx';
import { Empty } from '#platform/html/empty.tsx';
import { Item, Items } from '#platform/html/items.tsx';
import { Document } from '#platform/html/layout.tsx';
import { PageHead } from '#platform/html/page-head.tsx';
import { Pagination } from '#platform/html/pagination.tsx';
import { DateTimeText, Multilingual } from '#platform/html/text.tsx';
import { definePage } from '#platform/page.ts';
import { readOwnNotifications as access } from '../access.ts';
import { personOf } from '../follows.ts';
import { listNotifications } from '../queries/notifications.ts';
import type { ToldEvent } from '../queries/untold.ts';

type Data = { events: ToldEvent[]; next: string | null };

const query = z.object({ after: z.string().max(100).optional() });
const AT_ONCE = 30;

/** What happened in what I follow, the newest first. Reading it changes nothing: letters come as they would have come. */
export const notificationsPage = definePage<z.infer<typeof query>, Data | null>({
  name: 'notifications.notifications-page',
  path: '/me/notifications',
  on: 'both',
  query,
  access,
  async load({ db, page, query: { after } }) {
    if (page.actor.kind !== 'person') return null;
    const { items, next } = await listNotifications(db, personOf(page.actor), { after, limit: AT_ONCE });
    return { events: items, next };
  },
  view: ({ data }) => (data ? <Notifications {...data} /> : null),
});

function Notifications({ events, next }: Data) {
  const page = usePage();
  const { t, ts, href } = page;
  const title = ts('notifications.list.title');
  return (
    <Document title={title} crumbs={[{ label: ts('notifications.me'), path: '/me' }]} canonical={null} noIndex>
      <PageHead title={title} lead={t('notifications.list.lead')} />
      {events.length === 0 ? (
        <Empty title={t('notifications.list.none')}>
          <p>
            <a href={href('/follow', { tenant: null })}>{t('notifications.follow.choose-title')}</a>
          </p>
        </Empty>
      ) : (
        <Items>
          {events.map((event) => (
            <Item
              level={2}
              title={{ text: event.title }}
              href={href(event.path, { tenant: event.tenant })}
              facts={[
                { label: ts('notifications.list.when'), value: <DateTimeText instant={event.at} />, hideLabel: true },
                {
                  label: ts('notifications.following.institution'),
                  value: <Multilingual text={event.institution} />,
                  hideLabel: true,
                },
              ]}
            >
              <p>{page.maybe(event.event, event.values)}</p>
            </Item>
          ))}
        </Items>
      )}
      <Pagination next={next} />
      <p>
        <a href={href('/me/following')}>{t('notifications.follow.manage')}</a>
      </p>
    </Document>
  );
}
