import { JamaaCopy } from './copy.ts';
import { JamaaDialog } from './dialog.ts';
import { JamaaFilterForm } from './filter-form.ts';
import { JamaaForm } from './form.ts';
import { JamaaGo } from './go.ts';
import { openMenu } from './menu.ts';
import { JamaaPasskey } from './passkey.ts';
import { JamaaPrint } from './print.ts';
import { nameTables } from './tables.ts';

// Every page works without any of these; each makes one thing easier.
const elements: Record<string, CustomElementConstructor> = {
  'jamaa-filter-form': JamaaFilterForm,
  'jamaa-form': JamaaForm,
  'jamaa-copy': JamaaCopy,
  'jamaa-dialog': JamaaDialog,
  'jamaa-go': JamaaGo,
  'jamaa-passkey': JamaaPasskey,
  'jamaa-print': JamaaPrint,
};

for (const name of Object.keys(elements)) {
  const element = elements[name];
  if (element && !customElements.get(name)) customElements.define(name, element);
}
// What few pages need comes as a file of its own, when such a page is opened.
const later: Record<string, () => Promise<CustomElementConstructor>> = {
  'jamaa-conditions': async () => (await import('./conditions.ts')).JamaaConditions,
  'jamaa-counter': async () => (await import('./counter.ts')).JamaaCounter,
  'jamaa-matrix': async () => (await import('./matrix.ts')).JamaaMatrix,
  'jamaa-proof': async () => (await import('./proof.ts')).JamaaProof,
  'jamaa-quote': async () => (await import('./quote.ts')).JamaaQuote,
  'jamaa-similar': async () => (await import('./similar.ts')).JamaaSimilar,
  'jamaa-thread': async () => (await import('./thread.ts')).JamaaThread,
};

for (const name of Object.keys(later)) {
  if (document.querySelector(name) && !customElements.get(name))
    void later[name]?.().then((element) => customElements.define(name, element));
}
openMenu();
nameTables(document);
