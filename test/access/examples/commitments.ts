import { draftPlan } from '../../../src/modules/commitments/actions/draft-plan.ts';
import { openPlanDraft } from '../../../src/modules/commitments/actions/open-plan-draft.ts';
import { saveIndicator } from '../../../src/modules/commitments/actions/save-indicator.ts';
import { savePlanEntry } from '../../../src/modules/commitments/actions/save-plan-entry.ts';
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
const indicator = { kind: 'performance' as const, name: { fr: 'Membres formés' }, frequency: 'yearly' as const };
const measured = { params: { reference: 'MALAA0004', number: '1' } };
const measuredById = { params: { id: 'MALAA0004', number: '1' } };
const values = [{ on: '2026-01-31', value: 12, source: 'Registre' }];
const entry = { kind: 'commitment' as const, reference: 'MALAA0003', revision: 0, cells: { title_fr: 'Autre titre' } };
const removal = { kind: 'milestone' as const, reference: 'MALAA0003-M01', removed: true };
const reason = { fr: 'Délibération' };
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
  const asItself = { actor: ITSELF, tenant: body };
  await program.actions.perform(draftPlan, { ...asItself, input: { plan: PLAN } });
  const renamed = {
    draft: PLAN,
    kind: 'plan' as const,
    reference: PLAN,
    revision: 0,
    cells: { title_fr: 'Autre titre' },
  };
  await program.actions.perform(savePlanEntry, { ...asItself, input: renamed });
  await program.actions.perform(openPlanDraft, { ...asItself, input: { draft: PLAN, open: true } });
  await program.actions.perform(saveIndicator, {
    ...asItself,
    input: { commitment: 'MALAA0004', number: null, ...indicator },
  });
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
      'commitments.plan-versions-page': matrix,
      'commitments.quarter-page': matrix,
      'commitments.posts-page': matrix,
      'commitments.open-draft-page': matrix,
      'commitments.plan-workbook-file': matrix,
      'commitments.plan-csv-file': matrix,
      'commitments.new-plan-page': { forms: { '': { title_fr: 'Plan', start: '2028', end: '2029' } } },
      'commitments.import-plan-page': {
        ...matrix,
        forms: { '': {} },
        never: { '': 'its file comes as multipart, and this test sends plain forms' },
      },
      'commitments.plan-draft-page': {
        ...matrix,
        forms: {
          begin: {},
          open: { open: 'yes' },
          restore: { kind: 'milestone', thing: 'MALAA0003-M01' },
          publish: { 'reason.fr': 'Délibération' },
          withdraw: {},
          phase: { phase: 'closed' },
        },
      },
      'commitments.plan-entry-page': {
        params: { reference: PLAN, kind: 'commitment', entry: 'MALAA0003' },
        forms: { save: { revision: '0', title_fr: 'Autre titre' }, remove: {} },
      },
      'commitments.indicators-page': {
        params: { reference: 'MALAA0004' },
        forms: { '': { kind: 'impact', 'name.fr': 'Un', frequency: 'once' } },
      },
      'commitments.indicator-page': {
        ...measured,
        forms: {
          record: { values: '2026-01-31; 12; Registre' },
          save: { kind: 'impact', 'name.fr': 'Un', frequency: 'once' },
          withdraw: {},
        },
      },
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
      'commitments.list-plan-versions': matrixById,
      'commitments.draft-plan': { body: { plan: PLAN } },
      'commitments.get-plan-draft': matrixById,
      'commitments.save-plan-entry': { ...matrixById, body: entry },
      'commitments.remove-plan-entry': { ...matrixById, body: removal },
      'commitments.import-plan-sheet': { ...matrixById, body: { csv: 'kind,id,commitment,stamp\r\n' } },
      'commitments.open-plan-draft': { ...matrixById, body: { open: true } },
      'commitments.publish-plan': { ...matrixById, body: { reason } },
      'commitments.withdraw-plan-draft': matrixById,
      'commitments.update-plan-phase': { ...matrixById, body: { phase: 'closed' } },
      'commitments.list-indicators': { params: { id: 'MALAA0004' } },
      'commitments.create-indicator': { params: { id: 'MALAA0004' }, body: indicator },
      'commitments.save-indicator': { ...measuredById, body: indicator },
      'commitments.record-indicator-values': { ...measuredById, body: { values } },
      'commitments.withdraw-indicator': measuredById,
    },
    actions: {
      'commitments.import-action-plans': { input: { file: {} } },
      'commitments.update-milestone-status': { input: { milestone: MILESTONE, ...report } },
      'commitments.save-milestone-row': { input: { milestone: MILESTONE, ...change } },
      'commitments.publish-milestone-row': { input: { milestone: MILESTONE, ...change, ...report } },
      'commitments.assign-milestones': { input: { milestones: [MILESTONE], ...toNobody } },
      'commitments.upload-matrix': { input: sent },
      'commitments.import-matrix': { input: { import: id } },
      'commitments.draft-plan': { input: { plan: PLAN } },
      'commitments.save-plan-entry': { input: { draft: PLAN, ...entry } },
      'commitments.remove-plan-entry': { input: { draft: PLAN, ...removal } },
      'commitments.import-plan-sheet': { input: { draft: PLAN, sheet: { name: 'Plan', rows: [] } } },
      'commitments.open-plan-draft': { input: { draft: PLAN, open: true } },
      'commitments.publish-plan': { input: { draft: PLAN, reason } },
      'commitments.withdraw-plan-draft': { input: { draft: PLAN } },
      'commitments.update-plan-phase': { input: { plan: PLAN, phase: 'closed' } },
      'commitments.save-indicator': { input: { commitment: 'MALAA0004', number: null, ...indicator } },
      'commitments.record-indicator-values': { input: { commitment: 'MALAA0004', number: 1, values } },
      'commitments.withdraw-indicator': { input: { commitment: 'MALAA0004', number: 1 } },
    },
  };
};
