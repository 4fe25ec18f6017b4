import type { ActivityKind } from './consultation.ts';

/** Ready-made ways to consult: their stages, how long each is proposed to last, and what happens in it. Everything can be changed. */
export const MODELS = {
  'co-creation': [
    { key: 'themes', days: 15, activities: ['discussion'] },
    { key: 'ideas', days: 30, activities: ['proposals'] },
    { key: 'triage', days: 21, activities: ['triage'] },
    { key: 'drafting', days: 30, activities: ['meeting'] },
    { key: 'validation', days: 15, activities: ['discussion', 'document'] },
  ],
  'draft-text': [
    { key: 'comments', days: 15, activities: ['draft-text', 'discussion'] },
    { key: 'answer', days: 30, activities: ['triage', 'document'] },
  ],
  'development-programme': [
    { key: 'assessment', days: 30, activities: ['survey', 'discussion', 'proposals'] },
    { key: 'triage', days: 30, activities: ['triage'] },
    { key: 'restitution', days: 15, activities: ['meeting', 'document'] },
  ],
  survey: [{ key: 'survey', days: 21, activities: ['survey'] }],
  'ideas-box': [
    { key: 'ideas', days: 90, activities: ['proposals'] },
    { key: 'triage', days: 30, activities: ['triage'] },
  ],
  'consultative-body': [
    { key: 'referral', days: 15, activities: ['document'] },
    { key: 'opinion', days: 30, activities: ['meeting', 'discussion'] },
    { key: 'reply', days: 30, activities: ['document'] },
  ],
} as const satisfies Record<string, readonly { key: string; days: number; activities: readonly ActivityKind[] }[]>;

export type Model = keyof typeof MODELS;
export const MODEL_NAMES = Object.keys(MODELS) as [Model, ...Model[]];
