import { z } from 'zod';
import { type Institution, institutionsById } from '#core/institutions/index.ts';
import { isTerritoryCode, regions, type Territory } from '#core/territory/index.ts';
import type { Slice, Total } from '#platform/db/paging.ts';
import { usePage } from '#platform/html/context.tsx';
import { Empty } from '#platform/html/empty.tsx';
import { Select, TextInput } from '#platform/html/field.tsx';
import { Filters, ListPage } from '#platform/html/filters.tsx';
import { Item, Items } from '#platform/html/items.tsx';
import { Document } from '#platform/html/layout.tsx';
import { PageHead } from '#platform/html/page-head.tsx';
import { Pagination } from '#platform/html/pagination.tsx';
import { DateRange, Excerpt, Multilingual } from '#platform/html/text.tsx';
import { plain } from '#platform/i18n/text.ts';
import { definePage } from '#platform/page.ts';
import { readConsultations } from '../access.ts';
import { ABOUT_KINDS } from '../consultation.ts';
import { MODEL_NAMES } from '../models.ts';
import { type ListedConsultation, listConsultations, STANDINGS } from '../queries/consultations.ts';
import { statusOf } from './words.ts';

const query = z.object({
  standing: z.enum(STANDINGS).optional().catch(undefined),
  model: z.enum(MODEL_NAMES).optional().catch(undefined),
  about: z.enum(ABOUT_KINDS).optional().catch(undefined),
  theme: z
    .string()
    .trim()
    .max(100)
    .transform((words) => words || undefined)
    .optional()
    .catch(undefined),
  region: z.string().refine(isTerritoryCode).optional().catch(undefined),
  after: z.string().max(2_000).optional(),
});

type Query = z.infer<typeof query>;
type Data = Slice<ListedConsultation> & Total & { bodies: Map<string, Institution>; regions: Territory[] };

/** Consultations of all bodies, or of one. */
export const consultationsPage = definePage<Query, Data>({
  name: 'consultations.consultations-page',
  path: '/consultations',
  on: 'both',
  query,
  access: readConsultations,
  load: async ({ db, page: { tenant, today }, query: { after, ...filter } }) => {
    const listed = await listConsultations(db, { ...filter, institutionId: tenant?.id, today }, { limit: 20, after });
    return {
      ...listed,
      // A body's own site is of one place.
      regions: tenant ? [] : await regions(db),
      bodies: await institutionsById(db, [...new Set(listed.items.map((one) => one.institutionId))]),
    };
  },
  cache: () => ['consultations', 'institutions', 'territories'],
  view: ({ data, query: asked }) => <Consultations data={data} asked={asked} />,
});

function Consultations({ data, asked }: { data: Data; asked: Query }) {
  const page = usePage();
  const { t, ts, href, lang, tenant } = page;
  const title = ts('consultations.page.title');
  return (
    <Document
      title={title}
      description={ts('consultations.page.lead')}
      crumbs={[]}
      wide
      feeds={[{ title, path: '/consultations/feed.atom', type: 'application/atom+xml' }]}
    >
      <PageHead title={title} lead={t('consultations.page.lead')} />
      <ListPage
        heading={t('consultations.page.n', { n: data.total })}
        active={[
          ...(asked.standing ? [{ name: 'standing', label: ts(`consultations.page.standing-${asked.standing}`) }] : []),
          ...(asked.about ? [{ name: 'about', label: ts(`consultations.about.${asked.about}`) }] : []),
          ...(asked.theme ? [{ name: 'theme', label: asked.theme }] : []),
          ...(asked.region
            ? [
                {
                  name: 'region',
                  label: plain(data.regions.find(({ code }) => code === asked.region)?.name, lang) || asked.region,
                },
              ]
            : []),
          ...(asked.model ? [{ name: 'model', label: ts(`consultations.model.${asked.model}`) }] : []),
        ]}
        downloads={
          <>
            <a href={href('/consultations/feed.atom')}>{t('consultations.page.feed')}</a>
            {' · '}
            <a href={href('/consultations/calendar.ics')}>{t('consultations.page.calendar')}</a>
            {' · '}
            <a href={`/api/v1/consultations.csv${tenant ? `?institution=${tenant.slug}` : ''}`}>CSV</a>
            {' · '}
            <a href={`/api/v1/consultations${tenant ? `?institution=${tenant.slug}` : ''}`}>JSON</a>
          </>
        }
        filters={
          <Filters>
            <Select
              name="standing"
              label={t('consultations.page.standing')}
              empty={ts('consultations.page.all')}
              value={asked.standing}
              choices={STANDINGS.map((one) => ({ value: one, label: ts(`consultations.page.standing-${one}`) }))}
            />
            <Select
              name="model"
              label={t('consultations.field.model')}
              empty={ts('consultations.page.all')}
              value={asked.model}
              choices={MODEL_NAMES.map((one) => ({ value: one, label: ts(`consultations.model.${one}`) }))}
            />
            <Select
              name="about"
              label={t('consultations.page.about-kind')}
              empty={ts('consultations.page.all')}
              value={asked.about}
              choices={ABOUT_KINDS.map((one) => ({ value: one, label: ts(`consultations.about.${one}`) }))}
            />
            <TextInput
              name="theme"
              label={t('consultations.field.theme')}
              hint={t('consultations.page.theme-hint')}
              value={asked.theme}
              maxlength={100}
              optional
            />
            {data.regions.length > 0 && (
              <Select
                name="region"
                label={t('consultations.field.region')}
                empty={ts('consultations.page.all')}
                value={asked.region}
                choices={data.regions.map(({ code, name }) => ({ value: code, label: plain(name, lang) }))}
              />
            )}
          </Filters>
        }
      >
        {data.items.length === 0 ? (
          <Empty title={t('consultations.page.none')}>
            <p>{t('consultations.page.none-text')}</p>
          </Empty>
        ) : (
          <Items>
            {data.items.map((one) => (
              <Item
                title={{ text: one.title }}
                path={`/consultations/${one.reference}`}
                tags={[statusOf(page, one)]}
                facts={[
                  {
                    label: ts('consultations.field.lead'),
                    value: <Multilingual text={data.bodies.get(one.institutionId)?.name} as="bdi" />,
                    hideLabel: true,
                  },
                  {
                    label: ts('consultations.field.dates'),
                    value: <DateRange start={one.startsOn} end={one.endsOn} />,
                    hideLabel: true,
                  },
                ]}
              >
                <Excerpt text={one.summary} length={200} />
              </Item>
            ))}
          </Items>
        )}
        <Pagination next={data.next} />
      </ListPage>
    </Document>
  );
}
