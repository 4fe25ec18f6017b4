import { defineModule } from '#platform/module.ts';
import { messages } from './messages.ts';
import { commitmentsMigration } from './migrations/2026-11-21-1200-commitments.ts';

export const commitments = defineModule({
  name: 'commitments',
  uses: [],
  messages,
  migrations: [commitmentsMigration],
  pages: [],
  resources: [],
});
