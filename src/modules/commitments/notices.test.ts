import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { TAGS_HEADER } from '#platform/cache/tags.ts';
import { across } from '#platform/db/database.ts';
import { system } from '#platform/tenant.ts';
import { testDatabase } from '../../../test/setup/database.ts';
import { testProgram } from '../../../test/setup/program.ts';
import { importActionPlans } from './actions/import-action-plans.ts';
import { updateMilestoneStatus } from './actions/update-milestone-status.ts';
import { loadRealPlans, realFile, realTranslations } from './examples.ts';

const { db, pool } = await testDatabase();
const program = testProgram(db);
const { clock, actions } = program;
const situation = { db, clock, actions, say: () => {}, note: () => {}, signal: new AbortController().signal };
beforeAll(() => loadRealPlans(situation));
beforeEach(() => pool.query('delete from notification_event'));

const asSystem = { actor: system('test'), tenant: null };
const told = async () =>
  across(db)
    .selectFrom('notification_event')
    .select(['id', 'about', 'event', 'event_values as values', 'path'])
    .orderBy('about')
    .execute();
const subjectsOf = async (event: string) =>
  (
    await across(db)
      .selectFrom('notification_subject')
      .select(['subject_kind', 'subject_id'])
      .where('event_id', '=', event)
      .execute()
  ).map((row) => `${row.subject_kind}:${row.subject_id}`);

describe('followers hear', () => {
  test('that a milestone was reported on, through everything the commitment belongs to', async () => {
    await actions.perform(updateMilestoneStatus, {
      ...asSystem,
      input: { milestone: 'MALAA0003-M01', status: 'in-progress' },
    });
    const [event, ...others] = await told();
    expect(others).toEqual([]);
    expect(event).toMatchObject({
      about: 'commitment:MALAA0003',
      event: 'commitments.notice.status-changed',
      values: { number: 1, status: 'in_progress' },
      path: '/commitments/MALAA0003',
    });
    for (const lang of ['ar', 'fr', 'en'] as const) {
      const said = program.around.words(lang).maybe(event?.event ?? '', event?.values) ?? '';
      expect(said).toMatch(/قيد الإنجاز|en cours|in progress/);
    }
    const subjects = await subjectsOf(event?.id ?? '');
    expect(subjects).toEqual(
      expect.arrayContaining([
        'commitment:MALAA0003',
        'action-plan:MA-11-AP-2025-2027',
        'institution:laayoune-sakia-el-hamra',
        'region:11',
      ]),
    );
    expect(subjects.some((subject) => subject.startsWith('topic:'))).toBe(true);
  });

  test('that an import changed a commitment, once however much of it; and nothing of what stayed', async () => {
    const file = realFile();
    const commitment = file.commitments.find((one) => one.id === 'MALAA0004');
    if (!commitment) throw new Error('no MALAA0004');
    commitment.title = `${commitment.title} (new)`;
    commitment.milestones = commitment.milestones.slice(1);
    const input = { file, translations: realTranslations() };
    await actions.perform(importActionPlans, { ...asSystem, input });
    expect(await told()).toMatchObject([{ about: 'commitment:MALAA0004', event: 'commitments.notice.changed' }]);
    await pool.query('delete from notification_event');
    await actions.perform(importActionPlans, { ...asSystem, input });
    expect(await told()).toEqual([]);
  });
});

test('pages lead to following and stay in the page cache', async () => {
  for (const [path, on] of [
    ['/ar/laayoune-sakia-el-hamra/commitments/MALAA0003', 'commitment%3AMALAA0003'],
    ['/fr/laayoune-sakia-el-hamra/action-plans/MA-11-AP-2025-2027', 'action-plan%3AMA-11-AP-2025-2027'],
    ['/ar/commitments/regions/11', 'region%3A11'],
    ['/ar/laayoune-sakia-el-hamra', undefined],
  ] as const) {
    const page = await program.ask(path);
    expect([path, page.status]).toEqual([path, 200]);
    expect(page.headers.get(TAGS_HEADER)).not.toBeNull();
    expect(await page.text()).toContain(on ? `/follow?on=${on}"` : '/follow"');
  }
});
