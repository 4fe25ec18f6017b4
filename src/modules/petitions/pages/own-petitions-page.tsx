import { signedIn } from '#platform/access.ts';
import { usePage } from '#platform/html/context.tsx';
import { Empty } from '#platform/html/empty.tsx';
import { Document } from '#platform/html/layout.tsx';
import { PageHead } from '#platform/html/page-head.tsx';
import { definePage } from '#platform/page.ts';
import { type Petition, petitionsRepresentedBy } from '../queries/petitions.ts';
import { PetitionItems } from './petition-items.tsx';

/** The petitions that a person represents. */
export const ownPetitionsPage = definePage<unknown, Petition[]>({
  name: 'petitions.own-petitions-page',
  path: '/me/petitions',
  on: 'both',
  access: signedIn,
  load: async ({ db, page: { actor } }) => (actor.kind === 'person' ? petitionsRepresentedBy(db, actor.id) : []),
  view: ({ data }) => <OwnPetitions petitions={data} />,
});

function OwnPetitions({ petitions }: { petitions: Petition[] }) {
  const { t, ts } = usePage();
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
    </Document>
  );
}
