import { apiDocumentationPage } from '#platform/http/api-documentation-page.tsx';
import { devPages } from '#platform/http/dev-pages.tsx';
import { devMailPages } from '#platform/mail/dev-mail-pages.tsx';
import type { Module } from '#platform/module.ts';

const letters = devMailPages('no-letters-here');

/** What `src/app.ts` adds for the platform itself; the part under /dev only in a trial, for a person on this machine. */
export const platformModule: Module = {
  name: 'platform',
  uses: [],
  pages: [apiDocumentationPage(() => ({}) as never), ...devPages, ...letters.pages],
  resources: letters.resources,
};
