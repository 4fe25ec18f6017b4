/**
 * The answer of the program names what it shows in this header (`commitment:MALAA0003 commitments`): present, the page cache may keep
 * the answer until one of the tags is touched. Headers that start with `x-jamaa-` are for the listener and never leave the process.
 */
export const TAGS_HEADER = 'x-jamaa-tags';

/** What other sites may show in a frame: `1`. */
export const EMBEDDABLE_HEADER = 'x-jamaa-embeddable';

/** The kind of answer for measures and the log, never with ids in it: `commitments.list-page`. */
export const ROUTE_HEADER = 'x-jamaa-route';

export const INTERNAL_PREFIX = 'x-jamaa-';

/** The header of these tags, each once. A reference in any script may be part of a tag, headers take ASCII only. */
export function writeTags(tags: Iterable<string>): string {
  return [...new Set(tags)].map((tag) => encodeURI(tag.toWellFormed())).join(' ');
}

/** The tags of a header, as they were given to `writeTags`: a tag on a page and the same tag in `touch` are the same text. */
export function readTags(value: string): string[] {
  return value.split(' ').filter(Boolean).map(decodeURI);
}

/** Whether what shows a tag may be a moment behind: `~petition-count:…`, a counter that moves with every signature. */
export function mayBeBehind(tag: string): boolean {
  return tag.startsWith('~');
}
