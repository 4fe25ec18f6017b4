import { z } from 'zod';
import { institutionsById } from '#core/institutions/index.ts';
import { anyone } from '#platform/access.ts';
import type { Slice, Total } from '#platform/db/paging.ts';
import { ButtonLink } from '#platform/html/button.tsx';
import { usePage } from '#platform/html/context.tsx';
import { Empty } from '#platform/html/empty.tsx';
import { Select } from '#platform/html/field.tsx';
import { Filters, ListPage } from '#platform/html/filters.tsx';
import { Document } from '#platform/html/layout.tsx';
import { PageHead } from '#platform/html/page-head.tsx';
import { Pagination } from '#platform/html/pagination.tsx';
import { definePage } from '#platform/page.ts';
import { PETITION_LEVELS } from '../law.ts';
import { LISTED } from '../petition.ts';
import { levelOf } from '../queries/councils.ts';
import { listPetitions, type Petition } from '../queries/petitions.ts';
import { type Bodies, councilsNamed } from './handed-over.tsx';
import { PetitionItems } from './petition-items.tsx';

const query = z.object({
  state: z.enum(LISTED).optional().catch(undefined),
  level: z.enum(PETITION_LEVELS).optional().catch(undefined),
  after: z.string().max(2_000).optional(),
});
type Query = z.infer<typeof query>;

type Data = Slice<Petition> & Total & { takesPetitions: boolean; bodies: Bodies };

/** Petitions to all councils, or to one: those that are open, and what became of the others. */
export const petitionsPage = definePage<Query, Data>({
  name: 'petitions.petitions-page',
  path: '/petitions',
  on: 'both',
  query,
  access: anyone,
  load: async ({ db, page: { tenant }, query: { after, ...filter } }) => {
    const body = tenant && (await institutionsById(db, [tenant.id])).get(tenant.id);
    const listed = await listPetitions(db, { ...filter, institutionId: tenant?.id }, { limit: 20, after });
    const bodies = await councilsNamed(db, listed.items);
    return { ...listed, bodies, takesPetitions: body ? levelOf(body) !== undefined : false };
  },
  cache: ({ items }) => ['petitions', 'institutions', ...items.map((one) => `~petition-count:${one.reference}`)],
  view: ({ data, query: asked }) => <Petitions {...data} asked={asked} />,
});

function Petitions({ items, next, total, takesPetitions, bodies, asked }: Data & { asked: Query }) {
  const { t, ts, tenant, href } = usePage();
  return (
    <Document
      title={ts('petitions.page.petitions')}
      crumbs={[]}
      description={ts('petitions.page.lead')}
      feeds={[{ title: ts('petitions.page.petitions'), path: '/petitions/feed.atom', type: 'application/atom+xml' }]}
    >
      <PageHead
        title={t('petitions.page.petitions')}
        lead={t('petitions.page.lead')}
        row={
          takesPetitions && (
            <>
              <ButtonLink path="/petitions/new">{t('petitions.page.start')}</ButtonLink>
              <ButtonLink path="/petitions/requirements" kind="quiet">
                {t('petitions.requirements.link')}
              </ButtonLink>
              <ButtonLink path="/petitions/sessions" kind="quiet">
                {t('petitions.sessions.link')}
              </ButtonLink>
            </>
          )
        }
      />
      {!tenant && (
        <p>
          <a href={href('/petitions/national')}>{t('petitions.national.title')}</a>
        </p>
      )}
      {tenant && !takesPetitions && <p class="measure">{t('petitions.page.no-council')}</p>}
      <ListPage
        heading={t('petitions.page.petitions-n', { n: total })}
        downloads={<Downloads slug={tenant?.slug} />}
        active={[
          ...(asked.state ? [{ name: 'state', label: ts(`petitions.state.${asked.state}`) }] : []),
          ...(asked.level ? [{ name: 'level', label: ts(`petitions.level-name.${asked.level}`) }] : []),
        ]}
        filters={
          <Filters>
            <Select
              name="state"
              label={t('petitions.desk.state')}
              empty={ts('petitions.page.all')}
              value={asked.state}
              choices={LISTED.map((one) => ({ value: one, label: ts(`petitions.state.${one}`) }))}
            />
            {!tenant && (
              <Select
                name="level"
                label={t('petitions.page.level')}
                empty={ts('petitions.page.all')}
                value={asked.level}
                choices={PETITION_LEVELS.map((one) => ({ value: one, label: ts(`petitions.level-name.${one}`) }))}
              />
            )}
          </Filters>
        }
      >
        {items.length === 0 ? (
          <Empty title={t('petitions.page.none')}>
            <p>{t('petitions.page.none-text')}</p>
          </Empty>
        ) : (
          <PetitionItems petitions={items} href={({ reference }) => href(`/petitions/${reference}`)} bodies={bodies} />
        )}
        <Pagination next={next} />
      </ListPage>
    </Document>
  );
}

function Downloads({ slug }: { slug: string | undefined }) {
  const { t, href } = usePage();
  const of = slug ? `?institution=${slug}` : '';
  return (
    <>
      <a href={href('/petitions/feed.atom')}>{t('petitions.page.feed')}</a>
      {' · '}
      <a href={`/api/v1/petitions.csv${of}`}>CSV</a>
      {' · '}
      <a href={`/api/v1/petitions${of}`}>JSON</a>
    </>
  );
}
