import type { ComponentChildren } from 'preact';
import { type Status, StatusTag } from './tag.tsx';

/** Contributions, one after the other. */
export function Thread({ children }: { children: ComponentChildren }) {
  return <ol class="thread">{children}</ol>;
}

type CommentProps = {
  id: string;
  title: ComponentChildren;
  status?: Status;
  /** Who, where, when: short pieces on one line. */
  meta?: readonly ComponentChildren[];
  level?: 2 | 3 | 4;
  /** The language of what was written, when it is not the language of the page. */
  lang?: string;
  dir?: 'rtl' | 'ltr' | 'auto';
  body: ComponentChildren;
  /** The answer, or who will answer and when. */
  children?: ComponentChildren;
};

/** What one person wrote. */
export function Comment({ id, title, status, meta = [], level = 3, lang, dir, body, children }: CommentProps) {
  const Tag = `h${level}` as 'h3';
  return (
    <li>
      <article class="comment" id={id} aria-labelledby={`${id}-title`}>
        <div class="row between">
          <Tag id={`${id}-title`} lang={lang} dir={dir}>
            {title}
          </Tag>
          {status && <StatusTag {...status} />}
        </div>
        {meta.length > 0 && (
          <p class="meta">
            {meta.map((piece) => (
              <span>{piece}</span>
            ))}
          </p>
        )}
        <div class="body" lang={lang} dir={dir}>
          {body}
        </div>
        {children}
      </article>
    </li>
  );
}

type AnswerProps = {
  title: ComponentChildren /** The office that answers, and the date. */;
  signed: ComponentChildren;
  level?: 3 | 4 | 5;
  children: ComponentChildren;
};

/** An official answer: tinted, signed by an office (never a person) and dated. */
export function Answer({ title, signed, level = 4, children }: AnswerProps) {
  const Tag = `h${level}` as 'h4';
  return (
    <div class="answer">
      <Tag>{title}</Tag>
      {children}
      <p class="law">{signed}</p>
    </div>
  );
}
