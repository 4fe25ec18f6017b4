import { expect, test } from 'vitest';
import { checkStyles } from './styles.ts';

const check = (css: string) => checkStyles([{ path: 'src/platform/html/styles/a.css', text: `@layer a { ${css} }` }]);

test('what names left or right is found', () => {
  for (const css of [
    'p { margin-left: 1rem }',
    'p { right: 0 }',
    'p { border-left: 1px solid }',
    'p { border-top-left-radius: 2px }',
    'p { text-align: left }',
    'p { float: right }',
    'p { padding: 1rem 2rem 1rem 0 }',
    '@media print { p { padding-right: 0 } }',
  ])
    expect(check(css), css).toHaveLength(1);
});

test('logical properties are allowed', () => {
  for (const css of [
    'p { margin-inline-start: 1rem; inset-inline-end: 0; text-align: start; float: inline-end }',
    'p { padding: 1rem 2rem; margin: 0 auto 1rem auto; border-start-start-radius: 2px }',
    'p { margin: 0 calc(1rem + 2px) 0 calc(1rem + 2px) }',
  ])
    expect(check(css), css).toEqual([]);
});

test('rules outside the layers and addresses of other hosts are found', () => {
  expect(checkStyles([{ path: 'src/platform/html/styles/a.css', text: 'p { color: red }' }])).toHaveLength(1);
  expect(
    checkStyles([{ path: 'src/platform/html/styles/a.css', text: '@layer a, b; @font-face { src: url(a.woff2) }' }]),
  ).toEqual([]);
  expect(check('p { background: url("https://example.org/a.png") }')).toHaveLength(1);
  expect(
    checkStyles([{ path: 'src/platform/html/styles/a.css', text: '@import "//example.org/a.css";' }]),
  ).toHaveLength(1);
});
