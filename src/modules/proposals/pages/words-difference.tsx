import { compareWords } from '#platform/html/compare-words.ts';
import { Difference } from '#platform/html/difference.tsx';
import { LANGUAGE_NAMES, LANGUAGES } from '#platform/i18n/languages.ts';
import type { Text } from '#platform/i18n/text.ts';

type Words = { title: Text; body: Text };

/** What changed from some words of a proposal to others, word by word, in each language in which they are written. */
export function WordsDifference({ before, after }: { before: Words; after: Words }) {
  const written = LANGUAGES.filter((lang) => [before, after].some(({ title, body }) => title[lang] || body[lang]));
  return (
    <>
      {written.map((lang) => (
        <>
          {written.length > 1 && (
            <h3>
              <bdi lang={lang}>{LANGUAGE_NAMES[lang]}</bdi>
            </h3>
          )}
          <Difference runs={compareWords(before.title[lang] ?? '', after.title[lang] ?? '')} lang={lang} />
          <Difference runs={compareWords(before.body[lang] ?? '', after.body[lang] ?? '')} lang={lang} />
        </>
      ))}
    </>
  );
}
