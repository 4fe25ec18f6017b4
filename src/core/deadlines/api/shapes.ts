import { dateSchema, textSchema, z } from '#platform/api.ts';
import type { Lang } from '#platform/i18n/languages.ts';
import type { Text } from '#platform/i18n/text.ts';
import type { Surroundings } from '#platform/surroundings.ts';
import type { Calculation } from '../calculation.ts';
import { CERTAINTIES } from '../calendar.ts';
import { referenceText, ruleTitle, type Speaker, stepText } from '../explain.ts';
import { lastDayOf } from '../holidays.ts';
import law from '../law.json' with { type: 'json' };
import type { EnteredHoliday } from '../queries.ts';
import { CONFIDENCES, type Period, type Reference, type Rule, SILENCE_EFFECTS, UNITS } from '../rules.ts';

export const TAG_DEADLINES = 'deadlines';

/** The languages that explanations are written in. */
const SAID_IN: readonly Lang[] = ['ar', 'fr', 'en'];

/** The same words in every language that they are written in. */
export function inAll(around: Surroundings, say: (speaker: Speaker) => string): Text {
  return Object.fromEntries(SAID_IN.map((lang) => [lang, say({ ...around.words(lang), lang })]));
}

const source = z
  .object({
    reference: textSchema,
    text: z.string().openapi({ description: 'The text, as the platform names it.', example: '31-13' }),
    articles: z.array(z.string()),
    copy: z.string().nullable().openapi({ description: 'Where the official text was read.' }),
  })
  .openapi('LegalSource', { description: 'Where a number stands.' });

const sizes = {
  unit: z.enum(UNITS).nullable().openapi({ description: 'Null where the law leaves the length open.' }),
  value: z.number().int().nullable(),
};

export const ruleItem = z
  .object({
    rule: z.string().openapi({ example: 'information-request.reply' }),
    version: z.number().int(),
    title: textSchema,
    ...sizes,
    /** `law`, or `institution` where the body gave itself the length. */
    setBy: z.enum(['law', 'institution']).nullable(),
    by: z.enum(['body', 'person']).openapi({ description: 'Who must act.' }),
    start: z.string(),
    dayZero: z.literal('excluded'),
    roll: z.literal('next-working-day'),
    silence: z.array(z.enum(SILENCE_EFFECTS)).openapi({ description: 'The first is the general case.' }),
    suspendable: z.boolean(),
    extensible: z.boolean(),
    source,
    confidence: z.enum(CONFIDENCES),
    since: dateSchema.nullable(),
  })
  .openapi('DeadlineRule', { description: 'A period that the law sets, or leaves open.' });

export const answerItem = z
  .object({
    rule: z.string(),
    version: z.number().int(),
    from: dateSchema,
    due: dateSchema.nullable().openapi({
      description: 'The last day on which the act is in time; null where neither the law nor the body gives a length.',
    }),
    ...sizes,
    setBy: z.enum(['law', 'institution']).nullable(),
    steps: z.array(
      z.object({ kind: z.string(), text: textSchema }).openapi({ description: 'One sentence of the reckoning.' }),
    ),
    source,
    confidence: z.enum(CONFIDENCES),
    provisional: z
      .boolean()
      .openapi({ description: 'True while a religious day that is only computed bears on the result.' }),
    thirtyDayCount: dateSchema
      .nullable()
      .openapi({ description: 'For months: the end if each had 30 full days (DOC art. 132).' }),
    silence: z.array(z.enum(SILENCE_EFFECTS)),
  })
  .openapi('Deadline', { description: 'A deadline, and how it is counted.' });

/** Which entry of `law.json` each text was read from. */
const COPIES: Record<string, keyof typeof law.sources> = {
  '111-14': 'LO_111_14',
  '112-14': 'LO_112_14',
  '113-14': 'LO_113_14',
  '44-14': 'LO_44_14',
  '64-14': 'LO_64_14',
  '2-16-773': 'DEC_2_16_773',
  '31-13': 'L_31_13',
  '55-19': 'L_55_19',
  '2-17-265': 'DEC_2_17_265',
  '2-08-229': 'DEC_2_08_229',
  '1-58-376': 'DAHIR_1_58_376',
  '06-18': 'L_06_18',
  '09-08': 'L_09_08',
};

function sourceOf(around: Surroundings, reference: Reference): z.input<typeof source> {
  const key = COPIES[reference.text];
  return {
    reference: inAll(around, (speaker) => referenceText(speaker, reference)),
    text: reference.text,
    articles: [...reference.articles],
    copy: key ? law.sources[key] : null,
  };
}

/** A rule as the API shows it; `own` is the length that a body gave itself. */
export function presentRule(around: Surroundings, rule: Rule, own: Period | undefined): z.input<typeof ruleItem> {
  const period = rule.period ?? own ?? null;
  return {
    rule: rule.name,
    version: rule.version,
    title: inAll(around, (speaker) => ruleTitle(speaker, rule.name)),
    unit: period?.unit ?? null,
    value: period?.value ?? null,
    setBy: rule.period ? 'law' : own ? 'institution' : null,
    by: rule.by,
    start: rule.start,
    dayZero: rule.dayZero,
    roll: rule.roll,
    silence: [...rule.silence],
    suspendable: rule.suspension !== null,
    extensible: rule.extension !== null,
    source: sourceOf(around, rule.reference),
    confidence: rule.confidence,
    since: rule.since,
  };
}

type Asked = { rule: Rule; from: string };

function common(around: Surroundings, { rule, from }: Asked) {
  return {
    rule: rule.name,
    version: rule.version,
    from,
    source: sourceOf(around, rule.reference),
    confidence: rule.confidence,
    silence: [...rule.silence],
  };
}

/** A deadline as the API shows it, explained in every language. */
export function presentAnswer(
  around: Surroundings,
  { rule, period, deadline }: Calculation,
): z.input<typeof answerItem> {
  return {
    ...common(around, { rule, from: deadline.from }),
    due: deadline.due,
    unit: period.unit,
    value: period.value,
    setBy: rule.period ? 'law' : 'institution',
    steps: deadline.steps.map((step) => ({
      kind: step.kind,
      text: inAll(around, (speaker) => stepText(speaker, step)),
    })),
    provisional: deadline.provisional,
    thirtyDayCount: deadline.thirtyDayCount,
  };
}

/** What is said of a length that the law leaves open and the body has not set: that nobody gives it, and no date. */
export function presentOpen(around: Surroundings, asked: Asked): z.input<typeof answerItem> {
  const said = (speaker: Speaker) =>
    speaker.ts('deadlines.open.text', { reference: referenceText(speaker, asked.rule.reference) });
  return {
    ...common(around, asked),
    due: null,
    unit: null,
    value: null,
    setBy: null,
    steps: [{ kind: 'open', text: inAll(around, said) }],
    provisional: false,
    thirtyDayCount: null,
  };
}

export const holidayItem = z
  .object({
    id: z.string(),
    feast: z.string().nullable().openapi({ description: 'Null for an exceptional closure.', example: 'eid-al-fitr' }),
    year: z.number().int().openapi({ description: 'Of the hegira for religious feasts, else Gregorian.' }),
    firstDay: dateSchema,
    lastDay: dateSchema,
    days: z.number().int(),
    certainty: z.enum(CERTAINTIES),
    name: textSchema,
    source: z.string().nullable(),
  })
  .openapi('Holiday', { description: 'Days on which public offices are closed.' });

/** A holiday as the API shows it. */
export function presentHoliday(holiday: EnteredHoliday): z.input<typeof holidayItem> {
  const { id, feast, year, firstDay, days, certainty, name, source: told } = holiday;
  return { id, feast, year, firstDay, lastDay: lastDayOf(holiday), days, certainty, name, source: told };
}
