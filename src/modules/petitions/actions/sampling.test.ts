import { beforeAll, beforeEach, expect, test } from 'vitest';
import { Conflict, InvalidInput, NotFound } from '#platform/errors.ts';
import type { Actor } from '#platform/tenant.ts';
import { openBrowser } from '../../../../test/setup/browser.ts';
import { testDatabase } from '../../../../test/setup/database.ts';
import { loadBodies } from '../../../../test/setup/officials.ts';
import { LAAYOUNE, type PetitionScene, petitionScene } from '../../../../test/setup/petitions.ts';
import { TEST_DAY, testProgram } from '../../../../test/setup/program.ts';
import { meantBy } from '../queries/judging.ts';
import { drawnSignatures, registerFormat, sampledSignatories, samplesOf } from '../queries/samples.ts';
import { USUAL_FORMAT } from '../sampling.ts';
import { importSampleAnswers } from './import-sample-answers.ts';
import { publishPetitionRoot } from './publish-petition-root.ts';
import { setRegisterFormat } from './set-register-format.ts';
import { signPetition } from './sign-petition.ts';
import { takeSample } from './take-sample.ts';

const { db } = await testDatabase();
const program = testProgram(db);

let scene: PetitionScene;
let judge: Actor;

beforeAll(async () => {
  await loadBodies(program, db);
  scene = await petitionScene(program, db);
  judge = await scene.anOfficial('petitions.judge');
});
beforeEach(() => program.clock.set(TEST_DAY));

async function signedBy(count: number): Promise<string> {
  const petition = await scene.opened();
  for (let index = 0; index < count; index++) {
    const signatory = { name: `أمينة ${'ابجد'[index % 4]}`, tie: 'residence', territory: LAAYOUNE, declares: true };
    await scene.perform(signPetition, await scene.aCitizen(), { petition, lang: 'ar', network: 'n', signatory });
  }
  return petition;
}

const take = (petition: string, size: number, actor = judge) =>
  scene.perform(takeSample, actor, { petition, register: 'population', size });

test('a sample follows from the newest root, is public with its seed, and its answers say something of all', async () => {
  const petition = await signedBy(12);
  await expect(take(petition, 5)).rejects.toThrow(Conflict);
  const system: Actor = { kind: 'system', name: 'test' };
  await program.actions.perform(publishPetitionRoot, { actor: system, tenant: null, input: { petition } });
  await expect(take(petition, 5, await scene.anOfficial('petitions.collect'))).rejects.toThrow(NotFound);
  await expect(take(petition, 0)).rejects.toThrow(InvalidInput);
  const taken = await take(petition, 5);
  const found = await scene.found(petition);
  expect(await drawnSignatures(db, found, taken.seed, 5)).toHaveLength(5);
  const drawn = await sampledSignatories(db, program.around.keys, found, taken.sample);
  expect(drawn.map(({ place, territory }) => [place, territory])).toEqual([1, 2, 3, 4, 5].map((n) => [n, LAAYOUNE]));
  expect((await take(petition, 5)).seed).not.toBe(taken.seed);
  const { headings, answers } = USUAL_FORMAT;
  const send = (lines: string[][]) =>
    scene.perform(importSampleAnswers, judge, {
      petition,
      sample: taken.sample,
      rows: [[headings.place, headings.result], ...lines].map((cells, index) => ({ number: index + 1, cells })),
    });
  await expect(send([['6', answers.found]])).rejects.toThrow(InvalidInput);
  await expect(send([['1', '']])).rejects.toThrow(InvalidInput);
  const told = [1, 2, 3, 4].map((place) => [String(place), answers.found]);
  expect(await send([...told, ['5', answers['not-found']]])).toEqual({ answers: 5 });
  const [sample] = await samplesOf(db, found);
  expect(sample).toMatchObject({ results: { found: 4, 'not-found': 1 }, estimate: { share: 0.8, told: 5 } });
  const criterion = { kind: 'sample', sample: taken.sample, result: 'not-found' } as const;
  expect(await meantBy(db, found, criterion)).toHaveLength(1);
  const { text } = await openBrowser(program).get(`/fr/${scene.body.slug}/petitions/${petition}/roots`);
  expect(text).toContain(taken.seed);
});

test('a body has its own words for what is exchanged', async () => {
  expect(await registerFormat(db, scene.body.id, 'electoral')).toEqual(USUAL_FORMAT);
  const headings = { ...USUAL_FORMAT.headings, place: 'الرقم' };
  const set = (words: object) =>
    scene.perform(setRegisterFormat, judge, { register: 'electoral', ...USUAL_FORMAT, ...words });
  await expect(set({ headings: { ...headings, name: 'الرقم' } })).rejects.toThrow(InvalidInput);
  await set({ headings, delimiter: ',' });
  await set({ headings, delimiter: 'tab' });
  expect(await registerFormat(db, scene.body.id, 'electoral')).toEqual({ ...USUAL_FORMAT, headings, delimiter: 'tab' });
  expect(await registerFormat(db, scene.body.id, 'population')).toEqual(USUAL_FORMAT);
});
