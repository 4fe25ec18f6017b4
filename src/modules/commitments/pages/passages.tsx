import { Multilingual } from '#platform/html/text.tsx';
import type { Text } from '#platform/i18n/text.ts';
import type { IntroItems, Passage } from '../commitment.ts';

/** Paragraphs and lists as the plan prints them. */
export function Passages({ passages }: { passages: readonly Passage[] }) {
  return (
    <>
      {passages.map((passage) => (
        <>
          {passage.text && <Multilingual as="p" text={passage.text} />}
          {passage.items && (
            <ul>
              {passage.items.map((item) => (
                <li>
                  <Multilingual text={item.text} />
                  {item.items && item.items.length > 0 && <Texts texts={item.items} />}
                </li>
              ))}
            </ul>
          )}
        </>
      ))}
    </>
  );
}

/** A list of texts; a single one is a paragraph. */
export function Texts({ texts }: { texts: readonly Text[] }) {
  if (texts.length === 0) return null;
  if (texts.length === 1) return <Multilingual as="p" text={texts[0]} />;
  return (
    <ul>
      {texts.map((text) => (
        <Multilingual as="li" text={text} />
      ))}
    </ul>
  );
}

/** Introductory paragraphs, then their list. */
export function Introduced({ part }: { part: IntroItems | { intro: Text[]; axes: Text[] } }) {
  const items = 'items' in part ? part.items : part.axes;
  return (
    <>
      {part.intro.map((text) => (
        <Multilingual as="p" text={text} />
      ))}
      {items.length > 0 && (
        <ul>
          {items.map((text) => (
            <Multilingual as="li" text={text} />
          ))}
        </ul>
      )}
    </>
  );
}

export function isEmptyPart(part: IntroItems | { intro: Text[]; axes: Text[] }): boolean {
  return part.intro.length === 0 && ('items' in part ? part.items : part.axes).length === 0;
}
