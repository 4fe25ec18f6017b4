import { createReport } from '../../../src/modules/reports/actions/create-report.ts';
import { publishReport } from '../../../src/modules/reports/actions/publish-report.ts';
import { saveReport } from '../../../src/modules/reports/actions/save-report.ts';
import { sealReportJob } from '../../../src/modules/reports/jobs.ts';
import { silentLog } from '../../../src/platform/log.ts';
import { collectOffers } from '../../../src/platform/module.ts';
import type { MakeExamples } from '../example.ts';
import { ITSELF } from '../world.ts';

const PLAN = 'MA-11-AP-2025-2027';
const words = { foreword: {}, summary: { ar: 'أنجزت مرحلة.', fr: 'Un jalon est achevé.' }, conclusion: {} };
const fields = { 'summary.ar': words.summary.ar, 'summary.fr': words.summary.fr, revision: '1' };
const period = { kind: 'annual', start: '2026-01-01', end: '2026-12-31' };
const reason = { ar: 'تصحيح', fr: 'Correction' };
const begun = {
  plan: PLAN,
  kind: 'annual',
  ...{ 'start.day': '1', 'start.month': '1', 'start.year': '2026' },
  ...{ 'end.day': '31', 'end.month': '12', 'end.year': '2026' },
};

export const reportsExamples: MakeExamples = async ({ program, db, body }) => {
  const { actions, clock, around } = program;
  const by = { actor: ITSELF, tenant: body };
  const { report } = await actions.perform(createReport, { ...by, input: { plan: PLAN, ...period } });
  await actions.perform(saveReport, { ...by, input: { report, revision: 0, ...words } });
  const { version } = await actions.perform(publishReport, { ...by, input: { report, revision: 1 } });
  const job = { db, clock, actions, around, offers: collectOffers([]), log: silentLog() };
  await sealReportJob.run({ report, version }, job);
  const one = { params: { report } };
  const byId = { params: { id: report } };
  const plan = { params: { reference: PLAN } };
  return {
    pages: {
      'reports.scorecard-page': plan,
      'reports.report-page': one,
      'reports.report-file': { params: { report, file: `${report}-v1-fr.pdf` } },
      'reports.draft-file': one,
      'reports.draft-docx': one,
      'reports.create-report-page': { forms: { '': begun } },
      'reports.report-draft-page': {
        ...one,
        forms: { save: fields, publish: { revision: '1', 'reason.ar': reason.ar, 'reason.fr': reason.fr } },
      },
    },
    routes: {
      'reports.get-scorecard': { params: { id: PLAN } },
      'reports.list-plan-reports': { params: { id: PLAN } },
      'reports.get-report': byId,
      'reports.get-report-draft': byId,
      'reports.create-report': { params: { id: PLAN }, body: period },
      'reports.save-report': { ...byId, body: { revision: 1, ...words } },
      'reports.publish-report': { ...byId, body: { revision: 1, reason } },
    },
    actions: {
      'reports.record-scorecards': { input: {} },
      'reports.create-report': { input: { plan: PLAN, ...period } },
      'reports.save-report': { input: { report, revision: 1, ...words } },
      'reports.publish-report': { input: { report, revision: 1, reason } },
      'reports.seal-report': {
        input: {
          report,
          version,
          files: (['ar', 'fr'] as const).map((lang) => ({ lang, hash: 'a'.repeat(64), size: 1 })),
        },
      },
    },
  };
};
