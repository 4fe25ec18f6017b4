import { z } from 'zod';
import { startDeadline } from '#core/deadlines/index.ts';
import { defineAction } from '#platform/action.ts';
import { Conflict, Overtaken } from '#platform/errors.ts';
import { changePetition as mayChange } from '../access.ts';
import { associationConditions } from '../association-petition.ts';
import { movePetition } from '../move.ts';
import { OPENING_RULES, OPENING_SUBJECT } from '../opening.ts';
import { associationPetition } from '../queries/association-petitions.ts';
import type { Petition } from '../queries/petitions.ts';
import { findPetition } from '../target.ts';

const input = z.object({
  petition: z.string().max(40),
  /** The version that was read. Absent: whatever stands. */
  version: z.coerce.number().int().min(1).optional(),
});

/**
 * The representative gives a draft to be opened: the council's office checks the listed grounds, and no others. An association's must meet
 * the law's conditions; refuses another version than the one that was read (409).
 */
export const submitPetition = defineAction<z.infer<typeof input>, Petition>({
  name: 'petitions.submit-petition',
  input,
  target: (context, { petition }) => findPetition(context, petition),
  access: mayChange,
  event: 'petition.submitted',
  record: (_input, petition) => ({ subject: `petition:${petition.reference}`, institutionId: petition.institutionId }),
  run: async (context, { version }, petition) => {
    if (version !== undefined && version !== petition.version)
      throw new Overtaken('petitions.refusal.overtaken-unread');
    const made = await associationPetition(context.db, petition);
    if (
      made &&
      associationConditions(petition.level, made.facts, context.today).some(({ state }) => state === 'missing')
    )
      throw new Conflict('petitions.refusal.association-conditions');
    const taken = { taken_by: null, taken_at: null };
    await movePetition(
      context,
      petition,
      { verb: 'submit', who: 'representative' },
      { submitted_at: context.now, ...taken },
    );
    // No law says how long the office may take: the clock runs where the body has given itself a time.
    await startDeadline(context, {
      institutionId: petition.institutionId,
      subject: { kind: OPENING_SUBJECT, id: petition.id },
      rule: OPENING_RULES.decision,
      from: context.today,
    });
  },
});
