import type { ActionRunner } from '#platform/action.ts';
import type { Actor, Tenant } from '#platform/tenant.ts';
import { closePetition } from './actions/close-petition.ts';
import { createPetition } from './actions/create-petition.ts';
import { filePetition } from './actions/file-petition.ts';
import { openPetition } from './actions/open-petition.ts';
import { recordChecks } from './actions/record-checks.ts';
import { submitPetition } from './actions/submit-petition.ts';
import { type Condition, conditionsOf, type Petitioner } from './council.ts';
import type { PetitionLevel } from './law.ts';

/** Words of a petition, as a representative would write them. */
export const PETITION_WORDS = {
  lang: 'ar',
  title: 'عريضة من أجل ولوجيات في المرافق العمومية',
  demand: 'نلتمس إدراج نقطة في جدول أعمال المجلس تتعلق بتهيئة ممرات للأشخاص في وضعية إعاقة.',
  reasons: 'إن الحق في الولوج إلى الخدمات يهم كبار السن والأمهات المرافقات لأطفال صغار أيضا.',
  representative: 'فاطمة الزهراء',
  months: 3,
} as const;

/** Who takes part: the representative, whoever works on petitions in the council, and the council. */
type Cast = { actions: ActionRunner; representative: Actor; office: Actor; tenant: Tenant };

/** A petition whose signing is over; answers its reference. */
export async function closedPetition({ actions, representative, office, tenant }: Cast): Promise<string> {
  const own = { actor: representative, tenant };
  const words = { ...PETITION_WORDS, institution: tenant.slug };
  const { reference: petition } = await actions.perform(createPetition, { ...own, input: words });
  await actions.perform(submitPetition, { ...own, input: { petition } });
  await actions.perform(openPetition, { actor: office, tenant, input: { petition } });
  await actions.perform(closePetition, { ...own, input: { petition } });
  return petition;
}

/** A petition whose file its representative has given to the council; answers its reference. */
export async function filedPetition(cast: Cast): Promise<string> {
  const { actions, representative, tenant } = cast;
  const petition = await closedPetition(cast);
  await actions.perform(filePetition, { actor: representative, tenant, input: { petition } });
  return petition;
}

/** What the bureau writes down when it finds every condition met, but those that are named. */
export function everyCheck(level: PetitionLevel, petitioner: Petitioner, unmet: readonly Condition[] = []) {
  return conditionsOf(level, petitioner).map((condition) => ({
    condition,
    met: !unmet.includes(condition),
    evidence: 'محضر مكتب المجلس',
  }));
}

/** The bureau finds every condition met, but those that are named. */
export async function checkedPetition(
  { actions, office, tenant }: Cast,
  petition: string,
  unmet: readonly Condition[] = [],
): Promise<void> {
  const checks = everyCheck('region', 'citizens', unmet);
  await actions.perform(recordChecks, { actor: office, tenant, input: { petition, checks } });
}
