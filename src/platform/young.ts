import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

type Collect = (options: { type: 'minor' | 'major' }) => void;

let collect: Collect | undefined;

/** After how many looks at what is young the old is looked over too: a tenth of a second, some twenty thousand rows after the last time. */
const OLD_TOO = 50;
let looks = 0;

/**
 * Lets the collector take what a long stream has left behind, in a few milliseconds. Rows that were read and bytes that were sent lie outside
 * the heap, and the collector by itself looks for them only after some 64 MB: with several files leaving at once that would be most of what
 * a small server has. Worth it only where little is alive at the moment of the call, else what is alive moves to the old generation. Rows
 * hang on one another through what waits for them, so that many move there all the same: seldom, it is looked over too.
 */
export function collectYoung(): void {
  if (!collect) {
    setFlagsFromString('--expose-gc');
    collect = runInNewContext('gc') as Collect;
  }
  looks += 1;
  collect({ type: looks % OLD_TOO === 0 ? 'major' : 'minor' });
}
