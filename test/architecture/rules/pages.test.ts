import { expect, test } from 'vitest';
import type { SourceFile } from '../source.ts';
import { checkInline, checkPhrases, checkWords } from './pages.ts';

const page = (body: string, path = 'src/modules/petitions/pages/a-page.tsx'): SourceFile => ({
  path,
  text: `export function A() { return <main>${body}</main>; }`,
});

test('words in TSX are found wherever a reader would see them', () => {
  for (const body of [
    '<h1>Petitions</h1>',
    'عرائض',
    `{'Petitions'}`,
    `{open ? 'open' : t('petitions.closed')}`,
    // biome-ignore lint/suspicious/noTemplateCurlyInString: source code as a text
    '{count > 0 && `${count} signatures`}',
    '<img alt="A map" src={src} />',
    '<button aria-label={`Close`} />',
  ])
    expect(checkWords([page(body)]), body).toHaveLength(1);
});

test('signs, messages, classes and the component sheet are allowed', () => {
  for (const body of [
    `{t('petitions.sign.title')}`,
    ' – · &nbsp; 2026',
    '<p class="lead" lang="fr">{count}</p>',
    '<Field label="petitions.sign.name" />',
    `{open ? t('petitions.open') : ' · '}`,
    '<img alt="" />',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: source code as a text
    '<code>{`<iframe src="${url}"></iframe>`}</code>',
  ])
    expect(checkWords([page(body)]), body).toEqual([]);
  expect(checkWords([page('<h1>Buttons</h1>', 'src/platform/html/dev/components-page.tsx')])).toEqual([]);
});

test('phrases in Arabic or Tifinagh are found in any file, single letters are not', () => {
  const at = (text: string) => checkPhrases([{ path: 'src/platform/search/words.ts', text }]);
  expect(at(`const title = 'خطة العمل';`)).toHaveLength(1);
  expect(at('const title = `ⵜⴰⵙⵏⴰ ⵏ ⵓⵙⵏⵓⴱⴳ ⴰⵎⵇⵔⴰⵏ`;')).toHaveLength(1);
  expect(at(`const name = 'العربية'; const alef = /[أإآ]/;`)).toEqual([]);
});

test('inline styles and handlers are found', () => {
  expect(checkInline([page('<p style="color: red">{x}</p>')])).toHaveLength(1);
  expect(checkInline([page('<p style={{ width }}>{x}</p>')])).toHaveLength(1);
  expect(checkInline([page('<style>{css}</style>')])).toHaveLength(1);
  expect(checkInline([page('<button onClick={go}>{x}</button>')])).toHaveLength(1);
  expect(checkInline([page('<Filter on="tenant" onlyLate /><p class="style">{x}</p>')])).toEqual([]);
});
