import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { keysOf } from '#platform/keys.ts';
import { pathOf, rootByPath, rootOf } from '#platform/merkle.ts';
import { ballotLeaf, codeOf, openBallot, type PublishedBallot, sealBallot, urnKey } from './code.ts';
import { rootOfBallots } from './counting.ts';
import { CHANNELS } from './vote.ts';

const keys = keysOf('a secret for tests, longer than 32 signs');
const VOTE = 'VOT-2026-7K4Q2-M';

const ballots = fc
  .uniqueArray(
    fc.record({
      code: fc.string({ unit: fc.constantFrom(...'0123456789ABCDEF'), minLength: 8, maxLength: 8 }),
      choice: fc.constantFrom('yes', 'no', '1+2', '2>1'),
      channel: fc.constantFrom(...CHANNELS),
      name: fc.option(fc.constantFrom('أمينة', 'Saïd')),
    }),
    { selector: ({ code }) => code, minLength: 1, maxLength: 40 },
  )
  .map((list) => list.sort((a, b) => (a.code < b.code ? -1 : 1)));

describe('a published ballot', () => {
  test('leads to the root of the list, and a changed one does not', () => {
    fc.assert(
      fc.property(ballots, fc.nat(), (list: PublishedBallot[], at) => {
        const place = at % list.length;
        const own = list[place] as PublishedBallot;
        const root = rootOfBallots(VOTE, list);
        const leaves = list.map((one) => ballotLeaf(VOTE, one));
        expect(rootOf(leaves)).toEqual(root);
        const proves = (ballot: PublishedBallot, vote = VOTE) =>
          rootByPath(ballotLeaf(vote, ballot), place, list.length, pathOf(leaves, place))?.equals(root);
        expect(proves(own)).toBe(true);
        expect(proves({ ...own, choice: `${own.choice}+9` })).toBe(false);
        expect(proves({ ...own, code: `${own.code}0` })).toBe(false);
        expect(proves({ ...own, channel: own.channel === 'paper' ? 'online' : 'paper' })).toBe(false);
        expect(proves({ ...own, name: `${own.name ?? ''}x` })).toBe(false);
        expect(proves(own, 'VOT-2026-7K4Q2-N')).toBe(false);
        const changed = list.with(place, { ...own, choice: 'abstain' });
        expect(rootOfBallots(VOTE, changed)).not.toEqual(root);
        expect(rootOfBallots(VOTE, list.toSpliced(place, 1))).not.toEqual(root);
      }),
    );
  });
});

describe('a ballot in the urn', () => {
  const code = codeOf(keys, 'vote', 'person', 'sheet');
  const key = urnKey(keys, 'vote', 'person', code);

  test('has the same code for the same sheet, and another for any other sheet, person or vote', () => {
    expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{5}-){5}[0-9A-HJKMNP-TV-Z]$/);
    expect(codeOf(keys, 'vote', 'person', 'sheet')).toBe(code);
    const others = [
      codeOf(keys, 'vote', 'person', 'other'),
      codeOf(keys, 'vote', 'other', 'sheet'),
      codeOf(keys, 'other', 'person', 'sheet'),
    ];
    expect(new Set([code, ...others]).size).toBe(4);
  });

  test('is found by its voter and its code together, however the code is typed', () => {
    expect(urnKey(keys, 'vote', 'person', code.toLowerCase().replaceAll('-', ' '))).toEqual(key);
    expect(urnKey(keys, 'vote', 'another person', code)).not.toEqual(key);
  });

  test('opens under its own key alone', () => {
    const ballot = { code, choice: 'yes', name: null };
    const sealed = sealBallot(keys, ballot, key);
    expect(openBallot(keys, sealed, key)).toEqual(ballot);
    expect(openBallot(keys, sealed, urnKey(keys, 'vote', 'another', code))).toBeUndefined();
    expect(openBallot(keysOf('another secret, longer than 32 signs too'), sealed, key)).toBeUndefined();
  });
});
