import type { WrittenLang } from './comment.ts';

/**
 * Words that are frequent in one language and rare in its neighbours. Darija is told from Arabic, and Darija in Latin letters from French
 * and English, by a few of these; it need not be more than a guess, because whoever writes may say which language it is.
 */
const MARKERS: Record<'ary' | 'ary-Latn' | 'fr' | 'en', ReadonlySet<string>> = {
  // biome-ignore format: one word after another
  ary: new Set([
    'ديال', 'ديالي', 'ديالنا', 'ديالهم', 'ديالو', 'بزاف', 'واش', 'غادي', 'غاديين', 'كاين', 'كاينة', 'كاينين', 'هاد',
    'هادشي', 'هادا', 'هادي', 'فين', 'منين', 'شنو', 'شكون', 'علاش', 'كيفاش', 'حيت', 'باش', 'عفاك', 'عفاكم', 'مزيان',
    'مزيانة', 'زوين', 'زوينة', 'دابا', 'بغيت', 'بغينا', 'بغاو', 'حنا', 'نتوما', 'هوما', 'ماشي', 'شي', 'والو', 'راه',
    'راها', 'عاد', 'بلي', 'اللي', 'ديرو', 'دارو', 'حدا', 'تاني', 'هنايا', 'تماك', 'خاصنا', 'خاصها', 'كلشي', 'شحال',
    'ليكم', 'لينا', 'ليه'
  ]),
  // biome-ignore format: one word after another
  'ary-Latn': new Set([
    'dyal', 'dial', 'dyali', 'dyalna', 'dyalhom', 'bzaf', 'bezaf', 'bzzaf', 'wach', 'wash', 'ghadi', 'ghadin', 'kayn',
    'kayna', 'kaynin', 'hadchi', 'hadshi', 'hadi', 'hada', 'mnin', 'chno', 'chnou', 'chkoun', 'hna', 'hnaya', 'mzyan',
    'mzian', 'mezyan', 'zwin', 'zwina', 'daba', 'bghit', 'bghina', 'bghaw', 'ntouma', 'homa', 'machi', 'walo', 'walou',
    'rah', 'raha', 'bach', 'bli', 'lli', 'ila', 'khas', 'khasna', 'khassha', 'khassna', 'khasha', 'chwiya', 'chwia',
    'salam', 'slm', 'choukran', 'chokran', 'chkran', 'afak', 'afakom', 'lina', 'lihom', 'kolchi', 'koulchi', 'wakha',
    'ghir'
  ]),
  // biome-ignore format: one word after another
  fr: new Set([
    'le', 'la', 'les', 'des', 'une', 'est', 'et', 'que', 'pour', 'dans', 'nous', 'vous', 'pas', 'sur', 'qui', 'avec',
    'du', 'de', 'au', 'aux', 'ce', 'cette', 'il', 'elle', 'je', 'ne', 'se', 'sont', 'plus', 'merci', 'oui', 'non', 'par',
    'être', 'mais', 'comme', 'notre', 'votre', 'leur', 'tout', 'très', 'bien', 'où', 'ça', 'aussi'
  ]),
  // biome-ignore format: one word after another
  en: new Set([
    'the', 'and', 'is', 'of', 'to', 'in', 'that', 'for', 'are', 'we', 'you', 'not', 'with', 'this', 'it', 'have', 'was',
    'on', 'be', 'yes', 'thank', 'thanks', 'our', 'your', 'their', 'there', 'they', 'would', 'should', 'could', 'will',
    'from', 'can', 'please', 'very'
  ]),
};

/** A digit at the head or in the middle of a word stands for a letter: `3lach`, `n3awno`; at its end it is a number: `CO2`. */
const DIGIT_AS_LETTER = /^(?:[a-z']*[3579](?=[a-z'])[a-z'35792]+)$/;
/** «كيتعطل، كنقترحو، كتحلش»: verbs of the present begin with ك, and negations end with ش. */
const DARIJA_VERB =
  /^[وف]?ك(?:ي|ت|ن|يت|نت)[\u0621-\u064A]{3,}(?:و|ش|ها|هم|نا)$|^ما?ك[يتن][\u0621-\u064A]{3,}$|^ما[\u0621-\u064A]{3,}ش$/u;

/** The language a text seems to be written in, from its letters first and then from its words. `und` when nothing tells. */
export function detectLanguage(text: string): WrittenLang {
  const words = text.toLowerCase().match(/[\p{L}\p{M}\p{N}']+/gu) ?? [];
  const script = mainScript(text);
  if (script === 'Tifinagh') return 'zgh';
  if (script === 'Arabic') {
    const signs = share(words, (word) => MARKERS.ary.has(word) || DARIJA_VERB.test(word));
    // One word that looks like it proves nothing in a long text.
    return signs >= 0.2 || (signs >= 0.08 && signs * words.length >= 2) ? 'ary' : 'ar';
  }
  if (script !== 'Latin') return 'und';
  const votes = {
    'ary-Latn': share(words, (word) => MARKERS['ary-Latn'].has(word) || DIGIT_AS_LETTER.test(word)),
    fr: share(words, (word) => MARKERS.fr.has(word) || /^(?:[ldjncsmt]|qu)'/.test(word)),
    en: share(words, (word) => MARKERS.en.has(word)),
  };
  // People who write Darija mix French into it, hardly ever the other way round.
  if (votes['ary-Latn'] >= 0.12 && votes['ary-Latn'] >= votes.fr / 2) return 'ary-Latn';
  if (Math.max(votes.fr, votes.en) < 0.1) return 'und';
  return votes.fr >= votes.en ? 'fr' : 'en';
}

function mainScript(text: string): 'Arabic' | 'Tifinagh' | 'Latin' | undefined {
  const counts = [
    ['Arabic', count(text, /\p{Script=Arabic}/gu)],
    ['Tifinagh', count(text, /\p{Script=Tifinagh}/gu)],
    ['Latin', count(text, /\p{Script=Latin}/gu)],
  ] as const;
  const [most] = [...counts].sort((a, b) => b[1] - a[1]);
  return most && most[1] > 0 ? most[0] : undefined;
}

function count(text: string, letters: RegExp): number {
  return text.match(letters)?.length ?? 0;
}

function share(words: readonly string[], holds: (word: string) => boolean): number {
  return words.length === 0 ? 0 : words.filter(holds).length / words.length;
}
