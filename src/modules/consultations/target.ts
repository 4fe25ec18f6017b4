import { type Db, within } from '#platform/db/database.ts';
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

/** The consultation that a reference names; on a body's site only one that it leads or is a partner of. */
export async function findConsultation({ db, tenant }: Scene, typed: string): Promise<Consultation | undefined> {
  const reference = parseReference(typed);
  const found = reference?.kind === KIND ? await consultationByReference(db, reference.text) : undefined;
  if (!found || !tenant || found.institutionId === tenant.id) return found;
  return (await partnersOf(db, found)).includes(tenant.id) ? found : undefined;
}

/** A stage with its consultation and all stages of it. */
export type StageTarget = Consultation & { stage: ConsultationStage; stages: ConsultationStage[] };

/** A stage by the reference of its consultation and its number. */
export async function findStage(scene: Scene, typed: string, number: number): Promise<StageTarget | undefined> {
  const consultation = await findConsultation(scene, typed);
  if (!consultation) return undefined;
  const stages = await stagesOf(scene.db, consultation);
  const stage = stages.find((one) => one.number === number);
  return stage && { ...consultation, stage, stages };
}

/** Locks a consultation, so that two deeds on its stages follow one another. */
export async function lockConsultation(db: Db, { institutionId, id }: Pick<Consultation, 'institutionId' | 'id'>) {
  await within(db, institutionId).selectFrom('consultation').select('id').where('id', '=', id).forUpdate().execute();
}
