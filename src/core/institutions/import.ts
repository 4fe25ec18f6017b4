import { readFile } from 'node:fs/promises';
import { InvalidInput } from '#platform/errors.ts';
import { PlainRefusal } from '#platform/exit.ts';
import { makeCatalog } from '#platform/i18n/messages.ts';
import type { CommandContext, DataImport } from '#platform/module.ts';
import { system } from '#platform/tenant.ts';
import { loadInstitutions } from './actions/load-institutions.ts';
import { messages } from './messages.ts';

/** `jamaa import institutions FILE`: further bodies, or what changed about known ones, in the form of institutions.json. */
export const institutionImport: DataImport = {
  dataset: 'institutions',
  usage: 'FILE',
  summary: 'Adds public bodies, or writes what changed about them, from a list in the form of institutions.json.',
  async run(args, context) {
    const [file, ...more] = args;
    if (!file || more.length > 0)
      throw new PlainRefusal(`Which file? jamaa import institutions ${institutionImport.usage}`);
    const loaded = await load(await readList(file), context);
    for (const slug of loaded.added) context.say(`added    ${slug}`);
    for (const slug of loaded.changed) context.say(`changed  ${slug}`);
    const same = loaded.institutions - loaded.added.length - loaded.changed.length;
    context.say(`${loaded.added.length} added, ${loaded.changed.length} changed, ${same} as they were`);
  },
};

async function readList(file: string): Promise<unknown> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    throw new PlainRefusal(`${file} cannot be read: ${(error as Error).message}`, { cause: error });
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new PlainRefusal(`${file} is not JSON: ${(error as Error).message}`, { cause: error });
  }
}

async function load(input: unknown, { actions }: CommandContext) {
  try {
    return await actions.perform(loadInstitutions, { actor: system('import'), tenant: null, input });
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error;
    const { maybe } = makeCatalog({ institutions: messages }).translator('en');
    const places = error.faults.map(({ pointer, key = '', values, message }) => {
      const said = maybe(key, values) ?? message ?? 'This value is missing or wrong';
      return `${placeOf(pointer)}: ${said}`;
    });
    throw new PlainRefusal(`Nothing was written, because the list has faults:\n${places.join('\n')}`, { cause: error });
  }
}

/** `/institutions/3/parent` as people write it: `institutions[3].parent`. */
function placeOf(pointer: string): string {
  return pointer
    .slice(1)
    .split('/')
    .map((part, index) => (/^\d+$/.test(part) ? `[${part}]` : index === 0 ? part : `.${part}`))
    .join('');
}
