import { across } from '#platform/db/database.ts';
import { writeComment } from '../../../src/core/comments/actions/write-comment.ts';
import { appealDecision } from '../../../src/core/moderation/actions/appeal-decision.ts';
import { hideContribution } from '../../../src/core/moderation/actions/hide-contribution.ts';
import { reportContribution } from '../../../src/core/moderation/actions/report-contribution.ts';
import { writeGround } from '../../../src/core/moderation/actions/write-ground.ts';
import { signInOfficial } from '../../setup/officials.ts';
import type { MakeExamples } from '../example.ts';
import { BODY } from '../people.ts';

const label = { ar: 'إعلان', fr: 'Annonce', en: '' };
const letter = { ar: 'نص إعلاني لا علاقة له بالموضوع', fr: 'Un texte publicitaire sans rapport', en: '' };
const wording = { 'label.ar': label.ar, 'label.fr': label.fr, 'letter.ar': letter.ar, 'letter.fr': letter.fr };

export const moderationExamples: MakeExamples = async (world) => {
  const { program, db, person, actorOf, body } = world;
  const { actions } = program;
  const author = { actor: await actorOf(person('own')), tenant: body };
  const other = await signInOfficial(program, db, { email: 'mod2@example.ma', role: 'moderator', institution: BODY });
  const moderator = { actor: await actorOf({ ...person('Mod'), cookie: other.cookie }), tenant: body };
  const write = async (words: string) => {
    const { id } = await actions.perform(writeComment, {
      ...author,
      input: { on: 'commitment:MALAA0003', body: words },
    });
    return `comment:${id}`;
  };
  const hide = async (on: string) =>
    actions.perform(hideContribution, { ...moderator, input: { on, ground: 'off-topic' } });
  const shown = await write('سؤال عن موعد افتتاح النادي');
  await actions.perform(reportContribution, {
    actor: moderator.actor,
    tenant: body,
    input: { on: shown, ground: 'off-topic' },
  });
  const hidden = await write('رأي آخر في هذا المشروع');
  await hide(hidden);
  const appealed = await write('رأي ثالث في هذا المشروع');
  await hide(appealed);
  const { appealId } = await actions.perform(appealDecision, {
    ...author,
    input: { on: appealed, words: 'لا أتفق مع القرار' },
  });
  const items = await across(db).selectFrom('moderation_item').select(['id', 'thing_id']).execute();
  const itemOf = (on: string) => items.find((item) => on.endsWith(item.thing_id))?.id ?? '';
  // The body has words of its own for it, which it may take back.
  await actions.perform(writeGround, {
    ...moderator,
    input: { institutionId: body.id, key: 'off-topic', label, letter },
  });
  const decision = { outcome: 'restored', answer: 'النص في صلب الموضوع' };
  const institutionId = body.id;
  return {
    pages: {
      'moderation.report-page': { query: { on: shown }, forms: { '': { ground: 'off-topic' } } },
      'moderation.reported-page': { query: { on: shown } },
      'moderation.appeal-page': { query: { on: hidden }, forms: { '': { words: 'لا أتفق مع القرار' } } },
      'moderation.ground-page': { params: { key: 'off-topic' }, forms: { write: wording, close: {} } },
      'moderation.item-page': {
        params: { id: itemOf(appealed) },
        forms: { hide: { ground: 'off-topic' }, keep: {}, restore: {}, appeal: { appeal: appealId, ...decision } },
      },
    },
    routes: {
      'moderation.report': { params: { on: shown }, body: { ground: 'off-topic' } },
      'moderation.appeal': { params: { on: hidden }, body: { words: 'لا أتفق مع القرار' } },
      'moderation.hide': { params: { on: shown }, body: { ground: 'off-topic' } },
      'moderation.keep': { params: { on: shown } },
      'moderation.restore': { params: { on: hidden }, body: {} },
      'moderation.decide-appeal': { params: { id: appealId }, body: decision },
      'moderation.write-ground': { body: { institutionId, key: 'off-topic', label, letter } },
      'moderation.close-ground': { params: { institution: institutionId, key: 'off-topic' } },
    },
    actions: {
      'moderation.report-contribution': { input: { on: shown, ground: 'off-topic' } },
      'moderation.appeal-decision': { input: { on: hidden, words: 'لا أتفق مع القرار' } },
      'moderation.hide-contribution': { input: { on: shown, ground: 'off-topic' } },
      'moderation.keep-contribution': { input: { on: shown } },
      'moderation.restore-contribution': { input: { on: hidden } },
      'moderation.decide-appeal': { input: { appeal: appealId, ...decision } },
      'moderation.write-ground': { input: { institutionId, key: 'off-topic', label, letter } },
      'moderation.close-ground': { input: { institutionId, key: 'off-topic' } },
    },
  };
};
