// `npm test`: everything, on a fresh clone as well. The last line is `N passed, N failed`.
import { readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { findChromium } from './chromium.js';
import { check, root, run, tools } from './steps.js';

const { Plain, prepare } = createRequire(import.meta.url)('./prepare.cjs');
const report = path.join(root, 'dist', 'test-report.json');

function count(succeeded) {
  let result;
  try {
    result = JSON.parse(readFileSync(report, 'utf8'));
  } catch {
    return { passed: 0, failed: 1 };
  }
  // A file that cannot even be read has no tests to count; a skipped test is one that did not pass.
  const broken = result.testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some((each) => each.status === 'failed'),
  );
  const skipped = result.numPendingTests + result.numTodoTests;
  if (skipped > 0) process.stdout.write(`${skipped} tests were skipped: they count as failed.\n`);
  const failed = result.numFailedTests + broken.length + skipped;
  return { passed: result.numPassedTests, failed: failed === 0 && !succeeded ? 1 : failed };
}

async function everything() {
  const node = await prepare({ withDev: true, withBuild: false });
  const chromium = findChromium();
  const outcomes = [chromium !== undefined];
  outcomes.push(await check('build', node, ['scripts/build.js']));
  outcomes.push(await check('format and lint', node, [tools.biome, 'ci', '--error-on-warnings', '--colors=off', '.']));
  outcomes.push(await check('types', node, [tools.tsc, '--noEmit']));
  rmSync(report, { force: true });
  const args = [
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
    ...process.argv.slice(2),
  ];
  const succeeded = await run(node, [tools.vitest, ...args], { env: chromium ? { CHROMIUM_PATH: chromium } : {} });
  const tests = count(succeeded);
  const passed = outcomes.filter(Boolean).length;
  return { passed: passed + tests.passed, failed: outcomes.length - passed + tests.failed };
}

let outcome = { passed: 0, failed: 1 };
try {
  outcome = await everything();
} catch (error) {
  process.stdout.write(`${error instanceof Plain ? error.message : error.stack}\n`);
}
process.stdout.write(`${outcome.passed} passed, ${outcome.failed} failed\n`);
process.exit(outcome.failed > 0 ? 1 : 0);
