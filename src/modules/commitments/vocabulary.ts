import type { Text } from '#platform/i18n/text.ts';
import { readShipped } from '#platform/shipped-files.ts';
import { type Term, termKey } from './commitment.ts';

/**
 * The vocabularies of the Open Government Partnership: policy areas, sectors, values. Plans of other programmes may use words that
 * they do not hold; those get a key made from their label.
 */
export type Vocabulary = 'policyAreas' | 'sectors' | 'values';

type Entry = { id: string; en: string; fr: string; ar: string; pageLabels?: string[] };

let loaded: Record<Vocabulary, Map<string, Entry>> | undefined;

function entries(vocabulary: Vocabulary): Map<string, Entry> {
  if (!loaded) {
    const file = readShipped('ogp-vocabularies.json') as Record<Vocabulary, Entry[]>;
    const byLabel = (list: readonly Entry[]) =>
      new Map(
        list.flatMap((entry) =>
          [entry.en, entry.fr, entry.ar, entry.id, ...(entry.pageLabels ?? [])].map((label) => [termKey(label), entry]),
        ),
      );
    loaded = { policyAreas: byLabel(file.policyAreas), sectors: byLabel(file.sectors), values: byLabel(file.values) };
  }
  return loaded[vocabulary];
}

/**
 * The word as the vocabulary knows it. `label` is what the source printed, with its translations; languages it lacks come from the
 * vocabulary.
 */
export function term(vocabulary: Vocabulary, printed: string, label: Text): Term {
  const entry = entries(vocabulary).get(termKey(printed));
  if (!entry) return { key: termKey(printed), label };
  return { key: entry.id, label: { ar: entry.ar, fr: entry.fr, en: entry.en, ...label } };
}

/** The words of a vocabulary, in its order. */
export function vocabularyTerms(vocabulary: Vocabulary): Term[] {
  return [...new Set(entries(vocabulary).values())].map(({ id, ar, fr, en }) => ({ key: id, label: { ar, fr, en } }));
}
