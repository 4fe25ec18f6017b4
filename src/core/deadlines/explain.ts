import { formatOf } from '#platform/i18n/format.ts';
import type { Lang } from '#platform/i18n/languages.ts';
import type { Translator } from '#platform/i18n/messages.ts';
import { plain, type Text } from '#platform/i18n/text.ts';
import { type CivilDate, isCivilDate, weekdayOf } from './civil-date.ts';
import type { Deadline, Step } from './deadline.ts';
import { groupOf, type Period, type Reference, type Rule, type Unit } from './rules.ts';

/** The words of one language. A page is one; `around.words(lang)` gives those of another. */
export type Speaker = Pick<Translator, 'ts' | 'maybe'> & { lang: Lang };

const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;

/** A date with the day of the week: "jeudi 19 novembre 2026". */
export function dayText({ ts, lang }: Speaker, day: CivilDate): string {
  const weekday = WEEKDAYS[weekdayOf(day) - 1] ?? 'monday';
  return ts('deadlines.day', { weekday: ts(`deadlines.weekdays.${weekday}`), date: formatOf(lang).date(day) });
}

/** A length in words: "20 jours ouvrables". */
export function lengthText({ ts }: Speaker, { value, unit }: Period): string {
  return ts(`deadlines.length.${unit}`, { n: value });
}

/** What a rule is called. */
export function ruleTitle({ maybe }: Speaker, name: string): string {
  return maybe(`deadlines.rules.${name}`) ?? name;
}

/** What the rules of a group are about. */
export function groupTitle({ maybe }: Speaker, name: string): string {
  return maybe(`deadlines.groups.${groupOf(name)}`) ?? groupOf(name);
}

/** From which event a rule runs: "de la réception de la demande". */
export function startText({ maybe }: Speaker, { start }: Rule): string {
  return maybe(`deadlines.starts.${start}`) ?? start;
}

/** Dahirs of before the Constitution of 2011 are divided into chapters (فصول) in Arabic, later texts into articles (مواد). */
const IN_CHAPTERS: ReadonlySet<string> = new Set(['1-58-376']);

/** A reference as officials write it: "Loi n° 31-13 relative au droit d’accès à l’information, article 16". */
export function referenceText({ ts, maybe, lang }: Speaker, { text, articles }: Reference): string {
  const law = maybe(`deadlines.texts.${text}`) ?? text;
  if (articles.length === 0) return law;
  const named = articles.map((article) => {
    const [n = '', bis] = article.split(' ');
    return bis ? ts('deadlines.article-bis', { n }) : n;
  });
  const values = { law, n: articles.length, list: formatOf(lang).list(named) };
  return IN_CHAPTERS.has(text)
    ? ts('deadlines.reference.chapters', values)
    : ts('deadlines.reference.articles', values);
}

/** The length that stands in a sentence as `{length}`, by the kind of the step. */
const LENGTHS: Record<string, Unit> = {
  days: 'days',
  'full-days': 'full-days',
  months: 'months',
  'thirty-days': 'days',
  'working-days': 'working-days',
  weekends: 'days',
  'stood-still': 'days',
};

/** One sentence of a reckoning. */
export function stepText(speaker: Speaker, { kind, values }: Step): string {
  const said: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(values)) said[name] = valueText(speaker, value);
  const unit = LENGTHS[kind];
  if (unit && typeof values.n === 'number') said.length = lengthText(speaker, { value: values.n, unit });
  const sentence = speaker.maybe(`deadlines.steps.${kind}`, said) ?? kind;
  return sentence.charAt(0).toLocaleUpperCase(speaker.lang) + sentence.slice(1);
}

function valueText(speaker: Speaker, value: CivilDate | number | string | Text): string {
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') return isCivilDate(value) ? dayText(speaker, value) : value;
  return plain(value, speaker.lang);
}

/** The whole reckoning in sentences: first what the law says, at the end the last day and what may still move it. */
export function reckoning(speaker: Speaker, rule: Rule, period: Period, { steps }: Pick<Deadline, 'steps'>): string[] {
  const values = { length: lengthText(speaker, period), reference: referenceText(speaker, rule.reference) };
  return [
    stepText(speaker, { kind: rule.period ? 'rule' : 'own-rule', values }),
    ...steps.map((step) => stepText(speaker, step)),
  ];
}
