import { Chart } from '#platform/charts/chart.tsx';
import type { DrawnChart } from '#platform/charts/drawn-chart.ts';
import { Unavailable } from '#platform/errors.ts';
import { Chapter } from '#platform/html/chapter.tsx';
import { type PageContext, usePage } from '#platform/html/context.tsx';
import { Figures } from '#platform/html/figures.tsx';
import { Table } from '#platform/html/table.tsx';
import { DateText, Multilingual } from '#platform/html/text.tsx';
import { plain } from '#platform/i18n/text.ts';
import { workshop } from '#platform/workshop/workshop.ts';
import { shareReached, targetOn } from '../indicator.ts';
import type { Indicator } from '../queries/indicators.ts';

/** An indicator with its line, which is drawn where two values at least tell of a change. */
export type ShownIndicator = Indicator & { drawn: DrawnChart | null };

/** The most values a line shows; the table has all of them. */
const MOST_POINTS = 40;

/** Draws the lines of indicators. When the workshop has no hand free the figures and the table still tell. */
export function drawIndicators(page: PageContext, indicators: readonly Indicator[]): Promise<ShownIndicator[]> {
  return Promise.all(indicators.map(async (one) => ({ ...one, drawn: await drawn(page, one) })));
}

async function drawn(page: PageContext, { number, name, values, targets }: Indicator): Promise<DrawnChart | null> {
  const points = values.slice(-MOST_POINTS);
  if (points.length < 2) return null;
  const target = targetOn(targets, page.today);
  const label = plain(name, page.lang);
  try {
    return await workshop().run('charts.draw', {
      kind: 'line',
      id: `indicator-${number}`,
      lang: page.lang,
      label,
      series: [{ name: label, values: points.map(({ value }) => value) }],
      periods: points.map(({ on }) => page.format.date(on)),
      ...(target ? { target: { value: target.value, label: page.ts('commitments.indicator.target') } } : {}),
    });
  } catch (error) {
    if (error instanceof Unavailable) return null;
    throw error;
  }
}

/** What a commitment is measured by: each indicator as figures, as a line, and as a table. */
export function IndicatorsChapter({
  reference,
  indicators,
}: {
  reference: string;
  indicators: readonly ShownIndicator[];
}) {
  const { t } = usePage();
  if (indicators.length === 0) return null;
  return (
    <Chapter id="indicators" title={t('commitments.indicator.title')} intro={t('commitments.indicator.intro')}>
      {indicators.map((one) => (
        <Measured indicator={one} />
      ))}
      <p>
        <a href={`/api/v1/commitments/${reference}/indicators`}>JSON</a>
        {' · '}
        <a href={`/api/v1/commitments/${reference}/indicators.csv`}>CSV</a>
      </p>
    </Chapter>
  );
}

function Measured({ indicator }: { indicator: ShownIndicator }) {
  const page = usePage();
  const { t, ts, today, lang } = page;
  const { number, kind, name, unit, baseline, baselineOn, method, frequency, office, values, drawn } = indicator;
  const figure = (value: number) => page.format.number(value);
  const latest = values.at(-1);
  const target = targetOn(indicator.targets, today);
  const reached = shareReached(indicator, latest, today);
  const note = (on: string | null) => on && <DateText date={on} />;
  const table = <ValuesTable indicator={indicator} />;
  return (
    <section class="flow" aria-labelledby={`indicator-${number}-name`}>
      <h3 id={`indicator-${number}-name`}>
        <Multilingual text={name} />
      </h3>
      <p class="meta">
        {t(`commitments.indicator.kinds.${kind}`)}
        {unit && (
          <>
            {' · '}
            {t('commitments.indicator.unit')}: <Multilingual text={unit} />
          </>
        )}
        {' · '}
        {t(`commitments.indicator.frequencies.${frequency}`)}
        {office && (
          <>
            {' · '}
            <Multilingual text={office} />
          </>
        )}
      </p>
      <Figures
        level={4}
        figures={[
          ...(baseline === null
            ? []
            : [{ label: t('commitments.indicator.baseline'), value: figure(baseline), note: note(baselineOn) }]),
          {
            label: t('commitments.indicator.latest'),
            value: latest ? figure(latest.value) : t('commitments.indicator.no-value'),
            note: latest && note(latest.on),
          },
          ...(target
            ? [{ label: t('commitments.indicator.target'), value: figure(target.value), note: note(target.on) }]
            : []),
          ...(reached === null
            ? []
            : [{ label: t('commitments.indicator.reached'), value: page.format.percent(reached) }]),
        ]}
      />
      {drawn ? (
        <Chart
          id={`indicator-${number}`}
          drawn={drawn}
          title={plain(name, lang)}
          measure={unit ? plain(unit, lang) : ts(`commitments.indicator.kinds.${kind}`)}
          source={latest && <bdi>{latest.source}</bdi>}
          table={table}
        />
      ) : (
        values.length > 0 && table
      )}
      {method && (
        <p>
          {t('commitments.indicator.method')}: <Multilingual text={method} />
        </p>
      )}
    </section>
  );
}

function ValuesTable({ indicator }: { indicator: Indicator }) {
  const { ts, format, lang } = usePage();
  return (
    <Table
      caption={plain(indicator.name, lang)}
      hideCaption
      rows={[...indicator.values].reverse()}
      columns={[
        { key: 'on', label: ts('commitments.indicator.on'), head: true, cell: ({ on }) => <DateText date={on} /> },
        {
          key: 'value',
          label: ts('commitments.indicator.value'),
          numeric: true,
          cell: ({ value }) => format.number(value),
        },
        { key: 'source', label: ts('commitments.indicator.source'), cell: ({ source }) => <bdi>{source}</bdi> },
      ]}
    />
  );
}
