import { DeskDocument, deskTabs } from '#core/institutions/index.ts';
import { NotFound } from '#platform/errors.ts';
import { ButtonLink } from '#platform/html/button.tsx';
import { usePage } from '#platform/html/context.tsx';
import { Table } from '#platform/html/table.tsx';
import type { Tab } from '#platform/html/tabs.tsx';
import { Multilingual } from '#platform/html/text.tsx';
import { definePage } from '#platform/page.ts';
import { readQueue } from '../access.ts';
import type { Ground } from '../moderation.ts';
import { groundsOf } from '../queries/grounds.ts';

type Data = { institutionId: string; tabs: Tab[]; grounds: Ground[] };

/** The reasons for hiding as this body words them, and what authors are told. */
export const groundsPage = definePage<unknown, Data>({
  name: 'moderation.grounds-page',
  path: '/desk/moderation/grounds',
  on: 'tenant',
  access: readQueue,
  load: async (request) => {
    const { db, page, around } = request;
    if (!page.tenant) throw new NotFound();
    const institutionId = page.tenant.id;
    return { institutionId, tabs: deskTabs(request), grounds: await groundsOf(db, institutionId, around) };
  },
  view: ({ data }) => <Grounds {...data} />,
});

function Grounds({ tabs, grounds }: Data) {
  const { t, ts, href } = usePage();
  return (
    <DeskDocument
      title={ts('moderation.grounds.title')}
      lead={t('moderation.grounds.lead')}
      tabs={tabs}
      crumbs={[{ label: ts('moderation.desk.title'), path: '/desk/moderation' }]}
      row={<ButtonLink path="/desk/moderation/grounds/new">{t('moderation.grounds.new')}</ButtonLink>}
    >
      <Table
        caption={t('moderation.grounds.title')}
        hideCaption
        rows={grounds}
        columns={[
          {
            key: 'label',
            label: ts('moderation.grounds.label'),
            head: true,
            cell: (ground) => (
              <a href={href(`/desk/moderation/grounds/${ground.key}`)}>
                <Multilingual text={ground.label} />
              </a>
            ),
          },
          {
            key: 'letter',
            label: ts('moderation.grounds.letter'),
            wide: true,
            cell: (ground) => <Multilingual text={ground.letter} />,
          },
          {
            key: 'whose',
            label: ts('moderation.grounds.whose'),
            cell: (ground) => t(ground.own ? 'moderation.grounds.own' : 'moderation.grounds.common'),
          },
        ]}
      />
    </DeskDocument>
  );
}
