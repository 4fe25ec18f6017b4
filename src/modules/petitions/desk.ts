import type { DeskSource } from '#platform/module.ts';
import { holdsPower } from '#platform/tenant.ts';
import { EXAMINE } from './access.ts';
import { submittedPetitions } from './queries/petitions.ts';

/** Petitions that wait to be opened, the oldest first. The law sets no date before the file is given to the council. */
export const petitionDesk: DeskSource = {
  name: 'petitions',
  async items(db, actor, _today, limit) {
    const bodies = actor.powers.flatMap(({ name, institutionId }) =>
      name === EXAMINE && institutionId !== null && holdsPower(actor, EXAMINE, institutionId) ? [institutionId] : [],
    );
    const waiting = await submittedPetitions(db, bodies, limit);
    return waiting.map((petition) => ({
      id: petition.id,
      institutionId: petition.institutionId,
      title: { [petition.lang]: petition.title },
      path: `/desk/petitions/${petition.reference}`,
      kind: 'petitions.desk.waiting' as const,
      due: null,
    }));
  },
};
