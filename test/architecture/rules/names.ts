import { breach, isCode, isTest, roomOf, type SourceFile, type Violation } from '../source.ts';

const OWN = /^(src|test|bench|scripts|bin|docs)\//;

/** Words that say nothing about what a file holds (house.md). */
const EMPTY_WORDS = /(^|-)(utils?|helpers?|common|services?|managers?|handlers?)$/;

/** Files that tools know by their own name. */
const KNOWN_NAMES = new Set(['README.md']);

/** Kebab-case, and no name that could stand on any file. */
export function checkNames(files: readonly SourceFile[]): Violation[] {
  const violations: Violation[] = [];
  for (const file of files) {
    if (!OWN.test(file.path)) continue;
    const parts = file.path.split('/');
    const name = parts.pop() ?? '';
    const bare = name.replace(/(\.(test|config|bench|d))?\.[a-z0-9]+$/, '');
    if (!KNOWN_NAMES.has(name) && !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(bare))
      violations.push(breach(file, 0, `${name} is not kebab-case`));
    for (const part of [...parts, bare]) {
      if (EMPTY_WORDS.test(part) || part === 'data')
        violations.push(breach(file, 0, `'${part}' says nothing: find the word`));
    }
    for (const part of parts) {
      if (!/^[a-z0-9_]+(-[a-z0-9]+)*$/.test(part)) violations.push(breach(file, 0, `${part}/ is not kebab-case`));
    }
  }
  return unique(violations);
}

/** The most lines a file may have, so that it can be read in one go. */
export const MOST_LINES = 400;
export const MOST_TEST_LINES = 600;

export function checkSizes(files: readonly SourceFile[]): Violation[] {
  const violations: Violation[] = [];
  for (const file of files) {
    if (!OWN.test(file.path) || !(isCode(file.path) || /\.(css|typ)$/.test(file.path))) continue;
    const most = isTest(file.path) ? MOST_TEST_LINES : MOST_LINES;
    const lines = file.text.trimEnd().split('\n').length;
    if (lines > most) violations.push(breach(file, 0, `${lines} lines, at most ${most}`));
  }
  return violations;
}

/**
 * The folders a capability may have (ARCHITECTURE.md, "The rooms of a capability"): a room that is not needed is absent, none is
 * invented. `file/` holds the format in which things come from elsewhere: read, checked, compared, applied.
 */
const ROOMS = new Set(['actions', 'pages', 'messages', 'migrations', 'queries', 'api', 'file']);

/** Every capability has its README.md and its plug, and only the rooms that every other one may have. */
export function checkRooms(files: readonly SourceFile[]): Violation[] {
  const violations: Violation[] = [];
  const paths = new Set(files.map((file) => file.path));
  const folders = new Set<string>();
  for (const file of files) {
    const room = roomOf(file.path);
    if (room?.floor !== 'modules' && room?.floor !== 'core') continue;
    folders.add(room.folder);
    const [first, ...rest] = file.path.slice(room.folder.length + 1).split('/');
    if (rest.length > 0 && first && !ROOMS.has(first))
      violations.push(breach(file, 0, `${first}/ is not a room of a capability: ${[...ROOMS].join(', ')}`));
  }
  for (const folder of folders) {
    for (const wanted of ['README.md', 'module.ts']) {
      if (!paths.has(`${folder}/${wanted}`))
        violations.push({ path: `${folder}/${wanted}`, line: 0, what: 'is missing' });
    }
  }
  return unique(violations);
}

function unique(violations: Violation[]): Violation[] {
  return [...new Map(violations.map((one) => [`${one.path}\0${one.line}\0${one.what}`, one])).values()];
}
