// `npm run check`: what can be said in seconds (format, lint, types, architecture).
import { createRequire } from 'node:module';
import { check, tools } from './steps.js';

const { Plain, prepare } = createRequire(import.meta.url)('./prepare.cjs');

try {
  const node = await prepare({ withDev: true, withBuild: false });
  const outcomes = await Promise.all([
    check('format and lint', node, [tools.biome, 'ci', '--error-on-warnings', '--colors=off', '.']),
    check('types', node, [tools.tsc, '--noEmit']),
    check('architecture', node, [tools.vitest, 'run', '--config', 'vitest.architecture.config.ts']),
  ]);
  process.exit(outcomes.every(Boolean) ? 0 : 1);
} catch (error) {
  process.stderr.write(`${error instanceof Plain ? error.message : error.stack}\n`);
  process.exit(1);
}
