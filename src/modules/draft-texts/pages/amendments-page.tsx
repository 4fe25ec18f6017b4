import { z } from 'zod';
import { countDemographics, NOT_TOLD, type SuppressedCounts } from '#core/personal-data/index.ts';
import type { Slice, Total } from '#platform/db/paging.ts';
import { Chapter } from '#platform/html/chapter.tsx';
import { Radios } from '#platform/html/choices.tsx';
import { usePage } from '#platform/html/context.tsx';
import { Empty } from '#platform/html/empty.tsx';
import { Select } from '#platform/html/field.tsx';
import { Filters, ListPage } from '#platform/html/filters.tsx';
import { Document } from '#platform/html/layout.tsx';
import { hrefWith } from '#platform/html/links.ts';
import { PageHead } from '#platform/html/page-head.tsx';
import { Pagination } from '#platform/html/pagination.tsx';
import { Table } from '#platform/html/table.tsx';
import { Tabs } from '#platform/html/tabs.tsx';
import { Multilingual } from '#platform/html/text.tsx';
import { plain } from '#platform/i18n/text.ts';
import { definePage } from '#platform/page.ts';
import { readText } from '../access.ts';
import { type Article, nameOfArticle } from '../article.ts';
import { actOf } from '../contribution.ts';
import { CHANNELS, CONTRIBUTION_KINDS, ROUNDS_MAX, textPath, textTag, WHOLE } from '../draft-text.ts';
import { ANSWER_FILTERS, type Contribution, listContributions } from '../queries/contributions.ts';
import { type DraftText, type Round, roundsOf } from '../queries/draft-texts.ts';
import { type Figures, figuresOf } from '../queries/figures.ts';
import { ContributionTable } from './contribution-table.tsx';
import { DataLinks } from './data-links.tsx';
import { publicText, publicVersion, spokenOf } from './public-text.ts';

export const contributionQuery = z.object({
  after: z.string().max(500).optional(),
  article: z.string().max(20).optional(),
  kind: z.enum(CONTRIBUTION_KINDS).optional().catch(undefined),
  answer: z.enum(ANSWER_FILTERS).optional().catch(undefined),
  round: z.coerce.number().int().min(1).max(ROUNDS_MAX).optional().catch(undefined),
});
type Query = z.infer<typeof contributionQuery>;

type Data = DraftText & {
  articles: Article[];
  /** The round whose contributions are shown, and all there were. */
  shownRound: number;
  rounds: Round[];
  listed: Slice<Contribution> & Total;
  spoken: Awaited<ReturnType<typeof spokenOf>>;
  figures: Figures;
  byGender: SuppressedCounts<string>;
  byAge: SuppressedCounts<string>;
};

/** Everything that was said on a text in one table, with the answer to each. */
export const amendmentsPage = definePage<Query, Data>({
  name: 'draft-texts.amendments-page',
  path: '/draft-texts/:reference/amendments',
  on: 'both',
  query: contributionQuery,
  access: readText,
  async load(request) {
    const { db, query } = request;
    const text = await publicText(request);
    const about = actOf(text, { id: '' });
    const rounds = await roundsOf(db, text);
    const round = rounds.find(({ number }) => number === query.round) ?? rounds.at(-1);
    const shownRound = round?.number ?? text.round;
    const filter = { ...query, article: query.article || undefined, round: shownRound };
    const [{ articles }, listed, figures, byGender, byAge] = await Promise.all([
      publicVersion(db, text, round?.version),
      listContributions(db, text, filter, { limit: 50, after: query.after }),
      figuresOf(db, text, shownRound),
      countDemographics(db, about, 'gender'),
      countDemographics(db, about, 'ageBand'),
    ]);
    const spoken = await spokenOf(db, text, listed.items);
    return { ...text, articles, rounds, shownRound, listed, spoken, figures, byGender, byAge };
  },
  cache: ({ reference }) => [textTag(reference)],
  view: ({ data, query }) => <Amendments data={data} query={query} />,
});

function Amendments({ data, query }: { data: Data; query: Query }) {
  const page = usePage();
  const { t, ts, lang } = page;
  const { listed, reference } = data;
  const path = textPath(reference, '/amendments');
  const { after: _after, ...filters } = query;
  const asked = Object.entries(filters).flatMap(([name, value]) => (value ? [[name, String(value)] as const] : []));
  return (
    <Document
      title={ts('draft-texts.table.title', { text: plain(data.title, lang) })}
      crumbs={[
        { label: ts('draft-texts.page.texts'), path: '/draft-texts' },
        { label: reference, path: textPath(reference) },
      ]}
      crumb={ts('draft-texts.table.link')}
      canonical={path}
      noIndex={query.after !== undefined || asked.length > 0}
      wide
    >
      <PageHead
        title={t('draft-texts.table.link')}
        kicker={
          <a href={page.href(textPath(reference))}>
            <Multilingual text={data.title} />
          </a>
        }
        lead={t('draft-texts.table.lead')}
      />
      <RoundTabs rounds={data.rounds} shown={data.shownRound} />
      <ListPage
        heading={t('draft-texts.page.contributions-n', { n: listed.total })}
        downloads={
          <DataLinks
            resource={`draft-texts/${reference}/contributions`}
            filters={{ ...Object.fromEntries(asked), round: String(data.shownRound) }}
            feed={`${textPath(reference)}/feed.atom`}
            files={`${textPath(reference)}/amendments`}
          />
        }
        filters={<ContributionFilters articles={data.articles} query={query} />}
      >
        {listed.items.length === 0 ? (
          <Empty title={t('draft-texts.article.none')} />
        ) : (
          <ContributionTable contributions={listed.items} spoken={data.spoken} reference={reference} />
        )}
        <Pagination next={listed.next} />
      </ListPage>
      <Participation data={data} />
    </Document>
  );
}

/** The rounds of a text, each with its own contributions. `shown` undefined: of all rounds. */
export function RoundTabs({ rounds, shown }: { rounds: readonly Round[]; shown: number | undefined }) {
  const page = usePage();
  if (rounds.length < 2) return null;
  return (
    <Tabs
      label={page.ts('draft-texts.page.rounds')}
      tabs={rounds.map(({ number }) => ({
        label: page.ts('draft-texts.page.round-n', { n: number }),
        href: hrefWith(page, { round: String(number), after: null }),
        current: number === shown,
      }))}
    />
  );
}

/** By article, kind and answer. */
export function ContributionFilters({ articles, query }: { articles: readonly Article[]; query: Query }) {
  const { t, ts, lang } = usePage();
  return (
    <Filters keep={['round']}>
      <Select
        name="article"
        label={t('draft-texts.table.article')}
        empty={ts('draft-texts.table.all')}
        value={query.article}
        choices={[
          { value: WHOLE, label: ts('draft-texts.article.whole') },
          ...articles
            .filter(({ kind }) => kind !== 'chapter')
            .map((article) => ({
              value: article.id,
              label: nameOfArticle(article, lang) || ts(`draft-texts.part.${article.kind}`),
            })),
        ]}
      />
      <Radios
        name="kind"
        label={t('draft-texts.table.kind')}
        value={query.kind}
        look="ticks"
        choices={CONTRIBUTION_KINDS.map((kind) => ({ value: kind, label: ts(`draft-texts.table.kinds.${kind}`) }))}
      />
      <Radios
        name="answer"
        label={t('draft-texts.table.answer')}
        value={query.answer}
        look="ticks"
        choices={ANSWER_FILTERS.map((one) => ({ value: one, label: ts(`draft-texts.outcome.${one}`) }))}
      />
    </Filters>
  );
}

/** Who took part, as far as people told: small cells are hidden, with so many others that nothing can be worked out. */
function Participation({ data }: { data: Data }) {
  const { t, ts, format } = usePage();
  const { figures, byGender, byAge } = data;
  const counted = (n: number | null) => (n === null ? t('draft-texts.figures.hidden') : format.number(n));
  const rowsOf = ({ counts }: SuppressedCounts<string>, words: 'gender' | 'age') =>
    Object.entries(counts).map(([value, n]) => ({
      label:
        value === NOT_TOLD ? ts('draft-texts.figures.not-told') : ts(`draft-texts.figures.${words}.${value}` as never),
      n,
    }));
  return (
    <Chapter id="figures" title={t('draft-texts.figures.title')} intro={t('draft-texts.figures.intro')}>
      <p>
        {t('draft-texts.figures.sum', {
          amendments: figures.amendments,
          comments: figures.comments,
          people: figures.people,
          associations: figures.associations,
          supports: figures.supports,
        })}
      </p>
      <Channels figures={figures} />
      {data.rounds.length > 1 && Object.keys(byGender.counts).length > 0 && (
        <p>{t('draft-texts.figures.all-rounds')}</p>
      )}
      {(
        [
          ['gender', byGender],
          ['age', byAge],
        ] as const
      ).map(
        ([words, counts]) =>
          Object.keys(counts.counts).length > 0 && (
            <Table
              caption={t(`draft-texts.figures.by-${words}`)}
              phone="plain"
              rows={rowsOf(counts, words)}
              columns={[
                { key: 'label', label: ts(`draft-texts.figures.by-${words}`), head: true, cell: ({ label }) => label },
                {
                  key: 'n',
                  label: ts('draft-texts.figures.contributions'),
                  numeric: true,
                  cell: ({ n }) => counted(n),
                },
              ]}
            />
          ),
      )}
    </Chapter>
  );
}

/** How contributions came in; with what came by the site they add up to all of them. */
function Channels({ figures }: { figures: Figures }) {
  const { t, ts, format } = usePage();
  if (CHANNELS.every((channel) => channel === 'online' || figures.channels[channel] === 0)) return null;
  return (
    <Table
      caption={t('draft-texts.figures.by-channel')}
      phone="plain"
      rows={CHANNELS}
      columns={[
        {
          key: 'channel',
          label: ts('draft-texts.field.channel'),
          head: true,
          cell: (channel) => t(`draft-texts.channel.${channel}`),
        },
        {
          key: 'n',
          label: ts('draft-texts.figures.contributions'),
          numeric: true,
          cell: (channel) => format.number(figures.channels[channel]),
        },
      ]}
    />
  );
}
