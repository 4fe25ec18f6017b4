import type { ComponentChildren } from 'preact';
import { pick, type Text } from '../i18n/text.ts';
import { usePage } from './context.tsx';
import { type Status, StatusTag } from './tag.tsx';
import { langAttributes } from './text.tsx';

export type Fact = { label: string; value: ComponentChildren; hideLabel?: boolean };

/** Small facts on one line: code, who, when. Labels may be hidden from sight, never from a screen reader. */
export function Facts({ facts }: { facts: readonly Fact[] }) {
  if (facts.length === 0) return null;
  return (
    <dl class="meta">
      {facts.map((fact) => (
        <div>
          <dt class={fact.hideLabel ? 'hide-text' : undefined}>{fact.label}</dt>
          <dd>{fact.value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** A ruled list that people scan. `sided`: the `side` of each item stands at the far edge. */
export function Items({ sided = false, ordered = false, children }: ItemsProps) {
  const name = sided ? 'items sided' : 'items';
  return ordered ? <ol class={name}>{children}</ol> : <ul class={name}>{children}</ul>;
}

type ItemsProps = { sided?: boolean; ordered?: boolean; children: ComponentChildren };

type ItemProps = {
  title: ComponentChildren | { text: Text };
  /** A path of this site, or a ready address with `href`. */
  path?: string;
  href?: string;
  tags?: readonly Status[];
  facts?: readonly Fact[];
  side?: ComponentChildren;
  /** The level of its heading. */
  level?: 2 | 3 | 4;
  children?: ComponentChildren;
};

/** One thing of a list: statuses, heading with link, facts, a sentence. */
export function Item({ title, path, href, tags = [], facts = [], side, level = 3, children }: ItemProps) {
  const page = usePage();
  const address = href ?? (path === undefined ? undefined : page.href(path));
  return (
    <li>
      {tags.length > 0 && (
        <div class="row tagrow">
          {tags.map((tag) => (
            <StatusTag {...tag} />
          ))}
        </div>
      )}
      <ItemHeading title={title} href={address} level={level} />
      <Facts facts={facts} />
      {children}
      {side && <p class="side">{side}</p>}
    </li>
  );
}

function ItemHeading({ title, href, level }: Pick<ItemProps, 'title' | 'href'> & { level: 2 | 3 | 4 }) {
  const page = usePage();
  const Tag = `h${level}` as 'h3';
  const written = typeof title === 'object' && title !== null && 'text' in title ? title.text : undefined;
  const picked = written ? pick(written, page.lang) : undefined;
  const words = picked ? picked.value : (title as ComponentChildren);
  // A title in the other script takes lang and dir on the heading itself: it keeps its order and its side of the page.
  return (
    <Tag {...(picked ? langAttributes(picked.lang, page.lang) : {})}>{href ? <a href={href}>{words}</a> : words}</Tag>
  );
}

export type Task = { label: ComponentChildren; path: string; note?: ComponentChildren };

/** What a person can do here: a link and a sentence each. */
export function Tasks({ tasks }: { tasks: readonly Task[] }) {
  const { href } = usePage();
  return (
    <ul class="tasks">
      {tasks.map((task) => (
        <li>
          <a href={href(task.path)}>{task.label}</a>
          {task.note && <p>{task.note}</p>}
        </li>
      ))}
    </ul>
  );
}
