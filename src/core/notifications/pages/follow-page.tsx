import { z } from 'zod';
import { nationalPortal } from '#core/institutions/index.ts';
import { CollectionNotice, collectionNotice, type Notice } from '#core/personal-data/index.ts';
import { NotFound } from '#platform/errors.ts';
import { Banner } from '#platform/html/banner.tsx';
import { Button } from '#platform/html/button.tsx';
import { Chapter } from '#platform/html/chapter.tsx';
import { usePage } from '#platform/html/context.tsx';
import { Form, Hidden } from '#platform/html/form.tsx';
import { Document } from '#platform/html/layout.tsx';
import { PageHead } from '#platform/html/page-head.tsx';
import { Multilingual } from '#platform/html/text.tsx';
import type { MessageKey } from '#platform/i18n/messages.ts';
import { plain, type Text } from '#platform/i18n/text.ts';
import { definePage, type PageRequest } from '#platform/page.ts';
import { followSubject as access } from '../access.ts';
import { followSubject } from '../actions/follow-subject.ts';
import { unfollowSubject } from '../actions/unfollow-subject.ts';
import { findThing, isFollowing, personOf, type Site, siteOf } from '../follows.ts';
import { followPath, parseSubject, writeSubject } from '../notification.ts';
import { followProcessing } from '../processing.ts';

type Choice = { kind: MessageKey; things: { on: string; title: Text }[] };
type Thing = { on: string; kind: MessageKey; title: Text; path: string; tenant: Site; following: boolean };
type Data = { thing: Thing; notice: Notice } | { choices: Choice[] };

const query = z.object({ on: z.string().max(250).optional() });
type Query = z.infer<typeof query>;

/** Follows one thing (`?on=commitment:MALAA0004`); without one, the body whose site it is, or on the portal a choice of regions and topics. */
export const followPage = definePage<Query, Data>({
  name: 'notifications.follow-page',
  path: '/follow',
  on: 'both',
  query,
  access,
  load,
  view: ({ data }) => ('thing' in data ? <Follow {...data} /> : <Choose choices={data.choices} />),
  submits: {
    follow: { action: followSubject, input: ({ on }) => ({ on }), done: ({ on }: { on: string }) => followPath(on) },
    unfollow: {
      action: unfollowSubject,
      input: ({ on }) => ({ on }),
      done: (_result, { page }) => `/follow?${page.query}`,
    },
  },
});

async function load({ db, page, query: asked, offers, around }: PageRequest<Query>): Promise<Data> {
  const on = asked.on ?? (page.tenant ? `institution:${page.tenant.slug}` : undefined);
  if (on === undefined) return { choices: await choicesOf({ db, offers }) };
  const subject = parseSubject(on);
  const thing = subject && (await findThing(db, offers, subject));
  if (!thing) throw new NotFound();
  const { kind, found } = thing;
  const same = { kind: kind.kind, id: found.id };
  const { actor } = page;
  // What people follow belongs to no body: the platform collects it.
  const collector = await nationalPortal(db);
  return {
    notice: await collectionNotice({ db, offers, around }, followProcessing.kind, collector),
    thing: {
      on: writeSubject(same),
      kind: kind.label,
      title: found.title,
      path: found.path,
      tenant: await siteOf(db, found.institutionId),
      // Nobody gets here: the rule of the page is asked after it was loaded.
      following: actor.kind === 'person' && (await isFollowing(db, personOf(actor), same)),
    },
  };
}

async function choicesOf({ db, offers }: Pick<PageRequest, 'db' | 'offers'>): Promise<Choice[]> {
  const choices: Choice[] = [];
  for (const subject of offers.subjects) {
    const found = await subject.list?.(db);
    if (!found) continue;
    const things = found.map((one) => ({ on: writeSubject({ kind: subject.kind, id: one.id }), title: one.title }));
    choices.push({ kind: subject.label, things });
  }
  return choices;
}

function Follow({ thing, notice }: { thing: Thing; notice: Notice }) {
  const page = usePage();
  const { t, ts, lang, href } = page;
  const title = plain(thing.title, lang);
  return (
    <Document title={ts('notifications.follow.page-title', { title })} crumbs={[]} canonical={null} noIndex>
      <PageHead
        kicker={
          <>
            {t('notifications.follow.title')} · {t(thing.kind)}
          </>
        }
        title={{ text: thing.title }}
        lead={thing.following ? undefined : t('notifications.follow.lead')}
      />
      {thing.following && (
        <Banner kind="good" title={t('notifications.follow.following')} live>
          <p>{t('notifications.follow.following-text')}</p>
        </Banner>
      )}
      {(thing.following || notice.state.open) && (
        <Form action={followPath(thing.on)}>
          <Hidden name="do" value={thing.following ? 'unfollow' : 'follow'} />
          <Hidden name="on" value={thing.on} />
          <p>
            {thing.following ? (
              <Button kind="quiet">{t('notifications.follow.stop')}</Button>
            ) : (
              <Button>{t('notifications.follow.button')}</Button>
            )}
          </p>
        </Form>
      )}
      {!thing.following && <CollectionNotice notice={notice} />}
      <p>
        <a href={href(thing.path, { tenant: thing.tenant })}>
          {t('notifications.follow.back')} <Multilingual text={thing.title} />
        </a>
      </p>
      <p>
        <a href={href('/me/following')}>{t('notifications.follow.manage')}</a>
      </p>
    </Document>
  );
}

function Choose({ choices }: { choices: readonly Choice[] }) {
  const { t, ts, href } = usePage();
  const title = ts('notifications.follow.choose-title');
  return (
    <Document title={title} crumbs={[]} canonical={null} noIndex>
      <PageHead title={title} lead={t('notifications.follow.choose-lead')} />
      {choices.map(({ kind, things }, index) => (
        <Chapter id={`choice-${index + 1}`} title={t(kind)}>
          <ul class="plain-list">
            {things.map((thing) => (
              <li>
                <a href={href(followPath(thing.on))}>
                  <Multilingual text={thing.title} />
                </a>
              </li>
            ))}
          </ul>
        </Chapter>
      ))}
      <p>
        <a href={href('/me/following')}>{t('notifications.follow.manage')}</a>
      </p>
    </Document>
  );
}
