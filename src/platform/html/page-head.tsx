import type { ComponentChildren } from 'preact';
import type { Text } from '../i18n/text.ts';
import { Multilingual } from './text.tsx';

type PageHeadProps = {
  /** The heading of the page, or the text that people wrote for it. */
  title: ComponentChildren | { text: Text };
  /** The line above the heading: what kind of thing this is, and its code. */
  kicker?: ComponentChildren;
  /** One or two sentences under the heading. */
  lead?: ComponentChildren;
  /** A row of tags, a state, one or two buttons. */
  row?: ComponentChildren;
  /** What stands beside the head of a home page. */
  beside?: ComponentChildren;
  children?: ComponentChildren;
};

/** The head of a page, with its only `h1`. */
export function PageHead({ title, kicker, lead, row, beside, children }: PageHeadProps) {
  const head = (
    <>
      {kicker && <p class="kicker">{kicker}</p>}
      {isText(title) ? <Multilingual as="h1" text={title.text} /> : <h1>{title}</h1>}
      {lead && <p class="lead measure">{lead}</p>}
      {row && <div class="row">{row}</div>}
      {children}
    </>
  );
  if (!beside) return <div class="page-head">{head}</div>;
  return (
    <div class="page-head split hero">
      <div>{head}</div>
      {beside}
    </div>
  );
}

function isText(title: PageHeadProps['title']): title is { text: Text } {
  return typeof title === 'object' && title !== null && 'text' in title;
}
