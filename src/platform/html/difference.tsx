import { dirOf, type Lang } from '../i18n/languages.ts';
import type { Run } from './compare-words.ts';

type DifferenceProps = {
  runs: readonly Run[];
  lang: Lang;
  /** One side of two columns: only what stood there before, or only what stands there now. Absent: both in one text. */
  side?: 'before' | 'after';
};

/** Words with what was taken out and put in marked as such: by the elements, by line and by ground, never by colour alone. */
export function Difference({ runs, lang, side }: DifferenceProps) {
  const shown = runs.filter(({ kind }) => kind === 'same' || side !== (kind === 'gone' ? 'after' : 'before'));
  return (
    <div class="wording" lang={lang} dir={dirOf(lang)}>
      {shown.map(({ kind, text }) => {
        if (kind === 'gone') return <del>{text}</del>;
        return kind === 'new' ? <ins>{text}</ins> : text;
      })}
    </div>
  );
}
