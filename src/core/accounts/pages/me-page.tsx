import { Banner } from '#platform/html/banner.tsx';
import { ButtonLink } from '#platform/html/button.tsx';
import { Chapter } from '#platform/html/chapter.tsx';
import { usePage } from '#platform/html/context.tsx';
import { Tasks } from '#platform/html/items.tsx';
import { Document } from '#platform/html/layout.tsx';
import { PageHead } from '#platform/html/page-head.tsx';
import { Summary } from '#platform/html/summary.tsx';
import { Ltr } from '#platform/html/text.tsx';
import { LANGUAGE_NAMES } from '#platform/i18n/languages.ts';
import type { OwnLink } from '#platform/module.ts';
import { definePage } from '#platform/page.ts';
import { ownAccount, personOf } from '../access.ts';
import { contactsOf, type OwnContact, type Profile, profileOf } from '../queries/account.ts';

type Data = { profile: Profile | undefined; contacts: OwnContact[]; level: number; links: readonly OwnLink[] };

/** A person's own space: who they are here, and the way to everything that is theirs. */
export const mePage = definePage<unknown, Data>({
  name: 'accounts.me-page',
  path: '/me',
  on: 'both',
  access: ownAccount,
  load: async ({ db, page, offers }) => {
    const { id, level } = personOf(page.actor);
    return {
      profile: await profileOf(db, id),
      contacts: await contactsOf(db, id),
      level,
      links: offers.ownLinks,
    };
  },
  view: ({ data }) => <Me {...data} />,
});

function Me({ profile, contacts, level, links }: Data) {
  const { t, ts, href } = usePage();
  const title = ts('accounts.me.title');
  return (
    <Document title={title} crumbs={[]} canonical={null} noIndex>
      <PageHead title={title} lead={t('accounts.me.lead')} />
      {!profile?.name && (
        <Banner title={t('accounts.me.no-name')}>
          <p>{t('accounts.me.no-name-help')}</p>
          <p>
            <ButtonLink path="/me/profile">{t('accounts.me.give-name')}</ButtonLink>
          </p>
        </Banner>
      )}
      {contacts.length === 0 && (
        <Banner kind="warn" title={t('accounts.me.no-contact')}>
          <p>
            <a href={href('/me/contacts')}>{t('accounts.contacts.add')}</a>
          </p>
        </Banner>
      )}
      <Summary
        rows={[
          {
            label: t('accounts.profile.name'),
            value: profile?.name ? <bdi>{profile.name}</bdi> : t('accounts.me.not-said'),
            change: { path: '/me/profile', label: ts('accounts.profile.name') },
          },
          {
            label: t('accounts.contacts.title'),
            value: contacts.map((contact) => (
              <div>
                <Ltr>{contact.address}</Ltr>
              </div>
            )),
            change: { path: '/me/contacts', label: ts('accounts.contacts.title') },
          },
          {
            label: t('accounts.profile.lang'),
            value: profile && <bdi lang={profile.lang}>{LANGUAGE_NAMES[profile.lang]}</bdi>,
            change: { path: '/me/profile', label: ts('accounts.profile.lang') },
          },
          {
            label: t('accounts.identity.level'),
            value: t(level >= 2 ? 'accounts.identity.level-2' : 'accounts.identity.level-1'),
            change: { path: '/me/identity', label: ts('accounts.identity.level') },
          },
        ]}
      />
      <Chapter id="links" title={t('accounts.me.links')}>
        <Tasks
          tasks={[
            ...links.map((link) => ({ label: t(link.label), path: link.path, note: t(link.hint) })),
            { label: t('accounts.sign-out.title'), path: '/sign-out' },
          ]}
        />
      </Chapter>
    </Document>
  );
}
