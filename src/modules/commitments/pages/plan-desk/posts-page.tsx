import { z } from 'zod';
import { DeskDocument, deskTabs } from '#core/institutions/index.ts';
import { NotFound } from '#platform/errors.ts';
import { usePage } from '#platform/html/context.tsx';
import { Copyable } from '#platform/html/copy.tsx';
import type { Tab } from '#platform/html/tabs.tsx';
import { Multilingual } from '#platform/html/text.tsx';
import { LANGUAGE_NAMES } from '#platform/i18n/languages.ts';
import type { Translator } from '#platform/i18n/messages.ts';
import { plain, type Text } from '#platform/i18n/text.ts';
import { definePage } from '#platform/page.ts';
import { seeMatrix } from '../../access.ts';
import { quarterOf } from '../../quarter.ts';
import { planScope, type ScopedPlan } from '../../queries/matrix-scope.ts';
import { finishedIn, quarterChanges } from '../../queries/quarters.ts';
import { quarterLabel } from '../quarter-page.tsx';

const query = z.object({ of: z.string().max(10).optional() });
type Query = z.infer<typeof query>;

/** The languages that communication services publish in. */
const POST_LANGUAGES = ['ar', 'fr'] as const;
type PostLanguage = (typeof POST_LANGUAGES)[number];

/** A post for social media: its words in each language with the address, and the picture that goes with it. */
type Post = { id: string; about: Text; words: Record<PostLanguage, string>; card: Record<PostLanguage, string> };

type Data = ScopedPlan & { tabs: Tab[]; posts: Post[] };

/** The longest post: what every service takes. */
const MOST_SIGNS = 280;
const MOST_POSTS = 12;

/** What the communication service can publish of a plan this quarter: words in Arabic and French, each with its address and its picture. */
export const postsPage = definePage<Query, Data>({
  name: 'commitments.posts-page',
  path: '/desk/matrix/plans/:reference/posts',
  on: 'tenant',
  query,
  access: seeMatrix,
  async load(request) {
    const { db, page, params, query: asked, around } = request;
    const plan = await planScope(db, params.reference ?? '', page.tenant?.id ?? '');
    const quarter = asked.of ?? quarterOf(page.today);
    const changes = plan && (await quarterChanges(db, plan, quarter, page.today));
    if (!plan || !changes || !page.tenant) throw new NotFound();
    const tenant = { slug: page.tenant.slug, host: page.tenant.host };
    const each = <V,>(make: (lang: PostLanguage) => V) =>
      Object.fromEntries(POST_LANGUAGES.map((lang) => [lang, make(lang)])) as Record<PostLanguage, V>;
    const post = (
      id: string,
      about: Text,
      path: string,
      cardOf: string,
      words: (ts: Translator, lang: PostLanguage) => string,
    ): Post => ({
      id,
      about,
      words: each((lang) => fitted(words(around.words(lang), lang), around.absolute(path, { lang, tenant }))),
      card: each((lang) => page.href(`${cardOf}/card.png`, { lang })),
    });
    const planPath = `/action-plans/${plan.reference}`;
    const { finished, reported, missed } = changes;
    return {
      ...plan,
      tabs: deskTabs(request),
      posts: [
        post('plan', plan.title, `${planPath}/quarter?of=${quarter}`, planPath, (words) =>
          words.ts('commitments.post.plan', { quarter: quarterLabel(words, quarter), finished, reported, missed }),
        ),
        ...finishedIn(changes.events)
          .slice(0, MOST_POSTS)
          .map((one, index) =>
            post(
              `finished-${index + 1}`,
              one.title,
              `/commitments/${one.commitment}`,
              `/commitments/${one.commitment}`,
              (words, lang) => words.ts('commitments.post.finished', { title: plain(one.title, lang) }),
            ),
          ),
      ],
    };
  },
  view: ({ data }) => <Posts data={data} />,
});

/** The words and the address on a line of its own, cut at a word where they would be too long. */
function fitted(words: string, address: string): string {
  const room = MOST_SIGNS - address.length - 1;
  const cut = words.length > room ? `${words.slice(0, Math.max(0, room - 1)).replace(/\s+\S*$/, '')}…` : words;
  return `${cut}\n${address}`;
}

function Posts({ data }: { data: Data }) {
  const { t, ts } = usePage();
  return (
    <DeskDocument
      title={ts('commitments.post.title')}
      lead={t('commitments.post.lead')}
      tabs={data.tabs}
      crumbs={[
        { label: ts('commitments.matrix.title'), path: '/desk/matrix' },
        { label: data.reference, path: `/desk/matrix/plans/${data.reference}` },
      ]}
    >
      {data.posts.map((post) => (
        <section class="mt-4 flow" aria-labelledby={post.id}>
          <h2 id={post.id}>
            <Multilingual text={post.about} />
          </h2>
          {POST_LANGUAGES.map((lang) => (
            <div class="flow">
              <h3>
                <span lang={lang}>{LANGUAGE_NAMES[lang]}</span>
              </h3>
              <div lang={lang} dir={lang === 'ar' ? 'rtl' : 'ltr'}>
                <Copyable id={`${post.id}-${lang}`}>{post.words[lang]}</Copyable>
              </div>
              <p>
                <a href={post.card[lang]}>
                  {t('commitments.post.card', { language: <bdi lang={lang}>{LANGUAGE_NAMES[lang]}</bdi> })}
                </a>
              </p>
            </div>
          ))}
        </section>
      ))}
    </DeskDocument>
  );
}
