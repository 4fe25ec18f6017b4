import type { CaseEvent, CaseFile } from '#core/cases/index.ts';
import { dateSchema, textSchema, z } from '#platform/api.ts';
import { CONDITIONS, OUTCOMES, PETITIONERS } from '../council.ts';
import type { Council } from '../queries/council.ts';

/** What the council does with a petition, and every public step of it. */
export const councilSchema = z
  .object({
    petitioner: z.enum(PETITIONERS),
    liesWith: z.string().nullable().openapi({
      description: 'The word in addresses of the council that has its file, where another one was addressed.',
    }),
    liesSince: dateSchema.nullable(),
    filedOn: dateSchema,
    refusalDueOn: dateSchema.nullable().openapi({ description: 'The last day on which a refusal may be notified.' }),
    acceptedOn: dateSchema.nullable(),
    rejectedOn: dateSchema.nullable(),
    rejectedGround: z.enum(CONDITIONS).nullable(),
    sessionDueOn: dateSchema.nullable().openapi({ description: 'The ordinary session that follows the acceptance.' }),
    sessionOn: dateSchema.nullable(),
    agendaItem: z.number().int().nullable(),
    agendaTitle: textSchema.nullable(),
    committee: textSchema.nullable(),
    answeredOn: dateSchema.nullable(),
    outcome: z.enum(OUTCOMES).nullable(),
    deliberation: z.string().nullable(),
    steps: z.array(
      z.object({
        at: z.iso.datetime(),
        verb: z.string(),
        state: z.string(),
        words: textSchema,
        facts: z.record(z.string(), z.union([z.string(), z.number()])),
      }),
    ),
  })
  .openapi('PetitionInCouncil');

/** Shows what the council does; `steps` are the public ones. */
export function presentCouncil(
  council: Council,
  { dueOn }: Pick<CaseFile, 'dueOn'>,
  steps: readonly CaseEvent[],
  liesWith: string | null,
): z.input<typeof councilSchema> {
  const {
    institutionId: _institution,
    petitionId: _petition,
    caseId: _case,
    liesWithCase: _there,
    liesWithLevel: _level,
    ...shown
  } = council;
  return {
    ...shown,
    liesWith,
    refusalDueOn: dueOn,
    steps: steps.map(({ at, verb, state, words, facts }) => ({ at: at.toISOString(), verb, state, words, facts })),
  };
}
