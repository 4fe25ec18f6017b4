import type { ComponentChildren } from 'preact';
import type { PageContext } from '#platform/html/context.tsx';
import { usePage } from '#platform/html/context.tsx';
import { Multilingual } from '#platform/html/text.tsx';
import { plain } from '#platform/i18n/text.ts';
import type { Author } from '../comment.ts';

/** Who speaks, as an element: names stand apart from the words around them. */
export function AuthorName({ author }: { author: Author }): ComponentChildren {
  const { t, href } = usePage();
  switch (author.kind) {
    case 'person':
      return author.name ? <bdi>{author.name}</bdi> : t('comments.author.unnamed');
    case 'association':
      return (
        <a href={href(`/associations/${author.id}`)}>
          <Multilingual text={author.name} as="bdi" />
        </a>
      );
    case 'office':
      return <OfficeName author={author} />;
    case 'former':
      return t('comments.author.former');
  }
}

/** The office that signs, and its body. */
export function OfficeName({ author }: { author: Extract<Author, { kind: 'office' }> }) {
  const { t } = usePage();
  const institution = <Multilingual text={author.institution} as="bdi" />;
  if (!author.office) return institution;
  return <>{t('comments.author.office', { office: <Multilingual text={author.office} as="bdi" />, institution })}</>;
}

/** The same as a plain string, for labels and titles. */
export function authorText(page: PageContext, author: Author): string {
  switch (author.kind) {
    case 'person':
      return author.name ?? page.ts('comments.author.unnamed');
    case 'association':
      return page.ts('comments.author.for-association', { name: plain(author.name, page.lang) });
    case 'office': {
      const institution = plain(author.institution, page.lang);
      if (!author.office) return institution;
      return page.ts('comments.author.office', { office: plain(author.office, page.lang), institution });
    }
    case 'former':
      return page.ts('comments.author.former');
  }
}
