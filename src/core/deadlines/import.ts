import { readFile } from 'node:fs/promises';
import { InvalidInput } from '#platform/errors.ts';
import { PlainRefusal } from '#platform/exit.ts';
import { makeCatalog } from '#platform/i18n/messages.ts';
import { plain } from '#platform/i18n/text.ts';
import type { CommandContext, DataImport } from '#platform/module.ts';
import { system } from '#platform/tenant.ts';
import { importHolidays } from './actions/import-holidays.ts';
import type { CalendarChange } from './file/compare.ts';
import { messages } from './messages.ts';

const DRY_RUN = '--dry-run';

/** `jamaa import holidays FILE [--dry-run]`: announced feasts and closures from an ICS calendar. */
export const holidayImport: DataImport = {
  dataset: 'holidays',
  usage: `FILE [${DRY_RUN}]`,
  summary: 'Announces feasts and enters closures from an iCalendar file (.ics); --dry-run only says what would change.',
  async run(args, context) {
    const files = args.filter((arg) => arg !== DRY_RUN);
    const [file] = files;
    if (!file || files.length > 1 || file.startsWith('--'))
      throw new PlainRefusal(`Which file? jamaa import holidays ${holidayImport.usage}`);
    const apply = !args.includes(DRY_RUN);
    const changes = await load(await read(file), apply, context);
    for (const change of changes) context.say(lineOf(change));
    const count = changes.filter(({ kind }) => kind === 'announce' || kind === 'close').length;
    context.say(apply ? `${count} changes written` : `${count} changes, nothing written`);
  },
};

function lineOf(change: CalendarChange): string {
  const { summary } = change.event;
  if (change.kind === 'announce')
    return `announce ${change.firstDay}  ${plain(change.holiday.name, 'en')} (stood at ${change.holiday.firstDay})`;
  if (change.kind === 'close') return `close    ${change.firstDay}  ${summary} (${change.days} days)`;
  if (change.kind === 'outside') return `skip     ${change.event.firstDay}  ${summary}: ${change.year} is not covered`;
  return `same     ${change.event.firstDay}  ${summary}`;
}

async function read(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw new PlainRefusal(`${file} cannot be read: ${(error as Error).message}`, { cause: error });
  }
}

async function load(text: string, apply: boolean, { actions }: CommandContext): Promise<CalendarChange[]> {
  try {
    const input = { text, apply };
    const { changes } = await actions.perform(importHolidays, { actor: system('import'), tenant: null, input });
    return changes;
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error;
    const { maybe } = makeCatalog({ deadlines: messages }).translator('en');
    const said = error.faults.map(({ key = '', values }) => maybe(key, values) ?? key);
    throw new PlainRefusal(`Nothing was written: ${said.join('; ')}`, { cause: error });
  }
}
