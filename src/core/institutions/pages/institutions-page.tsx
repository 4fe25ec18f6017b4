import { z } from 'zod';
import { regions, type Territory } from '#core/territory/index.ts';
import type { Total as Counted, Slice } from '#platform/db/paging.ts';
import { type PageContext, usePage } from '#platform/html/context.tsx';
import { Empty } from '#platform/html/empty.tsx';
import { Select, TextInput } from '#platform/html/field.tsx';
import { type ActiveFilter, Filters, ListPage } from '#platform/html/filters.tsx';
import { type Fact, Item, Items } from '#platform/html/items.tsx';
import { Document } from '#platform/html/layout.tsx';
import { PageHead } from '#platform/html/page-head.tsx';
import { Pagination } from '#platform/html/pagination.tsx';
import { Multilingual } from '#platform/html/text.tsx';
import { plain } from '#platform/i18n/text.ts';
import { definePage } from '#platform/page.ts';
import { readInstitution } from '../access.ts';
import { type Institution, KINDS, type Kind, shortNameOf } from '../institution.ts';
import { type InstitutionRow, kindsPresent, listInstitutions, membersOf } from '../queries.ts';

const query = z.object({
  kind: z.enum(KINDS).optional().catch(undefined),
  region: z
    .string()
    .regex(/^\d{2}$/)
    .optional()
    .catch(undefined),
  q: z.string().trim().max(200).optional().catch(undefined),
  after: z.string().max(2_000).optional(),
});
type Query = z.infer<typeof query>;

type Data = Slice<InstitutionRow> &
  Counted & {
    kinds: Kind[];
    regions: Territory[];
    /** The members of the consortia on this page, by id of the consortium. */
    members: Map<string, Institution[]>;
  };

/** All public bodies by kind, each leading to its own site. */
export const institutionsPage = definePage<Query, Data>({
  name: 'institutions.institutions-page',
  path: '/institutions',
  on: 'portal',
  query,
  access: readInstitution,
  async load({ db, query: { kind, region, q, after } }) {
    const [page, kinds, allRegions] = await Promise.all([
      listInstitutions(db, { kind, region, q }, { limit: 50, after }),
      kindsPresent(db),
      regions(db),
    ]);
    const consortia = page.items.filter((institution) => institution.kind === 'consortium');
    const members = new Map(
      await Promise.all(consortia.map(async ({ id }) => [id, await membersOf(db, id)] as [string, Institution[]])),
    );
    return { ...page, kinds, regions: allRegions, members };
  },
  cache: () => ['institutions', 'territories'],
  view: ({ data, query }) => <Institutions data={data} query={query} />,
});

function Institutions({ data, query }: { data: Data; query: Query }) {
  const page = usePage();
  const { t, ts } = page;
  return (
    <Document title={ts('institutions.page.title')} description={ts('institutions.page.lead')} crumbs={[]}>
      <PageHead title={t('institutions.page.title')} lead={t('institutions.page.lead')} />
      <ListPage
        heading={t('institutions.page.n', { n: data.total })}
        downloads={<Downloads query={query} />}
        active={activeFilters(page, data, query)}
        filters={<InstitutionFilters data={data} query={query} />}
      >
        {data.items.length === 0 ? (
          <Empty title={t('institutions.page.none')}>
            <p>{t('institutions.page.none-text')}</p>
          </Empty>
        ) : (
          KINDS.map((kind) => <OfKind kind={kind} data={data} />)
        )}
        <Pagination next={data.next} />
      </ListPage>
    </Document>
  );
}

function OfKind({ kind, data }: { kind: Kind; data: Data }) {
  const { t } = usePage();
  const institutions = data.items.filter((institution) => institution.kind === kind);
  if (institutions.length === 0) return null;
  return (
    <>
      <h3>{t(`institutions.kinds.${kind}`)}</h3>
      <Items>
        {institutions.map((institution) => (
          <InstitutionItem institution={institution} data={data} />
        ))}
      </Items>
    </>
  );
}

function InstitutionItem({ institution, data }: { institution: InstitutionRow; data: Data }) {
  const { ts, t, href } = usePage();
  const facts: Fact[] = [];
  const region = data.regions.find((one) => one.code === institution.territory);
  if (region) {
    facts.push({
      label: ts('institutions.page.territory'),
      value: (
        <a href={href(`/territories/${region.code}`)}>
          <Multilingual text={region.name} />
        </a>
      ),
    });
  }
  const members = data.members.get(institution.id) ?? [];
  if (members.length > 0) facts.push({ label: ts('institutions.page.members'), value: <Members members={members} /> });
  return (
    <Item
      title={{ text: institution.name }}
      href={href('/', { tenant: institution })}
      facts={facts}
      tags={institution.state === 'closed' ? [{ tone: 'plain', label: t('institutions.page.closed') }] : []}
      level={4}
    />
  );
}

function Members({ members }: { members: readonly Institution[] }) {
  const { href } = usePage();
  return (
    <>
      {members.map((member, index) => (
        <>
          {index > 0 && ' · '}
          <a href={href('/', { tenant: member })}>
            <Multilingual text={shortNameOf(member)} />
          </a>
        </>
      ))}
    </>
  );
}

function InstitutionFilters({ data, query }: { data: Data; query: Query }) {
  const { ts, lang, format } = usePage();
  const byName = [...data.regions].sort((a, b) => format.compare(plain(a.name, lang), plain(b.name, lang)));
  return (
    <Filters>
      <TextInput name="q" label={ts('institutions.page.name')} type="search" value={query.q} maxlength={200} />
      <Select
        name="kind"
        label={ts('institutions.page.kind')}
        empty={ts('platform.list.all')}
        value={query.kind}
        choices={data.kinds.map((kind) => ({ value: kind, label: ts(`institutions.kinds.${kind}`) }))}
      />
      <Select
        name="region"
        label={ts('institutions.page.region')}
        empty={ts('platform.list.all')}
        value={query.region}
        choices={byName.map((region) => ({ value: region.code, label: plain(region.name, lang) }))}
      />
    </Filters>
  );
}

function activeFilters({ ts, lang }: PageContext, data: Data, { q, kind, region }: Query): ActiveFilter[] {
  const named = data.regions.find((one) => one.code === region);
  return [
    ...(q ? [{ name: 'q', label: q }] : []),
    ...(kind ? [{ name: 'kind', label: ts(`institutions.kinds.${kind}`) }] : []),
    ...(named ? [{ name: 'region', label: plain(named.name, lang) }] : []),
  ];
}

function Downloads({ query: { kind, region, q } }: { query: Query }) {
  const { t } = usePage();
  const given = Object.entries({ kind, region, q }).filter((pair): pair is [string, string] => Boolean(pair[1]));
  const query = given.length > 0 ? `?${new URLSearchParams(given)}` : '';
  const links = (
    <>
      <a href={`/api/v1/institutions.csv${query}`} dir="ltr">
        CSV
      </a>
      {' · '}
      <a href={`/api/v1/institutions${query}`} dir="ltr">
        JSON
      </a>
    </>
  );
  return <>{t('platform.list.download', { links })}</>;
}
