import { z } from 'zod';
import { institutionsById } from '#core/institutions/index.ts';
import { anyone } from '#platform/access.ts';
import type { Slice, Total } from '#platform/db/paging.ts';
import { ButtonLink } from '#platform/html/button.tsx';
import { usePage } from '#platform/html/context.tsx';
import { Empty } from '#platform/html/empty.tsx';
import { Document } from '#platform/html/layout.tsx';
import { PageHead } from '#platform/html/page-head.tsx';
import { Pagination } from '#platform/html/pagination.tsx';
import { definePage } from '#platform/page.ts';
import { levelOf } from '../queries/councils.ts';
import { listPetitions, type Petition } from '../queries/petitions.ts';
import { type Bodies, councilsNamed } from './handed-over.tsx';
import { PetitionItems } from './petition-items.tsx';

const query = z.object({ after: z.string().max(2_000).optional() });

type Data = Slice<Petition> & Total & { takesPetitions: boolean; bodies: Bodies };

/** Petitions to all councils, or to one: those that are open, and what became of the others. */
export const petitionsPage = definePage<z.infer<typeof query>, Data>({
  name: 'petitions.petitions-page',
  path: '/petitions',
  on: 'both',
  query,
  access: anyone,
  load: async ({ db, page: { tenant }, query: { after } }) => {
    const body = tenant && (await institutionsById(db, [tenant.id])).get(tenant.id);
    const listed = await listPetitions(db, { institutionId: tenant?.id }, { limit: 20, after });
    const bodies = await councilsNamed(db, listed.items);
    return { ...listed, bodies, takesPetitions: body ? levelOf(body) !== undefined : false };
  },
  cache: ({ items }) => ['petitions', 'institutions', ...items.map((one) => `~petition-count:${one.reference}`)],
  view: ({ data }) => <Petitions {...data} />,
});

function Petitions({ items, next, total, takesPetitions, bodies }: Data) {
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
      <section class="flow" aria-labelledby="results-title">
        <h2 id="results-title">{t('petitions.page.petitions-n', { n: total })}</h2>
        {items.length === 0 ? (
          <Empty title={t('petitions.page.none')}>
            <p>{t('petitions.page.none-text')}</p>
          </Empty>
        ) : (
          <PetitionItems petitions={items} path={({ reference }) => `/petitions/${reference}`} bodies={bodies} />
        )}
        <Pagination next={next} />
      </section>
    </Document>
  );
}
