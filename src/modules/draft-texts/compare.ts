import type { Article, TextLang } from './article.ts';

/** One part in two versions; `before` or `after` is undefined where it did not exist. */
export type ComparedPart = {
  id: string;
  before: Article | undefined;
  after: Article | undefined;
  changed: boolean;
};

/** The parts of two versions beside each other, in the order of the later one; what is gone stands where it stood. */
export function compareArticles(before: readonly Article[], after: readonly Article[], lang: TextLang): ComparedPart[] {
  const earlier = new Map(before.map((part) => [part.id, part]));
  const there = new Set(after.map(({ id }) => id));
  const parts: ComparedPart[] = after.map((part) => {
    const was = earlier.get(part.id);
    return { id: part.id, before: was, after: part, changed: !was || wordsOf(was, lang) !== wordsOf(part, lang) };
  });
  for (const [index, part] of before.entries()) {
    if (there.has(part.id)) continue;
    const previous = before.slice(0, index).at(-1)?.id;
    const place = previous === undefined ? 0 : parts.findIndex(({ id }) => id === previous) + 1;
    parts.splice(place, 0, { id: part.id, before: part, after: undefined, changed: true });
  }
  return parts;
}

/** The words of a part that readers of a version see: its count, heading and body. */
export function wordsOf({ label, heading, body }: Article, lang: TextLang): string {
  return [label[lang], heading[lang], body[lang]].filter(Boolean).join('\n');
}
