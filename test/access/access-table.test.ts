import { expect, test } from 'vitest';
import { z } from 'zod';
import { rule } from '#platform/access.ts';
import { defineAction } from '#platform/action.ts';
import { defineModule } from '#platform/module.ts';
import { modules } from '../../src/modules.ts';
import { accessTable } from './access-table.ts';
import { KINDS } from './kinds-of-people.ts';
import { platformModule } from './platform-module.ts';

test('who may do and see what is as it was when somebody last agreed to it', async () => {
  await expect(accessTable([platformModule, ...modules])).toMatchFileSnapshot('../../docs/access-table.md');
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
  const line = (answer: string) => new RegExp(`\\| petitions\\.moderate( \\| ${answer}){${KINDS.length}} \\|`);
  expect(table(() => false, true)).toMatch(line('404'));
  expect(table(() => true, false)).toMatch(line('✓'));
  expect(table(() => false, false)).toMatch(/\| petitions\.moderate \| 401( \| 403)+ \|/);
});
