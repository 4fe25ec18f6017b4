import { formatOf } from '../../i18n/format.ts';
import { dirOf, LANGUAGE_NAMES, type Lang } from '../../i18n/languages.ts';
import { makeCatalog } from '../../i18n/messages.ts';
import { platformMessages } from '../../i18n/platform-messages.ts';
import { PageProvider, usePage } from '../context.tsx';
import { Document } from '../layout.tsx';
import { PageHead } from '../page-head.tsx';
import { langAttributes, Multilingual } from '../text.tsx';
import { Basics, Pictures } from './component-samples.tsx';
import { Contributions, Data, Forms } from './component-samples-forms.tsx';
import { samplesOf } from './samples.ts';

const catalog = makeCatalog({ platform: platformMessages });

/** Every component, in both directions: the sheet at `/dev/components`. */
export function ComponentsPage() {
  const page = usePage();
  const first: Lang = page.lang === 'zgh' ? 'ar' : page.lang;
  const second: Lang = dirOf(first) === 'rtl' ? 'fr' : 'ar';
  const words = samplesOf(first);
  return (
    <Document title={words.title} crumbs={[]} canonical={null} noIndex>
      <PageHead title={{ text: { [first]: words.title } }} lead={<Multilingual text={{ [first]: words.lead }} />} />
      <Sheet lang={first} />
      <h2 class="mt-6 mb-4" lang={second} dir={dirOf(second)}>
        {LANGUAGE_NAMES[second]}
      </h2>
      <Sheet lang={second} />
    </Document>
  );
}

/** All samples in one language, as if the page were in it. */
function Sheet({ lang }: { lang: Lang }) {
  const outer = usePage();
  const page = { ...outer, ...catalog.translator(lang), lang, dir: dirOf(lang), format: formatOf(lang) };
  const words = samplesOf(lang);
  return (
    <PageProvider value={page}>
      <div {...langAttributes(lang, outer.lang)}>
        <Basics words={words} prefix={lang} />
        <Pictures words={words} prefix={lang} />
        <Data words={words} prefix={lang} />
        <Forms words={words} prefix={lang} />
        <Contributions words={words} prefix={lang} />
      </div>
    </PageProvider>
  );
}
