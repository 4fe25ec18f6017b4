import { beforeAll, describe, expect, test } from 'vitest';
import { InvalidInput, NotFound } from '#platform/errors.ts';
import type { Actor } from '#platform/tenant.ts';
import { writeComment } from '../../src/core/comments/actions/write-comment.ts';
import { removePetition } from '../../src/modules/petitions/actions/remove-petition.ts';
import { withdrawPetition } from '../../src/modules/petitions/actions/withdraw-petition.ts';
import { checkedPetition, filedPetition } from '../../src/modules/petitions/examples.ts';
import { countSigningDays, writeToSignatories } from '../../src/modules/petitions/jobs.ts';
import { aPerson } from '../setup/actors.ts';
import { openBrowser } from '../setup/browser.ts';
import { testDatabase } from '../setup/database.ts';
import { loadBodies } from '../setup/officials.ts';
import { type PetitionScene, petitionScene, runJob } from '../setup/petitions.ts';
import { testProgram } from '../setup/program.ts';
import { lastLetterTo, signIn } from '../setup/sign-in.ts';

const { db, pool } = await testDatabase();
const program = testProgram(db);
const { actions } = program;
const SITE = '/fr/laayoune-sakia-el-hamra';

let scene: PetitionScene;
let first: Actor;

beforeAll(async () => {
  await loadBodies(program, db);
  scene = await petitionScene(program, db);
  first = await scene.anOfficial('petitions.examine');
});

describe('a petition that a decision takes off the platform', () => {
  const act = 'المحكمة الابتدائية بالعيون، الحكم عدد 12 بتاريخ 20 نونبر 2026';

  test('is gone everywhere, with the ground, and nothing of it is left', async () => {
    const author = await signIn(program, db, 'removed@example.ma');
    const petition = await scene.opened(aPerson({ id: author.personId }), { title: 'عنوان لا يبقى' });
    await scene.signed(petition, 'lost@example.ma', true);
    const said = { on: `petition:${petition}`, body: 'كلام لا يبقى تحت العريضة.', pseudonym: 'سعيد' };
    await scene.perform(writeComment, await scene.aCitizen(), said);
    expect(await left('لا يبقى')).toContain('notification_event');
    const remove = (ground: string) => scene.perform(removePetition, first, { petition, ground, act });
    await expect(remove('competence')).rejects.toThrow(InvalidInput);
    await expect(
      scene.perform(removePetition, await scene.aCitizen(), { petition, ground: 'court', act }),
    ).rejects.toThrow(NotFound);
    await remove('court');
    const visitor = openBrowser(program);
    const page = await visitor.get(`${SITE}/petitions/${petition}`);
    expect(page.status).toBe(410);
    expect(page.text).toContain('décision de justice');
    for (const path of [
      `${SITE}/petitions/${petition}/sign`,
      `/petitions/${petition}.json`,
      `${SITE}/petitions/${petition}/count.json`,
      `/api/v1/petitions/${petition}`,
    ])
      expect((await visitor.get(path)).status, path).toBe(410);
    expect((await visitor.get(`${SITE}/petitions`)).text).not.toContain(petition);
    expect((await lastLetterTo(db, 'removed@example.ma'))?.text).toContain(act);
    const { rows } = await pool.query('select title, demand from petition where reference = $1', [petition]);
    expect(rows).toEqual([{ title: '', demand: '' }]);
    const { rowCount } = await pool.query('select 1 from search_document where id = $1', [petition]);
    expect(rowCount).toBe(0);
    // Letters that have left are in the hands of their readers.
    expect(await left('لا يبقى')).toEqual(['letter']);
    await runJob(program, db, countSigningDays);
    await runJob(program, db, writeToSignatories);
  });

  test('also when the council has its file, or it was withdrawn from it', async () => {
    const cast = { actions, representative: await scene.aCitizen(), office: first, tenant: scene.body };
    const withCouncil = await filedPetition(cast);
    const withdrawn = await filedPetition(cast);
    for (const petition of [withCouncil, withdrawn]) await checkedPetition(cast, petition);
    await scene.perform(withdrawPetition, cast.representative, { petition: withdrawn });
    for (const petition of [withCouncil, withdrawn]) {
      await scene.perform(removePetition, first, { petition, ground: 'court', act });
      const visitor = openBrowser(program);
      expect((await visitor.get(`${SITE}/cases/${petition}/case.zip`)).status).toBe(410);
      const { rows } = await pool.query(`select title, party_name, state from case_file where reference = $1`, [
        petition,
      ]);
      expect(rows).toMatchObject([{ title: {}, party_name: '' }]);
      const checks = await pool.query(
        `select evidence from petition_check join petition on petition.id = petition_id where reference = $1`,
        [petition],
      );
      expect(new Set(checks.rows.map(({ evidence }) => evidence))).toEqual(new Set(['']));
    }
    const { rows } = await pool.query(`select state from case_file where reference = $1`, [withCouncil]);
    expect(rows).toEqual([{ state: 'removed' }]);
  });
});

/** The tables in which some words still stand. */
async function left(words: string): Promise<string[]> {
  const { rows: tables } = await pool.query(
    `select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`,
  );
  const holding: string[] = [];
  for (const { name } of tables) {
    const { rowCount } = await pool.query(`select 1 from ${name} one where one::text like '%' || $1 || '%' limit 1`, [
      words,
    ]);
    if (rowCount) holding.push(name);
  }
  return holding.sort();
}
