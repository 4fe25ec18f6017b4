import { WrittenText } from '#core/moderation/index.ts';
import { usePage } from '#platform/html/context.tsx';
import { plain } from '#platform/i18n/text.ts';
import { partsOf } from '../comment.ts';
import type { Comment } from '../queries/rows.ts';

/** The words of a comment in their own language; bodies that they name are links to their sites. */
export function WrittenBody({ comment }: { comment: Pick<Comment, 'body' | 'lang' | 'mentions'> }) {
  const { lang, href } = usePage();
  if (comment.body === null) return null;
  if (Object.keys(comment.mentions).length === 0) return <WrittenText text={comment.body} lang={comment.lang} />;
  return (
    <WrittenText
      text={comment.body}
      lang={comment.lang}
      draw={(line) =>
        partsOf(line).map((part) => {
          const name = part.slug === undefined ? undefined : comment.mentions[part.slug];
          if (!name) return part.text;
          return (
            <a href={href('/', { tenant: { slug: part.slug ?? '', host: null } })} title={plain(name, lang)}>
              <bdi dir="ltr">{part.text}</bdi>
            </a>
          );
        })
      }
    />
  );
}
