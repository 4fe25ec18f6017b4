import type { ComponentChildren } from 'preact';
import type { Tenant } from '../tenant.ts';
import { usePage } from './context.tsx';
import { Mark } from './emblems.tsx';
import { SITE_LINKS } from './links.ts';
import { Ltr, Multilingual } from './text.tsx';

/** The footer: how to reach the institution, then the platform and the pages about the site. */
export function Footer() {
  const page = usePage();
  return (
    <footer class="site-footer">
      <div class="zellige" />
      <div class="wrap">
        <div class="cols">
          {page.tenant ? <Body tenant={page.tenant} /> : <Portal />}
          <Sections />
        </div>
        <div class="platform">
          <p>
            <Mark />
            <span>{page.t('platform.footer.powered', { b: bold })}</span>
          </p>
          <ul class="row">
            <li>
              <a href={page.href(SITE_LINKS.accessibility)}>{page.t('platform.footer.accessibility')}</a>
            </li>
            <li>
              <a href={page.href(SITE_LINKS.privacy)}>{page.t('platform.footer.privacy')}</a>
            </li>
            <li>
              <a href={page.href(SITE_LINKS.aboutData)}>{page.t('platform.footer.about-data')}</a>
            </li>
            <li>
              <a href={SITE_LINKS.api}>{page.t('platform.footer.api')}</a>
            </li>
            <li>
              <a href={page.href(SITE_LINKS.sourceCode)}>{page.t('platform.footer.source')}</a>
            </li>
          </ul>
        </div>
        {page.trial && (
          <p class="sample">
            {page.t('platform.footer.trial')}{' '}
            {page.local && <a href={SITE_LINKS.components}>{page.t('platform.footer.components')}</a>}
          </p>
        )}
      </div>
    </footer>
  );
}

/** A telephone number stays on one line. */
const unbroken = (phone: string) => phone.replaceAll(' ', '\u00a0').replaceAll('-', '\u2011');

const bold = (words: ComponentChildren) => <b>{words}</b>;

function Portal() {
  const { t } = usePage();
  return (
    <section>
      <h2>{t('platform.name')}</h2>
      <p>{t('platform.footer.about-platform')}</p>
    </section>
  );
}

function Body({ tenant }: { tenant: Tenant }) {
  const page = usePage();
  const { address, phones = [], fax, email, website } = tenant.contact;
  const reachable = phones.length > 0 || fax || email || website;
  return (
    <>
      <section>
        <Multilingual as="h2" text={tenant.name} />
        {address && (
          <address>
            <Multilingual as="p" text={address} />
          </address>
        )}
        <p>
          <a href={page.href('/', { tenant: null })}>{page.t('platform.footer.portal')}</a>
        </p>
      </section>
      {reachable && (
        <section>
          <h2>{page.t('platform.footer.contact')}</h2>
          <ul class="plain-list">
            {phones.map((phone) => (
              <li>
                {page.t('platform.footer.phone')}{' '}
                <a href={`tel:${phone.replace(/[^+\d]/g, '')}`}>
                  <Ltr>{unbroken(phone)}</Ltr>
                </a>
              </li>
            ))}
            {fax && (
              <li>
                {page.t('platform.footer.fax')} <Ltr>{unbroken(fax)}</Ltr>
              </li>
            )}
            {email && (
              <li>
                {page.t('platform.footer.email')}{' '}
                <a href={`mailto:${email}`}>
                  <Ltr>{email}</Ltr>
                </a>
              </li>
            )}
            {website && (
              <li>
                {page.t('platform.footer.website')}{' '}
                <a href={website} rel="noopener external">
                  <Ltr>{website.replace(/^https?:\/\/|\/$/g, '')}</Ltr>
                </a>
              </li>
            )}
          </ul>
        </section>
      )}
    </>
  );
}

function Sections() {
  const page = usePage();
  if (page.menu.length === 0) return null;
  return (
    <section>
      <h2>{page.t('platform.sections')}</h2>
      <ul class="plain-list">
        {page.menu.map((item) => (
          <li>
            <a href={page.href(item.path)}>{item.label}</a>
          </li>
        ))}
      </ul>
    </section>
  );
}
