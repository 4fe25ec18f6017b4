import { describe, expect, test } from 'vitest';
import { search } from '#platform/search/search.ts';
import { draftVersion } from '../../src/modules/draft-texts/actions/draft-version.ts';
import { editContribution } from '../../src/modules/draft-texts/actions/edit-contribution.ts';
import { openRound } from '../../src/modules/draft-texts/actions/open-round.ts';
import { publishVersion } from '../../src/modules/draft-texts/actions/publish-version.ts';
import { saveArticle } from '../../src/modules/draft-texts/actions/save-article.ts';
import { supportContribution } from '../../src/modules/draft-texts/actions/support-contribution.ts';
import { decideDesk } from '../../src/modules/draft-texts/desk.ts';
import {
  contributionsBefore,
  contributionsOf,
  listContributions,
} from '../../src/modules/draft-texts/queries/contributions.ts';
import { roundsOf, versionOf } from '../../src/modules/draft-texts/queries/draft-texts.ts';
import { countByArticle, figuresOf } from '../../src/modules/draft-texts/queries/figures.ts';
import { AFTER, CLOSES, draftTextScene, faultOf, OPENS } from './scene.ts';

const { db, program, official, citizen, perform, opened, write, answer, found } = await draftTextScene();
const { clock } = program;
const NEW = { deed: 'insert', quote: '', heading: 'النشر', wording: 'ينشر جدول الدفعات كل شهر.' };
const SECOND = { opensOn: '2027-01-05', closesOn: '2027-01-25' };

describe('a new article', () => {
  test('is proposed behind another with its heading, is changed, answered and stands in the next version', async () => {
    const text = await opened();
    const amina = await citizen();
    expect(await faultOf(write(text, amina, { ...NEW, wording: '' }))).toEqual([
      ['/wording', 'draft-texts.fault.new-article'],
    ]);
    expect(await faultOf(write(text, amina, { ...NEW, article: 'text' }))).toEqual([
      ['/deed', 'draft-texts.fault.no-words'],
    ]);
    // Words that were selected on the way mean nothing here: the whole article is new.
    const { id: contribution } = await write(text, amina, { ...NEW, quote: 'كلام آخر' });
    const change = { text, contribution, quote: '', heading: 'نشر الدفعات', wording: NEW.wording, reasons: 'شفافية.' };
    await perform(editContribution, amina, change);
    const [kept] = await contributionsOf(db, await found(text), [contribution]);
    expect(kept).toMatchObject({ deed: 'insert', articleId: 'a2', quote: null, heading: 'نشر الدفعات' });
    clock.set(AFTER);
    await answer(text, [contribution], { outcome: 'partly-accepted', wording: 'ينشر جدول الدفعات كل ثلاثة أشهر.' });
    const made = await perform(draftVersion, official(), { text });
    expect(made).toMatchObject({ applied: 1, clashes: 0 });
    // Made anew, the article is there once.
    await perform(draftVersion, official(), { text, again: true });
    const second = await versionOf(db, await found(text), 2);
    expect(second?.articles.map(({ id, label }) => [id, label.ar]).slice(1, 4)).toEqual([
      ['a2', 'المادة 1'],
      ['a6', 'المادة 1 مكررة'],
      ['a3', 'المادة 2'],
    ]);
    expect(second?.articles[2]).toMatchObject({
      label: { fr: 'Article 1 bis' },
      heading: { ar: 'نشر الدفعات' },
      body: { ar: 'ينشر جدول الدفعات كل ثلاثة أشهر.' },
    });
    // A part that is added by hand gets an id that nothing had before.
    const byHand = { text, kind: 'article', label: { ar: 'المادة 4' }, body: { ar: 'نص.' } };
    expect(await perform(saveArticle, official(), byHand)).toMatchObject({ article: 'a7' });
  });
});

describe('a second round', () => {
  /** A text whose first round is answered; an amendment of it stands in version 2. */
  async function answered() {
    const text = await opened();
    const amina = await citizen();
    const { id } = await write(text, amina);
    clock.set(AFTER);
    await answer(text, [id]);
    return { text, amina, first: id };
  }
  const publishSecond = async (text: string) => {
    await perform(draftVersion, official(), { text });
    await perform(publishVersion, official(), { text, note: { ar: 'أدرج التعديل.' } });
  };

  test('is opened on a version that was not consulted on, for as long as the first one had to be', async () => {
    const { text } = await answered();
    await expect(perform(openRound, official(), { text, ...SECOND })).rejects.toThrow('same-version');
    await perform(draftVersion, official(), { text });
    await expect(perform(openRound, official(), { text, ...SECOND })).rejects.toThrow('version-unpublished');
    await perform(publishVersion, official(), { text, note: { ar: 'أدرج التعديل.' } });
    await expect(perform(openRound, await citizen(), { text, ...SECOND })).rejects.toThrow('not-allowed');
    expect(await faultOf(perform(openRound, official(), { text, ...SECOND, opensOn: '2027-01-03' }))).toEqual([
      ['/opensOn', 'draft-texts.fault.opens-past'],
    ]);
    await perform(openRound, official(), { text, ...SECOND });
    expect(await roundsOf(db, await found(text))).toEqual([
      { number: 1, version: 1, opensOn: OPENS, closesOn: CLOSES },
      { number: 2, version: 2, ...SECOND },
    ]);
    await expect(perform(openRound, official(), { text, ...SECOND })).rejects.toThrow('not-answering');
  });

  test('has contributions of its own; what was answered before stays and stands beside what changed', async () => {
    const { text, amina, first } = await answered();
    await publishSecond(text);
    await perform(openRound, official(), { text, ...SECOND });
    clock.set('2027-01-05T10:00:00Z');
    // The words of version 2 are those that can be quoted now.
    expect(await faultOf(write(text, amina))).toMatchObject([['/quote', 'draft-texts.fault.quote-absent']]);
    const again = await write(text, amina, { quote: 'كل ثلاثة أشهر', wording: 'كل شهر' });
    const now = await found(text);
    const inRound = async (round: number) => {
      const { items, total } = await listContributions(db, now, { round }, { limit: 10 });
      return [total, ...items.map(({ id }) => id)];
    };
    expect([await inRound(1), await inRound(2)]).toEqual([
      [1, first],
      [1, again.id],
    ]);
    expect((await countByArticle(db, now)).get('a2')).toEqual({ amendments: 1, comments: 0 });
    expect((await contributionsBefore(db, now, 'a2')).map(({ id, answer: said }) => [id, said?.outcome])).toEqual([
      [first, 'accepted'],
    ]);
    const sums = await Promise.all([1, 2, undefined].map((round) => figuresOf(db, now, round)));
    expect(sums.map(({ amendments, unanswered }) => [amendments, unanswered])).toEqual([
      [1, 0],
      [1, 1],
      [2, 1],
    ]);
    const other = await citizen();
    await expect(perform(supportContribution, other, { text, contribution: first })).rejects.toThrow('not-open');
    await perform(supportContribution, other, { text, contribution: again.id });
    await expect(answer(text, [first], { outcome: 'not-accepted' })).rejects.toThrow('round-over');
    clock.set('2027-01-26T10:00:00Z');
    await answer(text, [again.id]);
    await perform(draftVersion, official(), { text });
    expect((await versionOf(db, now, 3))?.articles[1]?.body.ar).toBe('تنشر الجماعة ميزانيتها كل شهر على موقعها.');
  });
});

test('the desk tells of what ends soon and of what is answered throughout; the search finds the newest words', async () => {
  const text = await opened();
  const waits = async () => {
    const by = official();
    if (by.kind !== 'person') throw new Error('the official is a person');
    const items = await decideDesk.items(db, by, clock.today(), 50);
    return items.filter(({ path }) => path.endsWith(text)).map(({ kind, due }) => [kind, due]);
  };
  const finds = async (q: string) => {
    const { items } = await search(db, { q, lang: 'ar', kinds: ['draft-text'], limit: 50 });
    return items.some((one) => one.path.endsWith(text));
  };
  expect([await finds(text), await finds('ميزانيتها'), await finds('استشرافية')]).toEqual([true, true, false]);
  expect(await waits()).toEqual([]);
  clock.set('2026-12-24T10:00:00Z');
  expect(await waits()).toEqual([['draft-texts.desk.closing', CLOSES]]);
  const { id } = await write(text, await citizen(), { wording: 'كل سنة بنشرة استشرافية' });
  clock.set(AFTER);
  expect(await waits()).toEqual([]);
  await answer(text, [id]);
  expect(await waits()).toEqual([['draft-texts.desk.to-conclude', null]]);
  await perform(draftVersion, official(), { text });
  await perform(publishVersion, official(), { text, note: { ar: 'أدرج التعديل.' } });
  expect(await finds('استشرافية')).toBe(true);
});
