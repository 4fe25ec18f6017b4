import { across, json } from '#platform/db/database.ts';
import { answerContributions } from '../../../src/modules/draft-texts/actions/answer-contributions.ts';
import { createDraftText } from '../../../src/modules/draft-texts/actions/create-draft-text.ts';
import { importArticles } from '../../../src/modules/draft-texts/actions/import-articles.ts';
import { publishDraftText } from '../../../src/modules/draft-texts/actions/publish-draft-text.ts';
import { uploadArticles } from '../../../src/modules/draft-texts/actions/upload-articles.ts';
import { writeContribution } from '../../../src/modules/draft-texts/actions/write-contribution.ts';
import { REGULATION, REGULATION_WORDS } from '../../../src/modules/draft-texts/examples.ts';
import type { MakeExamples } from '../example.ts';
import { BODY } from '../people.ts';

const AMENDMENT = {
  article: 'a2',
  deed: 'replace',
  quote: 'كل سنة',
  wording: 'كل ثلاثة أشهر',
  reasons: 'لأن سنة مدة طويلة.',
  author: 'أمينة الإدريسي',
} as const;
const WORDS = { quote: AMENDMENT.quote, wording: 'كل شهر', reasons: 'أسرع.' };
const NOTE = { ar: 'أدرجت التعديلات المقبولة.' };

/** What the second version of a text holds. */
const SECOND = {
  articles: json([
    { id: 'a2', kind: 'article', label: { ar: 'المادة 1' }, heading: {}, body: { ar: 'نص جديد.' }, note: {} },
  ]),
  clashes: json([]),
  note: json(NOTE),
};

const dayFields = (name: string, date: string) => {
  const [year = '', month = '', day = ''] = date.split('-');
  return { [`${name}.day`]: day, [`${name}.month`]: month, [`${name}.year`]: year };
};

export const draftTextsExamples: MakeExamples = async ({ program, db, person, actorOf, body }) => {
  const { actions, clock } = program;
  const office = { actor: await actorOf(person('Pres')), tenant: body };
  const own = { actor: await actorOf(person('own')), tenant: body };
  const today = clock.today();
  const later = new Date(clock.now().getTime() + 40 * 86_400_000).toISOString().slice(0, 10);

  const upload = async (text: string) => {
    const sent = { text, lang: 'ar', words: REGULATION_WORDS.ar };
    return (await actions.perform(uploadArticles, { ...office, input: sent })).id;
  };
  const draft = async () => {
    const { reference: text } = await actions.perform(createDraftText, { ...office, input: REGULATION });
    await actions.perform(importArticles, { ...office, input: { text, import: await upload(text) } });
    return text;
  };
  const open = async () => {
    const text = await draft();
    await actions.perform(publishDraftText, { ...office, input: { text, opensOn: today, closesOn: later } });
    return text;
  };
  const say = async (text: string) =>
    (await actions.perform(writeContribution, { ...own, input: { text, ...AMENDMENT } })).id;
  /** A text whose period is over, as it is some weeks later. */
  const over = async ({ working = true, concluded = false } = {}) => {
    const text = await open();
    const contribution = await say(text);
    const answered = { text, contributions: [contribution], outcome: 'accepted', reasons: NOTE };
    await actions.perform(answerContributions, { ...office, input: answered });
    const past = new Date(clock.now().getTime() - 86_400_000).toISOString().slice(0, 10);
    const row = await across(db)
      .updateTable('draft_text')
      .set({
        opens_on: past,
        closes_on: past,
        ...(concluded ? { state: 'concluded' as const, summary: json(NOTE), concluded_at: clock.now() } : {}),
      })
      .where('reference', '=', text)
      .returning(['institution_id', 'id'])
      .executeTakeFirstOrThrow();
    const second = {
      ...SECOND,
      institution_id: row.institution_id,
      text_id: row.id,
      number: 2,
      made_at: clock.now(),
      published_at: concluded ? clock.now() : null,
    };
    if (working || concluded) await across(db).insertInto('draft_text_version').values(second).execute();
    if (concluded) await across(db).updateTable('draft_text').set({ version: 2 }).where('id', '=', row.id).execute();
    return text;
  };

  const [drafted, opened] = [await draft(), await open()];
  const sent = await upload(drafted);
  const mine = await say(opened);
  const again = async () => {
    const text = await over({ working: false });
    const { id, institution_id } = await across(db)
      .selectFrom('draft_text')
      .select(['id', 'institution_id'])
      .where('reference', '=', text)
      .executeTakeFirstOrThrow();
    await across(db)
      .insertInto('draft_text_version')
      .values({ ...SECOND, institution_id, text_id: id, number: 2, made_at: clock.now(), published_at: clock.now() })
      .execute();
    await across(db).updateTable('draft_text').set({ version: 2 }).where('id', '=', id).execute();
    return text;
  };

  const [rewritten, answered, concluded] = [
    await over(),
    await over({ working: false }),
    await over({ concluded: true }),
  ];
  const unchanged = await again();
  const at = (reference: string, more: Record<string, string> = {}) => ({ params: { reference, ...more } });
  const of = (id: string, more: Record<string, string> = {}) => ({ params: { id, ...more } });
  const described = {
    'title.ar': REGULATION.title.ar,
    'presentation.ar': REGULATION.presentation.ar,
    officialLang: 'ar',
    level: '1',
  };
  const dates = { ...dayFields('opensOn', today), ...dayFields('closesOn', later) };
  const muchLater = '2027-12-31';
  const article = { kind: 'article', label: { ar: 'المادة 4' }, body: { ar: 'نص.' } };
  const answering = { outcome: 'accepted', 'reasons.ar': 'اقتراح وجيه.' };
  const sheet = { ...AMENDMENT, channel: 'paper', keptAt: '214/2026' };
  const adoption = { adoptedOn: today, note: NOTE };
  return {
    pages: {
      'draft-texts.draft-text-page': at(opened),
      'draft-texts.article-page': at(opened, { article: 'a2' }),
      'draft-texts.contribute-page': { ...at(opened, { article: 'a2' }), forms: { '': { ...AMENDMENT } } },
      'draft-texts.contribution-page': { ...at(opened, { id: mine }), forms: { '': {} } },
      'draft-texts.edit-contribution-page': { ...at(opened, { id: mine }), forms: { edit: WORDS, withdraw: {} } },
      'draft-texts.amendments-page': at(opened),
      'draft-texts.compare-page': at(concluded),
      'draft-texts.draft-text-feed': at(opened),
      'draft-texts.table-document': at(opened),
      'draft-texts.table-sheet': at(opened),
      'draft-texts.record-page': { ...at(opened), forms: { '': { ...sheet, ...dayFields('receivedOn', today) } } },
      'draft-texts.summary-pdf': at(concluded),
      'draft-texts.new-draft-text-page': { forms: { '': described } },
      'draft-texts.edit-draft-text-page': { ...at(drafted), forms: { '': described } },
      'draft-texts.import-articles-page': {
        ...at(drafted),
        forms: { '': { lang: 'ar', words: REGULATION_WORDS.ar } },
      },
      'draft-texts.articles-preview-page': { ...at(drafted, { import: sent }), forms: { '': {} } },
      'draft-texts.edit-article-page': {
        ...at(drafted, { article: 'a2' }),
        forms: {
          save: { kind: 'article', 'label.ar': 'المادة 1', 'body.ar': 'نص.' },
          move: { to: 'down' },
          remove: {},
        },
      },
      'draft-texts.desk-draft-text-page': {
        ...at(drafted),
        forms: {
          publish: dates,
          round: dates,
          extend: dayFields('closesOn', muchLater),
          draft: {},
          version: { 'note.ar': NOTE.ar },
          finish: { 'summary.ar': NOTE.ar },
          adopt: { ...dayFields('adoptedOn', today), 'note.ar': NOTE.ar },
        },
      },
      'draft-texts.desk-contributions-page': at(opened),
      'draft-texts.answer-page': { ...at(opened), query: { c: mine }, forms: { '': answering } },
    },
    routes: {
      'draft-texts.get-draft-text': of(opened),
      'draft-texts.get-version': of(opened, { number: '1' }),
      'draft-texts.list-contributions': of(opened),
      'draft-texts.get-contribution': of(opened, { contribution: mine }),
      'draft-texts.write-contribution': { ...of(opened), body: AMENDMENT },
      'draft-texts.record-contribution': { ...of(opened), body: { ...sheet, receivedOn: today } },
      'draft-texts.open-round': { ...of(unchanged), body: { opensOn: today, closesOn: later } },
      'draft-texts.edit-contribution': { ...of(opened, { contribution: mine }), body: WORDS },
      'draft-texts.withdraw-contribution': of(opened, { contribution: mine }),
      'draft-texts.support-contribution': of(opened, { contribution: mine }),
      'draft-texts.unsupport-contribution': of(opened, { contribution: mine }),
      'draft-texts.answer-contributions': {
        ...of(opened),
        body: { contributions: [mine], outcome: 'accepted', reasons: NOTE },
      },
      'draft-texts.create-draft-text': { body: { ...REGULATION, institution: BODY } },
      'draft-texts.edit-draft-text': { ...of(drafted), body: REGULATION },
      'draft-texts.upload-articles': { ...of(drafted), body: { lang: 'ar', words: REGULATION_WORDS.ar } },
      'draft-texts.import-articles': { ...of(drafted), body: { import: sent } },
      'draft-texts.create-article': { ...of(drafted), body: article },
      'draft-texts.save-article': { ...of(drafted, { article: 'a2' }), body: article },
      'draft-texts.move-article': { ...of(drafted, { article: 'a2' }), body: { to: 'down' } },
      'draft-texts.remove-article': of(drafted, { article: 'a2' }),
      'draft-texts.publish-draft-text': { ...of(drafted), body: { opensOn: today, closesOn: later } },
      'draft-texts.extend-consultation': { ...of(opened), body: { closesOn: muchLater } },
      'draft-texts.draft-version': { ...of(answered), body: {} },
      'draft-texts.publish-version': { ...of(rewritten), body: { note: NOTE } },
      'draft-texts.finish-consultation': { ...of(answered), body: { summary: NOTE } },
      'draft-texts.adopt-draft-text': { ...of(concluded), body: adoption },
    },
    actions: {
      'draft-texts.create-draft-text': { input: REGULATION },
      'draft-texts.edit-draft-text': { input: { text: drafted, ...REGULATION } },
      'draft-texts.upload-articles': { input: { text: drafted, lang: 'ar', words: REGULATION_WORDS.ar } },
      'draft-texts.import-articles': { input: { text: drafted, import: sent } },
      'draft-texts.save-article': { input: { text: drafted, ...article } },
      'draft-texts.move-article': { input: { text: drafted, article: 'a2', to: 'down' } },
      'draft-texts.remove-article': { input: { text: drafted, article: 'a2' } },
      'draft-texts.publish-draft-text': { input: { text: drafted, opensOn: today, closesOn: later } },
      'draft-texts.extend-consultation': { input: { text: opened, closesOn: muchLater } },
      'draft-texts.write-contribution': { input: { text: opened, ...AMENDMENT } },
      'draft-texts.record-contribution': { input: { text: opened, ...sheet, receivedOn: today } },
      'draft-texts.open-round': { input: { text: unchanged, opensOn: today, closesOn: later } },
      'draft-texts.edit-contribution': { input: { text: opened, contribution: mine, ...WORDS } },
      'draft-texts.withdraw-contribution': { input: { text: opened, contribution: mine } },
      'draft-texts.support-contribution': { input: { text: opened, contribution: mine } },
      'draft-texts.answer-contributions': {
        input: { text: opened, contributions: [mine], outcome: 'accepted', reasons: NOTE },
      },
      'draft-texts.draft-version': { input: { text: answered } },
      'draft-texts.publish-version': { input: { text: rewritten, note: NOTE } },
      'draft-texts.finish-consultation': { input: { text: answered, summary: NOTE } },
      'draft-texts.adopt-draft-text': { input: { text: concluded, ...adoption } },
    },
  };
};
