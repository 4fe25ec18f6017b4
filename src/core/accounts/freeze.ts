import {
  type Act,
  AGE_BANDS,
  freezeDemographics,
  GENDERS,
  isProcessingOpen,
  modeOf,
} from '#core/personal-data/index.ts';
import type { ActionContext } from '#platform/action.ts';
import { attributesOf } from './assurance.ts';

/**
 * Freezes with an act what the person told of themselves on `/me/about`, as it is today: for statistics only, apart from who they are. Nothing
 * is kept where the body has no authorisation for it, or where nothing was told. To be called in the transaction of the act.
 */
export async function freezeWithAct(
  { db, around, now, today }: Pick<ActionContext, 'db' | 'around' | 'now' | 'today'>,
  personId: string,
  act: Act,
): Promise<void> {
  if (!(await isProcessingOpen(db, act.institutionId, 'personal-data.demographics', modeOf(around)))) return;
  const told = new Map((await attributesOf(db, personId, now)).map(({ kind, value }) => [kind, value]));
  await freezeDemographics(
    db,
    around.keys,
    act,
    {
      gender: GENDERS.find((each) => each === told.get('gender')),
      ageBand: AGE_BANDS.find((each) => each === told.get('age-band')),
      commune: told.get('residence'),
    },
    today,
  );
}
