import { z } from 'zod';
import { regions, type Territory, territoryByCode } from '#core/territory/index.ts';
import type { Total as Counted, Slice } from '#platform/db/paging.ts';
import { usePage } from '#platform/html/context.tsx';
import { Empty } from '#platform/html/empty.tsx';
import { Select, TextInput } from '#platform/html/field.tsx';
import { type ActiveFilter, Filters, ListPage } from '#platform/html/filters.tsx';
import { Item, Items } from '#platform/html/items.tsx';
import { Document } from '#platform/html/layout.tsx';
import { PageHead } from '#platform/html/page-head.tsx';
import { Pagination } from '#platform/html/pagination.tsx';
import { Multilingual } from '#platform/html/text.tsx';
import { plain } from '#platform/i18n/text.ts';
import { definePage, type PageRequest } from '#platform/page.ts';
import { readDirectory } from '../access.ts';
import type { Association } from '../association.ts';
import { listAssociations, type Seat, seatsOf, territoryOfBody } from '../queries.ts';
import { SeatText } from './words.tsx';

const query = z.object({
  q: z.string().trim().max(200).optional().catch(undefined),
  territory: z
    .string()
    .regex(/^\d{2}(\.\d{1,3}){0,3}\.?$/)
    .optional()
    .catch(undefined),
  after: z.string().max(2_000).optional(),
});
type Query = z.infer<typeof query>;

type Data = Slice<Association> &
  Counted & { seats: Map<string, Seat>; regions: Territory[]; chosen: Territory | undefined; home: string | null };

/** The directory of verified associations: all of them on the portal, those of its territory on the site of a council. */
export const associationsPage = definePage<Query, Data>({
  name: 'associations.associations-page',
  path: '/associations',
  on: 'both',
  query,
  access: readDirectory,
  async load({ db, page, query: { q, territory, after } }: PageRequest<Query>) {
    const home = page.tenant ? await territoryOfBody(db, page.tenant.id) : null;
    const found = await listAssociations(db, { q, territory: territory ?? home ?? undefined }, { limit: 50, after });
    return {
      ...found,
      seats: await seatsOf(
        db,
        found.items.map((one) => one.seat),
      ),
      regions: home ? [] : await regions(db),
      chosen: territory ? await territoryByCode(db, territory) : undefined,
      home,
    };
  },
  cache: () => ['associations', 'territories', 'institutions'],
  view: ({ data, query: asked }) => <Directory data={data} query={asked} />,
});

function Directory({ data, query }: { data: Data; query: Query }) {
  const { t, ts, href, lang, format } = usePage();
  const byName = [...data.regions].sort((a, b) => format.compare(plain(a.name, lang), plain(b.name, lang)));
  const active: ActiveFilter[] = [
    ...(query.q ? [{ name: 'q', label: query.q }] : []),
    ...(data.chosen ? [{ name: 'territory', label: plain(data.chosen.name, lang) }] : []),
  ];
  const asked = Object.entries({ q: query.q, territory: query.territory ?? data.home ?? undefined });
  const given = new URLSearchParams(asked.filter((pair): pair is [string, string] => Boolean(pair[1]))).toString();
  const links = (
    <>
      <a href={`/api/v1/associations.csv${given && `?${given}`}`} dir="ltr">
        CSV
      </a>
      {' · '}
      <a href={`/api/v1/associations${given && `?${given}`}`} dir="ltr">
        JSON
      </a>
    </>
  );
  return (
    <Document title={ts('associations.directory.title')} description={ts('associations.directory.lead')} crumbs={[]}>
      <PageHead title={t('associations.directory.title')} lead={t('associations.directory.lead')} />
      <ListPage
        heading={t('associations.directory.n', { n: data.total })}
        downloads={t('platform.list.download', { links })}
        active={active}
        filters={
          <Filters>
            <TextInput
              name="q"
              label={ts('associations.directory.name')}
              type="search"
              value={query.q}
              maxlength={200}
            />
            {byName.length > 0 && (
              <Select
                name="territory"
                label={ts('associations.directory.region')}
                empty={ts('platform.list.all')}
                value={query.territory}
                choices={byName.map((region) => ({ value: region.code, label: plain(region.name, lang) }))}
              />
            )}
          </Filters>
        }
      >
        {data.items.length === 0 ? (
          <Empty title={t('associations.directory.none')}>
            <p>{t('associations.directory.none-text')}</p>
          </Empty>
        ) : (
          <Items>
            {data.items.map((one) => (
              <Item
                title={{ text: one.name }}
                path={`/associations/${one.id}`}
                facts={[{ label: ts('associations.field.seat'), value: <SeatText seat={data.seats.get(one.seat)} /> }]}
              >
                <p>
                  <Multilingual text={one.purpose} />
                </p>
              </Item>
            ))}
          </Items>
        )}
        <Pagination next={data.next} />
      </ListPage>
      <p class="mt-6">
        <a href={href('/me/associations/new')}>{t('associations.directory.declare')}</a>
      </p>
    </Document>
  );
}
