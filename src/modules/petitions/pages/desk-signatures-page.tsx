import { DeskDocument, deskTabs } from '#core/institutions/index.ts';
import { NotFound } from '#platform/errors.ts';
import { usePage } from '#platform/html/context.tsx';
import { Empty } from '#platform/html/empty.tsx';
import type { Tab } from '#platform/html/tabs.tsx';
import { definePage } from '#platform/page.ts';
import { collectSignatures } from '../access.ts';
import { listPetitions, type Petition } from '../queries/petitions.ts';
import { PetitionItems } from './petition-items.tsx';

type Data = { institutionId: string; petitions: Petition[]; tabs: Tab[] };

/** The petitions for which officials take signatures, and look at those that came: open ones first. */
export const deskSignaturesPage = definePage<unknown, Data>({
  name: 'petitions.desk-signatures-page',
  path: '/desk/signatures',
  on: 'tenant',
  access: collectSignatures,
  load: async (request) => {
    const { db, page } = request;
    if (!page.tenant) throw new NotFound();
    const institutionId = page.tenant.id;
    const [open, closed] = await Promise.all(
      (['open', 'closed'] as const).map((state) => listPetitions(db, { institutionId, state }, { limit: 100 })),
    );
    return {
      institutionId,
      petitions: [...(open?.items ?? []), ...(closed?.items ?? [])],
      tabs: deskTabs(request),
    };
  },
  view: ({ data }) => <DeskSignatures {...data} />,
});

function DeskSignatures({ petitions, tabs }: Data) {
  const { t, ts, href } = usePage();
  return (
    <DeskDocument title={ts('petitions.signatures.title')} lead={t('petitions.signatures.lead')} tabs={tabs}>
      {petitions.length === 0 ? (
        <Empty title={t('petitions.page.none')} />
      ) : (
        <PetitionItems petitions={petitions} href={({ reference }) => href(`/desk/signatures/${reference}`)} />
      )}
    </DeskDocument>
  );
}
