import type { ActionContext } from '#platform/action.ts';
import { across, type Db } from '#platform/db/database.ts';
import { parseReference } from '#platform/reference.ts';
import {
  type Consultation,
  type ConsultationStage,
  consultationByReference,
  partnersOf,
  stagesOf,
} from './queries/consultations.ts';

/** The first letters of a consultation's reference. */
export const KIND = 'CON';

type Scene = { db: Db; tenant: { id: string } | null };

/** The consultation that a reference names; on a body's site only one that it leads or is a partner of. `lock`: until the transaction ends. */
export async function findConsultation(
  { db, tenant }: Scene,
  typed: string,
  options: { lock?: boolean } = {},
): Promise<Consultation | undefined> {
  const reference = parseReference(typed);
  if (reference?.kind !== KIND) return undefined;
  if (options.lock)
    await across(db)
      .selectFrom('consultation')
      .select('id')
      .where('reference', '=', reference.text)
      .forUpdate()
      .execute();
  const found = await consultationByReference(db, reference.text);
  if (!found || !tenant || found.institutionId === tenant.id) return found;
  return (await partnersOf(db, found)).includes(tenant.id) ? found : undefined;
}

/** A stage with its consultation and all stages of it. */
export type StageTarget = Consultation & { stage: ConsultationStage; stages: ConsultationStage[] };

/** The consultation that an action is about, held until its transaction ends: what depends on its state is decided one after another. */
export function consultationTarget(
  context: ActionContext,
  { consultation }: { consultation: string },
): Promise<Consultation | undefined> {
  return findConsultation(context, consultation, { lock: true });
}

/** The same for a stage, by its number, with all stages of its consultation. */
export async function stageTarget(
  context: ActionContext,
  { consultation: typed, number }: { consultation: string; number: number },
): Promise<StageTarget | undefined> {
  const consultation = await findConsultation(context, typed, { lock: true });
  if (!consultation) return undefined;
  const stages = await stagesOf(context.db, consultation);
  const stage = stages.find((one) => one.number === number);
  return stage && { ...consultation, stage, stages };
}
