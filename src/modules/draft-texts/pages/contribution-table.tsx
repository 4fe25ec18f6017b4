import type { ComponentChildren } from 'preact';
import { compareMany } from '#platform/html/compare-words.ts';
import { usePage } from '#platform/html/context.tsx';
import { type Column, Table } from '#platform/html/table.tsx';
import { StatusTag } from '#platform/html/tag.tsx';
import { Prose } from '#platform/html/text.tsx';
import { type Article, nameOfArticle } from '../article.ts';
import { contributionPath } from '../contribution.ts';
import type { Contribution } from '../queries/contributions.ts';
import { LIST_EDITS, Proposed } from './contribution-view.tsx';
import { AuthorName, GoneWords, outcomeOf, titleOf } from './words.tsx';

type ContributionTableProps = {
  contributions: readonly Contribution[];
  spoken(contribution: Contribution): Article | undefined;
  reference: string;
  /** What stands before each row: a box on the desk. */
  choose?(contribution: Contribution): ComponentChildren;
};

/** Contributions with what each would change, why, by whom, and what was answered. On a phone each is a block. */
export function ContributionTable({ contributions, spoken, reference, choose }: ContributionTableProps) {
  const page = usePage();
  const { t, ts, lang, href } = page;
  const compare = compareMany(LIST_EDITS);
  const isThere = ({ state }: Contribution) => state === 'shown' || state === 'held';
  const chosen: Column<Contribution>[] = choose
    ? [{ key: 'choose', label: ts('draft-texts.desk.choose'), hideLabel: true, cell: choose }]
    : [];
  return (
    <Table
      caption={t('draft-texts.table.link')}
      hideCaption
      rows={contributions}
      columns={[
        ...chosen,
        {
          key: 'title',
          label: ts('draft-texts.field.contribution'),
          head: true,
          cell: (one) => <a href={href(contributionPath(reference, one.id))}>{titleOf(page, one)}</a>,
        },
        {
          key: 'article',
          label: ts('draft-texts.table.article'),
          cell: (one) => {
            const article = spoken(one);
            const named = <bdi>{article ? nameOfArticle(article, lang) : ts('draft-texts.article.whole')}</bdi>;
            return one.deed === 'insert' ? t('draft-texts.table.behind', { name: named }) : named;
          },
        },
        {
          key: 'author',
          label: ts('draft-texts.contribution.author'),
          cell: (one) =>
            isThere(one) ? (
              <>
                <AuthorName author={one} />
                {one.channel !== 'online' && (
                  <p class="small">
                    {t(`draft-texts.channel.${one.channel}`)}
                    {choose && one.keptAt && (
                      <>
                        {' · '}
                        <bdi>{one.keptAt}</bdi>
                      </>
                    )}
                  </p>
                )}
              </>
            ) : (
              '–'
            ),
        },
        {
          key: 'words',
          label: ts('draft-texts.table.words'),
          wide: true,
          cell: (one) => <Words contribution={one} article={spoken(one)} compare={compare} />,
        },
        {
          key: 'supports',
          label: ts('draft-texts.contribution.supports'),
          numeric: true,
          cell: ({ supports }) => page.format.number(supports),
        },
        {
          key: 'answer',
          label: ts('draft-texts.table.answer'),
          wide: true,
          cell: (one) => (
            <div class="flow">
              {isThere(one) && <StatusTag {...outcomeOf(page, one)} />}
              {one.answer && <Prose text={one.answer.reasons} />}
            </div>
          ),
        },
      ]}
    />
  );
}

function Words({ contribution, article, compare }: Parameters<typeof Proposed>[0]) {
  const { t } = usePage();
  const { state, reasons, lang } = contribution;
  if (state === 'withdrawn' || state === 'hidden')
    return (
      <span class="soft">
        <GoneWords contribution={contribution} />
      </span>
    );
  return (
    <div class="flow">
      {state === 'held' && <p class="soft">{t('draft-texts.contribution.held')}</p>}
      <Proposed contribution={contribution} article={article} compare={compare} />
      <p lang={lang} dir="auto">
        {reasons}
      </p>
    </div>
  );
}
