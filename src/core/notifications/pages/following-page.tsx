import { z } from 'zod';
import type { Total } from '#platform/db/paging.ts';
import { Banner } from '#platform/html/banner.tsx';
import { Button } from '#platform/html/button.tsx';
import { Chapter } from '#platform/html/chapter.tsx';
import { Checkbox, Radios } from '#platform/html/choices.tsx';
import { usePage } from '#platform/html/context.tsx';
import { Empty } from '#platform/html/empty.tsx';
import { ErrorSummary, Form, Hidden } from '#platform/html/form.tsx';
import { Item, Items } from '#platform/html/items.tsx';
import { Document } from '#platform/html/layout.tsx';
import { PageHead } from '#platform/html/page-head.tsx';
import { Pagination } from '#platform/html/pagination.tsx';
import { DateTimeText, Multilingual } from '#platform/html/text.tsx';
import { plain } from '#platform/i18n/text.ts';
import { definePage, type FormState } from '#platform/page.ts';
import { readOwnNotifications as access } from '../access.ts';
import { changePreferences } from '../actions/change-preferences.ts';
import { unfollowSubject } from '../actions/unfollow-subject.ts';
import { personOf } from '../follows.ts';
import { FREQUENCIES } from '../notification.ts';
import { type Follow, listFollows, type Preferences, preferencesOf } from '../queries/follows.ts';

type Data = { preferences: Preferences; follows: Follow[]; next: string | null; total: Total };

const query = z.object({ after: z.string().max(200).optional(), saved: z.string().optional() });
const AT_ONCE = 50;

/** What I follow, how often I hear of it, and the way out of each. */
export const followingPage = definePage<z.infer<typeof query>, Data | null>({
  name: 'notifications.following-page',
  path: '/me/following',
  on: 'both',
  query,
  access,
  async load({ db, page, offers, query: { after } }) {
    if (page.actor.kind !== 'person') return null;
    const personId = personOf(page.actor);
    const [preferences, { items, next, ...total }] = await Promise.all([
      preferencesOf(db, personId),
      listFollows(db, offers, personId, { after, limit: AT_ONCE }),
    ]);
    return { preferences, follows: items, next, total };
  },
  view: ({ data, form }) => (data ? <Following data={data} form={form} /> : null),
  submits: {
    preferences: {
      action: changePreferences,
      input: ({ frequency, urgentSms }) => ({ frequency, urgentSms: urgentSms === 'yes' }),
      done: () => '/me/following?saved=1',
    },
    unfollow: { action: unfollowSubject, input: ({ on }) => ({ on }), done: () => '/me/following' },
  },
});

function Following({ data, form }: { data: Data; form: FormState }) {
  const page = usePage();
  const { t, ts, href } = page;
  const title = ts('notifications.following.title');
  return (
    <Document title={title} crumbs={[{ label: ts('notifications.me'), path: '/me' }]} canonical={null} noIndex>
      <PageHead title={title} lead={t('notifications.following.lead')} />
      <ErrorSummary state={form} />
      {page.query.has('saved') && <Banner kind="good" title={t('notifications.preferences.kept')} live />}
      {data.preferences.bounced && data.preferences.email && (
        <Banner kind="warn" title={t('notifications.preferences.bounced')}>
          <p>
            {t('notifications.preferences.bounced-text', { address: <bdi dir="ltr">{data.preferences.email}</bdi> })}
          </p>
        </Banner>
      )}
      <Chapter id="follows" title={t('notifications.following.list')}>
        {data.follows.length === 0 ? (
          <Empty title={t('notifications.following.none')}>
            <p>
              <a href={href('/follow', { tenant: null })}>{t('notifications.follow.choose-title')}</a>
            </p>
          </Empty>
        ) : (
          <Follows follows={data.follows} next={data.next} />
        )}
        <p>
          <a href={href('/me/notifications')}>{t('notifications.list.title')}</a>
        </p>
      </Chapter>
      <Chapter id="preferences" title={t('notifications.preferences.title')}>
        <PreferencesForm preferences={data.preferences} form={form} />
      </Chapter>
    </Document>
  );
}

function Follows({ follows, next }: { follows: readonly Follow[]; next: string | null }) {
  const { t, ts, href, lang } = usePage();
  return (
    <>
      <Items>
        {follows.map(({ on, since, thing }) => {
          const name = thing ? plain(thing.title, lang) : on;
          return (
            <Item
              title={thing ? { text: thing.title } : t('notifications.following.gone')}
              href={thing ? href(thing.path, { tenant: thing.tenant }) : undefined}
              facts={[
                ...(thing
                  ? [
                      { label: ts('notifications.following.kind'), value: t(thing.kind), hideLabel: true },
                      {
                        label: ts('notifications.following.institution'),
                        value: <Multilingual text={thing.institution} />,
                        hideLabel: true,
                      },
                    ]
                  : []),
                { label: ts('notifications.following.since'), value: <DateTimeText instant={since} /> },
              ]}
            >
              <Form action="/me/following">
                <Hidden name="do" value="unfollow" />
                <Hidden name="on" value={on} />
                <Button kind="quiet" size="small" label={ts('notifications.follow.stop-what', { title: name })}>
                  {t('notifications.follow.stop')}
                </Button>
              </Form>
            </Item>
          );
        })}
      </Items>
      <Pagination next={next} />
    </>
  );
}

function PreferencesForm({ preferences, form }: { preferences: Preferences; form: FormState }) {
  const { t, ts } = usePage();
  return (
    <Form action="/me/following" state={form}>
      <Hidden name="do" value="preferences" />
      {preferences.email ? (
        <p>{t('notifications.preferences.address', { address: <bdi dir="ltr">{preferences.email}</bdi> })}</p>
      ) : (
        <p>{t('notifications.preferences.no-email')}</p>
      )}
      <Radios
        name="frequency"
        label={t('notifications.preferences.frequency')}
        hint={t('notifications.preferences.frequency-hint')}
        value={preferences.frequency}
        choices={FREQUENCIES.map((value) => ({ value, label: ts(`notifications.preferences.frequencies.${value}`) }))}
      />
      <Checkbox
        name="urgentSms"
        label={ts('notifications.preferences.sms')}
        hint={ts(preferences.phone ? 'notifications.preferences.sms-hint' : 'notifications.preferences.no-phone')}
        checked={preferences.urgentSms}
      />
      <p>
        <Button>{t('notifications.preferences.save')}</Button>
      </p>
    </Form>
  );
}
