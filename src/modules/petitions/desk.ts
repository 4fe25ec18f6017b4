import { deadlinesOf } from '#core/deadlines/index.ts';
import type { DeskItem, DeskSource } from '#platform/module.ts';
import { holdsPower } from '#platform/tenant.ts';
import { EXAMINE } from './access.ts';
import { OPENING_SUBJECT } from './opening.ts';
import { waitingAppeals } from './queries/appeals.ts';
import { submittedPetitions } from './queries/petitions.ts';

/**
 * Petitions that wait to be opened, and appeals against refusals that this person may decide, the oldest first. The law sets no date before
 * the file is given to the council: one stands here only where the body has given itself a time.
 */
export const petitionDesk: DeskSource = {
  name: 'petitions',
  async items(db, actor, _today, limit) {
    const bodies = actor.powers.flatMap(({ name, institutionId }) =>
      name === EXAMINE && institutionId !== null && holdsPower(actor, EXAMINE, institutionId) ? [institutionId] : [],
    );
    const waiting = await submittedPetitions(db, bodies, limit);
    const due = new Map<string, string | null>();
    for (const body of new Set(waiting.map(({ institutionId }) => institutionId))) {
      const ids = waiting.filter(({ institutionId }) => institutionId === body).map(({ id }) => id);
      for (const clock of await deadlinesOf(db, body, OPENING_SUBJECT, ids))
        if (clock.state === 'running' || clock.state === 'late') due.set(clock.subject.id, clock.due);
    }
    const appeals = await waitingAppeals(db, { bodies, notBy: actor.id, limit });
    const asItem = (
      petition: Pick<(typeof appeals)[number], 'id' | 'institutionId' | 'lang' | 'title' | 'reference'>,
      kind: DeskItem['kind'],
    ): DeskItem => ({
      id: petition.id,
      institutionId: petition.institutionId,
      title: { [petition.lang]: petition.title },
      path: `/desk/petitions/${petition.reference}`,
      kind,
      due: due.get(petition.id) ?? null,
    });
    return [
      ...waiting.map((one) => asItem(one, 'petitions.desk.waiting')),
      ...appeals.map((one) => asItem(one, 'petitions.desk.appeal')),
    ];
  },
};
