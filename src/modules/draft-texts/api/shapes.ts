import { dateSchema, textSchema, z } from '#platform/api.ts';
import { DEEDS } from '../amend.ts';
import { PART_KINDS, TEXT_LANGS } from '../article.ts';
import { CHANNELS, CONTRIBUTION_KINDS, OUTCOMES, PHASES, type PublicPhase, phaseOf, WHOLE } from '../draft-text.ts';
import type { Contribution } from '../queries/contributions.ts';
import type { DraftText, Version } from '../queries/draft-texts.ts';

export const referenceParam = z
  .string()
  .max(40)
  .openapi({ description: 'The reference of the text.', example: 'TXT-2026-7K4Q2-M' });

/** A draft text as lists and its own route show it. */
export const draftTextSchema = z
  .object({
    id: referenceParam,
    institution: z.string().openapi({ description: 'The slug of the body whose text it is.' }),
    phase: z.enum(PHASES).openapi({ description: 'Where it stands today.' }),
    title: textSchema,
    presentation: textSchema,
    officialLanguage: z.enum(TEXT_LANGS),
    level: z
      .union([z.literal(1), z.literal(2)])
      .openapi({ description: '1: a confirmed address; 2: a verified identity.' }),
    opensOn: dateSchema.nullable(),
    closesOn: dateSchema.nullable().openapi({ description: 'The last day on which something can be said.' }),
    earliestOn: dateSchema
      .nullable()
      .openapi({ description: 'The first day on which the law or the body let it close.' }),
    urgency: textSchema.nullable(),
    version: z.number().int(),
    round: z.number().int().openapi({ description: 'How often it was put before citizens.' }),
    contributions: z.number().int(),
    unanswered: z.number().int(),
    summary: textSchema.nullable(),
    adoptedOn: dateSchema.nullable(),
    adoption: z.object({ note: textSchema, url: z.string().nullable() }).nullable(),
    url: z.string(),
  })
  .openapi('DraftText', { description: 'A text that a body puts before citizens before it decides on it.' });

export const roundSchema = z
  .object({ number: z.number().int(), version: z.number().int(), opensOn: dateSchema, closesOn: dateSchema })
  .openapi('DraftTextRound', { description: 'A period in which one version could be discussed.' });

export const articleSchema = z
  .object({
    id: z.string().openapi({ description: 'Stays the same through all versions.', example: 'a3' }),
    kind: z.enum(PART_KINDS),
    label: textSchema,
    heading: textSchema,
    body: textSchema,
    note: textSchema.openapi({ description: 'An explanation; no part of the text.' }),
  })
  .openapi('DraftTextArticle');

export const versionSchema = z
  .object({
    number: z.number().int(),
    publishedAt: z.iso.datetime().nullable(),
    note: textSchema.nullable(),
    articles: z.array(articleSchema),
  })
  .openapi('DraftTextVersion');

export const contributionSchema = z
  .object({
    id: z.uuid(),
    text: referenceParam,
    number: z.number().int(),
    version: z.number().int().openapi({ description: 'The version it was said on.' }),
    round: z.number().int().openapi({ description: 'The round in which it was said.' }),
    kind: z.enum(CONTRIBUTION_KINDS),
    article: z.string().openapi({ description: 'The id of an article; `text` for the whole.' }),
    deed: z.enum(DEEDS).nullable(),
    language: z.enum(TEXT_LANGS),
    quote: z.string().nullable().openapi({ description: 'The words that are meant; null: the whole article.' }),
    wording: z.string(),
    heading: z.string().openapi({ description: 'The heading of a new article; empty where it has none.' }),
    reasons: z.string(),
    author: z.string().nullable().openapi({ description: 'The public name; null for a former member.' }),
    association: z.object({ id: z.uuid(), name: textSchema }).nullable(),
    state: z.enum(['shown', 'held', 'hidden', 'withdrawn']),
    goneReason: textSchema.nullable().openapi({
      description:
        'Why a moderator hid it, or why the body removed what it had entered; null where its author took it back.',
    }),
    supports: z.number().int(),
    channel: z.enum(CHANNELS).openapi({ description: 'How it came in.' }),
    receivedOn: dateSchema
      .nullable()
      .openapi({ description: 'The day on which it came in elsewhere than on the site.' }),
    createdAt: z.iso.datetime(),
    editedAt: z.iso.datetime().nullable(),
    answer: z
      .object({ outcome: z.enum(OUTCOMES), reasons: textSchema, wording: z.string().nullable(), at: z.iso.datetime() })
      .nullable(),
    url: z.string(),
  })
  .openapi('DraftTextContribution', { description: 'A comment on a draft text, or an amendment to it.' });

/** Shows a text; `slug` of its body. */
export function presentDraftText(
  text: DraftText,
  { slug, today, absolute }: { slug: string; today: string; absolute(path: string): string },
): z.input<typeof draftTextSchema> {
  return {
    id: text.reference,
    institution: slug,
    phase: phaseOf(text, today) as PublicPhase,
    title: text.title,
    presentation: text.presentation,
    officialLanguage: text.officialLang,
    level: text.level,
    opensOn: text.opensOn,
    closesOn: text.closesOn,
    earliestOn: text.earliestOn,
    urgency: text.urgency,
    version: text.version,
    round: text.round,
    contributions: text.contributions,
    unanswered: text.unanswered,
    summary: text.summary,
    adoptedOn: text.adoptedOn,
    adoption: text.adoption,
    url: absolute(`/${text.officialLang}/${slug}/draft-texts/${text.reference}`),
  };
}

/** Shows a version with its parts. */
export function presentVersion({ number, publishedAt, note, articles }: Version): z.input<typeof versionSchema> {
  return { number, publishedAt: publishedAt?.toISOString() ?? null, note, articles };
}

/** Shows a contribution. */
export function presentContribution(
  one: Contribution,
  { reference, absolute }: { reference: string; absolute(path: string): string },
): z.input<typeof contributionSchema> {
  const isThere = one.state === 'shown' || one.state === 'held';
  return {
    id: one.id,
    text: reference,
    number: one.number,
    version: one.version,
    round: one.round,
    kind: one.kind,
    article: one.articleId ?? WHOLE,
    deed: one.deed,
    language: one.lang,
    quote: one.quote,
    wording: one.wording,
    heading: one.heading,
    reasons: one.reasons,
    author: isThere ? one.authorName : null,
    association: isThere ? one.association : null,
    state: one.state,
    goneReason: isThere ? null : one.hiddenReason,
    supports: one.supports,
    channel: one.channel,
    receivedOn: one.receivedOn,
    createdAt: one.createdAt.toISOString(),
    editedAt: one.editedAt?.toISOString() ?? null,
    answer: one.answer && { ...one.answer, at: one.answer.at.toISOString() },
    url: absolute(`/${one.lang}/draft-texts/${reference}/contributions/${one.id}`),
  };
}
