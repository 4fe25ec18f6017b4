import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { projectRoot } from '../root.ts';

let folder: string;

// Below the project, where the built program looks for its packages and its root too.
beforeAll(() => {
  const parent = join(projectRoot, 'node_modules', '.cache');
  mkdirSync(parent, { recursive: true });
  folder = mkdtempSync(join(parent, 'workshop-'));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const PROGRAM = `
import { lineChart } from './src/platform/charts/draw.ts';
import { renderPdf } from './src/platform/pdf/render-pdf.ts';
import { shareCard } from './src/platform/pictures/share-card.ts';
import { closeWorkshop } from './src/platform/workshop/workshop.ts';
const institution = { name: 'مجلس', accent: 'palm', emblem: null };
const chart = await lineChart({ lang: 'ar', label: 'x', periods: ['1', '2'], series: [{ name: 'a', values: [1, 2] }] });
const pdf = await renderPdf({ lang: 'ar', title: 'وصل', institution, date: '2026-11-20', blocks: [] });
const card = await shareCard({ lang: 'ar', kicker: 'x', title: 'وصل', institution, statuses: ['late'] });
await closeWorkshop();
process.stdout.write(JSON.stringify({ chart: chart.svg.slice(0, 18), pdf: Buffer.from(pdf).toString('latin1', 0, 5), card: Buffer.from(card).toString('latin1', 1, 4) }));
`;

it('works from the built program: process, libraries and fonts are found', async () => {
  // The same options as scripts/build.js.
  await build({
    absWorkingDir: projectRoot,
    stdin: { contents: PROGRAM, resolveDir: projectRoot, sourcefile: 'program.ts', loader: 'ts' },
    outfile: join(folder, 'program.js'),
    bundle: true,
    format: 'esm',
    platform: 'node',
    packages: 'external',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    logLevel: 'silent',
  });
  await build({
    absWorkingDir: projectRoot,
    entryPoints: { 'workshop-worker': 'src/platform/workshop/workshop-worker.ts' },
    outdir: folder,
    chunkNames: '[name]-[hash]',
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    packages: 'external',
    logLevel: 'silent',
  });
  const { stdout } = await promisify(execFile)(process.execPath, [join(folder, 'program.js')]);
  expect(JSON.parse(stdout)).toEqual({ chart: '<svg class="plot" ', pdf: '%PDF-', card: 'PNG' });
}, 60_000);
