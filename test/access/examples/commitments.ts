import type { MakeExamples } from '../example.ts';

const one = { params: { reference: 'MALAA0003' } };

export const commitmentsExamples: MakeExamples = async ({ program }) => {
  const { items } = await program.json<{ items: { id: string }[] }>(
    '/api/v1/action-plans?institution=laayoune-sakia-el-hamra',
  );
  const plan = items[0]?.id ?? '';
  const onPlan = { params: { reference: plan } };
  const compared = items.map(({ id }) => id);
  for (const id of [...compared]) {
    const { status } = await program.ask(`/fr/laayoune-sakia-el-hamra/action-plans/${id}/regions`);
    if (status !== 200) compared.splice(compared.indexOf(id), 1);
  }
  return {
    pages: {
      'commitments.commitment-page': one,
      'commitments.commitment-card': one,
      'commitments.commitment-feed': one,
      'commitments.commitment-calendar': one,
      'commitments.widget': one,
      'commitments.plan-page': onPlan,
      'commitments.comparison-page': { params: { reference: compared[0] ?? '' } },
      'commitments.plan-card': onPlan,
      'commitments.plan-feed': onPlan,
      'commitments.plan-calendar': onPlan,
      'commitments.region-page': { params: { code: '11' } },
    },
    routes: {
      'commitments.get-commitment': { params: { id: 'MALAA0003' } },
      'commitments.list-commitment-events': { params: { id: 'MALAA0003' } },
      'commitments.get-action-plan': { params: { id: plan } },
      'commitments.list-action-plan-events': { params: { id: plan } },
    },
    actions: {
      'commitments.import-action-plans': { input: { file: {} } },
      'commitments.update-milestone-status': { input: { milestone: 'MALAA0003-M01', status: 'in-progress' } },
    },
  };
};
