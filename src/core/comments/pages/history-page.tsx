import { NotFound } from '#platform/errors.ts';
import { usePage } from '#platform/html/context.tsx';
import { Document } from '#platform/html/layout.tsx';
import { PageHead } from '#platform/html/page-head.tsx';
import { DateTimeText } from '#platform/html/text.tsx';
import { plain } from '#platform/i18n/text.ts';
import { definePage } from '#platform/page.ts';
import { readHistory } from '../access.ts';
import { threadPath, threadTag } from '../comment.ts';
import { type Version, versionsOf } from '../queries/comments.ts';
import { authorTags } from '../queries/rows.ts';
import { type FoundComment, findComment } from '../target.ts';
import { authorText } from './author-name.tsx';
import { WrittenBody } from './written-body.tsx';

type Data = FoundComment & { versions: Version[] };

/** What a comment said before its author changed it. */
export const historyPage = definePage<unknown, Data>({
  name: 'comments.history-page',
  path: '/comments/:id/history',
  on: 'both',
  access: readHistory,
  load: async ({ db, offers, page, params }) => {
    const comment = await findComment({ db, offers, actor: page.actor, today: page.today }, params.id ?? '');
    if (comment?.state !== 'shown') throw new NotFound();
    return { ...comment, versions: await versionsOf(db, comment) };
  },
  cache: (comment) => [`comment:${comment.id}`, threadTag(comment.subject), ...authorTags([comment])],
  view: ({ data }) => <History data={data} />,
});

function History({ data }: { data: Data }) {
  const page = usePage();
  const { t, ts, lang } = page;
  const { about, versions } = data;
  const heading = ts('comments.history.title', { name: authorText(page, data.author) });
  return (
    <Document
      title={heading}
      crumbs={[
        { label: plain(about.found.title, lang), path: about.found.path },
        { label: ts('comments.thread.crumb'), path: threadPath(about) },
        { label: ts('comments.page.title', { name: authorText(page, data.author) }), path: `/comments/${data.id}` },
      ]}
      crumb={ts('comments.history.crumb')}
      noIndex
    >
      <PageHead title={heading} lead={t('comments.history.lead')} />
      {[...versions].reverse().map((version) => (
        <article class="chapter" aria-labelledby={`v-${version.number}`}>
          <header>
            <h2 id={`v-${version.number}`}>
              {t('comments.history.version', {
                number: version.number,
                when: <DateTimeText instant={version.writtenAt} />,
              })}
            </h2>
            {version.number === versions.length && <p>{t('comments.history.now')}</p>}
          </header>
          <div class="flow">
            {version.stance && <p>{t(`comments.stance.${version.stance}`)}</p>}
            <WrittenBody comment={{ ...version, mentions: data.mentions }} />
          </div>
        </article>
      ))}
    </Document>
  );
}
