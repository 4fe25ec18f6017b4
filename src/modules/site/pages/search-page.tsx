import { z } from 'zod';
import { anyone } from '#platform/access.ts';
import { Banner } from '#platform/html/banner.tsx';
import { Radios } from '#platform/html/choices.tsx';
import { usePage } from '#platform/html/context.tsx';
import { Empty } from '#platform/html/empty.tsx';
import { Select, TextInput } from '#platform/html/field.tsx';
import { Filters, ListPage } from '#platform/html/filters.tsx';
import { Items } from '#platform/html/items.tsx';
import { Document } from '#platform/html/layout.tsx';
import { PageHead } from '#platform/html/page-head.tsx';
import { Pagination, Total } from '#platform/html/pagination.tsx';
import { SearchForm } from '#platform/html/search-form.tsx';
import { StatusTag } from '#platform/html/tag.tsx';
import { langAttributes } from '#platform/html/text.tsx';
import { definePage } from '#platform/page.ts';
import type { Part } from '#platform/search/highlight.ts';
import type { SearchKind } from '#platform/search/kinds.ts';
import { type SearchAnswer, type SearchResult, search } from '#platform/search/search.ts';

const query = z.object({
  q: z.string().trim().max(200).catch(''),
  kind: z.string().max(50).optional().catch(undefined),
  where: z.enum(['here', 'everywhere']).optional().catch(undefined),
  after: z.string().max(2_000).optional(),
});

type Query = z.infer<typeof query>;
type Data = { answer: SearchAnswer | undefined; kinds: readonly SearchKind[] };

/** The search over everything that is published, or over what one body publishes. */
export const searchPage = definePage<Query, Data>({
  name: 'site.search-page',
  path: '/search',
  on: 'both',
  query,
  access: anyone,
  load: async ({ db, page, query: asked, offers }) => {
    if (asked.q === '') return { answer: undefined, kinds: offers.searchKinds };
    const known = offers.searchKinds.some((one) => one.kind === asked.kind);
    const answer = await search(db, {
      q: asked.q,
      lang: page.lang,
      ...(known && asked.kind ? { kinds: [asked.kind] } : {}),
      ...(page.tenant && asked.where !== 'everywhere' ? { institutionId: page.tenant.id } : {}),
      limit: 20,
      after: asked.after,
    });
    return { answer, kinds: offers.searchKinds };
  },
  view: ({ data, query: asked }) => <Search {...data} asked={asked} />,
});

function Search({ answer, kinds, asked }: Data & { asked: Query }) {
  const page = usePage();
  const { t, ts, tenant } = page;
  const title = asked.q ? ts('site.search.results-for', { q: asked.q }) : ts('site.search.title');
  return (
    <Document title={title} crumb={ts('site.search.title')} crumbs={[]} canonical={null} noIndex>
      <PageHead title={asked.q ? t('site.search.results-for', { q: <bdi>{asked.q}</bdi> }) : t('site.search.title')}>
        <SearchForm label={ts('site.search.label')} placeholder={ts('site.search.placeholder')} value={asked.q} />
      </PageHead>
      {!answer && <p>{t('site.search.prompt')}</p>}
      {answer && (
        <ListPage
          heading={<Total total={answer.total} atLeast={answer.totalIsAtLeast} />}
          filters={
            <Filters>
              <TextInput name="q" type="search" label={t('site.search.label')} value={asked.q} maxlength={200} />
              <Select
                name="kind"
                label={t('site.search.kind')}
                empty={ts('site.search.all-kinds')}
                value={asked.kind}
                choices={kinds.map(({ kind, label }) => ({
                  value: kind,
                  label: ts('site.search.kind-count', { kind: ts(label), n: answer.byKind[kind] ?? 0 }),
                }))}
              />
              {tenant && (
                <Radios
                  name="where"
                  look="ticks"
                  label={t('site.search.where')}
                  value={asked.where ?? 'here'}
                  choices={[
                    { value: 'here', label: ts('site.search.here') },
                    { value: 'everywhere', label: ts('site.search.everywhere') },
                  ]}
                />
              )}
            </Filters>
          }
        >
          {answer.corrected.length > 0 && (
            <Banner level={3} title={t('site.search.close')}>
              {answer.corrected.map(({ word, instead }) => (
                <p>
                  <bdi>{word}</bdi> → <bdi>{instead.join(' · ')}</bdi>
                </p>
              ))}
            </Banner>
          )}
          {answer.items.length === 0 ? (
            <Empty title={t('site.search.none', { q: <bdi>{asked.q}</bdi> })}>
              <p>{t('site.search.none-help')}</p>
            </Empty>
          ) : (
            <Items>
              {answer.items.map((result) => (
                <Result result={result} kinds={kinds} />
              ))}
            </Items>
          )}
          <Pagination next={answer.next} />
        </ListPage>
      )}
    </Document>
  );
}

function Result({ result, kinds }: { result: SearchResult; kinds: readonly SearchKind[] }) {
  const page = usePage();
  const label = kinds.find((one) => one.kind === result.kind)?.label;
  const tenant = result.tenantSlug ? { slug: result.tenantSlug, host: null } : null;
  return (
    <li>
      {label && (
        <div class="row tagrow">
          <StatusTag tone="plain" label={page.ts(label)} />
        </div>
      )}
      <h3 {...langAttributes(result.titleLang, page.lang)}>
        <a href={page.href(result.path, { tenant })}>
          <Parts parts={result.titleParts} />
        </a>
      </h3>
      {result.snippet.length > 0 && (
        <p {...langAttributes(result.lang, page.lang)}>
          <Parts parts={result.snippet} />
        </p>
      )}
    </li>
  );
}

/** A text with what was found marked. */
function Parts({ parts }: { parts: readonly Part[] }) {
  return <>{parts.map((part) => (part.hit ? <mark>{part.text}</mark> : part.text))}</>;
}
