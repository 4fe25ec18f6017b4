import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { across } from '#platform/db/database.ts';
import { Conflict, NotAllowed, NotFound, NotSignedIn } from '#platform/errors.ts';
import { type Actor, NOBODY } from '#platform/tenant.ts';
import { setPeriod } from '../../src/core/deadlines/actions/set-period.ts';
import { adoptDraftText } from '../../src/modules/draft-texts/actions/adopt-draft-text.ts';
import { answerContributions } from '../../src/modules/draft-texts/actions/answer-contributions.ts';
import { createDraftText } from '../../src/modules/draft-texts/actions/create-draft-text.ts';
import { draftVersion } from '../../src/modules/draft-texts/actions/draft-version.ts';
import { editContribution } from '../../src/modules/draft-texts/actions/edit-contribution.ts';
import { editDraftText } from '../../src/modules/draft-texts/actions/edit-draft-text.ts';
import { extendConsultation } from '../../src/modules/draft-texts/actions/extend-consultation.ts';
import { finishConsultation } from '../../src/modules/draft-texts/actions/finish-consultation.ts';
import { publishDraftText } from '../../src/modules/draft-texts/actions/publish-draft-text.ts';
import { publishVersion } from '../../src/modules/draft-texts/actions/publish-version.ts';
import { recordContribution } from '../../src/modules/draft-texts/actions/record-contribution.ts';
import { saveArticle } from '../../src/modules/draft-texts/actions/save-article.ts';
import { supportContribution } from '../../src/modules/draft-texts/actions/support-contribution.ts';
import { withdrawContribution } from '../../src/modules/draft-texts/actions/withdraw-contribution.ts';
import { CHANNELS } from '../../src/modules/draft-texts/draft-text.ts';
import { REGULATION } from '../../src/modules/draft-texts/examples.ts';
import { moderatedContribution } from '../../src/modules/draft-texts/moderated.ts';
import { authorRetention, ownContributions } from '../../src/modules/draft-texts/personal-data.ts';
import { contributionsOf, listContributions } from '../../src/modules/draft-texts/queries/contributions.ts';
import { versionOf, workingVersion } from '../../src/modules/draft-texts/queries/draft-texts.ts';
import { figuresOf } from '../../src/modules/draft-texts/queries/figures.ts';
import { verifySupports } from '../../src/modules/draft-texts/verify.ts';
import { aPerson } from '../setup/actors.ts';
import { emptyAccount } from '../setup/officials.ts';
import { AFTER, AMENDMENT, CLOSES, draftTextScene, faultOf, OPENS } from './scene.ts';

const { db, program, body, official, citizen, perform, drafted, opened, write, answer, found } = await draftTextScene();
const { around, clock } = program;
const ministry = () => body('ministry');

const wrongs = async () => {
  const sentences: string[] = [];
  for await (const sentence of verifySupports.run(db, around)) sentences.push(sentence);
  return sentences;
};

describe('a text is prepared', () => {
  test('its articles stand in two languages, and only the body’s own officials write them', async () => {
    const text = await drafted();
    const { articles } = (await workingVersion(db, await found(text))) ?? { articles: [] };
    expect(articles.map(({ kind, label }) => [kind, label.ar, label.fr])).toEqual([
      ['chapter', 'الباب الأول', 'CHAPITRE PREMIER'],
      ['article', 'المادة 1', 'Article 1'],
      ['article', 'المادة 2', 'Article 2'],
      ['article', 'المادة 3', 'Article 3'],
    ]);
    await expect(perform(saveArticle, official(ministry()), { text, kind: 'article' })).rejects.toThrow(NotAllowed);
    await expect(perform(createDraftText, await citizen(), REGULATION)).rejects.toThrow(NotAllowed);
    expect(await faultOf(perform(saveArticle, official(), { text, article: 'a2', kind: 'article', body: {} }))).toEqual(
      [
        ['/label/ar', 'draft-texts.fault.label'],
        ['/body/ar', 'draft-texts.fault.body'],
      ],
    );
  });

  test('is published only with all its articles in the official language', async () => {
    const { reference: text } = await perform(createDraftText, official(), REGULATION);
    const dates = { text, opensOn: OPENS, closesOn: CLOSES };
    await expect(perform(publishDraftText, official(), dates)).rejects.toThrow('no-articles');
    await perform(saveArticle, official(), {
      text,
      kind: 'article',
      label: { fr: 'Article 1' },
      body: { fr: 'Le budget est publié.' },
    });
    await expect(perform(publishDraftText, official(), dates)).rejects.toThrow('not-in-official-language');
  });
});

describe('how long a text is open', () => {
  test('a State body is held to the fifteen days of the decree, unless it says why it is urgent', async () => {
    const text = await drafted(ministry());
    const publish = (closesOn: string, more: object = {}) =>
      perform(publishDraftText, official(ministry()), { text, opensOn: OPENS, closesOn, ...more }, ministry());
    const tooShort = ['/closesOn', 'draft-texts.fault.too-short-law', { n: 15, date: '08/12/2026' }];
    expect(await faultOf(publish('2026-12-07'))).toEqual([tooShort]);
    expect(await faultOf(publish('2026-11-22'))).toMatchObject([['/closesOn', 'draft-texts.fault.closes-before']]);
    await publish('2026-12-08');
    expect(await found(text)).toMatchObject({ earliestOn: '2026-12-08', periodRule: 'consultation.draft-text' });
    const bring = perform(extendConsultation, official(ministry()), { text, closesOn: '2026-12-01' }, ministry());
    expect(await faultOf(bring)).toMatchObject([
      ['/closesOn', 'draft-texts.fault.earlier-than-law', { date: '08/12/2026' }],
    ]);
    const urgent = await drafted(ministry());
    const reasons = { ar: 'فيضانات تستلزم تدابير فورية.' };
    const quick = { text: urgent, opensOn: OPENS, closesOn: '2026-11-27', urgency: reasons };
    await perform(publishDraftText, official(ministry()), quick, ministry());
    expect((await found(urgent)).urgency).toEqual(reasons);
  });

  test('a council follows the length that it gave itself, and none where it gave none', async () => {
    const free = await drafted();
    const dates = { opensOn: OPENS, closesOn: '2026-11-25' };
    const urgency = { ar: 'مستعجل' };
    expect(await faultOf(perform(publishDraftText, official(), { text: free, ...dates, urgency }))).toMatchObject([
      ['/urgency/ar', 'draft-texts.fault.urgency'],
    ]);
    await perform(publishDraftText, official(), { text: free, ...dates });
    const period = { rule: 'consultation.local', period: { value: 20, unit: 'days' } };
    await perform(setPeriod, official(), period);
    const text = await drafted();
    expect(await faultOf(perform(publishDraftText, official(), { text, ...dates }))).toMatchObject([
      ['/closesOn', 'draft-texts.fault.too-short-own', { n: 20 }],
    ]);
    await perform(setPeriod, official(), { ...period, period: null });
  });
});

describe('people say what they think', () => {
  test('under their name, on words that stand there once, while it is open', async () => {
    const text = await opened();
    const amina = await citizen();
    await expect(write(text, NOBODY)).rejects.toThrow(NotSignedIn);
    expect(await faultOf(write(text, amina, { author: ' ', reasons: '…' }))).toMatchObject([
      ['/reasons', 'draft-texts.fault.reasons'],
      ['/author', 'draft-texts.fault.author'],
    ]);
    const pointer = async (given: object) => (await faultOf(write(text, amina, given)))[0]?.slice(0, 2);
    expect(await pointer({ quote: 'كلام آخر' })).toEqual(['/quote', 'draft-texts.fault.quote-absent']);
    expect(await pointer({ wording: '' })).toEqual(['/wording', 'draft-texts.fault.wording']);
    expect(await pointer({ wording: 'كل سنة' })).toEqual(['/wording', 'draft-texts.fault.same-wording']);
    expect(await pointer({ article: 'a1' })).toEqual(['/article', 'draft-texts.fault.article']);
    expect(await pointer({ article: 'text' })).toEqual(['/deed', 'draft-texts.fault.no-words']);
    const { number, state } = await write(text, amina);
    expect([number, state]).toEqual([1, 'shown']);
    clock.set(AFTER);
    await expect(write(text, amina)).rejects.toThrow(Conflict);
  });

  test('a text of level 2 asks for a verified identity', async () => {
    const text = await opened({ level: 2 });
    await expect(write(text, await citizen())).rejects.toThrow(NotSignedIn);
    const { number } = await write(text, aPerson({ id: await emptyAccount(db, clock.now()), level: 2 }));
    expect(number).toBe(1);
  });

  test('it is changed for an hour with its history, and withdrawn with everything that hangs on it', async () => {
    const text = await opened();
    const [amina, other] = [await citizen(), await citizen()];
    const { id: contribution } = await write(text, amina);
    const change = { text, contribution, quote: 'كل سنة', wording: 'كل شهر', reasons: 'أسرع.' };
    await expect(perform(editContribution, other, change)).rejects.toThrow(NotAllowed);
    await perform(editContribution, amina, change);
    await perform(supportContribution, other, { text, contribution });
    clock.advance(61 * 60_000);
    await expect(perform(editContribution, amina, { ...change, wording: 'كل يوم' })).rejects.toThrow('edit-too-late');
    const earlier = await across(db).selectFrom('draft_text_earlier').select('wording').execute();
    expect(earlier.map(({ wording }) => wording)).toContain('كل ثلاثة أشهر');
    await perform(withdrawContribution, amina, { text, contribution });
    const { items } = await listContributions(db, await found(text), {}, { limit: 10 });
    expect(items).toMatchObject([{ state: 'withdrawn', wording: '', reasons: '', authorName: null, supports: 0 }]);
    expect(await wrongs()).toEqual([]);
  });

  test('each supports once, whatever is sent at the same moment, and never themselves', async () => {
    const text = await opened();
    const amina = await citizen();
    const { id: contribution } = await write(text, amina);
    await expect(perform(supportContribution, amina, { text, contribution })).rejects.toThrow('refusal.own');
    const others = await Promise.all([1, 2, 3, 4].map(citizen));
    await Promise.all([...others, ...others].map((one) => perform(supportContribution, one, { text, contribution })));
    const counted = async () => (await contributionsOf(db, await found(text), [contribution]))[0]?.supports;
    expect(await counted()).toBe(4);
    const back = { text, contribution, support: false };
    await Promise.all(others.slice(1).flatMap((one) => [0, 0].map(() => perform(supportContribution, one, back))));
    expect(await counted()).toBe(1);
    expect(await wrongs()).toEqual([]);
  });

  test('what looks like advertising waits, and what a moderator hides keeps its number alone', async () => {
    const text = await opened();
    const spam = 'https://a.example https://b.example https://c.example https://d.example WIN WIN WIN +212600000000 ';
    const held = await write(text, await citizen(), { reasons: spam.repeat(4) });
    expect(held.state).toBe('held');
    expect((await listContributions(db, await found(text), {}, { limit: 10 })).items).toEqual([]);
    const thing = await moderatedContribution.find(db, held.id);
    expect(thing?.text).toContain('a.example');
  });
});

describe('what came in elsewhere is entered by an official', () => {
  const SHEET = { ...AMENDMENT, channel: 'paper', receivedOn: OPENS, keptAt: '214/2026', author: 'الحسين بوزيد' };
  const enter = (text: string, given: object = {}, by = official()) =>
    perform(recordContribution, by, { text, ...SHEET, ...given });

  test('under its author’s name, with the day it came in; nobody else enters, and nothing from outside the round', async () => {
    const text = await opened();
    await expect(enter(text, {}, await citizen())).rejects.toThrow(NotAllowed);
    expect(await faultOf(enter(text, { channel: 'online', receivedOn: '', author: '' }))).toMatchObject([
      ['/author', 'draft-texts.fault.author'],
      ['/channel', 'draft-texts.fault.channel'],
      ['/receivedOn', 'draft-texts.fault.date'],
    ]);
    const outside = [
      '/receivedOn',
      'draft-texts.fault.received-outside',
      { opens: '23/11/2026', closes: '31/12/2026' },
    ];
    expect(await faultOf(enter(text, { receivedOn: '2026-11-22' }))).toEqual([outside]);
    expect(await faultOf(enter(text, { receivedOn: '2027-01-01' }))).toEqual([outside]);
    expect(await faultOf(enter(text, { receivedOn: '2026-11-24' }))).toEqual([
      ['/receivedOn', 'draft-texts.fault.received-future'],
    ]);
    expect(await faultOf(enter(text, { quote: 'كلام آخر' }))).toEqual([['/quote', 'draft-texts.fault.quote-absent']]);
    // What came in on the last day may be entered while the answers are written.
    clock.set(AFTER);
    const { id: contribution } = await enter(text, { receivedOn: CLOSES });
    const [kept] = await contributionsOf(db, await found(text), [contribution]);
    expect(kept).toMatchObject({ channel: 'paper', receivedOn: CLOSES, keptAt: '214/2026', authorName: SHEET.author });
    const change = { text, contribution, quote: SHEET.quote, wording: 'كل شهر', reasons: SHEET.reasons };
    await expect(perform(editContribution, await citizen(), change)).rejects.toThrow(NotAllowed);
    await perform(editContribution, official(), change);
    await answer(text, [contribution]);
    await perform(draftVersion, official(), { text });
    await expect(enter(text, { receivedOn: CLOSES })).rejects.toThrow('round-answered');
  });

  test('the totals of the channels are what there is, whatever came in and was taken back', async () => {
    const text = await opened();
    const way = fc.constantFrom(...CHANNELS);
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(way, fc.boolean()), { minLength: 1, maxLength: 5 }), async (ways) => {
        const before = await figuresOf(db, await found(text));
        for (const [channel, isTakenBack] of ways) {
          const amina = await citizen();
          const { id: contribution } = await (channel === 'online' ? write(text, amina) : enter(text, { channel }));
          if (isTakenBack)
            await perform(withdrawContribution, channel === 'online' ? amina : official(), {
              text,
              contribution,
              reason: { ar: 'أدخلت مرتين.' },
            });
        }
        const after = await figuresOf(db, await found(text));
        for (const channel of CHANNELS) {
          const came = ways.filter(([one, isTakenBack]) => one === channel && !isTakenBack).length;
          expect(after.channels[channel] - before.channels[channel]).toBe(came);
        }
        const sum = Object.values(after.channels).reduce((all, n) => all + n, 0);
        expect(sum).toBe(after.comments + after.amendments);
      }),
      { numRuns: 6 },
    );
  });
});

describe('the body answers and the text changes', () => {
  async function spoken() {
    const text = await opened();
    const [amina, badr] = [await citizen(), await citizen()];
    const first = await write(text, amina);
    const second = await write(text, badr, { article: 'a4', quote: 'ثلاثين يوما', wording: 'عشرة أيام' });
    const third = await write(text, badr, { article: 'text', deed: 'comment', quote: '', wording: '' });
    return { text, amina, badr, ids: [first.id, second.id, third.id] as const };
  }

  test('nothing is concluded or published while one is unanswered; then version 2 holds what was accepted', async () => {
    const { text, amina, badr, ids } = await spoken();
    const note = { ar: 'أدرجت التعديلات المقبولة.' };
    const summary = { ar: 'ثلاث مساهمات، قبل منها اثنان.', fr: 'Trois contributions, deux retenues.' };
    await expect(perform(finishConsultation, official(), { text, summary })).rejects.toThrow('not-answering');
    clock.set(AFTER);
    await expect(perform(finishConsultation, official(), { text, summary })).rejects.toThrow('unanswered');
    await answer(text, [ids[0]]);
    const asCitizen = { text, contributions: [ids[0]], outcome: 'accepted', reasons: { ar: 'نعم.' } };
    await expect(perform(answerContributions, amina, asCitizen)).rejects.toThrow(NotAllowed);
    expect(await faultOf(answer(text, [ids[1]], { outcome: 'partly-accepted' }))).toMatchObject([
      ['/wording', 'draft-texts.fault.partly-wording'],
    ]);
    await answer(text, [ids[1]], { outcome: 'partly-accepted', wording: 'عشرين يوما' });
    await perform(draftVersion, official(), { text });
    await expect(perform(publishVersion, official(), { text, note })).rejects.toThrow('unanswered');
    await answer(text, [ids[2]], { outcome: 'out-of-scope' });
    await perform(publishVersion, official(), { text, note });
    const second = await versionOf(db, await found(text), 2);
    expect(second?.articles.map(({ body }) => body.ar)).toEqual([
      undefined,
      'تنشر الجماعة ميزانيتها كل ثلاثة أشهر على موقعها.',
      'تعقد الجلسات علنا، ويعلن عن تاريخها قبل أسبوع.',
      'تجيب الجماعة عن طلبات المعطيات داخل عشرين يوما.',
    ]);
    expect((await versionOf(db, await found(text), 1))?.articles[1]?.body.ar).toContain('كل سنة');
    await perform(finishConsultation, official(), { text, summary });
    await expect(answer(text, [ids[0]])).rejects.toThrow('concluded');
    await perform(adoptDraftText, official(), { text, adoptedOn: '2027-01-04', note: { ar: 'صادق عليه المجلس.' } });
    expect(await found(text)).toMatchObject({ state: 'adopted', version: 2, unanswered: 0 });
    const told = await across(db)
      .selectFrom('notification_subject')
      .innerJoin('notification_event', 'notification_event.id', 'notification_subject.event_id')
      .select(['subject_id', 'event'])
      .where('subject_kind', '=', 'person')
      .execute();
    const heard = (one: Actor) =>
      told.filter(({ subject_id }) => one.kind === 'person' && subject_id === one.id).map(({ event }) => event);
    expect(new Set(heard(badr))).toEqual(
      new Set(['answered', 'version', 'concluded', 'adopted'].map((word) => `draft-texts.notice.${word}`)),
    );
  });

  test('many alike are answered at once; what is gone meanwhile is answered by nobody', async () => {
    const { text, badr, ids } = await spoken();
    await answer(text, [ids[1], ids[2]], { outcome: 'not-accepted' });
    const figures = await figuresOf(db, await found(text));
    expect(figures).toMatchObject({ amendments: 2, comments: 1, people: 2, unanswered: 1 });
    expect(figures.outcomes['not-accepted']).toBe(2);
    await perform(withdrawContribution, badr, { text, contribution: ids[2] });
    await expect(answer(text, [ids[0], ids[2]])).rejects.toThrow('some-gone');
  });

  test('closing an account takes the name and the supports, and leaves what was said', async () => {
    const { text, amina, badr, ids } = await spoken();
    await perform(supportContribution, badr, { text, contribution: ids[0] });
    const personId = badr.kind === 'person' ? badr.id : '';
    expect(await ownContributions.export(db, personId)).toMatchObject({
      contributions: [{ number: 2 }, { number: 3 }],
      supported: [{ contribution: ids[0] }],
    });
    await db.transaction().execute((tx) => ownContributions.close(tx, personId, clock.now()));
    const left = await contributionsOf(db, await found(text), ids);
    expect(left.map(({ authorName, supports }) => [authorName, supports])).toEqual([
      [AMENDMENT.author, 0],
      [null, 0],
      [null, 0],
    ]);
    expect(await wrongs()).toEqual([]);
    clock.set(AFTER);
    await answer(text, [...ids], { outcome: 'not-accepted' });
    await perform(finishConsultation, official(), { text, summary: { ar: 'خلاصة.' } });
    await db.transaction().execute((tx) => authorRetention.apply(tx, new Date('2029-01-05T00:00:00Z'), false));
    const after = await contributionsOf(db, await found(text), ids);
    expect(after.map(({ authorName, reasons }) => [authorName, reasons !== ''])).toEqual(ids.map(() => [null, true]));
    expect(amina.kind).toBe('person');
  });

  test('a text that was published is described as it was, and a draft is nobody else’s', async () => {
    const text = await opened();
    await expect(perform(editDraftText, official(), { text, ...REGULATION })).rejects.toThrow('refusal.published');
    await expect(write('TXT-2026-00000-0', await citizen())).rejects.toThrow(NotFound);
  });
});
