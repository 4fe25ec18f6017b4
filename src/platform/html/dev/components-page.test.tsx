import { expect, test } from 'vitest';
import { LANGUAGES } from '../../i18n/languages.ts';
import { renderPage } from '../render.tsx';
import { samplePage } from '../testing.tsx';
import { faultsOfHtml } from '../validity/testing.ts';
import { ComponentsPage } from './components-page.tsx';

test.each(LANGUAGES)('the sheet of all components is valid HTML in %s, in both directions', async (lang) => {
  const html = renderPage(
    samplePage({ lang, path: '/dev/components', query: 'status=late&status=none' }),
    <ComponentsPage />,
  );
  expect(await faultsOfHtml(html)).toEqual([]);
  expect(html).not.toContain(' style=');
  const ids = [...html.matchAll(/ id="([^"]+)"/g)].map((match) => match[1]);
  expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
});
