import { textSchema, z } from '#platform/api.ts';
import type { Db } from '#platform/db/database.ts';
import { ABOUT_KINDS, ACTIVITY_KINDS } from '../consultation.ts';
import { MODEL_NAMES } from '../models.ts';
import type { Consultation, ConsultationStage } from '../queries/consultations.ts';
import { shownReport } from '../queries/shown-report.ts';

export const referenceParam = z
  .string()
  .max(40)
  .openapi({ description: 'The reference.', example: 'CON-2026-7K4Q2-M' });

export const consultationSchema = z
  .object({
    id: referenceParam,
    institution: z.string(),
    model: z.enum(MODEL_NAMES),
    state: z.enum(['draft', 'open', 'closed']),
    title: textSchema,
    summary: textSchema,
    about: z.object({ kind: z.enum(ABOUT_KINDS), reference: z.string() }),
    decides: textSchema,
    openTo: textSchema,
    notOpen: textSchema,
    level: z.number().int().openapi({ description: '1: a confirmed contact; 2: a verified identity.' }),
    languages: z.array(z.string()),
    publishedAt: z.iso.datetime().nullable(),
    url: z.url(),
  })
  .openapi('Consultation');

export const stageSchema = z
  .object({
    number: z.number().int(),
    title: textSchema,
    words: textSchema,
    startsOn: z.iso.date(),
    endsOn: z.iso.date(),
    closedAt: z.iso.datetime().nullable(),
    activities: z.array(
      z.object({
        id: z.string(),
        kind: z.enum(ACTIVITY_KINDS),
        title: textSchema,
        target: z.string(),
        holds: z
          .string()
          .nullable()
          .openapi({ description: 'The reference of the survey, vote or draft text that it holds.' }),
      }),
    ),
    report: z.unknown().openapi({
      description:
        'The sealed figures and answers of the report, with what people wrote as far as it is still public; null before.',
    }),
  })
  .openapi('ConsultationStage');

/** Shows a consultation; `slug` of the body that leads it. */
export function presentConsultation(
  one: Consultation,
  slug: string,
  absolute: (path: string) => string,
): z.input<typeof consultationSchema> {
  return {
    id: one.reference,
    institution: slug,
    model: one.model,
    state: one.state,
    title: one.title,
    summary: one.summary,
    about: { kind: one.aboutKind, reference: one.aboutReference },
    decides: one.decides,
    openTo: one.openTo,
    notOpen: one.notOpen,
    level: one.level,
    languages: [...one.languages],
    publishedAt: one.publishedAt?.toISOString() ?? null,
    url: absolute(`/ar/${slug}/consultations/${one.reference}`),
  };
}

/** Shows a stage. */
export async function presentStage(db: Db, stage: ConsultationStage): Promise<z.input<typeof stageSchema>> {
  const { number, title, words, startsOn, endsOn, closedAt, activities, report } = stage;
  return {
    number,
    title,
    words,
    startsOn,
    endsOn,
    closedAt: closedAt?.toISOString() ?? null,
    activities: activities.map(({ id, kind, title: name, target, held }) => ({
      id,
      kind,
      title: name,
      target,
      holds: held,
    })),
    report: report && (await shownReport(db, report)),
  };
}
