import type { MessageKey } from './i18n/messages.ts';

/** Who moves a case: whoever brought it, the body that works on it, or the passing of a day. */
export type CaseMover = 'party' | 'office' | 'clock';

/** Who may read an event of a case. Each includes the ones before: officials read everything. */
export const CASE_READERS = ['public', 'parties', 'officials'] as const;
export type CaseReader = (typeof CASE_READERS)[number];

/**
 * What a step does to the clock of a case: begins it (`rule` of the step, else the one the case was opened under), ends it because what was
 * waited for is done, ends it because nobody waits any more, extends it, stops it, lets it go on.
 */
export type ClockEffect = 'starts' | 'meets' | 'cancels' | 'extends' | 'suspends' | 'resumes';

/** One step of a case: what is done, by whom, from which state to which. `from` null: how a case begins. */
export type CaseTransition = {
  from: string | null;
  verb: string;
  who: CaseMover;
  to: string;
  clock?: ClockEffect;
  /** The rule whose clock begins, where it is another one than the case was opened under. */
  rule?: string;
  /** The step is the body's decision: its day, outcome and ground count in the statistics, and the remedies stand below it. */
  decides?: true;
  /** Who reads of the step; absent: everybody. */
  readers?: CaseReader;
};

/** What somebody who does not agree may do, and the text that says so; `after` names the deciding steps it stands below. */
export type CaseRemedy = { after: readonly string[]; text: MessageKey; source: string };

/** A kind of case, as data: a capability lists it in its `module.ts`, and `core/cases` does the rest. */
export type CaseKind = {
  /** `petition`. */
  kind: string;
  /** The letters of its references: `PET`. */
  prefix: string;
  label: MessageKey;
  transitions: readonly CaseTransition[];
  /** The states in which nothing is waited for any more. */
  ends: readonly string[];
  states: Readonly<Record<string, MessageKey>>;
  /** What each step is called on the timeline, by its verb. */
  steps: Readonly<Record<string, MessageKey>>;
  /** Why a case may be refused, each with its words. */
  grounds: Readonly<Record<string, MessageKey>>;
  /** What a decision may be called, each with its words. */
  outcomes: Readonly<Record<string, MessageKey>>;
  /** What else its steps tell in facts, each with its label: `session`, `committee`. */
  facts: Readonly<Record<string, MessageKey>>;
  remedies: readonly CaseRemedy[];
  /** The power that works on cases of this kind, and the one whose holders hear of what is late. */
  power: string;
  lead: string;
  /** Days before the last day on which whoever works on it is reminded. */
  remindDays: number;
  /** Whether a case may go to another body by the desk of cases, and what its clock does there; `never` also where its capability hands it over itself. */
  transfer: 'never' | 'clock-starts-anew' | 'clock-goes-on';
  /** The processing under which what the party says is kept: nothing is taken before it is open in that body. */
  processing: string;
  /** How many days after the end its party may still write in it; then it rests. */
  graceDays: number;
  /** How long names and messages stay after the end, and the text that says so. */
  keep: { years: number; source: string };
  /** The public page of what the case is about, if it has one, and the tags of the pages that show its timeline. */
  path?(about: string): string;
  tags(about: string): readonly string[];
  /** Where officials work on it, besides the page of the case itself. */
  deskPath?(about: string): string;
};
