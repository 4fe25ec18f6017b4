import type { ComponentChildren } from 'preact';
import { WrittenText } from '#core/moderation/index.ts';
import { calendarDate } from '#platform/clock.ts';
import { compareWords } from '#platform/html/compare-words.ts';
import { usePage } from '#platform/html/context.tsx';
import { Difference } from '#platform/html/difference.tsx';
import { Facts } from '#platform/html/items.tsx';
import { StatusTag } from '#platform/html/tag.tsx';
import { DateText, DateTimeText, Prose } from '#platform/html/text.tsx';
import { applyAmendments } from '../amend.ts';
import { type Article, nameOfArticle } from '../article.ts';
import { contributionPath } from '../contribution.ts';
import type { Contribution } from '../queries/contributions.ts';
import { AuthorName, GoneWords, outcomeOf, titleOf } from './words.tsx';

/** The differences that one contribution of many is shown with word by word; its own page knows more. */
export const LIST_EDITS = 300;

type ViewProps = {
  contribution: Contribution;
  reference: string;
  /** Of the version it was said on; undefined for the whole text. */
  article: Article | undefined;
  /** How words are compared: one for all that a page shows. */
  compare?: typeof compareWords;
  level?: 2 | 3;
  children?: ComponentChildren;
};

/** One contribution: what it would change, why, who says it, and what the body answered. */
export function ContributionView({ contribution, reference, article, compare, level = 3, children }: ViewProps) {
  const page = usePage();
  const { t, ts } = page;
  const { state, supports, createdAt, editedAt } = contribution;
  const Heading = `h${level}` as 'h3';
  const isShown = state === 'shown' || state === 'held';
  return (
    <article class="flow" id={`c-${contribution.number}`}>
      <Heading>
        <a href={page.href(contributionPath(reference, contribution.id))}>{titleOf(page, contribution)}</a>
      </Heading>
      {isShown ? (
        <>
          <div class="row tagrow">
            <StatusTag {...outcomeOf(page, contribution)} />
          </div>
          <Facts
            facts={[
              { label: ts('draft-texts.contribution.author'), value: <AuthorName author={contribution} /> },
              {
                label: ts('draft-texts.contribution.at'),
                value: <DateText date={calendarDate(createdAt)} />,
                hideLabel: true,
              },
              {
                label: ts('draft-texts.contribution.supports'),
                value: t('draft-texts.contribution.supports-n', { n: supports }),
                hideLabel: true,
              },
              ...(contribution.receivedOn
                ? [
                    {
                      label: ts('draft-texts.field.channel'),
                      value: t('draft-texts.contribution.received', {
                        channel: t(`draft-texts.channel.${contribution.channel}`),
                        date: <DateText date={contribution.receivedOn} />,
                      }),
                    },
                  ]
                : []),
              ...(editedAt
                ? [{ label: ts('draft-texts.contribution.edited'), value: <DateTimeText instant={editedAt} /> }]
                : []),
            ]}
          />
          <Proposed contribution={contribution} article={article} compare={compare} />
          <WrittenText text={contribution.reasons} lang={contribution.lang} />
          <OfficialAnswer contribution={contribution} />
        </>
      ) : (
        <p class="soft">
          <GoneWords contribution={contribution} />
        </p>
      )}
      {children}
    </article>
  );
}

/** What an amendment would make of the article, with its changes marked; of a comment the words it is about. */
export function Proposed({
  contribution,
  article,
  compare = compareWords,
}: Pick<ViewProps, 'contribution' | 'article' | 'compare'>) {
  const { t } = usePage();
  const { id, deed, quote, wording, heading, lang } = contribution;
  if (!deed) {
    if (quote === null) return null;
    return (
      <blockquote>
        <WrittenText text={quote} lang={lang} />
      </blockquote>
    );
  }
  if (deed === 'insert')
    return (
      <>
        <p class="kicker">{t('draft-texts.contribution.new-article', { name: <ArticleName article={article} /> })}</p>
        <Difference runs={[{ kind: 'new', text: [heading, wording].filter(Boolean).join('\n\n') }]} lang={lang} />
      </>
    );
  const body = article?.body[lang] ?? '';
  const after = applyAmendments(body, [{ id, deed, quote, wording }]).body;
  return (
    <>
      <p class="kicker">{t('draft-texts.contribution.change')}</p>
      <Difference runs={compare(body, after)} lang={lang} />
    </>
  );
}

function ArticleName({ article }: { article: Article | undefined }) {
  const { lang, ts } = usePage();
  return <bdi>{(article && nameOfArticle(article, lang)) || ts(`draft-texts.part.${article?.kind ?? 'article'}`)}</bdi>;
}

function OfficialAnswer({ contribution: { answer, lang } }: { contribution: Contribution }) {
  const { t } = usePage();
  if (!answer) return null;
  return (
    <div class="answer">
      <p>
        <strong>{t('draft-texts.answer.of-body')}</strong> {t(`draft-texts.outcome.${answer.outcome}`)} ·{' '}
        <DateText date={calendarDate(answer.at)} />
      </p>
      <Prose text={answer.reasons} />
      {answer.wording && (
        <>
          <p class="kicker">{t('draft-texts.answer.wording')}</p>
          <WrittenText text={answer.wording} lang={lang} />
        </>
      )}
    </div>
  );
}
