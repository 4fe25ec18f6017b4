import { z } from 'zod';
import { NotFound } from '#platform/errors.ts';
import { Button } from '#platform/html/button.tsx';
import { Chapter } from '#platform/html/chapter.tsx';
import { compareMany, type compareWords } from '#platform/html/compare-words.ts';
import { usePage } from '#platform/html/context.tsx';
import { Details } from '#platform/html/details.tsx';
import { Difference } from '#platform/html/difference.tsx';
import { Select } from '#platform/html/field.tsx';
import { Form } from '#platform/html/form.tsx';
import { Document } from '#platform/html/layout.tsx';
import { hrefWith } from '#platform/html/links.ts';
import { PageHead } from '#platform/html/page-head.tsx';
import { Tabs } from '#platform/html/tabs.tsx';
import { StatusTag } from '#platform/html/tag.tsx';
import { Multilingual, Prose } from '#platform/html/text.tsx';
import { LANGUAGE_NAMES } from '#platform/i18n/languages.ts';
import { plain } from '#platform/i18n/text.ts';
import { definePage } from '#platform/page.ts';
import { readText } from '../access.ts';
import { TEXT_LANGS, type TextLang } from '../article.ts';
import { type ComparedPart, compareArticles, wordsOf } from '../compare.ts';
import { contributionPath } from '../contribution.ts';
import { textPath, textTag } from '../draft-text.ts';
import { type Contribution, contributionsBetween } from '../queries/contributions.ts';
import { type DraftText, publishedVersions, type Version } from '../queries/draft-texts.ts';
import { publicText, publicVersion } from './public-text.ts';
import { outcomeOf, titleOf } from './words.tsx';

const number = z.coerce.number().int().min(1).max(10_000).optional().catch(undefined);
const query = z.object({ from: number, to: number, lang: z.enum(TEXT_LANGS).optional().catch(undefined) });
type Query = z.infer<typeof query>;

type Data = DraftText & {
  versions: Awaited<ReturnType<typeof publishedVersions>>;
  from: Version;
  to: Version;
  compared: TextLang;
  /** The languages that both versions have. */
  langs: TextLang[];
  said: Contribution[];
};

/** Two versions of a text beside each other, word by word; on a phone one under the other. */
export const comparePage = definePage<Query, Data>({
  name: 'draft-texts.compare-page',
  path: '/draft-texts/:reference/compare',
  on: 'both',
  query,
  access: readText,
  async load(request) {
    const { db, query: asked, page } = request;
    const text = await publicText(request);
    const versions = await publishedVersions(db, text);
    if (versions.length < 2) throw new NotFound();
    const [to, from] = await Promise.all([
      publicVersion(db, text, asked.to),
      publicVersion(db, text, asked.from ?? Math.max(1, (asked.to ?? text.version) - 1)),
    ]);
    const langs = TEXT_LANGS.filter((lang) =>
      [from, to].some(({ articles }) => articles.some(({ body }) => body[lang])),
    );
    const compared = langs.find((lang) => lang === (asked.lang ?? page.lang)) ?? text.officialLang;
    const said = await contributionsBetween(db, text, { from: from.number, to: to.number });
    return { ...text, versions, from, to, compared, langs, said };
  },
  cache: ({ reference }) => [textTag(reference)],
  view: ({ data }) => <Compare data={data} />,
});

function Compare({ data }: { data: Data }) {
  const page = usePage();
  const { t, ts, lang } = page;
  const { reference, from, to, compared, versions } = data;
  const parts = compareArticles(from.articles, to.articles, compared);
  const changed = parts.filter((part) => part.changed);
  const compare = compareMany();
  const elsewhere = data.langs
    .filter((one) => one !== compared)
    .map((one) => ({ one, n: compareArticles(from.articles, to.articles, one).filter((part) => part.changed).length }))
    .filter(({ n }) => n !== changed.length);
  const choices = versions.map((one) => ({
    value: String(one.number),
    label: ts('draft-texts.page.version-n', { n: one.number }),
  }));
  return (
    <Document
      title={ts('draft-texts.compare.title', { from: from.number, to: to.number, text: plain(data.title, lang) })}
      crumbs={[
        { label: ts('draft-texts.page.texts'), path: '/draft-texts' },
        { label: reference, path: textPath(reference) },
      ]}
      crumb={ts('draft-texts.compare.link')}
      canonical={textPath(reference, '/compare')}
      wide
    >
      <PageHead
        title={t('draft-texts.compare.heading', { from: from.number, to: to.number })}
        kicker={
          <a href={page.href(textPath(reference))}>
            <Multilingual text={data.title} />
          </a>
        }
        lead={t('draft-texts.compare.lead', { n: changed.length })}
      />
      <Prose text={to.note} />
      {data.langs.length > 1 && (
        <Tabs
          label={ts('draft-texts.compare.languages')}
          tabs={data.langs.map((one) => ({
            label: <bdi lang={one}>{LANGUAGE_NAMES[one]}</bdi>,
            href: hrefWith(page, { lang: one }),
            current: one === compared,
          }))}
        />
      )}
      {elsewhere.map(({ one, n }) => (
        <p>
          {t('draft-texts.compare.elsewhere', {
            n,
            language: (
              <a href={hrefWith(page, { lang: one })}>
                <bdi lang={one}>{LANGUAGE_NAMES[one]}</bdi>
              </a>
            ),
          })}
        </p>
      ))}
      {versions.length > 2 && (
        <Form method="get" label={ts('draft-texts.compare.choose')}>
          <input type="hidden" name="lang" value={compared} />
          <Select name="from" label={t('draft-texts.compare.from')} value={String(from.number)} choices={choices} />
          <Select name="to" label={t('draft-texts.compare.to')} value={String(to.number)} choices={choices} />
          <Button>{t('draft-texts.compare.choose')}</Button>
        </Form>
      )}
      {changed.length === 0 ? (
        <p>{t('draft-texts.compare.same')}</p>
      ) : (
        changed.map((part) => (
          <ComparedArticle part={part} data={data} said={saidOn(part, parts, data.said)} compare={compare} />
        ))
      )}
    </Document>
  );
}

/** What was said on a part; of a new one what proposed it, behind the part where it stands now. */
function saidOn(part: ComparedPart, parts: readonly ComparedPart[], said: readonly Contribution[]): Contribution[] {
  if (part.before) return said.filter(({ deed, articleId }) => deed !== 'insert' && articleId === part.id);
  // What is gone stands between it and the part that both versions have: it may have been proposed behind either.
  const above = parts.slice(0, parts.indexOf(part));
  const near = above.slice(
    Math.max(
      0,
      above.findLastIndex(({ before, after }) => before && after),
    ),
  );
  const behind = new Set(near.flatMap(({ id, before }) => (before ? [id] : [])));
  return said.filter(({ deed, articleId }) => deed === 'insert' && articleId !== null && behind.has(articleId));
}

type ComparedProps = {
  part: ComparedPart;
  data: Data;
  said: readonly Contribution[];
  compare: typeof compareWords;
};

function ComparedArticle({ part, data, said, compare }: ComparedProps) {
  const page = usePage();
  const { t, ts } = page;
  const { compared, from, to } = data;
  const { before, after } = part;
  const one = after ?? before;
  const label = one?.label[compared] || one?.heading[compared] || ts(`draft-texts.part.${one?.kind ?? 'article'}`);
  const runs = compare(before ? wordsOf(before, compared) : '', after ? wordsOf(after, compared) : '');
  return (
    <Chapter id={part.id} title={<bdi>{label}</bdi>}>
      <div class="versions">
        <div>
          <p class="kicker">{t('draft-texts.page.version-n', { n: from.number })}</p>
          {before ? (
            <Difference runs={runs} lang={compared} side="before" />
          ) : (
            <p class="soft">{t('draft-texts.compare.added')}</p>
          )}
        </div>
        <div>
          <p class="kicker">{t('draft-texts.page.version-n', { n: to.number })}</p>
          {after ? (
            <Difference runs={runs} lang={compared} side="after" />
          ) : (
            <p class="soft">{t('draft-texts.compare.removed')}</p>
          )}
        </div>
      </div>
      {said.length > 0 && (
        <Details summary={t('draft-texts.compare.said', { n: said.length })}>
          <ul>
            {said.map((one) => (
              <li>
                <a href={page.href(contributionPath(data.reference, one.id))}>{titleOf(page, one)}</a>{' '}
                <StatusTag {...outcomeOf(page, one)} />
              </li>
            ))}
          </ul>
        </Details>
      )}
    </Chapter>
  );
}
