import { defineActionRoute, defineList, defineThing, textColumns, textSchema, z } from '#platform/api.ts';
import { readOwnNotifications as access } from './access.ts';
import { changePreferences } from './actions/change-preferences.ts';
import { followSubject } from './actions/follow-subject.ts';
import { unfollowSubject } from './actions/unfollow-subject.ts';
import { personOf } from './follows.ts';
import { FREQUENCIES } from './notification.ts';
import { type Follow, listFollows, preferencesOf } from './queries/follows.ts';
import { countNotifications, listNotifications } from './queries/notifications.ts';
import type { ToldEvent } from './queries/untold.ts';

type Absolute = (path: string) => string;

const subject = z.string().max(250).openapi({ description: 'What is followed, as `kind:id`: `commitment:MALAA0004`.' });

const followSchema = z
  .object({
    on: subject,
    since: z.iso.datetime(),
    title: textSchema.nullable().openapi({ description: 'Null for what is no longer public.' }),
    institution: textSchema.nullable(),
    url: z.string().nullable(),
  })
  .openapi('Follow');

const notificationSchema = z
  .object({
    id: z.uuid(),
    at: z.iso.datetime(),
    event: z.string().openapi({ description: 'What happened: `commitments.notice.status-changed`.' }),
    values: z.record(z.string(), z.unknown()),
    title: textSchema,
    institution: textSchema,
    url: z.string(),
  })
  .openapi('Notification');

const preferencesSchema = z
  .object({
    frequency: z.enum(FREQUENCIES).openapi({ description: 'How often letters come; `never`: only on `/me`.' }),
    urgentSms: z.boolean().openapi({ description: 'What is urgent goes to the confirmed telephone too.' }),
  })
  .openapi('NotificationPreferences');

function addressOf(thing: { path: string; tenant: { slug: string; host: string | null } | null }, absolute: Absolute) {
  const { tenant, path } = thing;
  const tail = path === '/' ? '' : path;
  if (tenant?.host) return `https://${tenant.host}/ar${tail}`;
  return absolute(`/ar${tenant ? `/${tenant.slug}` : ''}${tail}`);
}

function presentFollow({ on, since, thing }: Follow, absolute: Absolute): z.input<typeof followSchema> {
  return {
    on,
    since: since.toISOString(),
    title: thing?.title ?? null,
    institution: thing?.institution ?? null,
    url: thing ? addressOf(thing, absolute) : null,
  };
}

function presentEvent(event: ToldEvent, absolute: Absolute): z.input<typeof notificationSchema> {
  const { id, at, event: what, values, title, institution } = event;
  return { id, at: at.toISOString(), event: what, values, title, institution, url: addressOf(event, absolute) };
}

export const listFollowsRoute = defineList({
  name: 'notifications.list-follows',
  path: '/me/follows',
  tag: 'me',
  summary: 'What the person follows, the latest first',
  access,
  item: followSchema,
  async load({ db, actor, offers, query: { limit, after }, absolute }) {
    const { items, ...page } = await listFollows(db, offers, personOf(actor), { limit, after });
    return { ...page, items: items.map((one) => presentFollow(one, absolute)) };
  },
  columns: [
    { name: 'on', value: (one) => one.on },
    { name: 'since', value: (one) => one.since },
    ...textColumns<z.input<typeof followSchema>>('title', (one) => one.title),
    { name: 'url', value: (one) => one.url },
  ],
});

export const followRoute = defineActionRoute({
  name: 'notifications.follow-subject',
  method: 'post',
  path: '/me/follows',
  tag: 'me',
  summary: 'Follow something',
  description: 'Following the same thing twice changes nothing.',
  body: z.object({ on: subject }),
  action: followSubject,
  input: ({ body }) => body,
  status: 201,
  response: z.object({ on: subject }),
});

export const unfollowRoute = defineActionRoute({
  name: 'notifications.unfollow-subject',
  method: 'delete',
  path: '/me/follows/{on}',
  tag: 'me',
  summary: 'Stop following something',
  params: z.object({ on: subject }),
  action: unfollowSubject,
  input: ({ params }) => ({ on: params.on }),
  status: 204,
});

export const listNotificationsRoute = defineList({
  name: 'notifications.list-notifications',
  path: '/me/notifications',
  tag: 'me',
  summary: 'What happened in what the person follows, the latest first',
  access,
  item: notificationSchema,
  async load({ db, actor, query: { limit, after }, absolute }) {
    const personId = personOf(actor);
    const [page, total] = await Promise.all([
      listNotifications(db, personId, { limit, after }),
      countNotifications(db, personId),
    ]);
    return { items: page.items.map((event) => presentEvent(event, absolute)), next: page.next, ...total };
  },
  columns: [
    { name: 'id', value: (event) => event.id },
    { name: 'at', value: (event) => event.at },
    { name: 'event', value: (event) => event.event },
    ...textColumns<z.input<typeof notificationSchema>>('title', (event) => event.title),
    { name: 'url', value: (event) => event.url },
  ],
});

export const getPreferencesRoute = defineThing({
  name: 'notifications.get-preferences',
  path: '/me/notification-preferences',
  tag: 'me',
  summary: 'How the person wants to hear of it',
  access,
  response: preferencesSchema,
  async load({ db, actor }) {
    const { frequency, urgentSms } = await preferencesOf(db, personOf(actor));
    return { frequency, urgentSms };
  },
});

export const changePreferencesRoute = defineActionRoute({
  name: 'notifications.change-preferences',
  method: 'put',
  path: '/me/notification-preferences',
  tag: 'me',
  summary: 'Change how the person wants to hear of it',
  body: preferencesSchema,
  action: changePreferences,
  input: ({ body }) => body,
  status: 200,
  response: preferencesSchema,
});
