import type { ComponentChildren } from 'preact';
import { describe, expect, test } from 'vitest';
import type { Lang } from '../i18n/languages.ts';
import { Filters, ListPage } from './filters.tsx';
import { Gantt, type GanttRow } from './gantt.tsx';
import { Item } from './items.tsx';
import { RegionMap } from './map.tsx';
import { Mosaic } from './mosaic.tsx';
import { Pagination, Total } from './pagination.tsx';
import { Bar, Meter } from './progress.tsx';
import { renderPart } from './render.tsx';
import { Summary } from './summary.tsx';
import { Table } from './table.tsx';
import { StatusTag } from './tag.tsx';
import { samplePage } from './testing.tsx';
import { Code, DateRange, DateText, Multilingual, Percent, Prose, Range } from './text.tsx';
import { Timeline } from './timeline.tsx';

const draw = (part: ComponentChildren, lang: Lang = 'ar', query = '') =>
  renderPart(samplePage({ lang, path: '/things', query }), part);

describe('texts', () => {
  test('a text in the language of the page is plain; in another it says which', () => {
    expect(draw(<Multilingual text={{ ar: 'ماء', fr: 'Eau' }} />)).toBe('ماء');
    expect(draw(<Multilingual text={{ fr: 'Eau' }} />)).toBe('<bdi lang="fr" dir="ltr">Eau</bdi>');
    expect(draw(<Multilingual as="h1" text={{ ar: 'ماء' }} />, 'fr')).toBe('<h1 lang="ar" dir="rtl">ماء</h1>');
    expect(draw(<Multilingual text={{}} />)).toBe('');
  });

  test('a long text is paragraphs and lists', () => {
    expect(draw(<Prose text={{ ar: 'أول\n\n- ثان\n- ثالث\nرابع' }} />)).toBe(
      '<div class="flow"><p>أول</p><ul><li>ثان</li><li>ثالث</li></ul><p>رابع</p></div>',
    );
  });

  test('codes, ranges and percentages stand left to right on their own', () => {
    expect(draw(<Code>31-13</Code>)).toBe('<bdi class="code" dir="ltr">31-13</bdi>');
    expect(draw(<Range from={2025} to={2027} />)).toBe('<bdi dir="ltr">2025–2027</bdi>');
    expect(draw(<Percent share={0.62} />)).toBe('<bdi dir="ltr">62%</bdi>');
  });

  test('a date is as precise as its source, with Moroccan months', () => {
    expect(draw(<DateText date="2026-11-21" />)).toBe('<time datetime="2026-11-21">21 نونبر 2026</time>');
    expect(draw(<DateText date="2026-07-01" precision="month" />)).toBe('<time datetime="2026-07">يوليوز 2026</time>');
    expect(draw(<DateText date="2026-01-01" precision="year" />, 'fr')).toBe('<time datetime="2026">2026</time>');
    expect(draw(<DateRange start="2025-06-01" end="2027-06-30" precision="month" />, 'fr')).toContain(
      '>juin 2025</time> à <time',
    );
    expect(draw(<DateRange start={null} end="2027-06-30" />, 'en')).toMatch(/^until <time/);
  });
});

describe('lists', () => {
  test('a title in another script takes its language on the heading itself', () => {
    const html = draw(
      <Item
        title={{ text: { fr: 'Un titre' } }}
        path="/things/a"
        facts={[{ label: 'رمز', value: 'A1', hideLabel: true }]}
      />,
    );
    expect(html).toContain('<h3 lang="fr" dir="ltr"><a href="/ar/things/a">Un titre</a></h3>');
    expect(html).toContain('<dt class="hide-text">رمز</dt><dd>A1</dd>');
  });

  test('a status is a word; rows without a value are left out of a summary', () => {
    expect(draw(<StatusTag tone="late" label="متأخر" />)).toBe('<span class="tag late">متأخر</span>');
    expect(draw(<Summary rows={[{ label: 'a', value: 'b' }, { label: 'c', value: null }, null]} />)).toBe(
      '<dl class="summary"><div><dt>a</dt><dd>b</dd></div></dl>',
    );
  });

  test('pages of results are real links that keep the query', () => {
    expect(draw(<Pagination next={null} />)).toBe('');
    const html = draw(<Pagination next="c2" />, 'fr', 'q=eau&after=c1');
    expect(html).toContain('<a href="/fr/things?q=eau" rel="first">');
    expect(html).toContain('<a href="/fr/things?q=eau&amp;after=c2" rel="next">');
    expect(draw(<Total total={3} />)).toBe('3 نتائج');
    expect(draw(<Total total={11} />)).toBe('11 نتيجة');
    expect(draw(<Total total={1} />, 'fr')).toBe('1 résultat');
  });

  test('an active filter is a link that removes itself and starts at the first page', () => {
    const html = draw(
      <ListPage
        heading="2"
        active={[
          { name: 's', value: 'late', label: 'En retard' },
          { name: 'q', label: 'eau' },
        ]}
        filters={<Filters keep={['sort']}>x</Filters>}
      >
        y
      </ListPage>,
      'fr',
      's=late&s=none&q=eau&sort=end&after=c1',
    );
    expect(html).toContain(
      '<a href="/fr/things?q=eau&amp;sort=end&amp;s=none" aria-label="Retirer le filtre En retard">',
    );
    expect(html).toContain('<a href="/fr/things?s=late&amp;s=none&amp;sort=end" aria-label="Retirer le filtre eau">');
    expect(html).toContain('<a href="/fr/things?sort=end">');
    expect(html).toContain('<input type="hidden" name="sort" value="end">');
    expect(html.indexOf('id="results"')).toBeLessThan(html.indexOf('id="filters"'));
  });
});

describe('tables', () => {
  const columns = [
    { key: 'name', label: 'Name', head: true, cell: (row: { name: string; n: number }) => row.name },
    { key: 'n', label: 'Number', numeric: true, cell: (row: { name: string; n: number }) => row.n },
  ];
  const rows = [{ name: 'a', n: 1 }];

  test('a stacked table names its cells', () => {
    const html = draw(<Table caption="All" columns={columns} rows={rows} rowTone={() => 'late'} foot={['Sum', 1]} />);
    expect(html).toContain('<table class="stack"><caption');
    expect(html).toContain('<th scope="col" class="num">Number</th>');
    expect(html).toContain('<tr class="late"><th scope="row">a</th>');
    expect(html).toContain('<td class="num" data-label="Number"><div>1</div></td>');
    expect(html).toContain('<tfoot><tr><th scope="row">Sum</th>');
  });

  test('a table that scrolls does it in a named region that the keyboard reaches', () => {
    const html = draw(<Table caption="All" columns={columns} rows={rows} phone="scroll" />);
    const id = html.match(/<caption id="([^"]+)"/)?.[1];
    expect(html).toContain(`<section class="scroll" tabindex="0" aria-labelledby="${id}">`);
    expect(html).not.toContain('data-label');
  });
});

describe('pictures', () => {
  const rows: GanttRow[] = [
    { label: 'a', start: '2026-01-01', end: '2026-12-31', tone: 'not-reported' },
    { label: 'b', start: '2026-07-01', end: '2027-12-31', tone: 'in-progress', late: true },
  ];
  const strip = (lang: Lang) => draw(<Gantt id="g" title="t" summary="s" rows={rows} />, lang);

  test('time runs in the direction of reading', () => {
    expect(strip('fr')).toContain('<rect class="span not-reported" x="0%" width="50%"');
    expect(strip('ar')).toContain('<rect class="span not-reported" x="50%" width="50%"');
    expect(strip('fr')).toContain('<rect class="span past" x="24.79%" width="75.21%"');
    expect(strip('fr')).toContain('<line class="today" x1="44.38%" x2="44.38%"');
    expect(strip('ar')).toContain('<line class="today" x1="55.62%" x2="55.62%"');
    expect(strip('ar')).toContain('اليوم: 21 نونبر 2026');
  });

  test('the strip has one text for a reader, and none of today when today is not on it', () => {
    expect(strip('ar')).toContain('<div class="gantt" role="img" aria-label="s">');
    expect(draw(<Gantt id="g" title="t" summary="s" rows={rows} start="2027-01-01" />)).not.toContain('class="today"');
    expect(draw(<Gantt id="g" title="t" summary="s" rows={[]} />)).toBe('');
  });

  test('a bar stays inside its track and is silent; its words stand beside it', () => {
    const html = draw(<Meter value="12" of="من 10" share={1.2} mark={0.5} />);
    expect(html).toContain('<p class="value"><b>12</b> من 10</p>');
    expect(html).toContain('width="100%" height="18"></rect><line class="mark" x1="50%"');
    expect(draw(<Bar share={-1} />)).toContain('<rect class="fill" width="0%"');
  });

  test('each star is a link with a name; each status has its own shape', () => {
    const html = draw(
      <Mosaic
        stars={[{ tone: 'late', href: '/a', label: 'أ: متأخر' }]}
        legend={[{ tone: 'stuck', label: 'متعثر' }]}
        caption="c"
      />,
    );
    expect(html).toContain('<a href="/a" aria-label="أ: متأخر"><svg class="star late"');
    expect(html).toContain('<figcaption>c</figcaption>');
  });

  test('a map is summed up in words, shows its source, and its links are for the pointer only', () => {
    const html = draw(
      <RegionMap
        viewBox="0 0 9 9"
        summary="جهتان"
        shapes={[{ key: 'a', d: 'M0 0', tone: 4, title: 'أ', href: '/a' }]}
        attribution="© OpenStreetMap contributors, ODbL"
      />,
    );
    expect(html).toContain('<p class="hide-text">جهتان</p><svg class="map" viewBox="0 0 9 9" aria-hidden="true"');
    expect(html).toContain('<a href="/a" tabindex="-1"><path class="r4" d="M0 0"><title>أ</title></path></a>');
    expect(html).toContain('<bdi lang="en" dir="ltr">© OpenStreetMap contributors, ODbL</bdi>');
  });

  test('a timeline marks what is done, now and next', () => {
    const html = draw(<Timeline entries={[{ state: 'now', when: 'x', title: 'y' }]} />);
    expect(html).toBe('<ol class="timeline"><li class="now"><p class="when">x</p><h3>y</h3></li></ol>');
  });
});
