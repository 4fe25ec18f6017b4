import { type PageContext, usePage } from '#platform/html/context.tsx';
import { Multilingual } from '#platform/html/text.tsx';
import { plain } from '#platform/i18n/text.ts';
import type { Office, Post } from '../staff.ts';

/** What a post is called: its own title, else its function. */
export function PostName({ post }: { post: Pick<Post, 'title' | 'function'> }) {
  const { t } = usePage();
  return post.title ? <Multilingual text={post.title} /> : t(`institutions.functions.${post.function}`);
}

/** The same as plain words, for titles and lists to choose from. */
export function postName(
  { ts, lang }: Pick<PageContext, 'ts' | 'lang'>,
  post: Pick<Post, 'title' | 'function'>,
): string {
  return post.title ? plain(post.title, lang) : ts(`institutions.functions.${post.function}`);
}

/** The offices as choices of a list, each with those above it before its name. */
export function officeChoices({ lang }: Pick<PageContext, 'lang'>, offices: readonly Office[]) {
  const byId = new Map(offices.map((office) => [office.id, office]));
  const pathOf = (office: Office, depth = 0): string => {
    const above = office.parentId && depth < 5 ? byId.get(office.parentId) : undefined;
    return above ? `${pathOf(above, depth + 1)} › ${plain(office.name, lang)}` : plain(office.name, lang);
  };
  return offices
    .map((office) => ({ value: office.id, label: pathOf(office) }))
    .sort((a, b) => (a.label < b.label ? -1 : 1));
}
