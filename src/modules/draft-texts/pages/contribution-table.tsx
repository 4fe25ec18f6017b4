import type { ComponentChildren } from 'preact';
import { usePage } from '#platform/html/context.tsx';
import { type Column, Table } from '#platform/html/table.tsx';
import { StatusTag } from '#platform/html/tag.tsx';
import { Multilingual, Prose } from '#platform/html/text.tsx';
import { type Article, nameOfArticle } from '../article.ts';
import { contributionPath } from '../contribution.ts';
import type { Contribution } from '../queries/contributions.ts';
import { Proposed } from './contribution-view.tsx';
import { AuthorName, outcomeOf, titleOf } from './words.tsx';

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
          cell: (one) => <Words contribution={one} article={spoken(one)} />,
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

function Words({ contribution, article }: { contribution: Contribution; article: Article | undefined }) {
  const { t } = usePage();
  const { state, reasons, lang, hiddenReason } = contribution;
  if (state === 'withdrawn') return <span class="soft">{t('draft-texts.contribution.withdrawn')}</span>;
  if (state === 'hidden')
    return (
      <span class="soft">
        {t('draft-texts.contribution.hidden', { reason: <Multilingual text={hiddenReason} as="bdi" /> })}
      </span>
    );
  return (
    <div class="flow">
      {state === 'held' && <p class="soft">{t('draft-texts.contribution.held')}</p>}
      <Proposed contribution={contribution} article={article} />
      <p lang={lang} dir="auto">
        {reasons}
      </p>
    </div>
  );
}
