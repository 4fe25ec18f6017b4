import { type ComponentChildren, h } from 'preact';
import type { DatePrecision } from '../i18n/format.ts';
import { dirOf, type Lang } from '../i18n/languages.ts';
import { type Picked, pick, type Text } from '../i18n/text.ts';
import { usePage } from './context.tsx';

/** `lang` and `dir` for words that are not in the language of the page; nothing for those that are. */
export function langAttributes(lang: Lang, pageLang: Lang): { lang?: Lang; dir?: 'rtl' | 'ltr' } {
  return lang === pageLang ? {} : { lang, dir: dirOf(lang) };
}

/** A text and where it goes: `as` is the element that carries it (`bdi` inside a sentence, `h3`, `p`…). */
type MultilingualProps = { text: Text | null | undefined; as?: string; class?: string; id?: string };

/**
 * A text that people wrote in one or several languages, in the language of the page or else in the one that stands in for it, with
 * its own `lang` and `dir`. Draws nothing when there is no text.
 */
export function Multilingual({ text, as, ...rest }: MultilingualProps) {
  const page = usePage();
  const picked = pick(text, page.lang);
  if (!picked) return null;
  const foreign = picked.lang !== page.lang;
  if (!as && !foreign && !rest.class && !rest.id) return <>{picked.value}</>;
  return h(as ?? 'bdi', { ...rest, ...langAttributes(picked.lang, page.lang) }, picked.value);
}

/** The beginning of a long text as one paragraph, cut between words after so many signs. */
export function Excerpt({ text, length = 160 }: { text: Text | null | undefined; length?: number }) {
  const page = usePage();
  const picked = pick(text, page.lang);
  if (!picked) return null;
  const { value, lang } = picked;
  const cut = value.length > length ? `${value.slice(0, length).replace(/\s+\S*$/, '')}…` : value;
  return <p {...langAttributes(lang, page.lang)}>{cut}</p>;
}

/** A long text: paragraphs at empty lines, a list where lines begin with a dash or a bullet. */
export function Prose({ text }: { text: Text | null | undefined }) {
  const page = usePage();
  const picked = pick(text, page.lang);
  if (!picked) return null;
  const { lang, dir } = langAttributes(picked.lang, page.lang);
  return (
    <div class="flow" lang={lang} dir={dir}>
      {blocksOf(picked).map((block) =>
        Array.isArray(block) ? (
          <ul>
            {block.map((line) => (
              <li>{line}</li>
            ))}
          </ul>
        ) : (
          <p>{block}</p>
        ),
      )}
    </div>
  );
}

/** One line that says a text is shown in another language than the page's; nothing when it is not. */
export function FallbackNote({ text }: { text: Text | null | undefined }) {
  const page = usePage();
  const picked = pick(text, page.lang);
  if (!picked || picked.lang === page.lang) return null;
  return <p class="law">{page.t('platform.fallback')}</p>;
}

const BULLET = /^\s*[-–•*]\s+/;

function blocksOf({ value }: Picked): (string | string[])[] {
  const blocks: (string | string[])[] = [];
  for (const part of value.split(/\r?\n\s*\r?\n/)) {
    let list: string[] | undefined;
    for (const line of part.split(/\r?\n/)) {
      if (!line.trim()) continue;
      if (BULLET.test(line)) {
        if (!list) {
          list = [];
          blocks.push(list);
        }
        list.push(line.replace(BULLET, '').trim());
      } else {
        list = undefined;
        blocks.push(line.trim());
      }
    }
  }
  return blocks;
}

/** A code, a reference, a number of a law: always left to right, isolated from the words around it. */
export function Code({ children }: { children: ComponentChildren }) {
  return (
    <bdi class="code" dir="ltr">
      {children}
    </bdi>
  );
}

/** Left to right inside a sentence of any direction: phone numbers, percentages, ranges. */
export function Ltr({ children }: { children: ComponentChildren }) {
  return <bdi dir="ltr">{children}</bdi>;
}

/** A share between 0 and 1 as a percentage, isolated. */
export function Percent({ share }: { share: number }) {
  return <Ltr>{usePage().format.percent(share)}</Ltr>;
}

/** A calendar date, written out as precisely as it is known. `date` is `YYYY-MM-DD`. */
export function DateText({ date, precision = 'day' }: { date: string; precision?: DatePrecision }) {
  const { format } = usePage();
  const known = precision === 'day' ? date : date.slice(0, precision === 'month' ? 7 : 4);
  return <time dateTime={known}>{format.date(date, precision)}</time>;
}

/** An instant as date and time of Morocco. */
export function DateTimeText({ instant }: { instant: Date }) {
  return <time dateTime={instant.toISOString()}>{usePage().format.dateTime(instant)}</time>;
}

type DateRangeProps = {
  start?: string | null;
  end?: string | null;
  precision?: DatePrecision;
  startPrecision?: DatePrecision;
  endPrecision?: DatePrecision;
};

/** "From June 2025 to June 2027", in words, with one end left out when it is not known. */
export function DateRange({ start, end, precision = 'day', startPrecision, endPrecision }: DateRangeProps) {
  const { t } = usePage();
  const from = start ? <DateText date={start} precision={startPrecision ?? precision} /> : null;
  const to = end ? <DateText date={end} precision={endPrecision ?? precision} /> : null;
  // French says days with an article, months and years without.
  const days = (!from || (startPrecision ?? precision) === 'day') && (!to || (endPrecision ?? precision) === 'day');
  const words = days ? 'platform.days' : 'platform';
  if (from && to) return <>{t(`${words}.range`, { start: from, end: to })}</>;
  if (from) return <>{t(`${words}.since`, { start: from })}</>;
  if (to) return <>{t(`${words}.until`, { end: to })}</>;
  return null;
}

/** A short range of years or numbers, `2025–2027`, that does not turn round in Arabic. */
export function Range({ from, to }: { from: number | string; to: number | string }) {
  return <Ltr>{from === to ? from : `${from}–${to}`}</Ltr>;
}

/** A reference to a law after a plain sentence. */
export function Law({ children }: { children: ComponentChildren }) {
  return <cite class="law">{children}</cite>;
}
