import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

function find(from: string): string {
  for (let folder = from; ; folder = dirname(folder)) {
    const described = join(folder, 'package.json');
    if (existsSync(described) && JSON.parse(readFileSync(described, 'utf8')).name === 'jamaa') return folder;
    if (dirname(folder) === folder) throw new Error(`No package.json of Jamaa above ${from}`);
  }
}

/** The folder of the project, the same whether the code runs from `dist/` or from `src/` (tests): data, fonts, assets are below. */
export const projectRoot = find(import.meta.dirname);

/** The version of this program, as package.json says it. */
export const projectVersion: string = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8')).version;
