import { WrittenText } from '#core/moderation/index.ts';
import { usePage } from '#platform/html/context.tsx';
import { langAttributes } from '#platform/html/text.tsx';
import { type Article, shownLang, type TextLang } from '../article.ts';

type ArticleWordsProps = { article: Article; officialLang: TextLang; level?: 2 | 3; id?: string };

/** A part of a text as it reads: count, heading and words, in one language from beginning to end. */
export function ArticleWords({ article, officialLang, level = 3, id }: ArticleWordsProps) {
  const page = usePage();
  const lang =
    article.kind === 'chapter'
      ? chapterLang(article, page.lang, officialLang)
      : shownLang(article, page.lang, officialLang);
  const [label, heading, body] = [article.label[lang], article.heading[lang], article.body[lang]];
  const Heading = `h${level}` as 'h3';
  const words = label && heading ? page.ts('draft-texts.article.heading', { label, heading }) : label || heading;
  return (
    <div class="flow measure" {...langAttributes(lang, page.lang)}>
      {words && <Heading>{words}</Heading>}
      {body && (
        <div class="wording" id={id}>
          <WrittenText text={body} lang={lang} />
        </div>
      )}
    </div>
  );
}

/** A chapter may have nothing but a heading. */
function chapterLang({ label, heading }: Article, lang: string, official: TextLang): TextLang {
  const has = (one: TextLang) => label[one] || heading[one];
  if (lang === 'fr' && has('fr')) return 'fr';
  if (lang !== 'fr' && has('ar')) return 'ar';
  return has(official) ? official : official === 'ar' ? 'fr' : 'ar';
}
