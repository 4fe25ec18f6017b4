import type { DeskSource } from '#platform/module.ts';
import { holdsPower } from '#platform/tenant.ts';
import { POWERS } from './access.ts';
import { deskPath, phaseOf } from './draft-text.ts';
import { deskDraftTexts } from './queries/draft-texts.ts';

/** Texts whose contributions wait for answers. No law sets a date for them; those whose period is over come first. */
export const answerDesk: DeskSource = {
  name: 'draft-texts',
  async items(db, actor, today, limit) {
    const bodies = actor.powers.flatMap(({ name, institutionId }) =>
      name === POWERS.answer && institutionId !== null && holdsPower(actor, name, institutionId) ? [institutionId] : [],
    );
    const texts = (await deskDraftTexts(db, [...new Set(bodies)], 200)).filter(
      (text) => text.unanswered > 0 && ['open', 'answering'].includes(phaseOf(text, today)),
    );
    return texts.slice(0, limit).map((text) => ({
      id: text.id,
      institutionId: text.institutionId,
      title: text.title,
      path: deskPath(text.reference, '/contributions?answer=none'),
      kind: 'draft-texts.desk.waiting' as const,
      due: null,
    }));
  },
};
