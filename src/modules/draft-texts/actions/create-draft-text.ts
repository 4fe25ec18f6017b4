import { z } from 'zod';
import { type Institution, institutionBySlug } from '#core/institutions/index.ts';
import { defineAction } from '#platform/action.ts';
import { json, within } from '#platform/db/database.ts';
import { Unavailable } from '#platform/errors.ts';
import { newId } from '#platform/ids.ts';
import { newReference } from '#platform/reference.ts';
import { writeText } from '../access.ts';
import { TEXT_LANGS } from '../article.ts';
import { LEVELS, PRESENTATION_MAX, TITLE_MAX } from '../draft-text.ts';
import { words } from '../input.ts';
import { findDraftText, KIND } from '../queries/draft-texts.ts';

/** What a text says of itself, besides its articles. */
export const descriptionInput = z.object({
  title: words(TITLE_MAX, 'draft-texts.fault.title'),
  presentation: words(PRESENTATION_MAX, 'draft-texts.fault.presentation'),
  officialLang: z.enum(TEXT_LANGS, 'draft-texts.fault.official-lang'),
  level: z.coerce
    .number()
    .refine((level) => (LEVELS as readonly number[]).includes(level), 'draft-texts.fault.level')
    .transform((level) => (level === 2 ? 2 : 1)),
});

/** `institution`: the slug of the body, for programs; on a body's site it is that body. */
const input = descriptionInput.extend({ institution: z.string().max(100).optional() });

type Input = z.infer<typeof input>;
type Body = { institutionId: string; institution: Institution };

/** Begins a text: its description, and an empty first version that only those who prepare it see. */
export const createDraftText = defineAction<Input, Body, { reference: string }>({
  name: 'draft-texts.create-draft-text',
  input: input as unknown as z.ZodType<Input>,
  async target({ db, tenant }, { institution: slug }) {
    const institution = await institutionBySlug(db, tenant?.slug ?? slug ?? '');
    return institution?.state === 'active' ? { institutionId: institution.id, institution } : undefined;
  },
  access: writeText,
  event: 'draft-text.created',
  record: (_input, { institutionId }, result) => ({
    subject: `draft-text:${(result as { reference: string }).reference}`,
    institutionId,
  }),
  async run({ db, now, today }, { title, presentation, officialLang, level }, { institutionId }) {
    const reference = newReference(KIND, Number(today.slice(0, 4)));
    // References name texts of all bodies; two alike are as good as impossible, and refused.
    if (await findDraftText({ db, tenant: null }, reference)) throw new Unavailable(1);
    const id = newId();
    const own = within(db, institutionId);
    await own
      .insert('draft_text', {
        id,
        reference,
        state: 'draft',
        title: json(title),
        presentation: json(presentation),
        official_lang: officialLang,
        level,
        opens_on: null,
        closes_on: null,
        period_rule: null,
        earliest_on: null,
        urgency: null,
        version: 0,
        round: 0,
        last_contribution: 0,
        last_part: 0,
        summary: null,
        created_at: now,
        published_at: null,
        concluded_at: null,
        adopted_on: null,
        adoption: null,
      })
      .execute();
    await own
      .insert('draft_text_version', {
        text_id: id,
        number: 1,
        articles: json([]),
        clashes: json([]),
        note: null,
        made_at: now,
        published_at: null,
      })
      .execute();
    return { reference };
  },
});
