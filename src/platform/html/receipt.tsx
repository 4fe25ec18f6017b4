import type { ComponentChildren } from 'preact';
import { Code } from './text.tsx';

type ReceiptProps = {
  /** Who gives it. */
  giver: ComponentChildren;
  title: ComponentChildren;
  referenceLabel: ComponentChildren;
  reference: string;
  /** 1 when it is the head of its page. */
  level?: 1 | 2;
  /** A summary of what was received, what comes next, how to check it. */
  children: ComponentChildren;
};

/** The end of a procedure: one A4 page with a reference, to print or to send. It may hold the `h1` of its page. */
export function Receipt({ giver, title, referenceLabel, reference, level = 1, children }: ReceiptProps) {
  const Tag = `h${level}` as 'h1';
  return (
    <article class="receipt" aria-labelledby="receipt-title">
      <div class="zellige" />
      <header>
        <p class="soft">{giver}</p>
        <Tag id="receipt-title">{title}</Tag>
      </header>
      <div class="reference">
        <p class="soft">{referenceLabel}</p>
        <p>
          <Code>{reference}</Code>
        </p>
      </div>
      {children}
    </article>
  );
}
