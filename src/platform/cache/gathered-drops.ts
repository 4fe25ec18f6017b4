import { mayBeBehind } from './tags.ts';

/** How long such tags are gathered, in milliseconds. */
const GATHERED_FOR = 1_000;

/**
 * Drops pages by tag as they come, and gathers the tags that may wait (`~petition-count:…`): the first one drops at once, those of the
 * second after it together at its end. A page that shows a counter is then made once a second while it moves a thousand times.
 */
export function gatheredDrops(drop: (tags: readonly string[]) => void): (tags: readonly string[]) => void {
  const waiting = new Set<string>();
  const resting = new Set<string>();

  const dropOne = (tag: string) => {
    resting.add(tag);
    setTimeout(() => {
      resting.delete(tag);
      if (waiting.delete(tag)) dropOne(tag);
    }, GATHERED_FOR).unref();
    drop([tag]);
  };
  return (tags) => {
    const urgent = tags.filter((tag) => !mayBeBehind(tag));
    if (urgent.length > 0) drop(urgent);
    for (const tag of tags) {
      if (!mayBeBehind(tag)) continue;
      if (resting.has(tag)) waiting.add(tag);
      else dropOne(tag);
    }
  };
}
