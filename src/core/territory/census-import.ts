import { readFile } from 'node:fs/promises';
import { InvalidInput } from '#platform/errors.ts';
import { PlainRefusal } from '#platform/exit.ts';
import { makeCatalog } from '#platform/i18n/messages.ts';
import type { CommandContext, DataImport } from '#platform/module.ts';
import { parseSheet } from '#platform/sheets/parse-sheet.ts';
import { system } from '#platform/tenant.ts';
import { loadCensusGroups } from './actions/load-census-groups.ts';
import { CENSUS_COLUMNS } from './census.ts';
import { messages } from './messages.ts';

/** `jamaa import census FILE`: census figures by sex and age for territories, as CSV or XLSX. */
export const censusImport: DataImport = {
  dataset: 'census',
  usage: 'FILE',
  summary: `Loads census figures by sex and age (${CENSUS_COLUMNS.join(', ')}) from CSV or XLSX.`,
  async run(args, context) {
    const [file, ...more] = args;
    if (!file || more.length > 0) throw new PlainRefusal(`Which file? jamaa import census ${censusImport.usage}`);
    const { numbers, figures } = await read(file);
    const { territories } = await load(figures, numbers, context);
    context.say(`${figures.length} figures of ${territories.length} territories written: ${territories.join(', ')}`);
  },
};

type Read = { numbers: number[]; figures: Record<string, string>[] };

/** The lines of the file by the names of their columns, with the numbers that people see beside them. */
async function read(file: string): Promise<Read> {
  let bytes: Buffer;
  try {
    bytes = await readFile(file);
  } catch (error) {
    throw new PlainRefusal(`${file} cannot be read: ${(error as Error).message}`, { cause: error });
  }
  const parsed = await parseSheet({ bytes, sheet: 'census' });
  if ('refused' in parsed) throw new PlainRefusal(`${file} is no table that can be read (${parsed.refused}).`);
  const [heading, ...rows] = parsed.sheet.rows;
  const names = (heading?.cells ?? []).map((cell) => cell.trim().toLowerCase());
  const missing = CENSUS_COLUMNS.filter((name) => !names.includes(name));
  if (missing.length > 0) throw new PlainRefusal(`${file} has no column ${missing.join(', ')}.`);
  const cell = (cells: readonly string[], name: string) => cells[names.indexOf(name)]?.trim() ?? '';
  return {
    numbers: rows.map(({ number }) => number),
    figures: rows.map(({ cells }) => ({
      territory: cell(cells, 'territory'),
      gender: cell(cells, 'gender'),
      ageBand: cell(cells, 'age_band'),
      population: cell(cells, 'population').replace(/[\s\u00a0\u202f]/g, ''),
      year: cell(cells, 'year'),
      source: cell(cells, 'source'),
    })),
  };
}

async function load(figures: Read['figures'], numbers: readonly number[], { actions }: CommandContext) {
  try {
    return await actions.perform(loadCensusGroups, { actor: system('import'), tenant: null, input: { figures } });
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error;
    const { maybe } = makeCatalog({ territory: messages }).translator('en');
    const said = error.faults.map(({ pointer, key = '', values, message }) => {
      const line = numbers[Number(pointer.split('/')[2])];
      return `${line === undefined ? '' : `line ${line}: `}${maybe(key, values) ?? message ?? 'this value is missing or wrong'}`;
    });
    throw new PlainRefusal(`Nothing was written, because the file has faults:\n${said.join('\n')}`, { cause: error });
  }
}
