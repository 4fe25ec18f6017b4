import { z } from 'zod';
import { InvalidInput } from '#platform/errors.ts';
import { DEEDS, type Deed, findQuote } from './amend.ts';
import { type Article, HEADING_MAX, TEXT_LANGS, type TextLang } from './article.ts';
import {
  AUTHOR_MAX,
  CONTRIBUTION_KINDS,
  type ContributionKind,
  QUOTE_MAX,
  REASONS_MAX,
  WORDING_MAX,
} from './draft-text.ts';

// What could be taken for another sign of the page is no part of a name; direction marks could make words say something else.
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;
// biome-ignore lint/suspicious/noControlCharactersInRegex: those are what is taken out
const UNWANTED = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F\u202A-\u202E\u2066-\u2069]/g;

const long = (most: number, key: string) =>
  z
    .string()
    .max(most, key)
    .default('')
    .transform((text) =>
      text
        .normalize('NFC')
        .replace(/\r\n?/g, '\n')
        .replace(UNWANTED, '')
        .replace(/\n{3,}/g, '\n\n')
        .trim(),
    );

/** What of a contribution its author writes and may change. */
export const wordsInput = z.object({
  quote: long(QUOTE_MAX, 'draft-texts.fault.quote-long'),
  wording: long(WORDING_MAX, 'draft-texts.fault.wording-long'),
  /** The heading of a new article, if it has one. */
  heading: long(HEADING_MAX, 'draft-texts.fault.heading-long').transform((text) => text.replace(/\s+/g, ' ')),
  reasons: long(REASONS_MAX, 'draft-texts.fault.reasons-long').refine(
    (text) => /[\p{L}\p{N}]/u.test(text),
    'draft-texts.fault.reasons',
  ),
});

/** A contribution as it is sent. `kind` is told by `deed`: one of the deeds of an amendment, or `comment`. */
export const contributionInput = wordsInput.extend({
  deed: z.enum(['comment', ...DEEDS], 'draft-texts.fault.deed'),
  /** The language of the words that are quoted and proposed; absent: the official one. */
  lang: z.enum(TEXT_LANGS).optional(),
  /** The name that stands with it in public. */
  author: z
    .string()
    .max(AUTHOR_MAX * 2)
    .transform((text) => text.normalize('NFC').replace(INVISIBLE, '').replace(/\s+/g, ' ').trim())
    .pipe(z.string().min(3, 'draft-texts.fault.author').max(AUTHOR_MAX, 'draft-texts.fault.author-long')),
});

export type Words = z.infer<typeof wordsInput>;

/** What is kept of the words of a contribution. */
export type CheckedWords = {
  kind: ContributionKind;
  deed: Deed | null;
  quote: string | null;
  wording: string;
  heading: string;
  reasons: string;
};

/**
 * Checks a contribution against the part it is about: the words it quotes must stand there once, new wording must be there where it is
 * needed, and an amendment must change something. A new article quotes nothing: it stands behind that part. `article` undefined: the text as a whole, which can only be commented on.
 */
export function checkedWords(
  { quote, wording, heading, reasons }: Words,
  { deed: asked, lang, article }: { deed: 'comment' | Deed; lang: TextLang; article: Article | undefined },
): CheckedWords {
  const refuse = (pointer: string, key: string): never => {
    throw new InvalidInput([{ pointer, key }]);
  };
  const kind = CONTRIBUTION_KINDS.find((one) => one === asked) ?? 'amendment';
  const deed = asked === 'comment' ? null : asked;
  if (deed === 'insert') {
    if (!article) refuse('/deed', 'draft-texts.fault.no-words');
    if (!wording) refuse('/wording', 'draft-texts.fault.new-article');
    return { kind, deed, quote: null, wording, heading, reasons };
  }
  const body = article?.body[lang] ?? '';
  if (deed && !body) refuse('/deed', 'draft-texts.fault.no-words');
  if (quote) {
    const found = findQuote(body, quote);
    if (typeof found === 'string') refuse('/quote', `draft-texts.fault.quote-${found}`);
  }
  if ((deed === 'replace' || deed === 'add') && !wording) refuse('/wording', 'draft-texts.fault.wording');
  if (deed === 'replace' && wording === (quote || body)) refuse('/wording', 'draft-texts.fault.same-wording');
  const isWritten = deed === 'replace' || deed === 'add';
  return { kind, deed, quote: quote || null, wording: isWritten ? wording : '', heading: '', reasons };
}
