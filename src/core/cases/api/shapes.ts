import { dateSchema, textSchema, z } from '#platform/api.ts';
import { CASE_READERS } from '#platform/case-kind.ts';
import { LANGUAGES } from '#platform/i18n/languages.ts';
import { CASE_CHANNELS, PARTY_KINDS } from '../case.ts';
import type { CaseEvent, CaseFile } from '../queries.ts';

export const caseParam = z
  .string()
  .max(40)
  .openapi({ description: 'The reference of the case.', example: 'PET-2026-7K4Q2-M' });

/** A case in lists. */
export const caseSchema = z
  .object({
    id: caseParam,
    kind: z.string(),
    title: textSchema,
    state: z.string(),
    language: z.enum(LANGUAGES),
    channel: z.enum(CASE_CHANNELS),
    party: z.object({ kind: z.enum(PARTY_KINDS), name: z.string() }),
    receivedOn: dateSchema,
    dueOn: dateSchema
      .nullable()
      .openapi({ description: 'The last day of the deadline that runs; null where none runs.' }),
    provisional: z.boolean(),
    extended: z.boolean(),
    decidedOn: dateSchema.nullable(),
    outcome: z.string().nullable(),
    ground: z.string().nullable(),
    assigned: z.boolean(),
  })
  .openapi('Case', { description: 'A numbered dossier.' });

export const eventSchema = z
  .object({
    id: z.string(),
    at: z.iso.datetime(),
    verb: z.string(),
    state: z.string(),
    who: z.enum(['party', 'office', 'clock']),
    readers: z.enum(CASE_READERS),
    words: textSchema,
    facts: z.record(z.string(), z.union([z.string(), z.number()])),
    erased: z.object({ at: z.iso.datetime(), reason: textSchema }).nullable(),
    documents: z.array(z.object({ name: z.string(), size: z.number().int(), type: z.string() })),
  })
  .openapi('CaseEvent');

export const figuresSchema = z
  .object({
    kind: z.string(),
    received: z.number().int(),
    onTime: z.number().int(),
    late: z.number().int(),
    waiting: z.number().int(),
    overdue: z.number().int(),
    ended: z.number().int(),
    handedOverLate: z.number().int().openapi({
      description: 'Handed to another body after the last day. For all bodies these are not in `received`.',
    }),
    extended: z.number().int(),
    outcomes: z.array(z.object({ outcome: z.string(), ground: z.string().nullable(), n: z.number().int() })),
  })
  .openapi('CaseFigures');

/** Shows a case. The contact of its party and who works on it stay inside. */
export function presentCase(caseFile: CaseFile): z.input<typeof caseSchema> {
  return {
    id: caseFile.reference,
    kind: caseFile.kind,
    title: caseFile.title,
    state: caseFile.state,
    language: caseFile.lang,
    channel: caseFile.channel,
    party: { kind: caseFile.partyKind, name: caseFile.partyName },
    receivedOn: caseFile.receivedOn,
    dueOn: caseFile.dueOn,
    provisional: caseFile.provisional,
    extended: caseFile.extended,
    decidedOn: caseFile.decidedOn,
    outcome: caseFile.outcome,
    ground: caseFile.ground,
    assigned: caseFile.assignedTo !== null,
  };
}

/** Shows an event of the log. Officials stand there as the office. */
export function presentEvent(event: CaseEvent): z.input<typeof eventSchema> {
  const { id, at, verb, state, who, readers, words, facts, redactedAt, redactedWhy, files } = event;
  return {
    id,
    at: at.toISOString(),
    verb,
    state,
    who,
    readers,
    words,
    facts,
    erased: redactedAt && { at: redactedAt.toISOString(), reason: redactedWhy ?? {} },
    documents: files.filter((file) => file.state === 'shown').map(({ name, size, type }) => ({ name, size, type })),
  };
}
