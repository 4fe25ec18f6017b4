import type { ComponentChildren } from 'preact';
import { usePage } from './context.tsx';

type SimilarProps = {
  /**
   * A path of this site that answers `{ items: [{ url, label, lang, note }] }` for `q`, the words typed so far: what may be public about
   * things like them, best first, in the language of the page.
   */
  source: string;
  /** Over the list: "Similar proposals". */
  title: string;
  /** The fields whose words are compared. */
  children: ComponentChildren;
};

/** Fields that show what is like their words while somebody types. Without script they are just fields: show it at a later step too. */
export function SimilarWhileTyping({ source, title, children }: SimilarProps) {
  return (
    <jamaa-similar data-source={usePage().href(source)} data-title={title}>
      {children}
    </jamaa-similar>
  );
}
