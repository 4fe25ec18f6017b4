import type { ComponentChildren } from 'preact';

type ChapterProps = {
  /** The anchor of the chapter; its heading is `{id}-title`. */
  id: string;
  title: ComponentChildren;
  /** One or two lines under the title, in the margin. */
  intro?: ComponentChildren;
  class?: string;
  children?: ComponentChildren;
};

/** A part of a page: a rule, and the title standing in the margin, as in an official journal. */
export function Chapter({ id, title, intro, class: className, children }: ChapterProps) {
  return (
    <section class={className ? `chapter ${className}` : 'chapter'} id={id} aria-labelledby={`${id}-title`}>
      <header>
        <h2 id={`${id}-title`}>{title}</h2>
        {intro && <p>{intro}</p>}
      </header>
      <div class="flow">{children}</div>
    </section>
  );
}

/** Two things beside each other: `aside` a panel beside text, `even` two halves, `hero` the opening of a home page. */
export function Split({ kind = 'aside', children }: { kind?: 'aside' | 'even' | 'hero'; children: ComponentChildren }) {
  return <div class={kind === 'aside' ? 'split' : `split ${kind}`}>{children}</div>;
}

/** A column of blocks with even space between them. */
export function Flow({ children, class: className }: { children: ComponentChildren; class?: string }) {
  return <div class={className ? `flow ${className}` : 'flow'}>{children}</div>;
}

/** Small things on one line that wrap: tags, buttons, links. `between` pushes the last one to the far side. */
export function Row({ between = false, children }: { between?: boolean; children: ComponentChildren }) {
  return <div class={between ? 'row between' : 'row'}>{children}</div>;
}

/** The one box of a screen that carries its action. */
export function Panel({ id, title, hideTitle = false, children }: PanelProps) {
  return (
    <aside class="panel no-print" aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`} class={hideTitle ? 'hide-text' : undefined}>
        {title}
      </h2>
      {children}
    </aside>
  );
}

type PanelProps = { id: string; title: ComponentChildren; hideTitle?: boolean; children: ComponentChildren };
