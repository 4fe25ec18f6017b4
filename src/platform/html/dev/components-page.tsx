import { formatOf } from '../../i18n/format.ts';
import { dirOf, LANGUAGE_NAMES, type Lang } from '../../i18n/languages.ts';
import { makeCatalog } from '../../i18n/messages.ts';
import { platformMessages } from '../../i18n/platform-messages.ts';
import { PageProvider, usePage } from '../context.tsx';
import { Document } from '../layout.tsx';
import { PageHead } from '../page-head.tsx';
import { Basics, Pictures } from './component-samples.tsx';
import { Contributions, Data, Forms } from './component-samples-forms.tsx';
import { samplesOf } from './samples.ts';

const catalog = makeCatalog({ platform: platformMessages });

/** Every component, in both directions: the sheet at `/dev/components`. */
export function ComponentsPage() {
  const page = usePage();
  const words = samplesOf(page.lang);
  const other: Lang = page.dir === 'rtl' ? 'fr' : 'ar';
  return (
    <Document title={words.title} crumbs={[]} canonical={null} noIndex>
      <PageHead title={words.title} lead={words.lead} />
      <Sheet lang={page.lang} />
      <h2 class="mt-6 mb-4" lang={other} dir={dirOf(other)}>
        {LANGUAGE_NAMES[other]}
      </h2>
      <div lang={other} dir={dirOf(other)}>
        <Sheet lang={other} />
      </div>
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
      <Basics words={words} prefix={lang} />
      <Pictures words={words} prefix={lang} />
      <Data words={words} prefix={lang} />
      <Forms words={words} prefix={lang} />
      <Contributions words={words} prefix={lang} />
    </PageProvider>
  );
}
