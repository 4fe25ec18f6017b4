import { z } from 'zod';
import { Chart } from '#platform/charts/chart.tsx';
import type { DrawnChart } from '#platform/charts/drawn-chart.ts';
import { Unavailable } from '#platform/errors.ts';
import { type PageContext, usePage } from '#platform/html/context.tsx';
import { Empty } from '#platform/html/empty.tsx';
import { Figures } from '#platform/html/figures.tsx';
import { Document } from '#platform/html/layout.tsx';
import { PageHead } from '#platform/html/page-head.tsx';
import { Table } from '#platform/html/table.tsx';
import { DateRange, DateText, Multilingual } from '#platform/html/text.tsx';
import { definePage } from '#platform/page.ts';
import { workshop } from '#platform/workshop/workshop.ts';
import { signPetition as readPublic } from '../access.ts';
import { daysOf, type SigningDay, signingDays, spansOfDays } from '../queries/days.ts';
import type { Petition } from '../queries/petitions.ts';
import { publicPetition } from './public-petition.ts';
import { inItsLanguage } from './words.tsx';

/** The most bars of the drawing: a petition that is open for a year shows spans of several days. */
const MOST_BARS = 45;

type Span = ReturnType<typeof spansOfDays>[number];
type Data = { petition: Petition; days: SigningDay[]; spans: Span[]; drawn: DrawnChart | null };

/** How fast people sign: signatures of each day, as a drawing and as a table. */
export const ratePage = definePage<unknown, Data>({
  name: 'petitions.rate-page',
  path: '/petitions/:reference/rate',
  on: 'both',
  query: z.object({}),
  access: readPublic,
  load: async (request) => {
    const { db, page } = request;
    const petition = await publicPetition(request);
    const days = await daysOf(db, petition);
    const spans = spansOfDays(days, MOST_BARS);
    return { petition, days, spans, drawn: await drawn(page, spans) };
  },
  cache: ({ petition: { reference } }) => [`petition:${reference}`, `petition-days:${reference}`],
  view: ({ data }) => <Rate {...data} />,
});

/** When the workshop has no hand free the table still tells. */
async function drawn(page: PageContext, spans: readonly Span[]): Promise<DrawnChart | null> {
  if (spans.length < 2) return null;
  const label = page.ts('petitions.rate.chart');
  try {
    return await workshop().run('charts.draw', {
      kind: 'bar',
      along: 'columns',
      id: 'rate',
      lang: page.lang,
      label,
      series: [{ name: label, values: spans.map(({ signatures }) => signatures) }],
      categories: spans.map(({ day }) => page.format.date(day)),
    });
  } catch (error) {
    if (error instanceof Unavailable) return null;
    throw error;
  }
}

function Rate({ petition, days, spans, drawn }: Data) {
  const { t, ts, format, href, today } = usePage();
  const title = inItsLanguage(petition, petition.title);
  const path = `/petitions/${petition.reference}`;
  const fullest = days.reduce((most, one) => (one.signatures > most.signatures ? one : most), days[0] ?? NONE);
  const total = days.at(-1)?.total ?? 0;
  const table = (
    <Table
      caption={ts('petitions.rate.chart')}
      hideCaption
      rows={[...spans].reverse()}
      columns={[
        {
          key: 'day',
          label: ts('petitions.rate.day'),
          head: true,
          cell: ({ day, until }) => (day === until ? <DateText date={day} /> : <DateRange start={day} end={until} />),
        },
        {
          key: 'signatures',
          label: ts('petitions.page.signatures'),
          numeric: true,
          cell: ({ signatures }) => format.number(signatures),
        },
        {
          key: 'total',
          label: ts('petitions.rate.total'),
          numeric: true,
          cell: (one) => format.number(one.total),
        },
      ]}
    />
  );
  return (
    <Document
      title={`${ts('petitions.rate.title')} – ${petition.reference}`}
      crumbs={[
        { label: ts('petitions.page.petitions'), path: '/petitions' },
        { label: petition.reference, path },
      ]}
      crumb={ts('petitions.rate.title')}
      canonical={`${path}/rate`}
    >
      <PageHead
        kicker={
          <a href={href(path)}>
            <Multilingual text={title} />
          </a>
        }
        title={t('petitions.rate.title')}
        lead={t('petitions.rate.lead')}
      />
      {total === 0 ? (
        <Empty title={t('petitions.rate.none')} />
      ) : (
        <>
          <Figures
            level={2}
            figures={[
              {
                label: t('petitions.rate.average'),
                value: format.number(total / signingDays(petition, today), { maximumFractionDigits: 1 }),
              },
              {
                label: t('petitions.rate.fullest'),
                value: format.number(fullest.signatures),
                note: <DateText date={fullest.day} />,
              },
            ]}
          />
          {drawn ? (
            <Chart
              id="rate"
              drawn={drawn}
              title={t('petitions.rate.chart')}
              measure={t('petitions.rate.measure')}
              source={t('petitions.rate.source')}
              table={table}
            />
          ) : (
            table
          )}
          <p>
            <a href={`/api/v1/petitions/${petition.reference}/days`} dir="ltr">
              JSON
            </a>
          </p>
        </>
      )}
    </Document>
  );
}

const NONE: SigningDay = { day: '', signatures: 0, total: 0 };
