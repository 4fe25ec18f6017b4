import { addDays } from '#core/deadlines/index.ts';
import type { DeskItem, DeskSource } from '#platform/module.ts';
import { holdsPower, type PersonActor } from '#platform/tenant.ts';
import { POWERS } from './access.ts';
import { deskPath, phaseOf } from './draft-text.ts';
import { type DraftText, deskDraftTexts } from './queries/draft-texts.ts';

/** Texts of the bodies in which somebody holds a power. */
function textsOf(db: Parameters<DeskSource['items']>[0], actor: PersonActor, power: string): Promise<DraftText[]> {
  const bodies = actor.powers.flatMap(({ name, institutionId }) =>
    name === power && institutionId !== null && holdsPower(actor, name, institutionId) ? [institutionId] : [],
  );
  return deskDraftTexts(db, [...new Set(bodies)], 200);
}

/** Texts whose contributions wait for answers. No law sets a date for them; those whose period is over come first. */
export const answerDesk: DeskSource = {
  name: 'draft-texts',
  async items(db, actor, today, limit) {
    const texts = (await textsOf(db, actor, POWERS.answer)).filter(
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

/** For how many days before its end a round stands on the desk of those who may prolong it. */
const SOON_DAYS = 7;

/** Rounds that end soon, and texts whose contributions are all answered and that wait for their version or their conclusion. */
export const decideDesk: DeskSource = {
  name: 'draft-texts.decide',
  async items(db, actor, today, limit) {
    const soon = addDays(today, SOON_DAYS);
    const texts = await textsOf(db, actor, POWERS.publish);
    const items = texts.flatMap((text): DeskItem[] => {
      const { id, institutionId, title, reference, closesOn } = text;
      const phase = phaseOf(text, today);
      const item = { id, institutionId, title, path: deskPath(reference) };
      if (phase === 'open' && closesOn !== null && closesOn <= soon)
        return [{ ...item, kind: 'draft-texts.desk.closing', due: closesOn }];
      if (phase === 'answering' && text.unanswered === 0)
        return [{ ...item, kind: 'draft-texts.desk.to-conclude', due: null }];
      return [];
    });
    return items.slice(0, limit);
  },
};
