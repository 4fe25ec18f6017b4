import { DeskDocument, deskTabs } from '#core/institutions/index.ts';
import { calendarDate } from '#platform/clock.ts';
import { NotFound } from '#platform/errors.ts';
import { usePage } from '#platform/html/context.tsx';
import { Empty } from '#platform/html/empty.tsx';
import { type Column, Table } from '#platform/html/table.tsx';
import type { Tab } from '#platform/html/tabs.tsx';
import { StatusTag } from '#platform/html/tag.tsx';
import { Code, DateText, Multilingual } from '#platform/html/text.tsx';
import { definePage } from '#platform/page.ts';
import { examinePetitions } from '../access.ts';
import { type InCouncil, petitionsInCouncil } from '../queries/council.ts';
import { type Bodies, councilsNamed, HandedOver } from './handed-over.tsx';
import { inItsLanguage, statusOf } from './words.tsx';

type Data = { petitions: InCouncil[]; bodies: Bodies; here: string; tabs: Tab[] };

/** The petitions that a council has to do with, from the end of the signing to the end of the follow-up. */
export const deskPetitionsPage = definePage<unknown, Data>({
  name: 'petitions.desk-petitions-page',
  path: '/desk/petitions',
  on: 'tenant',
  access: examinePetitions,
  load: async (request) => {
    const { db, page } = request;
    if (!page.tenant) throw new NotFound();
    const petitions = await petitionsInCouncil(db, page.tenant.id);
    return { petitions, bodies: await councilsNamed(db, petitions), here: page.tenant.id, tabs: deskTabs(request) };
  },
  view: ({ data }) => <DeskPetitions data={data} />,
});

/** Whoever does not have the file any more reads what everybody reads. */
function pathHere({ institutionId, liesWith, reference }: InCouncil, here: string): string {
  return (liesWith ?? institutionId) === here ? `/desk/petitions/${reference}/council` : `/petitions/${reference}`;
}

function DeskPetitions({ data: { petitions, bodies, here, tabs } }: { data: Data }) {
  const page = usePage();
  const { t, ts } = page;
  const columns: Column<InCouncil>[] = [
    {
      key: 'title',
      label: ts('petitions.field.petition'),
      head: true,
      cell: (petition) => (
        <>
          <a href={page.href(pathHere(petition, here))}>
            <Multilingual text={inItsLanguage(petition, petition.title)} />
          </a>
          <br />
          <Code>{petition.reference}</Code>
          <HandedOver petition={petition} bodies={bodies} />
        </>
      ),
    },
    {
      key: 'state',
      label: ts('petitions.desk.state'),
      cell: (petition) => <StatusTag {...statusOf(page, petition)} />,
    },
    {
      key: 'closed',
      label: ts('petitions.path.closed'),
      cell: ({ closedAt }) => closedAt && <DateText date={calendarDate(closedAt)} />,
    },
  ];
  return (
    <DeskDocument title={ts('petitions.desk.council')} lead={t('petitions.desk.council-lead')} tabs={tabs}>
      {petitions.length === 0 ? (
        <Empty title={t('petitions.desk.council-none')} />
      ) : (
        <Table caption={t('petitions.desk.council')} hideCaption columns={columns} rows={petitions} />
      )}
    </DeskDocument>
  );
}
