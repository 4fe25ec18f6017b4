import type { z } from 'zod';
import { DeskDocument } from '#core/institutions/index.ts';
import type { Slice, Total } from '#platform/db/paging.ts';
import { Button } from '#platform/html/button.tsx';
import { usePage } from '#platform/html/context.tsx';
import { Empty } from '#platform/html/empty.tsx';
import { ListPage } from '#platform/html/filters.tsx';
import { Form } from '#platform/html/form.tsx';
import { Pagination } from '#platform/html/pagination.tsx';
import { definePage } from '#platform/page.ts';
import { answerRule } from '../access.ts';
import type { Article } from '../article.ts';
import { deskPath, phaseOf, textPath } from '../draft-text.ts';
import { type Contribution, listContributions } from '../queries/contributions.ts';
import { type Round, roundsOf, versionOf } from '../queries/draft-texts.ts';
import { ContributionFilters, contributionQuery, RoundTabs } from './amendments-page.tsx';
import { ContributionTable } from './contribution-table.tsx';
import { DataLinks } from './data-links.tsx';
import { type DeskText, deskCrumbs, deskText } from './desk-text.ts';
import { spokenOf } from './public-text.ts';
import { titleOf } from './words.tsx';

type Query = z.infer<typeof contributionQuery>;
type Data = DeskText & {
  articles: Article[];
  rounds: Round[];
  /** Undefined: all of them. */
  shownRound: number | undefined;
  listed: Slice<Contribution> & Total;
  spoken: Awaited<ReturnType<typeof spokenOf>>;
};

/** What was said on a text, to be chosen and answered, one by one or many alike. */
export const deskContributionsPage = definePage<Query, Data>({
  name: 'draft-texts.desk-contributions-page',
  path: '/desk/draft-texts/:reference/contributions',
  on: 'tenant',
  query: contributionQuery,
  access: answerRule,
  async load(request) {
    const { db, query } = request;
    const text = await deskText(request);
    const rounds = await roundsOf(db, text);
    const asked = rounds.find(({ number }) => number === query.round);
    // What waits is answered whichever round it is of.
    const round = asked ?? (query.answer === 'none' ? undefined : rounds.at(-1));
    const filter = { ...query, article: query.article || undefined, round: round?.number, held: true };
    const listed = await listContributions(db, text, filter, { limit: 50, after: query.after });
    const version = await versionOf(db, text, round?.version ?? text.version);
    const spoken = await spokenOf(db, text, listed.items);
    return { ...text, articles: version?.articles ?? [], rounds, shownRound: round?.number, listed, spoken };
  },
  view: ({ data, query }) => <DeskContributions data={data} query={query} />,
});

function DeskContributions({ data, query }: { data: Data; query: Query }) {
  const page = usePage();
  const { t, ts } = page;
  const { listed, reference } = data;
  const phase = phaseOf(data, page.today);
  const mayAnswer = phase === 'open' || phase === 'answering';
  const table = (
    <ContributionTable
      contributions={listed.items}
      spoken={data.spoken}
      reference={reference}
      choose={(one) =>
        one.state === 'shown' &&
        mayAnswer &&
        (one.round === data.round || !one.answer) && (
          <label class="tick">
            <input type="checkbox" name="c" value={one.id} />
            <span class="hide-text">{titleOf(page, one)}</span>
          </label>
        )
      }
    />
  );
  return (
    <DeskDocument
      title={ts('draft-texts.page.contributions')}
      lead={t('draft-texts.desk.unanswered-n', { n: data.unanswered })}
      tabs={data.tabs}
      crumbs={deskCrumbs(page, data)}
      row={mayAnswer && <a href={page.href(deskPath(reference, '/record'))}>{t('draft-texts.record.title')}</a>}
    >
      <RoundTabs rounds={data.rounds} shown={data.shownRound} />
      <ListPage
        heading={t('draft-texts.page.contributions-n', { n: listed.total })}
        downloads={
          <DataLinks resource={`draft-texts/${reference}/contributions`} files={textPath(reference, '/amendments')} />
        }
        filters={<ContributionFilters articles={data.articles} query={query} />}
      >
        {listed.items.length === 0 && <Empty title={t('draft-texts.article.none')} />}
        {listed.items.length > 0 && mayAnswer && (
          <Form method="get" action={deskPath(reference, '/answer')} label={ts('draft-texts.desk.answer-chosen')}>
            {table}
            <Button>{t('draft-texts.desk.answer-chosen')}</Button>
          </Form>
        )}
        {listed.items.length > 0 && !mayAnswer && table}
        <Pagination next={listed.next} />
      </ListPage>
    </DeskDocument>
  );
}
