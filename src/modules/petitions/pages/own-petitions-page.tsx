import { institutionsById } from '#core/institutions/index.ts';
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

type Data = {
  petitions: Petition[];
  together: Awaited<ReturnType<typeof collaborationsOf>>;
  /** The bodies that they are addressed to: each is found on the site of its own. */
  bodies: Awaited<ReturnType<typeof institutionsById>>;
};

/** The petitions that a person represents, and the drafts that they write with others or were asked to. */
export const ownPetitionsPage = definePage<unknown, Data>({
  name: 'petitions.own-petitions-page',
  path: '/me/petitions',
  on: 'both',
  access: signedIn,
  load: async ({ db, page: { actor } }) => {
    if (actor.kind !== 'person') return { petitions: [], together: [], bodies: new Map() };
    const petitions = await petitionsRepresentedBy(db, actor.id);
    const together = await collaborationsOf(db, actor.id);
    const ids = new Set([...petitions, ...together].map(({ institutionId }) => institutionId));
    return { petitions, together, bodies: await institutionsById(db, [...ids]) };
  },
  view: ({ data }) => <OwnPetitions {...data} />,
});

function OwnPetitions({ petitions, together, bodies }: Data) {
  const { t, ts, href } = usePage();
  const at = ({ institutionId }: { institutionId: string }, path: string) =>
    href(path, { tenant: bodies.get(institutionId) ?? null });
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
        <PetitionItems petitions={petitions} href={(one) => at(one, `/petitions/${one.reference}/manage`)} />
      )}
      {together.length > 0 && (
        <Chapter id="together" title={t('petitions.together.own')}>
          <ul>
            {together.map(({ id, state, reference, representative, ...petition }) => (
              <li>
                <a
                  href={at(
                    petition,
                    state === 'asked' ? `/me/petitions/invitations/${id}` : `/petitions/${reference}/manage`,
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
