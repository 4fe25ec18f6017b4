import { defineConfig } from 'vitest/config';

export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: {
    environment: 'node',
    include: ['src/**/*.test.{ts,tsx}', 'test/**/*.test.{ts,tsx}'],
    globalSetup: ['test/setup/global.ts'],
    pool: 'forks',
    maxWorkers: 2,
    // The program is loaded once for each worker, not once for each file.
    isolate: false,
    testTimeout: 120_000,
    hookTimeout: 120_000,
    restoreMocks: true,
    // A test must not read the settings of whoever runs it.
    env: { JAMAA_MODE: '', PORT: '', HOST: '', SMTP_URL: '', MAIL_FROM: '', LOG_LEVEL: 'silent' },
  },
});
