import { expect, test } from 'vitest';
import { Chapter } from './chapter.tsx';
import { Document } from './layout.tsx';
import { PageHead } from './page-head.tsx';
import { renderPage } from './render.tsx';
import { SAMPLE_TENANT, samplePage } from './testing.tsx';

test('a page carries its language, direction and the other languages of itself', () => {
  const page = samplePage({ lang: 'ar', tenant: SAMPLE_TENANT, path: '/things', query: 'q=ماء' });
  const html = renderPage(
    page,
    <Document title="أشياء" crumbs={[]}>
      <PageHead title="أشياء" />
      <Chapter id="one" title="الأول">
        <p>نص</p>
      </Chapter>
    </Document>,
  );
  expect(html).toMatch(/^<!doctype html><html lang="ar" dir="rtl" data-accent="atlantic">/);
  expect(html).toContain('hreflang="fr"');
  expect(html).toContain('lang-choice=fr');
});
