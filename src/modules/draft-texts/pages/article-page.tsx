import { z } from 'zod';
import type { Slice, Total } from '#platform/db/paging.ts';
import { Banner } from '#platform/html/banner.tsx';
import { ButtonLink } from '#platform/html/button.tsx';
import { Chapter } from '#platform/html/chapter.tsx';
import { compareMany } from '#platform/html/compare-words.ts';
import { usePage } from '#platform/html/context.tsx';
import { Empty } from '#platform/html/empty.tsx';
import { Document } from '#platform/html/layout.tsx';
import { PageHead } from '#platform/html/page-head.tsx';
import { Pagination } from '#platform/html/pagination.tsx';
import { Multilingual, Prose } from '#platform/html/text.tsx';
import { plain } from '#platform/i18n/text.ts';
import { definePage } from '#platform/page.ts';
import { readText } from '../access.ts';
import { type Article, nameOfArticle } from '../article.ts';
import { phaseOf, textPath, textTag, WHOLE } from '../draft-text.ts';
import { type Contribution, contributionsBefore, listContributions } from '../queries/contributions.ts';
import type { DraftText } from '../queries/draft-texts.ts';
import { ArticleWords } from './article-words.tsx';
import { ContributionView, LIST_EDITS } from './contribution-view.tsx';
import { publicPart, publicText, spokenOf } from './public-text.ts';

const query = z.object({ after: z.string().max(500).optional() });
type Query = z.infer<typeof query>;
type Spoken = Awaited<ReturnType<typeof spokenOf>>;
type Data = DraftText & {
  /** With the newest version that has it. Undefined: the text as a whole. */
  part: { article: Article; version: number } | undefined;
  listed: Slice<Contribution> & Total;
  spoken: Spoken;
  /** What was said on it in the rounds before, with the answers. */
  before: Contribution[];
};

/** One article with its explanation, and everything that was said on it. */
export const articlePage = definePage<Query, Data>({
  name: 'draft-texts.article-page',
  path: '/draft-texts/:reference/articles/:article',
  on: 'both',
  query,
  access: readText,
  async load(request) {
    const { db, params, query: asked } = request;
    const text = await publicText(request);
    const id = params.article ?? '';
    const part = id === WHOLE ? undefined : await publicPart(db, text, id);
    const filter = { article: id, round: text.round };
    const [listed, before] = await Promise.all([
      listContributions(db, text, filter, { limit: 30, after: asked.after }),
      text.round > 1 ? contributionsBefore(db, text, id) : [],
    ]);
    return { ...text, part, listed, before, spoken: await spokenOf(db, text, [...listed.items, ...before]) };
  },
  cache: ({ reference }) => [textTag(reference)],
  view: ({ data }) => <ArticleView data={data} />,
});

function ArticleView({ data }: { data: Data }) {
  const page = usePage();
  const { t, ts, lang, today } = page;
  const { part, listed, reference } = data;
  const article = part?.article;
  const isGone = part !== undefined && part.version !== data.version;
  const compare = compareMany(LIST_EDITS);
  const path = textPath(reference, `/articles/${article?.id ?? WHOLE}`);
  const named = article
    ? nameOfArticle(article, lang) || ts(`draft-texts.part.${article.kind}`)
    : ts('draft-texts.article.whole');
  const isOpen = phaseOf(data, today) === 'open' && !isGone;
  return (
    <Document
      title={ts('draft-texts.article.title', { name: named, text: plain(data.title, lang) })}
      crumbs={[
        { label: ts('draft-texts.page.texts'), path: '/draft-texts' },
        { label: reference, path: textPath(reference) },
      ]}
      crumb={named}
      canonical={path}
    >
      <PageHead
        title={<bdi>{named}</bdi>}
        kicker={
          <a href={page.href(textPath(reference))}>
            <Multilingual text={data.title} />
          </a>
        }
        row={isOpen && <ButtonLink path={`${path}/contribute`}>{t('draft-texts.article.propose')}</ButtonLink>}
      />
      {isGone && (
        <Banner title={t('draft-texts.article.gone')}>
          <p>
            {t('draft-texts.article.gone-text', {
              version: (
                <a href={page.href(textPath(reference, `?version=${part.version}#${part.article.id}`))}>
                  {t('draft-texts.page.version-n', { n: part.version })}
                </a>
              ),
            })}
          </p>
        </Banner>
      )}
      {article && (
        <Chapter id="words" title={t('draft-texts.article.words')}>
          <ArticleWords article={article} officialLang={data.officialLang} />
        </Chapter>
      )}
      {article && Object.keys(article.note).length > 0 && (
        <Chapter id="note" title={t('draft-texts.article.note')}>
          <Prose text={article.note} />
        </Chapter>
      )}
      {!(isGone && listed.total === 0) && (
        <Chapter id="contributions" title={t('draft-texts.page.contributions-n', { n: listed.total })}>
          {listed.items.length === 0 ? (
            <Empty title={t('draft-texts.article.none')}>{isOpen && <p>{t('draft-texts.article.none-text')}</p>}</Empty>
          ) : (
            listed.items.map((one) => (
              <ContributionView contribution={one} reference={reference} article={data.spoken(one)} compare={compare} />
            ))
          )}
          <Pagination next={listed.next} />
        </Chapter>
      )}
      {data.before.length > 0 && (
        <Chapter
          id="before"
          title={t('draft-texts.article.before', { n: data.before.length })}
          intro={<a href={page.href(textPath(reference, '/compare'))}>{t('draft-texts.compare.link')}</a>}
        >
          {data.before.map((one) => (
            <ContributionView contribution={one} reference={reference} article={data.spoken(one)} compare={compare} />
          ))}
        </Chapter>
      )}
    </Document>
  );
}
