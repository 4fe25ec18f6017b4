import { z } from 'zod';
import { WrittenText } from '#core/moderation/index.ts';
import { NotFound } from '#platform/errors.ts';
import { Banner } from '#platform/html/banner.tsx';
import { Button } from '#platform/html/button.tsx';
import { Chapter } from '#platform/html/chapter.tsx';
import { compareMany } from '#platform/html/compare-words.ts';
import { usePage } from '#platform/html/context.tsx';
import { Details } from '#platform/html/details.tsx';
import { ErrorSummary, Form } from '#platform/html/form.tsx';
import { Document } from '#platform/html/layout.tsx';
import { PageHead } from '#platform/html/page-head.tsx';
import { DateTimeText } from '#platform/html/text.tsx';
import { plain } from '#platform/i18n/text.ts';
import { isId } from '#platform/ids.ts';
import { definePage, type FormState } from '#platform/page.ts';
import { changeContribution, readContribution } from '../access.ts';
import { type Supported, supportContribution } from '../actions/support-contribution.ts';
import { type Article, nameOfArticle } from '../article.ts';
import { CONTRIBUTION, contributionPath } from '../contribution.ts';
import { mayEditNow, phaseOf, textPath, WHOLE, wasRecorded } from '../draft-text.ts';
import {
  type Earlier,
  earlierOf,
  type FoundContribution,
  findContribution,
  isSupporter,
} from '../queries/contributions.ts';
import { ContributionView, Proposed } from './contribution-view.tsx';
import { one } from './form-values.ts';
import { spokenOf } from './public-text.ts';
import { authorText, titleOf } from './words.tsx';

const query = z.object({ said: z.enum(['shown', 'held']).optional().catch(undefined) });
type Query = z.infer<typeof query>;

type Data = FoundContribution & {
  article: Article | undefined;
  earlier: Earlier[];
  /** What the one who reads may do here. */
  may: { change: boolean; support: boolean };
  isSupporter: boolean;
};

/** One contribution with its answer and its earlier forms; whoever agrees supports it here. Links of letters lead to it. */
export const contributionPage = definePage<Query, Data>({
  name: 'draft-texts.contribution-page',
  path: '/draft-texts/:reference/contributions/:id',
  on: 'both',
  query,
  access: readContribution,
  async load({ db, page, params }) {
    const { actor, tenant, today } = page;
    const [typed = '', id = ''] = [params.reference, params.id];
    const found = isId(id) ? await findContribution({ db, tenant, actor, today }, { text: typed, id }) : undefined;
    if (!found) throw new NotFound();
    const isShown = found.state === 'shown' || found.state === 'held';
    const mine = changeContribution.allows(actor, found, page);
    return {
      ...found,
      article: (await spokenOf(db, found.text, [found]))(found),
      earlier: isShown ? await earlierOf(db, found) : [],
      may: {
        change: mine && found.state !== 'withdrawn' && (!wasRecorded(found) || mayEditNow(found, page.now)),
        support:
          !mine && found.state === 'shown' && phaseOf(found.text, today) === 'open' && found.round === found.text.round,
      },
      isSupporter: actor.kind === 'person' && (await isSupporter(db, found, actor.id)),
    };
  },
  view: ({ data, form, query: { said } }) => <ContributionDocument data={data} form={form} said={said} />,
  submit: {
    action: supportContribution,
    input: (values, { params }) => ({
      text: params.reference,
      contribution: params.id,
      support: one(values, 'support') !== 'no',
    }),
    done: ({ reference, id }: Supported) => contributionPath(reference, id),
  },
});

function ContributionDocument({ data, form, said }: { data: Data; form: FormState; said: Query['said'] }) {
  const page = usePage();
  const { t, ts, lang, href } = page;
  const { text, article } = data;
  const compare = compareMany();
  const path = contributionPath(text.reference, data.id);
  const title = titleOf(page, data);
  const articlePath = textPath(text.reference, `/articles/${data.articleId ?? WHOLE}`);
  const named = article ? nameOfArticle(article, lang) : ts('draft-texts.article.whole');
  return (
    <Document
      title={ts('draft-texts.contribution.page-title', { title, text: plain(text.title, lang) })}
      crumbs={[
        { label: ts('draft-texts.page.texts'), path: '/draft-texts' },
        { label: text.reference, path: textPath(text.reference) },
        { label: named, path: articlePath },
      ]}
      crumb={title}
      canonical={path}
      noIndex={data.state !== 'shown'}
    >
      <ErrorSummary state={form} />
      {said && (
        <Banner kind={said === 'shown' ? 'good' : 'warn'} title={t(`draft-texts.said.${said}`)} live>
          <p>{t(`draft-texts.said.${said}-text`)}</p>
        </Banner>
      )}
      <PageHead title={title} kicker={plain(text.title, lang)} lead={<bdi>{named}</bdi>} />
      <ContributionView contribution={data} reference={text.reference} article={article} compare={compare} level={2}>
        {data.may.support && (
          <Form enhance={false} label={ts('draft-texts.contribution.support')}>
            <input type="hidden" name="support" value={data.isSupporter ? 'no' : 'yes'} />
            <Button kind={data.isSupporter ? 'quiet' : 'main'}>
              {t(data.isSupporter ? 'draft-texts.contribution.unsupport' : 'draft-texts.contribution.support')}
            </Button>
          </Form>
        )}
        <p class="small">
          {data.may.change && (
            <>
              <a href={href(`${path}/edit`)}>{t('draft-texts.contribution.change-own')}</a>
              {' · '}
            </>
          )}
          {data.state === 'shown' && (
            <a href={href(`/moderation/report?on=${CONTRIBUTION}:${data.id}`)}>
              {t('draft-texts.contribution.report')}
              <span class="hide-text"> {authorText(page, data)}</span>
            </a>
          )}
        </p>
      </ContributionView>
      {data.earlier.length > 0 && (
        <Chapter id="earlier" title={t('draft-texts.contribution.earlier')}>
          {data.earlier.map((before) => (
            <Details summary={<DateTimeText instant={before.writtenAt} />}>
              <Proposed
                contribution={{ ...data, ...before, number: data.number }}
                article={article}
                compare={compare}
              />
              <WrittenText text={before.reasons} lang={data.lang} />
            </Details>
          ))}
        </Chapter>
      )}
    </Document>
  );
}
