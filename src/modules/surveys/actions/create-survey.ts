import type { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { createSurvey as mayCreate } from '../access.ts';
import { insertDraft } from '../draft.ts';
import { settingsInput } from '../input.ts';
import { checkSettings } from '../settings.ts';

type Input = z.infer<typeof settingsInput>;

/** An official begins a survey of their body. Nobody else sees it until it is published. */
export const createSurvey = defineAction<Input, { institutionId: string }, { reference: string }>({
  name: 'surveys.create-survey',
  input: settingsInput,
  target: async ({ tenant }) => (tenant ? { institutionId: tenant.id } : undefined),
  access: mayCreate,
  event: 'survey.drafted',
  record: (_input, { institutionId }, result) => ({
    subject: `survey:${(result as { reference: string }).reference}`,
    institutionId,
  }),
  run: async (context, given, { institutionId }) => {
    checkSettings(given);
    return insertDraft(context, institutionId, given, { sections: [] });
  },
});
