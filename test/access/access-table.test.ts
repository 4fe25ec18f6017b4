import { expect, test } from 'vitest';
import { z } from 'zod';
import { rule } from '#platform/access.ts';
import { defineAction } from '#platform/action.ts';
import { apiDocumentationPage } from '#platform/http/api-documentation-page.tsx';
import { devPages } from '#platform/http/dev-pages.tsx';
import { devMailPages } from '#platform/mail/dev-mail-pages.tsx';
import { defineModule, type Module } from '#platform/module.ts';
import { modules } from '../../src/modules.ts';
import { accessTable } from './access-table.ts';

/** What `src/app.ts` adds for the platform itself; the part under /dev only in a trial, for a person on this machine. */
const letters = devMailPages('no-letters-here');
const platform: Module = {
  name: 'platform',
  uses: [],
  pages: [apiDocumentationPage(() => ({}) as never), ...devPages, ...letters.pages],
  resources: letters.resources,
};

test('who may do and see what is as it was when somebody last agreed to it', async () => {
  await expect(accessTable([platform, ...modules])).toMatchFileSnapshot('./access-table.md');
});

test('a rule that opens shows in the table', () => {
  const table = (allows: () => boolean, hides: boolean) =>
    accessTable([
      defineModule({
        name: 'petitions',
        uses: [],
        actions: [
          defineAction({
            name: 'petitions.hide-petition',
            event: 'petition.hidden',
            input: z.object({}),
            access: rule('petitions.moderate', allows, { hides }),
            run: async () => undefined,
          }),
        ],
      }),
    ]);
  expect(table(() => false, false)).toContain('| petitions.moderate | 401 | 403 | 403 | 403 | 403 | 403 |');
  expect(table(() => false, true)).toContain('| petitions.moderate | 404 | 404 | 404 | 404 | 404 | 404 |');
  expect(table(() => true, false)).toContain('| petitions.moderate | yes | yes | yes | yes | yes | yes |');
});
