import type { MessageKey } from '../i18n/messages.ts';
import { usePage } from './context.tsx';

const LEFT = 'platform.form.left' satisfies MessageKey;
/** Among these numbers is one of every plural form that a number of signs can take. */
const MOST = 100;

/** The limit of a field below it; with script, how many signs are left (`enhance/counter.ts`). */
export function Counter({ id, limit }: { id: string; limit: number }) {
  const { t, ts, lang, format } = usePage();
  // Words that Amazigh lacks are the Arabic ones, and are counted as in Arabic.
  const counted = lang === 'zgh' ? ({ lang: 'ar', dir: 'rtl' } as const) : {};
  const rules = new Intl.PluralRules(counted.lang ?? lang);
  const forms: Record<string, string> = {};
  for (let n = 0; n <= MOST; n++) forms[rules.select(n)] ??= ts(LEFT, { n }).replace(format.number(n), '#');
  return (
    <jamaa-counter for={id} data-left={JSON.stringify(forms)} {...counted}>
      <p class="hint" id={`${id}-limit`}>
        {t('platform.form.limit', { n: limit })}
      </p>
    </jamaa-counter>
  );
}
