import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { institutionBySlug } from '#core/institutions/index.ts';
import { NotFound } from '#platform/errors.ts';
import { newId } from '#platform/ids.ts';
import type { Actor } from '#platform/tenant.ts';
import { testDatabase } from '../../../../test/setup/database.ts';
import { emptyAccount, loadBodies } from '../../../../test/setup/officials.ts';
import { testProgram } from '../../../../test/setup/program.ts';
import { ASSISTED_CHANNELS, CHANNELS } from '../proposal.ts';
import { callFigures, saveCall } from '../queries/calls.ts';
import { proposalByReference } from '../queries/proposals.ts';
import { supportsByChannel } from '../sheets.ts';
import { verifySupports } from '../verify.ts';
import { createProposal } from './create-proposal.ts';
import { decideMerge } from './decide-merge.ts';
import { proposeMerge } from './propose-merge.ts';
import { recordProposal } from './record-proposal.ts';
import { recordSupports } from './record-supports.ts';
import { refuseSheet } from './refuse-sheet.ts';
import { refuseSupports } from './refuse-supports.ts';
import { splitProposal } from './split-proposal.ts';
import { submitProposal } from './submit-proposal.ts';
import { supportProposal } from './support-proposal.ts';
import { withdrawProposal } from './withdraw-proposal.ts';
import { withdrawSupport } from './withdraw-support.ts';

const { db, pool } = await testDatabase();
const program = testProgram(db);
const { actions, around, clock } = program;
const SYSTEM = { kind: 'system', name: 'test' } as const;
const words = { title: { fr: 'Une fontaine au marché' }, body: { fr: 'Nous proposons une fontaine publique.' } };
const people: string[] = [];
let institutionId = '';

beforeAll(async () => {
  await loadBodies(program, db);
  institutionId = (await institutionBySlug(db, 'laayoune-sakia-el-hamra'))?.id ?? '';
  for (let n = 0; n < 6; n++) people.push(await emptyAccount(db, new Date('2026-11-01T08:00:00Z')));
});

const as = (index: number) => {
  const id = people[index] ?? '';
  const actor: Actor = { kind: 'person', id, level: 1, powers: [], secondFactor: false, sessionId: 's', scopes: null };
  return { actor, tenant: null };
};
const itself = { actor: SYSTEM, tenant: null };

async function newCall(): Promise<string> {
  const id = newId();
  await db.transaction().execute((tx) =>
    saveCall(tx, {
      institutionId,
      id,
      title: { fr: 'Appel' },
      aboutPath: '/consultations',
      opensOn: '2026-11-01',
      closesOn: '2026-12-31',
      level: 1,
      themes: [],
    }),
  );
  return id;
}

/** Sent a day apart, as people do: nobody may send more than ten in a day. */
async function sent(call: string, author: number): Promise<string> {
  await pool.query(`update proposal set submitted_at = submitted_at - interval '2 days' where author_id = $1`, [
    people[author],
  ]);
  const { reference } = await actions.perform(createProposal, { ...as(author), input: { ...words, call } });
  await actions.perform(submitProposal, { ...as(author), input: { proposal: reference } });
  return reference;
}

const supportsOf = async (reference: string) => (await proposalByReference(db, reference))?.supports;
async function wrongs(): Promise<string[]> {
  const sentences: string[] = [];
  for await (const sentence of verifySupports.run(db, around)) sentences.push(sentence);
  return sentences;
}

describe('supports', () => {
  test('of one person at the same moment count once; none is lost', async () => {
    const proposal = await sent(await newCall(), 0);
    const answers = await Promise.all(
      Array.from({ length: 40 }, (_, n) => actions.perform(supportProposal, { ...as(n % 4), input: { proposal } })),
    );
    expect(answers.filter(({ again }) => !again)).toHaveLength(4);
    expect(await supportsOf(proposal)).toBe(4);
    expect(await wrongs()).toEqual([]);
  });

  test('by whatever sequence of supporting, online and on paper, changing one’s mind and merging, every count is right', async () => {
    const deed = fc.oneof(
      fc.record({ verb: fc.constantFrom('support', 'withdraw'), who: fc.nat(5), on: fc.nat(3) }),
      fc.record({ verb: fc.constantFrom('merge', 'sheet', 'strike'), who: fc.nat(3), on: fc.nat(3) }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(deed, { minLength: 4, maxLength: 16 }), async (deeds) => {
        const call = await newCall();
        const proposals = [await sent(call, 0), await sent(call, 1), await sent(call, 2), await sent(call, 3)];
        const supporters = proposals.map(() => new Set<number>());
        // Each proposal's sheets, by their id.
        const sheets = proposals.map(() => new Map<string, { channel: string; n: number }>());
        const alive = new Set([0, 1, 2, 3]);
        for (const { verb, who, on } of deeds) {
          const proposal = proposals[on] ?? '';
          if (verb === 'merge') {
            if (who === on || !alive.has(who) || !alive.has(on)) continue;
            const from = proposals[who] ?? '';
            await actions.perform(proposeMerge, { ...itself, input: { proposal: from, into: proposal } });
            await actions.perform(decideMerge, { ...as(who), input: { proposal: from, agree: true } });
            alive.delete(who);
            for (const one of supporters[who] ?? []) supporters[on]?.add(one);
            for (const [id, sheet] of sheets[who] ?? []) sheets[on]?.set(id, sheet);
          } else if (verb === 'sheet' && alive.has(on)) {
            const channel = ASSISTED_CHANNELS[who] ?? 'paper';
            const entered = { proposal, channel, supports: who + 2, paper: newId(), on: '2026-11-10' };
            const { sheet } = await actions.perform(recordSupports, { ...itself, input: entered });
            sheets[on]?.set(sheet, { channel, n: who + 2 });
          } else if (verb === 'strike' && alive.has(on)) {
            const sheet = [...(sheets[on]?.keys() ?? [])][0];
            if (!sheet) continue;
            await actions.perform(refuseSheet, { ...itself, input: { proposal, sheet, reasons: { fr: 'Doublon.' } } });
            for (const each of sheets) each.delete(sheet);
          } else if (alive.has(on)) {
            const asked = { ...as(who), input: { proposal } };
            if (verb === 'support') {
              await actions.perform(supportProposal, asked);
              supporters[on]?.add(who);
            } else {
              await actions.perform(withdrawSupport, asked);
              supporters[on]?.delete(who);
            }
          }
        }
        const byChannel: Record<string, number> = { online: 0 };
        for (const index of alive) {
          const onPaper = [...(sheets[index]?.values() ?? [])];
          const online = supporters[index]?.size ?? 0;
          const total = online + onPaper.reduce((sum, { n }) => sum + n, 0);
          const proposal = await proposalByReference(db, proposals[index] ?? '');
          expect(proposal?.supports).toBe(total);
          const sums = proposal && (await supportsByChannel(db, institutionId, [proposal])).get(proposal.id);
          expect(Object.values(sums ?? {}).reduce((sum, n) => sum + n, 0)).toBe(total);
          expect(sums?.online).toBe(online);
          byChannel.online = (byChannel.online ?? 0) + online;
          for (const { channel, n } of onPaper) byChannel[channel] = (byChannel[channel] ?? 0) + n;
        }
        const figures = await callFigures(db, { institutionId, id: call });
        expect(figures.supportsByChannel).toEqual(byChannel);
        expect(figures.supports).toBe(Object.values(byChannel).reduce((sum, n) => sum + n, 0));
        expect(figures.byStanding).toEqual({
          shown: alive.size,
          ...(alive.size < 4 ? { merged: 4 - alive.size } : {}),
        });
      }),
      { numRuns: 12 },
    );
    expect(await wrongs()).toEqual([]);
  }, 120_000);

  test('stay with both when a proposal is split, and end with what is withdrawn', async () => {
    const call = await newCall();
    const proposal = await sent(call, 0);
    await actions.perform(supportProposal, { ...as(1), input: { proposal } });
    const second = { title: { fr: 'Un banc au marché' }, body: { fr: 'Et un banc à l’ombre.' } };
    const { reference } = await actions.perform(splitProposal, {
      ...as(0),
      input: { proposal, first: words, second },
    });
    expect([await supportsOf(proposal), await supportsOf(reference)]).toEqual([1, 1]);
    await actions.perform(withdrawProposal, { ...as(0), input: { proposal: reference } });
    const gone = await proposalByReference(db, reference);
    expect(gone).toMatchObject({ standing: 'withdrawn', title: {}, body: {} });
    await expect(actions.perform(supportProposal, { ...as(2), input: { proposal: reference } })).rejects.toThrow();
    expect(await wrongs()).toEqual([]);
  });

  test('of accounts made in the hour of a burst are taken out of the count, with reasons', async () => {
    const proposal = await sent(await newCall(), 0);
    await actions.perform(supportProposal, { ...as(1), input: { proposal } });
    const fresh = await emptyAccount(db, clock.now());
    people.push(fresh);
    await actions.perform(supportProposal, { ...as(people.length - 1), input: { proposal } });
    people.pop();
    expect(await supportsOf(proposal)).toBe(2);
    const input = { proposal, hour: clock.now().toISOString(), reasons: { fr: 'Comptes créés pour ce vote.' } };
    expect(await actions.perform(refuseSupports, { ...itself, input })).toEqual({ refused: 1 });
    expect(await supportsOf(proposal)).toBe(1);
    expect(await wrongs()).toEqual([]);
  });
});

describe('a sheet of supports', () => {
  const entered = { channel: 'paper', supports: 12, paper: 'Registre 3, page 7', on: '2026-11-10' };

  test('is taken once, and stays with both halves of a split proposal without counting twice when they meet again', async () => {
    const call = await newCall();
    const proposal = await sent(call, 0);
    const once = { ...itself, input: { proposal, ...entered } };
    expect(await actions.perform(recordSupports, once)).toMatchObject({ supports: 12 });
    await expect(actions.perform(recordSupports, once)).rejects.toMatchObject({
      faults: [{ pointer: '/paper', key: 'proposals.fault.same-paper' }],
    });
    const second = { title: { fr: 'Un banc au marché' }, body: { fr: 'Et un banc à l’ombre.' } };
    const split = await actions.perform(splitProposal, { ...as(0), input: { proposal, first: words, second } });
    expect(await supportsOf(split.reference)).toBe(12);
    await actions.perform(proposeMerge, { ...itself, input: { proposal: split.reference, into: proposal } });
    await actions.perform(decideMerge, { ...as(0), input: { proposal: split.reference, agree: true } });
    expect(await supportsOf(proposal)).toBe(12);
    expect(await wrongs()).toEqual([]);
  });

  test('on the same paper for two proposals count once when these are merged; that of another proposal is not found', async () => {
    const call = await newCall();
    const [from, into] = [await sent(call, 0), await sent(call, 1)];
    const { sheet } = await actions.perform(recordSupports, { ...itself, input: { proposal: from, ...entered } });
    await expect(
      actions.perform(refuseSheet, { ...itself, input: { proposal: into, sheet, reasons: { fr: 'Doublon.' } } }),
    ).rejects.toBeInstanceOf(NotFound);
    const paper = entered.paper.toUpperCase();
    await actions.perform(recordSupports, { ...itself, input: { proposal: into, ...entered, paper } });
    await actions.perform(proposeMerge, { ...itself, input: { proposal: from, into } });
    await actions.perform(decideMerge, { ...as(0), input: { proposal: from, agree: true } });
    expect(await supportsOf(into)).toBe(12);
    expect(await wrongs()).toEqual([]);
  });

  test('with a date outside the call, no paper or no number is refused in words', async () => {
    const proposal = await sent(await newCall(), 1);
    const wrong = [
      { on: '2026-10-31', pointer: '/on' },
      { on: '2026-12-30', pointer: '/on' },
      { paper: ' ', pointer: '/paper' },
      { supports: '0', pointer: '/supports' },
      { supports: 'douze', pointer: '/supports' },
    ];
    for (const { pointer, ...part } of wrong)
      await expect(
        actions.perform(recordSupports, { ...itself, input: { proposal, ...entered, ...part } }),
      ).rejects.toMatchObject({ faults: [{ pointer }] });
    expect(await supportsOf(proposal)).toBe(0);
  });
});

test('each contribution came by one channel: channels add up to the total', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.constantFrom(...CHANNELS), { maxLength: 8 }), async (channels) => {
      const call = await newCall();
      for (const channel of channels) {
        if (channel === 'online') await sent(call, 4);
        else
          await actions.perform(recordProposal, {
            ...itself,
            input: { ...words, call, channel, signature: 'Réunion du quartier' },
          });
      }
      const { total, byChannel } = await callFigures(db, { institutionId, id: call });
      expect(total).toBe(channels.length);
      expect(Object.values(byChannel).reduce((sum, n) => sum + n, 0)).toBe(total);
      for (const channel of CHANNELS)
        expect(byChannel[channel] ?? 0).toBe(channels.filter((one) => one === channel).length);
    }),
    { numRuns: 8 },
  );
}, 60_000);
