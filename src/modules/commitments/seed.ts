import type { Seed } from '#platform/module.ts';
import { readShipped } from '#platform/shipped-files.ts';
import { system } from '#platform/tenant.ts';
import { importActionPlans } from './actions/import-action-plans.ts';

/** The real plans that come with the program; territories and public bodies are loaded before. */
export const actionPlanSeed: Seed = {
  name: 'action-plans',
  order: 30,
  async run({ actions, note }) {
    const report = await actions.perform(importActionPlans, {
      actor: system('seed'),
      tenant: null,
      input: { file: readShipped('action-plans.json'), translations: readShipped('action-plans.translations.json') },
    });
    note(
      `action plans: ${report.plans} plans, ${report.commitments} commitments, ${report.milestones} milestones, ` +
        `${report.added.length} added, ${report.changed.length} changed`,
    );
  },
};
