import { describe, expect, test } from 'vitest';
import { across, json } from '#platform/db/database.ts';
import { Overtaken } from '#platform/errors.ts';
import { draftVersion } from '../../src/modules/draft-texts/actions/draft-version.ts';
import { editContribution } from '../../src/modules/draft-texts/actions/edit-contribution.ts';
import { recordContribution } from '../../src/modules/draft-texts/actions/record-contribution.ts';
import { removeArticle } from '../../src/modules/draft-texts/actions/remove-article.ts';
import { saveArticle } from '../../src/modules/draft-texts/actions/save-article.ts';
import { withdrawContribution } from '../../src/modules/draft-texts/actions/withdraw-contribution.ts';
import { PARTS_MAX } from '../../src/modules/draft-texts/article.ts';
import { contributionsOf, listContributions, tableOf } from '../../src/modules/draft-texts/queries/contributions.ts';
import { everyVersion, workingVersion } from '../../src/modules/draft-texts/queries/draft-texts.ts';
import { AFTER, AMENDMENT, draftTextScene, faultOf, OPENS } from './scene.ts';

const { db, program, official, citizen, perform, opened, write, answer, found } = await draftTextScene();
const { clock } = program;

describe('nobody answers words that they did not read', () => {
  const rewritten = (text: string, contribution: string, wording = 'كل عشر سنوات') => {
    const { quote, reasons } = AMENDMENT;
    return { text, contribution, quote, wording, reasons };
  };
  const kept = async (text: string, id: string) => (await contributionsOf(db, await found(text), [id]))[0];

  test('what its author changed since is refused, until it was read again', async () => {
    const text = await opened();
    const amina = await citizen();
    const { id } = await write(text, amina);
    clock.advance(5 * 60_000);
    await perform(editContribution, amina, rewritten(text, id));
    const once = (await kept(text, id))?.editedAt?.toISOString();
    clock.advance(60_000);
    await expect(answer(text, [id], { editedAt: {} })).rejects.toThrow(Overtaken);
    await perform(editContribution, amina, rewritten(text, id, 'كل قرن'));
    await expect(answer(text, [id], { editedAt: { [id]: once } })).rejects.toThrow('some-changed');
    const now = (await kept(text, id))?.editedAt?.toISOString();
    await answer(text, [id], { editedAt: { [id]: now } });
    expect(await kept(text, id)).toMatchObject({ wording: 'كل قرن', answer: { outcome: 'accepted' } });
  });

  test('of a change and an answer at the same moment one is refused', async () => {
    const text = await opened();
    for (let n = 0; n < 6; n += 1) {
      const amina = await citizen();
      const { id } = await write(text, amina);
      const both = await Promise.allSettled([
        perform(editContribution, amina, rewritten(text, id)),
        answer(text, [id], { editedAt: {} }),
      ]);
      expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    }
  });

  test('what is withdrawn at that moment is not answered', async () => {
    const text = await opened();
    for (let n = 0; n < 6; n += 1) {
      const amina = await citizen();
      const { id } = await write(text, amina);
      await Promise.allSettled([perform(withdrawContribution, amina, { text, contribution: id }), answer(text, [id])]);
      expect(await contributionsOf(db, await found(text), [id])).toEqual([]);
    }
  });
});

describe('what an official entered for somebody', () => {
  const reason = { fr: 'Saisie deux fois.' };
  const entered = async (text: string) => {
    const sheet = { ...AMENDMENT, channel: 'paper', receivedOn: OPENS, keptAt: '214/2026' };
    return (await perform(recordContribution, official(), { text, ...sheet })).id;
  };
  const remove = (text: string, contribution: string, given: object = { reason }) =>
    perform(withdrawContribution, official(), { text, contribution, ...given });

  test('is removed with a reason that stands in its place', async () => {
    const text = await opened();
    const id = await entered(text);
    expect(await faultOf(remove(text, id, {}))).toEqual([['/reason/ar', 'draft-texts.fault.removal-reason']]);
    await remove(text, id);
    const { items } = await listContributions(db, await found(text), {}, { limit: 10 });
    expect(items).toMatchObject([{ state: 'withdrawn', channel: 'paper', reasons: '', hiddenReason: reason }]);
  });

  test('is not removed once it is answered, nor after its hour', async () => {
    const text = await opened();
    const [answered, old] = [await entered(text), await entered(text)];
    await answer(text, [answered]);
    await expect(remove(text, answered)).rejects.toThrow('removal-too-late');
    clock.advance(61 * 60_000);
    await expect(remove(text, old)).rejects.toThrow('removal-too-late');
  });
});

test('the table is read round by round in the order of the articles, as much of it as is wanted', async () => {
  const text = await opened();
  const amina = await citizen();
  const onThird = await write(text, amina, { article: 'a4', deed: 'comment', quote: '' });
  const onWhole = await write(text, amina, { article: 'text', deed: 'comment', quote: '' });
  const onFirst = await write(text, amina);
  const [known, versions] = [await found(text), await everyVersion(db, await found(text))];
  const read = async (most?: number) => {
    const ids: string[] = [];
    for await (const some of tableOf(db, known, versions, most)) ids.push(...some.map(({ id }) => id));
    return ids;
  };
  expect(await read()).toEqual([onWhole.id, onFirst.id, onThird.id]);
  expect(await read(2)).toEqual([onWhole.id, onFirst.id]);
});

test('a version that grew too long can still be written, and grows no longer', async () => {
  const text = await opened();
  clock.set(AFTER);
  await perform(draftVersion, official(), { text });
  const { id } = await found(text);
  const working = await workingVersion(db, await found(text));
  const [, one] = working?.articles ?? [];
  const articles = Array.from({ length: PARTS_MAX + 2 }, (_, n) => ({ ...one, id: `a${n + 1}` }));
  await across(db)
    .updateTable('draft_text_version')
    .set({ articles: json(articles) })
    .where('text_id', '=', id)
    .where('published_at', 'is', null)
    .execute();
  const part = { text, kind: 'article', label: { ar: 'المادة' }, body: { ar: 'نص.' } };
  const tooMany = ['', 'draft-texts.fault.too-many-parts', { n: PARTS_MAX }];
  expect(await faultOf(perform(saveArticle, official(), part))).toEqual([tooMany]);
  await perform(saveArticle, official(), { ...part, article: 'a2' });
  await perform(removeArticle, official(), { text, article: 'a3' });
  expect((await workingVersion(db, await found(text)))?.articles).toHaveLength(PARTS_MAX + 1);
});
