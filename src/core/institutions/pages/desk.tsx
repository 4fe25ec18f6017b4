import type { ComponentChildren } from 'preact';
import { Banner } from '#platform/html/banner.tsx';
import { usePage } from '#platform/html/context.tsx';
import { type Crumb, Document } from '#platform/html/layout.tsx';
import { PageHead } from '#platform/html/page-head.tsx';
import { type Tab, Tabs } from '#platform/html/tabs.tsx';
import type { PageRequest } from '#platform/page.ts';
import { holdsPower } from '#platform/tenant.ts';

/** The pages of the desk that this person may open here: what `load` of every page of the desk hands to `DeskDocument`. */
export function deskTabs({ page, offers }: Pick<PageRequest, 'page' | 'offers'>): Tab[] {
  const { tenant, actor, path } = page;
  const held = tenant ? offers.deskLinks.filter((link) => holdsPower(actor, link.power, tenant.id)) : [];
  // A page that several powers open stands there once.
  const links = held.filter(({ path: to }, index) => held.findIndex((link) => link.path === to) === index);
  return [
    { label: page.ts('institutions.desk.work'), href: page.href('/desk'), current: path === '/desk' },
    ...links.map((link) => ({
      group: page.ts(link.group),
      label: page.ts(link.label),
      href: page.href(link.path),
      current: path === link.path || path.startsWith(`${link.path}/`),
    })),
  ];
}

type DeskProps = {
  title: string;
  lead?: ComponentChildren;
  row?: ComponentChildren;
  tabs: readonly Tab[];
  /** The pages above this one, below the desk. */
  crumbs?: readonly Crumb[];
  children: ComponentChildren;
};

/** A page of the desk: wide, with the links to its other pages, never found by search engines. */
export function DeskDocument({ title, lead, row, tabs, crumbs = [], children }: DeskProps) {
  const { ts, path, query, t } = usePage();
  const above = path === '/desk' ? [] : [{ label: ts('institutions.desk.title'), path: '/desk' }, ...crumbs];
  return (
    <Document title={title} crumbs={above} wide noIndex canonical={null}>
      {/* A title may be the name of a person or of a post, in the other script. */}
      <PageHead title={<bdi>{title}</bdi>} lead={lead} row={row} />
      {/* On a phone they would stand before the work of every page: there the breadcrumbs lead to the desk, which has them at its end. */}
      <div class="not-phone">
        {path === '/desk' ? <Index tabs={tabs} /> : <Tabs label={ts('institutions.desk.views')} tabs={besides(tabs)} />}
      </div>
      {query.has(DONE) && (
        <Banner kind="good" live>
          <p>{t('institutions.desk.done')}</p>
        </Banner>
      )}
      {children}
      {path === '/desk' && <Index tabs={tabs} last />}
    </Document>
  );
}

/** The way to the desk, and the pages under the heading of this one. */
function besides(tabs: readonly Tab[]): Tab[] {
  const here = tabs.find((tab) => tab.current)?.group;
  return tabs.filter((tab) => tab.group === undefined || tab.group === here);
}

/** Every page of the desk under its heading. */
function Index({ tabs, last }: { tabs: readonly Tab[]; last?: boolean }) {
  const { ts } = usePage();
  const groups = Map.groupBy(tabs, (tab) => tab.group);
  groups.delete(undefined);
  if (groups.size === 0) return null;
  const sections = [...groups].map(([heading, links]) => (
    <section>
      <h2>{heading}</h2>
      <ul>
        {links.map(({ label, href }) => (
          <li>
            <a href={href}>{label}</a>
          </li>
        ))}
      </ul>
    </section>
  ));
  // The same links stand twice, once for each width: only one of them is a landmark.
  if (last) return <div class="desk-index last">{sections}</div>;
  return (
    <nav class="desk-index" aria-label={ts('institutions.desk.views')}>
      {sections}
    </nav>
  );
}

const DONE = 'done';

/** The path of a page of the desk that says that what was sent is done. */
export function withDone(path: string): string {
  return `${path}${path.includes('?') ? '&' : '?'}${DONE}=1`;
}
