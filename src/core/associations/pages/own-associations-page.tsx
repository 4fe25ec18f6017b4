import { usePage } from '#platform/html/context.tsx';
import { Empty } from '#platform/html/empty.tsx';
import { Item, Items } from '#platform/html/items.tsx';
import { definePage } from '#platform/page.ts';
import { oneself, personOf } from '../access.ts';
import type { Association, Representative } from '../association.ts';
import { associationsOf } from '../queries.ts';
import { OwnDocument } from './own-document.tsx';
import { useAssociationStatus } from './words.tsx';

type Data = (Association & { mine: Representative })[];

/** The associations that one represents, or is asked to represent. */
export const ownAssociationsPage = definePage<unknown, Data>({
  name: 'associations.own-associations-page',
  path: '/me/associations',
  on: 'both',
  access: oneself,
  load: async ({ db, page }) => {
    const all = await associationsOf(db, personOf(page.actor).id);
    return all.filter(({ mine }) => mine.state === 'asked' || mine.state === 'confirmed');
  },
  view: ({ data }) => <OwnAssociations data={data} />,
});

function OwnAssociations({ data }: { data: Data }) {
  const { t, ts, href } = usePage();
  const statusOf = useAssociationStatus();
  return (
    <OwnDocument
      title={t('associations.own.title')}
      called={ts('associations.own.title')}
      lead={t('associations.own.lead')}
      list
    >
      {data.length === 0 ? (
        <Empty title={t('associations.own.none')}>
          <p>{t('associations.own.none-text')}</p>
        </Empty>
      ) : (
        <Items>
          {data.map((one) => (
            <Item
              level={2}
              title={{ text: one.name }}
              path={
                one.mine.state === 'asked'
                  ? `/me/associations/representations/${one.mine.id}`
                  : `/me/associations/${one.id}`
              }
              tags={[
                one.mine.state === 'asked'
                  ? { tone: 'not-started', label: t('associations.own.asked') }
                  : statusOf(one),
              ]}
              facts={[
                {
                  label: ts('associations.representative.function'),
                  value: t(`associations.function.${one.mine.function}`),
                },
              ]}
            />
          ))}
        </Items>
      )}
      <p class="mt-4">
        <a class="button" href={href('/me/associations/new')}>
          {t('associations.form.title')}
        </a>
      </p>
      <p>
        <a href={href('/associations')}>{t('associations.own.directory')}</a>
      </p>
    </OwnDocument>
  );
}
