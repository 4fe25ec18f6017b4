import { dateSchema, textSchema, z } from '#platform/api.ts';
import { TESTS } from '#platform/html/conditions.ts';
import { LANGUAGES } from '#platform/i18n/languages.ts';
import type { Survey } from '../queries/surveys.ts';
import { QUESTION_KINDS } from '../questionnaire.ts';
import { ADMISSIONS, CHANNELS, PRIVACIES, SHOWINGS, STATES } from '../survey.ts';

export const referenceParam = z
  .string()
  .max(40)
  .openapi({ description: 'The reference of the survey.', example: 'ENQ-2026-7K4Q2-M' });

const choiceSchema = z.object({ id: z.string(), title: textSchema });
const conditionSchema = z
  .object({
    all: z.boolean().openapi({ description: 'Every test holds; otherwise one is enough.' }),
    tests: z.array(z.object({ of: z.string(), is: z.enum(TESTS), values: z.array(z.string()) })),
  })
  .openapi('SurveyCondition', { description: 'When a section or a question applies, by earlier answers.' });

/** The questions of a survey, as programs read and write them. */
export const questionnaireSchema = z
  .object({
    sections: z.array(
      z.object({
        id: z.string().openapi({ example: 's1' }),
        title: textSchema,
        intro: textSchema.nullish(),
        shuffled: z.boolean().optional(),
        when: conditionSchema.nullish(),
        questions: z.array(
          z.object({
            id: z.string().openapi({ example: 'q1' }),
            kind: z.enum(QUESTION_KINDS),
            title: textSchema,
            hint: textSchema.nullish(),
            required: z.boolean().optional(),
            options: z.array(choiceSchema).optional(),
            rows: z.array(choiceSchema).optional(),
            min: z.number().nullish(),
            max: z.number().nullish(),
            shuffled: z.boolean().optional(),
            when: conditionSchema.nullish(),
          }),
        ),
      }),
    ),
  })
  .openapi('Questionnaire');

export const surveySchema = z
  .object({
    id: referenceParam,
    institution: z.string().openapi({ description: 'The slug of the body that asks.' }),
    state: z.enum(STATES),
    title: textSchema,
    introduction: textSchema,
    admission: z.enum(ADMISSIONS).openapi({ description: 'Who may take part, once.' }),
    privacy: z.enum(PRIVACIES).openapi({ description: 'What ties an answer to its author.' }),
    results: z.enum(SHOWINGS).openapi({ description: 'When results are shown.' }),
    editable: z.boolean().openapi({ description: 'Whether an answer can be changed until the end.' }),
    opensOn: dateSchema,
    closesOn: dateSchema,
    version: z.number().int(),
    url: z.string(),
  })
  .openapi('Survey', { description: 'A survey of a public body.' });

export const surveyDetailSchema = surveySchema.extend({ questionnaire: questionnaireSchema }).openapi('SurveyDetail');

const counts = z.record(z.string(), z.number().int());
export const resultsSchema = z
  .object({
    countedAt: z.iso.datetime().nullable(),
    total: z.number().int(),
    channels: z.record(z.enum(CHANNELS), z.number().int()),
    questions: z.record(
      z.string(),
      z.object({
        answered: z.number().int(),
        counts: counts.openapi({ description: 'By option; `row=column` of a matrix; `option=place` of a ranking.' }),
        numbers: z.object({ mean: z.number(), median: z.number(), least: z.number(), most: z.number() }).optional(),
        bins: z
          .array(z.object({ from: z.number(), to: z.number(), n: z.number().int() }))
          .optional()
          .openapi({ description: 'Of numbers: how many from each beginning to before its end.' }),
      }),
    ),
    crossed: z
      .record(
        z.string(),
        z.partialRecord(
          z.enum(['gender', 'ageBand', 'territory']),
          z.object({
            groups: z.array(z.string()),
            totals: z.array(z.number().int().nullable()),
            cells: z.record(z.string(), z.array(z.number().int().nullable())),
          }),
        ),
      )
      .openapi({ description: 'Once it is over. Null: too few people, or hidden to protect those.' }),
    weighted: z
      .object({
        year: z.number().int(),
        by: z.array(z.enum(['gender', 'ageBand', 'territory'])),
        groups: z
          .object({ year: z.number().int(), source: z.string() })
          .nullable()
          .openapi({ description: 'Where the census figures by sex and age come from. Null: none are loaded.' }),
        effective: z.number().int().openapi({ description: 'How many answers of equal weight would tell as much.' }),
        least: z.number(),
        most: z.number(),
        off: z.number().openapi({ description: 'How far a group stays from its share in the census, at most.' }),
        territories: z.array(z.object({ code: z.string(), population: z.number().int(), answers: z.number().int() })),
        covered: z.number(),
        shares: z.record(z.string(), z.record(z.string(), z.number())),
      })
      .nullable(),
  })
  .openapi('SurveyResults');

/** What an official sends besides the questions. */
export const settingsBody = z.object({
  title: textSchema,
  introduction: textSchema,
  admission: z.enum(ADMISSIONS),
  privacy: z.enum(PRIVACIES),
  results: z.enum(SHOWINGS),
  editable: z.boolean().optional(),
  opensOn: dateSchema,
  closesOn: dateSchema,
});

/** The names of the API as the actions know them. */
export function settingsFrom(body: unknown): object {
  const { introduction, results, ...rest } = (body ?? {}) as { introduction?: unknown; results?: unknown };
  return { ...rest, intro: introduction, showing: results };
}

/** What somebody answers. */
export const answerBody = z.object({
  language: z.enum(LANGUAGES).optional(),
  answers: z.record(z.string(), z.array(z.string())).openapi({
    description: 'By question. `row=column` for a matrix, `option=place` for a ranking.',
    example: { q1: ['o1'] },
  }),
  token: z
    .string()
    .max(40)
    .optional()
    .openapi({ description: 'The code that was given, where the survey asks for one.' }),
});

/** Shows a survey; `slug` of its body. */
export function presentSurvey(
  survey: Survey,
  slug: string,
  absolute: (path: string) => string,
): z.input<typeof surveySchema> {
  return {
    id: survey.reference,
    institution: slug,
    state: survey.state,
    title: survey.title,
    introduction: survey.intro,
    admission: survey.admission,
    privacy: survey.privacy,
    results: survey.showing,
    editable: survey.editable,
    opensOn: survey.opensOn,
    closesOn: survey.closesOn,
    version: survey.version,
    url: absolute(`/ar/${slug}/surveys/${survey.reference}`),
  };
}
