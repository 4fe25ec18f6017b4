import { ButtonLink } from '#platform/html/button.tsx';
import { Chapter } from '#platform/html/chapter.tsx';
import { usePage } from '#platform/html/context.tsx';
import { Details } from '#platform/html/details.tsx';
import { Tasks } from '#platform/html/items.tsx';
import { Document } from '#platform/html/layout.tsx';
import { PageHead } from '#platform/html/page-head.tsx';
import { Summary } from '#platform/html/summary.tsx';
import { Law } from '#platform/html/text.tsx';
import { definePage } from '#platform/page.ts';
import { oneself, personOf } from '../access.ts';
import { everythingKnown, type KnownPart, type ShownPart, shownPart } from '../known.ts';
import { requestsOf } from '../queries.ts';
import type { DataRequest } from '../request.ts';
import { OwnRequests } from './own-requests.tsx';

type Data = { parts: KnownPart[]; requests: DataRequest[] };

/** Everything that is known about the person who asks, and what they may do about it. */
export const ownDataPage = definePage<unknown, Data>({
  name: 'personal-data.own-data-page',
  path: '/me/data',
  on: 'both',
  access: oneself,
  async load({ db, page, offers }) {
    const { id } = personOf(page.actor);
    return { parts: await everythingKnown(db, offers.personalData, id), requests: await requestsOf(db, id) };
  },
  view: ({ data }) => <OwnData data={data} />,
});

function OwnData({ data }: { data: Data }) {
  const page = usePage();
  const { t, ts, href } = page;
  return (
    <Document
      title={ts('personal-data.me.title')}
      crumbs={[{ label: ts('personal-data.me.space'), path: '/me' }]}
      noIndex
      canonical={null}
    >
      <PageHead
        title={t('personal-data.me.title')}
        lead={t('personal-data.me.lead')}
        row={
          <>
            <ButtonLink kind="quiet" href={href('/me/data.pdf')}>
              {t('personal-data.me.pdf')}
            </ButtonLink>
            <ButtonLink kind="quiet" href={href('/me/data.json')}>
              {t('personal-data.me.json')}
            </ButtonLink>
          </>
        }
      />
      <Chapter id="rights" title={t('personal-data.me.rights')}>
        <Tasks
          tasks={[
            {
              label: t('personal-data.me.correct'),
              note: t('personal-data.me.correct-note'),
              path: '/me/data/requests/new?kind=rectification',
            },
            {
              label: t('personal-data.me.object'),
              note: t('personal-data.me.object-note'),
              path: '/me/data/requests/new?kind=objection',
            },
            { label: t('personal-data.me.close'), note: t('personal-data.me.close-note'), path: '/me/data/close' },
          ]}
        />
        <p>
          <Law>{t('personal-data.me.law')}</Law>
        </p>
      </Chapter>
      <OwnRequests requests={data.requests} />
      <Chapter id="known" title={t('personal-data.me.known')}>
        {data.parts.map((part) => (
          <Part part={shownPart(page, part)} />
        ))}
      </Chapter>
    </Document>
  );
}

/** How many things of a list are shown at once; all of them are in the files. */
const SHOWN = 50;

function Part({ part }: { part: ShownPart }) {
  const { t } = usePage();
  const isEmpty = part.rows.length === 0 && part.lists.every((list) => list.items.length === 0);
  return (
    <section class="flow">
      <h3>{part.title}</h3>
      {isEmpty && <p class="soft">{t('personal-data.me.nothing')}</p>}
      {part.rows.length > 0 && <Rows rows={part.rows} />}
      {part.lists.map(
        (list) =>
          list.items.length > 0 && (
            <Details summary={t('personal-data.me.list', { title: list.title, n: list.items.length })}>
              {list.items.slice(0, SHOWN).map((rows) => (
                <Rows rows={rows} />
              ))}
              {list.items.length > SHOWN && <p>{t('personal-data.me.more')}</p>}
            </Details>
          ),
      )}
    </section>
  );
}

function Rows({ rows }: { rows: ShownPart['rows'] }) {
  return <Summary rows={rows.map(({ label, value }) => ({ label, value: <bdi>{value}</bdi> }))} />;
}
