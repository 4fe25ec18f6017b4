import { readFile } from 'node:fs/promises';
import { type Fault, InvalidInput } from '#platform/errors.ts';
import { PlainRefusal } from '#platform/exit.ts';
import { makeCatalog } from '#platform/i18n/messages.ts';
import type { CommandContext, DataExport, DataImport } from '#platform/module.ts';
import { system } from '#platform/tenant.ts';
import { importActionPlans, importInput, prepareImport } from './actions/import-action-plans.ts';
import type { ImportReport } from './file/report.ts';
import { placeOf } from './file/validate.ts';
import { writeFile } from './file/write.ts';
import { messages } from './messages.ts';

/** More faults than this are not printed one by one. */
const MOST_FAULTS = 200;

/** `jamaa import action-plans FILE`: plans, commitments and milestones in the published format. */
export const actionPlanImport: DataImport = {
  dataset: 'action-plans',
  usage: 'FILE [--translations FILE] [--complete] [--dry-run]',
  summary:
    'Loads action plans with their commitments and milestones (data/action-plans.schema.json). --translations: a dictionary ' +
    'from the sentence to its other languages. --complete: plans that came from a file of this title before and are in it no ' +
    'more are marked gone. --dry-run: says what would change and writes nothing.',
  async run(args, context) {
    const options = readArguments(args);
    const { ts } = words();
    const input = {
      file: await readJson(options.file),
      translations: options.translations === undefined ? undefined : await readJson(options.translations),
      complete: options.complete,
    };
    const report = await orPlainly(() => (options.dryRun ? tryOut(input, context) : load(input, context)));
    tell(report, context);
    if (options.dryRun) context.say(ts('commitments.import.dry-run'));
  },
};

/** `jamaa export action-plans`: the same format, with the statuses of today. */
export const actionPlanExport: DataExport = {
  dataset: 'action-plans',
  summary: 'Writes all action plans, commitments and milestones in the published format.',
  run: ({ db, clock }) => writeFile(db, clock.today()),
};

function words() {
  return makeCatalog({ commitments: messages }).translator('en');
}

type Options = { file: string; translations: string | undefined; complete: boolean; dryRun: boolean };

function readArguments(args: readonly string[]): Options {
  const refuse = (said: string) =>
    new PlainRefusal(`${said} jamaa import action-plans ${actionPlanImport.usage}`, { exitStatus: 2 });
  const files: string[] = [];
  const options: Omit<Options, 'file'> = { translations: undefined, complete: false, dryRun: false };
  const rest = [...args];
  for (let arg = rest.shift(); arg !== undefined; arg = rest.shift()) {
    if (arg === '--dry-run') options.dryRun = true;
    else if (arg === '--complete') options.complete = true;
    else if (arg === '--translations') {
      options.translations = rest.shift();
      if (options.translations === undefined) throw refuse('Which file of translations?');
    } else if (arg.startsWith('--')) throw refuse(`There is no ${arg}.`);
    else files.push(arg);
  }
  const [file] = files;
  if (file === undefined || files.length > 1) throw refuse('Which file?');
  return { file, ...options };
}

async function readJson(file: string): Promise<unknown> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    throw new PlainRefusal(`${file} cannot be read: ${(error as Error).message}`, { cause: error });
  }
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    const said = words().ts('commitments.import.fault.not-json', { message: (error as Error).message });
    throw new PlainRefusal(`${file}: ${said}`, { cause: error });
  }
}

type Input = { file: unknown; translations: unknown; complete: boolean };

function load(input: Input, { actions }: CommandContext): Promise<ImportReport> {
  return actions.perform(importActionPlans, { actor: system('import'), tenant: null, input });
}

async function tryOut(input: Input, { db }: CommandContext): Promise<ImportReport> {
  const { report } = await prepareImport(db, importInput.parse(input), { lock: false });
  return report;
}

async function orPlainly<R>(work: () => Promise<R>): Promise<R> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error;
    const { ts } = words();
    const { faults } = error;
    const lines = faults.slice(0, MOST_FAULTS).map(sentenceOf);
    const more = faults.length - lines.length;
    if (more > 0) lines.push(ts('commitments.import.more-faults', { n: more }));
    throw new PlainRefusal([ts('commitments.import.refused', { n: faults.length }), ...lines].join('\n'), {
      cause: error,
    });
  }
}

function sentenceOf({ pointer, key = '', values, message }: Fault): string {
  return words().maybe(key, { place: placeOf(pointer), ...values }) ?? `${placeOf(pointer)}: ${message ?? key}`;
}

function tell(report: ImportReport, { say, note }: CommandContext): void {
  const { ts } = words();
  say(ts('commitments.import.counts', report));
  for (const reference of report.added) say(ts('commitments.import.added', { reference }));
  for (const { reference, fields } of report.changed)
    say(ts('commitments.import.changed', { reference, fields: fields.join(', ') }));
  for (const reference of report.returned) say(ts('commitments.import.returned', { reference }));
  for (const reference of report.gone) say(ts('commitments.import.gone', { reference }));
  for (const { reference, status } of report.keptStatuses)
    say(ts('commitments.import.kept-status', { reference, status: ts(`commitments.status.${status}`) }));
  for (const { reference, fields } of report.keptWords)
    say(ts('commitments.import.kept-words', { reference, fields: fields.join(', ') }));
  const moved = [report.added, report.changed, report.returned, report.gone].some((list) => list.length > 0);
  if (!moved) say(ts('commitments.import.unchanged'));
  for (const { pointer, name } of report.unknownBodies)
    note(ts('commitments.import.unknown-body', { place: placeOf(pointer), name }));
  if (report.untranslated > 0) note(ts('commitments.import.untranslated', { n: report.untranslated }));
}
