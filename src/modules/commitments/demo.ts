import type { Demo } from '#platform/module.ts';
import { publishMilestoneRow } from './actions/publish-milestone-row.ts';

const BODY = 'laayoune-sakia-el-hamra';

/** What officials report of three milestones. */
const REPORTED = [
  {
    milestone: 'MALAA0004-M01',
    status: 'finished',
    done: { ar: 'نموذج: نشرت لائحة أعضاء الهيئات.', fr: 'Exemple : la liste des membres est publiée.' },
  },
  {
    milestone: 'MALAA0004-M02',
    status: 'in-progress',
    percent: 60,
    done: {
      ar: 'نموذج: أعد دليل المساطر وهو قيد المراجعة.',
      fr: 'Exemple : le guide des procédures est en relecture.',
    },
  },
  {
    milestone: 'MALAA0004-M03',
    status: 'stuck',
    percent: 20,
    obstacles: { ar: 'نموذج: تأخر التعاقد مع المكونين.', fr: 'Exemple : le contrat des formateurs a pris du retard.' },
    next: { ar: 'نموذج: إعادة طلب العروض.', fr: 'Exemple : relancer l’appel d’offres.' },
  },
] as const;

/** Three rows of the monitoring matrix, published. */
export const matrixDemo: Demo = {
  name: 'monitoring matrix',
  async play({ actions, body, official }) {
    const tenant = await body(BODY);
    const actor = await official(BODY, 'president');
    for (const row of REPORTED)
      await actions.perform(publishMilestoneRow, { actor, tenant, input: { ...row, version: 0 } });
  },
};
