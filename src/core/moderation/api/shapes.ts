import { textSchema, z } from '#platform/api.ts';
import { isLang } from '#platform/i18n/languages.ts';
import type { Text } from '#platform/i18n/text.ts';
import { SIGNS } from '../spam-score.ts';

const count = z.number().int().min(0);

/** The name of a thing: its kind and id. */
export const thingName = z.string().max(200).openapi({ example: 'comment:019aa000-0000-7000-8000-000000000001' });

export const queuedSchema = z
  .object({
    id: z.string(),
    on: thingName,
    about: textSchema.openapi({ description: 'The title of what it stands under.' }),
    held: z.boolean().openapi({ description: 'It waits unseen, because its score was high.' }),
    points: count,
    signs: z.array(z.enum(SIGNS)),
    reports: count,
    unproven: count.openapi({ description: 'Reports by visitors whose browser made no calculation.' }),
    openedAt: z.iso.datetime(),
    dueOn: z.iso.date(),
  })
  .openapi('ModerationItem');

export const appealSchema = z
  .object({
    id: z.string(),
    on: thingName,
    about: textSchema,
    words: z.string(),
    madeAt: z.iso.datetime(),
    dueOn: z.iso.date(),
  })
  .openapi('ModerationAppeal');

export const monthSchema = z
  .object({
    month: z.string().openapi({ example: '2026-11' }),
    reports: count,
    hidden: count,
    kept: count,
    restored: count,
    held: count,
    appeals: count,
    upheld: count.openapi({ description: 'Appeals after which the text was shown again.' }),
  })
  .openapi('ModerationMonth');

export const groundSchema = z
  .object({
    key: z.string(),
    label: textSchema,
    letter: textSchema.openapi({ description: 'What the author is told.' }),
    own: z.boolean().openapi({ description: 'The body’s own, not one that every body has.' }),
  })
  .openapi('ModerationGround');

/** A text as JSON holds it: only languages of the platform. */
export function presentText(text: Text): Text {
  return Object.fromEntries(Object.entries(text).filter(([lang]) => isLang(lang)));
}
