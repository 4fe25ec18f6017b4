import { z } from 'zod';
import { institutionBySlug } from '#core/institutions/index.ts';
import { defineAction } from '#platform/action.ts';
import { createSurvey as mayCreate } from '../access.ts';
import { insertDraft } from '../draft.ts';
import { settingsInput } from '../input.ts';
import { checkSettings } from '../settings.ts';

const input = settingsInput.extend({
  /** The slug of the body that asks. */
  institution: z.string().max(100),
});
type Input = z.infer<typeof input>;

/** An official begins a survey of their body. Nobody else sees it until it is published. */
export const createSurvey = defineAction<Input, { institutionId: string }, { reference: string }>({
  name: 'surveys.create-survey',
  input,
  target: async ({ db }, { institution }) => {
    const body = await institutionBySlug(db, institution);
    return body?.state === 'active' ? { institutionId: body.id } : undefined;
  },
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
