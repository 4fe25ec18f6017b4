import { institutions } from '#core/institutions/module.ts';
import { territory } from '#core/territory/module.ts';
import { commitments } from '#modules/commitments/module.ts';
import type { CommandContext } from '#platform/module.ts';

/** The plan of the region of Laâyoune-Sakia El Hamra, as it was published. */
export const REGION_PLAN = 'MA-11-AP-2025-2027';
export const REGION = 'laayoune-sakia-el-hamra';

/** Loads the public bodies and the plans that the program ships. */
export async function loadPlans(context: CommandContext): Promise<void> {
  for (const module of [territory, institutions, commitments])
    for (const seed of module.seeds ?? []) await seed.run(context);
}

/** What a decision says of a supervision committee. */
export function aCommittee(given: object = {}) {
  return {
    plan: REGION_PLAN,
    kind: 'supervision-committee',
    name: { ar: 'لجنة الإشراف على خطة العمل', fr: 'Comité de supervision du plan d’action' },
    mandate: {
      ar: 'تتبع تنفيذ خطة العمل وتقييمه، وفحص مصفوفات التتبع وإصدار التوصيات.',
      fr: 'Suivre et évaluer la mise en œuvre du plan d’action, examiner les matrices de suivi et formuler des recommandations.',
    },
    decisionNumber: '12/2026',
    decidedOn: '2026-01-15',
    ...given,
  };
}

/** What is written down of a member. */
export function aMember(given: object = {}) {
  return {
    name: 'فاطمة الزهراء بنعلي',
    side: 'civil-society',
    organisation: 'جمعية الساقية للتنمية',
    organisationKind: 'association',
    function: 'member',
    gender: 'woman',
    province: null,
    consent: true,
    startsOn: '2026-01-15',
    ...given,
  };
}
