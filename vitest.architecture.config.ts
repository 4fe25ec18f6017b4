import { defineConfig } from 'vitest/config';

/** The rules about the source itself need no database. */
export default defineConfig({
  test: {
    environment: 'node',
    include: ['test/architecture/**/*.test.ts'],
    pool: 'threads',
    maxWorkers: 2,
    isolate: false,
  },
});
