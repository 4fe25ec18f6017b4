import { expect, test } from 'vitest';
import { renderPart } from './render.tsx';
import { samplePage } from './testing.tsx';

const page = samplePage();

test('elements without content have no slash; texts and drawings keep theirs', () => {
  const drawing = { __html: '<svg><path d="M0 0"/><circle r="1"/></svg>' };
  expect(renderPart(page, <br />)).toBe('<br>');
  expect(renderPart(page, <input value="a/>b" name="x" />)).toBe('<input value="a/>b" name="x">');
  expect(
    renderPart(
      page,
      <p>
        a/&gt;
        <br />
        b/&gt; c <img src="/x" alt="" />
      </p>,
    ),
  ).toBe('<p>a/><br>b/> c <img src="/x" alt></p>');
  expect(renderPart(page, <div dangerouslySetInnerHTML={drawing} />)).toBe(`<div>${drawing.__html}</div>`);
});

test('what people wrote is escaped in texts and attributes', () => {
  expect(renderPart(page, <p title={'"><script>'}>{'<script>&'}</p>)).toBe(
    '<p title="&quot;>&lt;script>">&lt;script>&amp;</p>',
  );
});
