import { beforeAll, expect, test } from 'vitest';
import { NOBODY } from '#platform/tenant.ts';
import { type Browser, openBrowser } from '../../../../test/setup/browser.ts';
import { testDatabase } from '../../../../test/setup/database.ts';
import { loadBodies } from '../../../../test/setup/officials.ts';
import { LAAYOUNE, petitionScene } from '../../../../test/setup/petitions.ts';
import { testProgram } from '../../../../test/setup/program.ts';
import { lastLetterTo } from '../../../../test/setup/sign-in.ts';
import { startSignature } from '../actions/start-signature.ts';
import { countsOf } from '../queries/petitions.ts';
import { verifyCounters } from '../verify.ts';

const SIGNERS = 30;
/** So many wait while a batch commits; whoever comes then is asked to come back. */
const LIMIT = 4;

const { db, pool } = await testDatabase();
const program = testProgram(db, { batchLimit: LIMIT });

beforeAll(() => loadBodies(program, db));

test('a full queue asks to come back (503), and whoever does is counted once, however often they send', async () => {
  const scene = await petitionScene(program, db);
  const petition = await scene.opened();
  const forms: { browser: Browser; link: string }[] = [];
  for (let n = 0; n < SIGNERS; n++) {
    const contact = `signer${n}@example.ma`;
    const input = {
      name: 'أمينة',
      tie: 'residence',
      territory: LAAYOUNE,
      declares: true,
      petition,
      contact,
      lang: 'fr',
    };
    await scene.perform(startSignature, NOBODY, { ...input, network: `n${n}` });
    const { text = '' } = (await lastLetterTo(db, contact)) ?? {};
    const link = /https?:\/\/[^/]+(\/\S+\/confirm\?token=\S+)/.exec(text)?.[1] ?? '';
    forms.push({ browser: openBrowser(program), link });
  }
  const send = async (waiting: typeof forms, answered = (_status: number) => {}) => {
    const answers = await Promise.all(
      waiting.map(async ({ browser, link }) => {
        const answer = await browser.submit(link, {});
        answered(answer.status);
        return answer;
      }),
    );
    for (const { status, headers } of answers) {
      expect([303, 503]).toContain(status);
      if (status === 503) expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
    }
    return answers;
  };
  // While somebody else holds the table, the first batch cannot end: the queue fills whatever the machine's speed.
  const holder = await pool.connect();
  await holder.query('begin');
  await holder.query('lock table petition_signature in exclusive mode');
  let held = true;
  const first = await send(forms, (status) => {
    if (status !== 503 || !held) return;
    held = false;
    holder.query('rollback').then(() => holder.release());
  });
  const refused = forms.filter((_form, index) => first[index]?.status === 503);
  expect(refused.length).toBeGreaterThan(0);
  expect(refused.length).toBeLessThan(SIGNERS);
  let left = refused;
  while (left.length > 0) {
    const answers = await send(left);
    left = left.filter((_form, index) => answers[index]?.status === 503);
  }
  // Nobody knows whether an answer that was lost on the way said yes: sending again gives the same receipt.
  const again = await send(forms.slice(0, LIMIT));
  const same = again.map(({ location }, index) => location === first[index]?.location || first[index]?.status === 503);
  expect(same).toEqual(same.map(() => true));
  const { total } = await countsOf(db, await scene.found(petition));
  expect(total).toBe(SIGNERS);
  for await (const wrong of verifyCounters.run(db, program.around)) throw new Error(wrong);
});
