import { signedIn } from '#platform/access.ts';
import { Chapter } from '#platform/html/chapter.tsx';
import { usePage } from '#platform/html/context.tsx';
import { Empty } from '#platform/html/empty.tsx';
import { Document } from '#platform/html/layout.tsx';
import { PageHead } from '#platform/html/page-head.tsx';
import { Multilingual } from '#platform/html/text.tsx';
import { definePage } from '#platform/page.ts';
import { collaborationsOf } from '../queries/collaborators.ts';
import { type Petition, petitionsRepresentedBy } from '../queries/petitions.ts';
import { PetitionItems } from './petition-items.tsx';
import { inItsLanguage } from './words.tsx';

type Data = { petitions: Petition[]; together: Awaited<ReturnType<typeof collaborationsOf>> };

/** The petitions that a person represents, and the drafts that they write with others or were asked to. */
export const ownPetitionsPage = definePage<unknown, Data>({
  name: 'petitions.own-petitions-page',
  path: '/me/petitions',
  on: 'both',
  access: signedIn,
  load: async ({ db, page: { actor } }) =>
    actor.kind === 'person'
      ? { petitions: await petitionsRepresentedBy(db, actor.id), together: await collaborationsOf(db, actor.id) }
      : { petitions: [], together: [] },
  view: ({ data }) => <OwnPetitions {...data} />,
});

function OwnPetitions({ petitions, together }: Data) {
  const { t, ts, href, tenant } = usePage();
  // The site of a body has its own petitions alone.
  const siteOf = (institutionId: string) => (!tenant || tenant.id === institutionId ? {} : { tenant: null });
  return (
    <Document
      title={ts('petitions.own.title')}
      crumbs={[{ label: ts('accounts.account.me'), path: '/me' }]}
      canonical={null}
      noIndex
    >
      <PageHead title={t('petitions.own.title')} lead={t('petitions.own.lead')} />
      {petitions.length === 0 ? (
        <Empty title={t('petitions.own.none')}>
          <p>{t('petitions.own.none-text')}</p>
        </Empty>
      ) : (
        <PetitionItems petitions={petitions} path={({ reference }) => `/petitions/${reference}/manage`} />
      )}
      {together.length > 0 && (
        <Chapter id="together" title={t('petitions.together.own')}>
          <ul>
            {together.map(({ id, state, reference, representative, institutionId, ...petition }) => (
              <li>
                <a
                  href={href(
                    state === 'asked' ? `/me/petitions/invitations/${id}` : `/petitions/${reference}/manage`,
                    siteOf(institutionId),
                  )}
                >
                  <Multilingual text={inItsLanguage(petition, petition.title)} />
                </a>{' '}
                <span class="soft">
                  {t(state === 'asked' ? 'petitions.together.you-are-asked' : 'petitions.together.with', {
                    name: <bdi>{representative}</bdi>,
                  })}
                </span>
              </li>
            ))}
          </ul>
        </Chapter>
      )}
    </Document>
  );
}
