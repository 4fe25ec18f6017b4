import { uploadMatrix } from '../../../src/modules/commitments/actions/upload-matrix.ts';
import { readSheet } from '../../../src/platform/sheets/read-sheet.ts';
import type { MakeExamples } from '../example.ts';
import { ITSELF } from '../world.ts';

const PLAN = 'MA-11-AP-2025-2027';
const MILESTONE = 'MALAA0004-M03';
const change = { version: 0, done: { fr: 'Trois sessions' } };
const typed = { version: '0', status: 'in-progress', 'done.fr': 'Trois sessions' };
const report = { status: 'in-progress' };
const toNobody = { office: null, official: null };
const one = { params: { reference: 'MALAA0003' } };

export const commitmentsExamples: MakeExamples = async ({ program, body }) => {
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
  const csv = await program.text(`/api/v1/action-plans/${PLAN}/matrix.csv`);
  const changed = csv.replace(/(MALAA0004-M05,0,.*),not-reported,,,/, '$1,stuck,2026-11-20,15,');
  const sheet = await readSheet(Buffer.from(changed), { sheet: 'Matrix', pointer: '/file' });
  const sent = { plan: PLAN, name: 'matrix.csv', sheet };
  const { id } = await program.actions.perform(uploadMatrix, { actor: ITSELF, tenant: body, input: sent });
  if (id === null) throw new Error('the matrix that was sent changes nothing');
  const matrix = { params: { reference: PLAN } };
  const matrixById = { params: { id: PLAN } };
  const row = { params: { id: MILESTONE } };
  return {
    pages: {
      'commitments.matrix-page': matrix,
      'commitments.desk-matrix-file': matrix,
      'commitments.plan-matrix-page': matrix,
      'commitments.commitment-matrix-page': {
        params: { reference: 'MALAA0004' },
        forms: { '': { milestones: MILESTONE, office: '', official: '' } },
      },
      'commitments.milestone-row-page': {
        params: { reference: MILESTONE },
        forms: { save: typed, publish: typed, assign: { office: '', official: '' } },
      },
      'commitments.import-matrix-page': {
        ...matrix,
        forms: { '': {} },
        never: { '': 'its file comes as multipart, and this test sends plain forms' },
      },
      'commitments.matrix-import-page': { params: { id }, forms: { '': {} } },
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
      'commitments.list-matrix': matrixById,
      'commitments.get-matrix-file': matrixById,
      'commitments.get-milestone-row': row,
      'commitments.save-milestone-row': { ...row, body: change },
      'commitments.publish-milestone-row': { ...row, body: { ...change, ...report } },
      'commitments.update-milestone-status': { ...row, body: report },
      'commitments.assign-milestones': { body: { milestones: [MILESTONE], ...toNobody } },
      'commitments.upload-matrix': { ...matrixById, body: { name: sent.name, csv: changed } },
      'commitments.import-matrix': { params: { id: PLAN, import: id } },
    },
    actions: {
      'commitments.import-action-plans': { input: { file: {} } },
      'commitments.update-milestone-status': { input: { milestone: MILESTONE, ...report } },
      'commitments.save-milestone-row': { input: { milestone: MILESTONE, ...change } },
      'commitments.publish-milestone-row': { input: { milestone: MILESTONE, ...change, ...report } },
      'commitments.assign-milestones': { input: { milestones: [MILESTONE], ...toNobody } },
      'commitments.upload-matrix': { input: sent },
      'commitments.import-matrix': { input: { import: id } },
    },
  };
};
