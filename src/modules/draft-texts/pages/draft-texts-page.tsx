import { z } from 'zod';
import { type Institution, institutionsById } from '#core/institutions/index.ts';
import type { Slice, Total } from '#platform/db/paging.ts';
import { Radios } from '#platform/html/choices.tsx';
import { usePage } from '#platform/html/context.tsx';
import { Empty } from '#platform/html/empty.tsx';
import { Filters, ListPage } from '#platform/html/filters.tsx';
import { Item, Items } from '#platform/html/items.tsx';
import { Document } from '#platform/html/layout.tsx';
import { PageHead } from '#platform/html/page-head.tsx';
import { Pagination } from '#platform/html/pagination.tsx';
import { Code, DateText, Multilingual } from '#platform/html/text.tsx';
import { definePage } from '#platform/page.ts';
import { listTexts } from '../access.ts';
import { LIST_TAG, PHASES, type PublicPhase, textPath } from '../draft-text.ts';
import { type DraftText, listDraftTexts } from '../queries/draft-texts.ts';
import { DataLinks } from './data-links.tsx';
import { statusOf } from './words.tsx';

const query = z.object({
  after: z.string().max(2_000).optional(),
  phase: z.enum(PHASES).optional().catch(undefined),
});

type Query = z.infer<typeof query>;
type Data = Slice<DraftText> & Total & { bodies: Map<string, Institution> };

/** Draft texts of all bodies, or of one: what can be discussed now, and what became of the others. */
export const draftTextsPage = definePage<Query, Data>({
  name: 'draft-texts.draft-texts-page',
  path: '/draft-texts',
  on: 'both',
  query,
  access: listTexts,
  async load({ db, page: { tenant, today }, query: { after, phase } }) {
    const listed = await listDraftTexts(db, { institutionId: tenant?.id, phase, today }, { limit: 20, after });
    return {
      ...listed,
      bodies: await institutionsById(
        db,
        listed.items.map((one) => one.institutionId),
      ),
    };
  },
  cache: () => [LIST_TAG, 'institutions'],
  view: ({ data, query: { phase } }) => <DraftTexts data={data} phase={phase} />,
});

function DraftTexts({ data, phase }: { data: Data; phase: PublicPhase | undefined }) {
  const page = usePage();
  const { t, ts, tenant } = page;
  const { items, next, total } = data;
  const filters = { ...(tenant ? { institution: tenant.slug } : {}), ...(phase ? { phase } : {}) };
  return (
    <Document
      title={ts('draft-texts.page.texts')}
      crumbs={[]}
      description={ts('draft-texts.page.lead')}
      feeds={[
        { title: ts('draft-texts.page.texts'), path: '/draft-texts/feed.atom', type: 'application/atom+xml' },
        { title: ts('draft-texts.page.calendar'), path: '/draft-texts/calendar.ics', type: 'text/calendar' },
      ]}
    >
      <PageHead title={t('draft-texts.page.texts')} lead={t('draft-texts.page.lead')} />
      <ListPage
        heading={t('draft-texts.page.texts-n', { n: total })}
        downloads={
          <DataLinks
            resource="draft-texts"
            filters={filters}
            feed="/draft-texts/feed.atom"
            calendar="/draft-texts/calendar.ics"
          />
        }
        active={phase ? [{ name: 'phase', label: ts(`draft-texts.phase.${phase}`) }] : []}
        filters={
          <Filters>
            <Radios
              name="phase"
              label={t('draft-texts.page.phase')}
              value={phase}
              look="ticks"
              choices={PHASES.map((one) => ({ value: one, label: ts(`draft-texts.phase.${one}`) }))}
            />
          </Filters>
        }
      >
        {items.length === 0 ? (
          <Empty title={t('draft-texts.page.none')}>
            <p>{t('draft-texts.page.none-text')}</p>
          </Empty>
        ) : (
          <Items>
            {items.map((text) => (
              <Item
                title={{ text: text.title }}
                path={textPath(text.reference)}
                tags={[statusOf(page, text)]}
                facts={[
                  { label: ts('draft-texts.field.reference'), value: <Code>{text.reference}</Code>, hideLabel: true },
                  ...(tenant
                    ? []
                    : [
                        {
                          label: ts('draft-texts.field.body'),
                          value: <Multilingual text={data.bodies.get(text.institutionId)?.name} />,
                        },
                      ]),
                  ...(text.closesOn
                    ? [{ label: ts('draft-texts.field.closes-on'), value: <DateText date={text.closesOn} /> }]
                    : []),
                  {
                    label: ts('draft-texts.field.contributions'),
                    value: t('draft-texts.page.contributions-n', { n: text.contributions }),
                    hideLabel: true,
                  },
                ]}
              />
            ))}
          </Items>
        )}
        <Pagination next={next} />
      </ListPage>
    </Document>
  );
}
