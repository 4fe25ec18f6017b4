import { renderToString } from 'preact-render-to-string';
import { dirOf, type Lang } from '../i18n/languages.ts';
import type { Translator } from '../i18n/messages.ts';
import { plain } from '../i18n/text.ts';
import { ACCENT_COLOURS } from '../pictures/accent-colours.ts';
import type { Tenant } from '../tenant.ts';

/** A piece of a letter. Both forms of the letter, HTML and plain text, are made from the same pieces. */
export type LetterBlock =
  | { kind: 'text'; text: string }
  | { kind: 'heading'; text: string }
  | { kind: 'list'; items: readonly string[] }
  /** Things with an address each, and what there is to say about them. */
  | { kind: 'things'; things: readonly LetterThing[] }
  /** What is known about a thing: label and value. */
  | { kind: 'facts'; rows: readonly (readonly [label: string, value: string])[] }
  /** A code to type, large and left to right. */
  | { kind: 'code'; code: string }
  /** The one thing to do. `href` is absolute. */
  | { kind: 'link'; label: string; href: string }
  /** What somebody wrote, in their own language. */
  | { kind: 'quote'; text: string; lang?: Lang };

/** A line of a list of things. `href` is absolute; `lang` is that of the title, when it is not the letter's. */
export type LetterThing = { title: string; lang?: Lang; href: string; note: string };

export type LetterContent = {
  lang: Lang;
  /** The body that writes; null: the platform. */
  tenant: Pick<Tenant, 'id' | 'name' | 'accent'> | null;
  subject: string;
  blocks: readonly LetterBlock[];
  /** Why this person gets this letter: the line under it. */
  reason?: string;
  /** The address of the site: it stands at the foot. */
  home: string;
  /** The address that stops letters of this kind with one click (RFC 8058): a POST there must be enough. */
  unsubscribe?: string;
};

/** A letter ready to be queued. */
export type WrittenLetter = {
  subject: string;
  text: string;
  html: string;
  lang: Lang;
  /** The name beside the sender's address. */
  sender: string;
  institutionId: string | null;
  headers: Record<string, string>;
};

/** Writes a letter as HTML and as plain text. `words`: the translator of the letter's language. */
export function writeLetter(content: LetterContent, words: Translator): WrittenLetter {
  const sender = content.tenant ? plain(content.tenant.name, content.lang) : words.ts('platform.name');
  return {
    subject: content.subject,
    text: asText(content, sender, words),
    html: asHtml(content, sender, words),
    lang: content.lang,
    sender,
    institutionId: content.tenant?.id ?? null,
    headers: content.unsubscribe
      ? {
          'List-Unsubscribe': `<${content.unsubscribe}>`,
          'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
        }
      : {},
  };
}

function asText(content: LetterContent, sender: string, words: Translator): string {
  const parts = [sender, content.subject, ...content.blocks.map(blockAsText)];
  const foot = [content.reason, words.ts('platform.mail.automatic'), content.home];
  if (content.unsubscribe) foot.push(`${words.ts('platform.mail.stop')}\n${content.unsubscribe}`);
  return `${[...parts, '--', ...foot.filter((line) => line !== undefined)].join('\n\n')}\n`;
}

// Addresses and codes stand on lines of their own: inside an Arabic line they would be turned round.
function blockAsText(block: LetterBlock): string {
  switch (block.kind) {
    case 'text':
      return block.text;
    case 'heading':
      return `${block.text}\n${'—'.repeat(Math.min(block.text.length, 40))}`;
    case 'list':
      return block.items.map((item) => `• ${item}`).join('\n');
    case 'things':
      return block.things.map(({ title, href, note }) => `• ${title}\n${note}\n${href}`).join('\n\n');
    case 'facts':
      return block.rows.map(([label, value]) => `${label}\n${value}`).join('\n\n');
    case 'code':
      return block.code;
    case 'link':
      return `${block.label}\n${block.href}`;
    case 'quote':
      return block.text
        .split('\n')
        .map((line) => `> ${line}`)
        .join('\n');
  }
}

/** The style sheet of letters for an accent. Mail programs load none, so it stands in the letter's head. */
export function letterStyles(accent: string): string {
  return `body{margin:0;padding:24px 12px;background:#f1eadc;color:#211c15;font:17px/1.6 "IBM Plex Sans","IBM Plex Sans Arabic","Segoe UI","Noto Sans Arabic",Tahoma,Arial,sans-serif}
:lang(ar){line-height:1.8}
.letter{max-width:600px;margin:0 auto;background:#fff;border-top:4px solid ${accent}}
.inside{padding:24px}
.from{margin:0 0 24px;color:${accent};font-weight:600}
h1{margin:0 0 16px;font-size:24px;line-height:1.3}
h2{margin:24px 0 8px;font-size:19px;line-height:1.3}
p,ul,dl,blockquote{margin:0 0 16px}
dt{color:#4d4437;font-size:15px}
dd{margin:0 0 12px}
.code{display:block;margin:0 0 16px;padding:16px;background:#f1eadc;font:600 28px/1.2 Consolas,"DejaVu Sans Mono",monospace;letter-spacing:4px;text-align:center}
.do{display:inline-block;padding:12px 20px;background:${accent};color:#fff;font-weight:600;text-decoration:none}
blockquote{padding:0 16px;border-inline-start:4px solid #d9cfbd}
.foot{padding:16px 24px;border-top:1px solid #d9cfbd;color:#4d4437;font-size:15px}
.foot p{margin:0 0 8px}
a{color:${accent}}`;
}

function asHtml(content: LetterContent, sender: string, words: Translator): string {
  const { lang } = content;
  const styles = letterStyles(ACCENT_COLOURS[content.tenant?.accent ?? 'palm']);
  const title = renderToString(<title>{content.subject}</title>);
  const body = renderToString(<Letter content={content} sender={sender} words={words} />);
  return `<!DOCTYPE html><html lang="${lang}" dir="${dirOf(lang)}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">${title}<style>${styles}</style></head><body>${body}</body></html>`;
}

function Letter({ content, sender, words }: { content: LetterContent; sender: string; words: Translator }) {
  const { lang } = content;
  return (
    <div class="letter" lang={lang} dir={dirOf(lang)}>
      <div class="inside">
        <p class="from">{sender}</p>
        <h1>{content.subject}</h1>
        {content.blocks.map((block) => (
          <Block block={block} />
        ))}
      </div>
      <div class="foot">
        {content.reason && <p>{content.reason}</p>}
        <p>{words.ts('platform.mail.automatic')}</p>
        <p>
          <a href={content.home}>
            <bdi dir="ltr">{content.home}</bdi>
          </a>
        </p>
        {content.unsubscribe && (
          <p>
            <a href={content.unsubscribe}>{words.ts('platform.mail.stop')}</a>
          </p>
        )}
      </div>
    </div>
  );
}

function Block({ block }: { block: LetterBlock }) {
  switch (block.kind) {
    case 'text':
      return (
        <>
          {block.text.split(/\n\s*\n/).map((paragraph) => (
            <p>{paragraph}</p>
          ))}
        </>
      );
    case 'heading':
      return <h2>{block.text}</h2>;
    case 'list':
      return (
        <ul>
          {block.items.map((item) => (
            <li>{item}</li>
          ))}
        </ul>
      );
    case 'things':
      return (
        <dl>
          {block.things.map(({ title, lang, href, note }) => (
            <>
              <dt lang={lang} dir={lang && dirOf(lang)}>
                <a href={href}>{title}</a>
              </dt>
              <dd>{note}</dd>
            </>
          ))}
        </dl>
      );
    case 'facts':
      return (
        <dl>
          {block.rows.map(([label, value]) => (
            <>
              <dt>{label}</dt>
              <dd>
                <bdi>{value}</bdi>
              </dd>
            </>
          ))}
        </dl>
      );
    case 'code':
      return (
        <span class="code" dir="ltr">
          {block.code}
        </span>
      );
    case 'link':
      return (
        <p>
          <a class="do" href={block.href}>
            {block.label}
          </a>
        </p>
      );
    case 'quote':
      return (
        <blockquote lang={block.lang} dir={block.lang ? dirOf(block.lang) : 'auto'}>
          {block.text}
        </blockquote>
      );
  }
}
