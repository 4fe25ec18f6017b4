import type { CivilDate } from './civil-date.ts';
import { RULES } from './law.ts';

/**
 * How a period is counted. `working-days`: days on which public offices work. `days`: calendar days. `full-days` ("francs"): neither the
 * first nor the last day counts. `months`: from date to date.
 */
export const UNITS = ['working-days', 'days', 'full-days', 'months'] as const;
export type Unit = (typeof UNITS)[number];

/** A length of time as a law gives it. */
export type Period = { value: number; unit: Unit };

/** How sure we are of a number: official text read, read in another source, derived from a text, not checked. */
export const CONFIDENCES = ['verified', 'verified-secondary', 'inference', 'unverified'] as const;
export type Confidence = (typeof CONFIDENCES)[number];

/** What follows when nothing is done within the period, as the text says it; `none` where the text attaches nothing to it. */
export const SILENCE_EFFECTS = [
  'none',
  'consent',
  'opens-appeal',
  'opens-complaint',
  'opens-court',
  'opens-cndp',
  'escalates',
  'may-operate',
  'file-returned',
  'right-lapses',
] as const;
export type SilenceEffect = (typeof SILENCE_EFFECTS)[number];

/** What may stop the clock of a procedure (55-19 arts 7, 10, 14). */
export const SUSPENSION_GROUNDS = ['originals', 'replacement-document', 'extra-information'] as const;
export type SuspensionGround = (typeof SUSPENSION_GROUNDS)[number];

/** Where a number stands: the text (a key of `law.json` and of the messages) and its articles. */
export type Reference = { text: string; articles: readonly string[] };

/** One rule of the law in one of its versions. */
export type Rule = {
  name: string;
  /** 1 for the first text that set it, 2 after it was changed. */
  version: number;
  /** The day the text of this version was published, where we know it: a period cannot have begun before. */
  since: CivilDate | null;
  /** Null where the law sets no number: a body may enter its own. */
  period: Period | null;
  reference: Reference;
  confidence: Confidence;
  /** Who must act: the public body, or the person. */
  by: 'body' | 'person';
  /** What the period runs from. That day is never counted (DOC art. 131). */
  start: string;
  dayZero: 'excluded';
  /** Where the period ends on a closed day (DOC art. 133, CPC art. 512). */
  roll: 'next-working-day';
  /** The first is what silence means unless the case is one of those listed for another. */
  silence: readonly [SilenceEffect, ...SilenceEffect[]];
  /** What may stop the clock, only in the first half of the period; `once` for what may be asked one time. */
  suspension: { grounds: readonly SuspensionGround[]; once: readonly SuspensionGround[]; reference: Reference } | null;
  /** One extension, with a written reason. `rule` says how long it is; null: as long as the body needs and says. */
  extension: { rule: string | null; reference: Reference } | null;
};

/** All names of rules, in the order in which people look for them. */
export const RULE_NAMES: readonly string[] = [...new Set(RULES.map((rule) => rule.name))];

/** The version of a rule that is in force on a day; undefined when there is no such rule, or not yet. */
export function ruleOn(name: string, day: CivilDate): Rule | undefined {
  return RULES.filter((rule) => rule.name === name && (rule.since === null || rule.since <= day)).at(-1);
}

/** A rule by name and version, as a deadline remembers it. */
export function ruleVersion(name: string, version: number): Rule | undefined {
  return RULES.find((rule) => rule.name === name && rule.version === version);
}

/** The latest version of every rule. */
export function latestRules(): Rule[] {
  return RULE_NAMES.flatMap((name) => RULES.filter((rule) => rule.name === name).at(-1) ?? []);
}

/** The first words of a rule's name: what it is about. `petition.national.opinion` belongs to `petition-national`. */
export function groupOf(name: string): string {
  const parts = name.split('.');
  return parts[0] === 'petition' ? (parts[1] === 'national' ? 'petition-national' : 'petition') : (parts[0] ?? name);
}
