import { Banner } from '../banner.tsx';
import { Button, ButtonLink, More, PrintButton } from '../button.tsx';
import { Chapter, Panel, Row, Split } from '../chapter.tsx';
import { usePage } from '../context.tsx';
import { FigureBox, Figures } from '../figures.tsx';
import { Gantt } from '../gantt.tsx';
import { Item, Items, Tasks } from '../items.tsx';
import { type MapShape, RegionMap } from '../map.tsx';
import { Mosaic } from '../mosaic.tsx';
import { Bar, Meter } from '../progress.tsx';
import { Steps } from '../steps.tsx';
import { Summary } from '../summary.tsx';
import { StatusTag, type Tone } from '../tag.tsx';
import {
  Code,
  DateRange,
  DateText,
  DateTimeText,
  FallbackNote,
  Law,
  Multilingual,
  Percent,
  Prose,
  Range,
} from '../text.tsx';
import { Timeline } from '../timeline.tsx';
import type { Samples } from './samples.ts';

export type SampleProps = { words: Samples /** Ids differ between the two halves of the sheet. */; prefix: string };

export const TONES = ['not-reported', 'not-started', 'in-progress', 'stuck', 'finished', 'incomplete', 'late'] as const;

/** Statuses, buttons, banners, lists, facts, steps, texts. */
export function Basics({ words, prefix }: SampleProps) {
  const { chapters, act, tones } = words;
  return (
    <>
      <Chapter id={`${prefix}-statuses`} title={chapters.statuses}>
        <Row>
          {TONES.map((tone) => (
            <StatusTag tone={tone} label={tones[tone]} />
          ))}
          <StatusTag tone="plain" label={words.act.all} />
        </Row>
      </Chapter>
      <Chapter id={`${prefix}-buttons`} title={chapters.buttons}>
        <Row>
          <Button>{act.send}</Button>
          <Button kind="quiet">{act.draft}</Button>
          <Button kind="alert">{act.remove}</Button>
          <Button disabled>{act.send}</Button>
          <Button kind="quiet" size="small">
            {act.edit}
          </Button>
          <ButtonLink path="/" size="big">
            {act.send}
          </ButtonLink>
          <PrintButton />
          <More path="/">{act.all}</More>
        </Row>
      </Chapter>
      <Chapter id={`${prefix}-banners`} title={chapters.banners}>
        {(['info', 'good', 'warn', 'alert'] as const).map((kind) => (
          <Banner kind={kind} title={words.short[0]} level={3}>
            <p>{words.sentence}</p>
          </Banner>
        ))}
      </Chapter>
      <Chapter id={`${prefix}-lists`} title={chapters.lists} intro={words.sentence}>
        <Items sided>
          <Item
            title={words.short[0]}
            path="/"
            tags={[
              { tone: 'late', label: tones.late },
              { tone: 'not-reported', label: tones['not-reported'] },
            ]}
            facts={[
              { label: words.column.thing, value: <Code>MALAA0003</Code>, hideLabel: true },
              { label: words.column.end, value: <DateText date="2027-06-30" precision="month" /> },
            ]}
            side={words.until}
          >
            <p class="small">{words.sentence}</p>
          </Item>
          <Item title={{ text: { fr: 'Un titre écrit en français seulement' } }} path="/" />
          <Item title={{ text: { ar: 'عنوان مكتوب بالعربية فقط' } }} path="/" />
        </Items>
        <Tasks tasks={words.short.map((label) => ({ label, path: '/', note: words.sentence }))} />
      </Chapter>
      <Chapter id={`${prefix}-facts`} title={chapters.facts}>
        <Split>
          <Summary
            rows={[
              {
                label: words.field.name,
                value: <bdi>{words.name}</bdi>,
                change: { path: '/', label: words.field.name },
              },
              { label: words.column.end, value: <DateRange start="2025-06-01" end="2027-06-30" precision="month" /> },
              { label: words.column.number, value: <Range from={2025} to={2027} /> },
              { label: words.column.state, value: null },
            ]}
          />
          <Panel id={`${prefix}-panel`} title={words.short[1]}>
            <p>{words.sentence}</p>
            <p>
              <ButtonLink path="/">{act.send}</ButtonLink>
            </p>
          </Panel>
        </Split>
      </Chapter>
      <Chapter id={`${prefix}-steps`} title={chapters.steps}>
        <Steps
          steps={words.short.map((label, index) => ({
            state: index === 0 ? 'done' : index === 1 ? 'now' : 'next',
            label,
            note: words.until,
          }))}
        />
      </Chapter>
      <Chapter id={`${prefix}-text`} title={chapters.text}>
        <p>
          {words.sentence} <Code>PET-2026-0017</Code>, <Percent share={0.62} />, <DateTimeText instant={new Date(0)} />,{' '}
          <Law>{words.law}</Law>
        </p>
        <p>
          <Multilingual text={{ en: 'A sentence that exists in English only.' }} />
        </p>
        <FallbackNote text={{ en: 'A sentence that exists in English only.' }} />
        <Prose
          text={{
            ar: `${words.long}\n\n- ${words.short[0]}\n- ${words.short[1]}`,
            fr: `${words.long}\n\n- ${words.short[0]}\n- ${words.short[1]}`,
          }}
        />
      </Chapter>
    </>
  );
}

const AREAS: readonly Pick<MapShape, 'key' | 'd' | 'tone'>[] = [
  { key: 'a', tone: 1, d: 'M120 10l70 20 20 60-60 30-50-40z' },
  { key: 'b', tone: 3, d: 'M100 80l50 40-10 60-80 20-30-50z' },
  { key: 'c', tone: 5, d: 'M150 120l60-30 40 50-30 60-80-20z' },
  { key: 'd', tone: 'short', d: 'M60 200l80-20 80 20-60 40-90-10z' },
  { key: 'e', tone: 'off', d: 'M30 150l30 50 10 30-50 20-10-60z' },
];

const SPANS: readonly { start: string; end: string; tone: Tone; late?: boolean }[] = [
  { start: '2025-06-01', end: '2027-06-30', tone: 'not-reported' },
  { start: '2025-06-01', end: '2026-06-30', tone: 'not-reported', late: true },
  { start: '2025-09-01', end: '2026-03-31', tone: 'finished' },
  { start: '2026-01-01', end: '2026-12-31', tone: 'in-progress' },
];

/** Timeline, strip, figures, bars, stars, map. */
export function Pictures({ words, prefix }: SampleProps) {
  const page = usePage();
  const { chapters, tones } = words;
  return (
    <>
      <Chapter id={`${prefix}-time`} title={chapters.time}>
        <Timeline
          entries={[
            { state: 'done', when: <DateText date="2025-06-01" precision="month" />, title: words.short[0] },
            {
              state: 'now',
              when: <DateText date={page.today} />,
              title: words.short[1],
              children: <p>{words.sentence}</p>,
            },
            {
              state: 'next',
              when: <DateText date="2026-12-31" />,
              title: words.short[2],
              children: (
                <p>
                  {words.sentence} <Law>{words.law}</Law>
                </p>
              ),
            },
          ]}
        />
        <Gantt
          id={`${prefix}-gantt`}
          title={words.short[2]}
          note={words.sentence}
          summary={words.sentence}
          rows={SPANS.map((span, index) => ({
            ...span,
            label: `${index + 1}. ${index === 2 ? words.long : words.short[index]}`,
          }))}
          legend={[
            { tone: 'not-reported', label: tones['not-reported'] },
            { tone: 'not-reported', late: true, label: tones.late },
            { tone: 'in-progress', label: tones['in-progress'] },
            { tone: 'finished', label: tones.finished },
          ]}
        />
      </Chapter>
      <Chapter id={`${prefix}-figures`} title={chapters.figures}>
        <Figures
          figures={[
            { label: words.short[0], value: page.format.number(451028), note: words.law },
            { label: words.short[1], value: <Percent share={0.92} />, note: words.sentence },
            { label: words.short[2], value: 4 },
          ]}
        />
        <Split kind="even">
          <Meter value={<Percent share={0.62} />} of={words.short[0]} share={0.62} mark={0.8}>
            <p class="law">{words.sentence}</p>
          </Meter>
          <div class="flow">
            <Meter of={words.short[1]} share={0.255} height={12} />
            <Bar share={0.05} mark={0.1} short />
          </div>
        </Split>
      </Chapter>
      <Chapter id={`${prefix}-stars`} title={chapters.stars}>
        <Mosaic
          stars={TONES.map((tone) => ({ tone, href: page.href('/'), label: `${words.short[0]}: ${tones[tone]}` }))}
          legend={TONES.map((tone) => ({ tone, label: tones[tone] }))}
          caption={words.sentence}
        />
        <Mosaic
          square
          stars={Array.from({ length: 15 }, (_, index) => ({
            tone: index % 3 === 0 ? ('late' as const) : ('not-reported' as const),
            href: page.href('/'),
            label: `${index + 1}. ${words.short[index % 4]}`,
          }))}
        />
      </Chapter>
      <Chapter id={`${prefix}-map`} title={chapters.map}>
        <Split kind="even">
          <FigureBox id={`${prefix}-map-figure`} title={words.short[0]} note={words.sentence}>
            <RegionMap
              viewBox="0 0 270 270"
              summary={words.sentence}
              shapes={AREAS.map((area) => ({ ...area, title: area.key, href: page.href('/') }))}
              labels={[{ x: 150, y: 60, lines: ['A', '12'], on: 'low' }]}
              legend={[
                { tone: 1, label: '1' },
                { tone: 3, label: '3' },
                { tone: 5, label: '5' },
              ]}
              attribution="© OpenStreetMap contributors, ODbL"
            />
          </FigureBox>
          <Items>
            {words.short.map((title) => (
              <Item title={title} path="/" />
            ))}
          </Items>
        </Split>
      </Chapter>
    </>
  );
}
