import { sendRequest } from '../../../src/core/personal-data/actions/send-request.ts';
import type { MakeExamples } from '../example.ts';
import { BODY } from '../people.ts';

const words = 'اسمي مكتوب خطأ في حسابي، أرجو تصحيحه.';
const answer = { outcome: 'accepted', answer: 'تم تصحيح الاسم كما طلبتم.' };
const reference = 'D-123/2026';
const kind = 'personal-data.requests';

export const personalDataExamples: MakeExamples = async ({ program, person, actorOf }) => {
  const input = { kind: 'rectification', institution: BODY, words, lang: 'ar' };
  const { id } = await program.actions.perform(sendRequest, {
    actor: await actorOf(person('own')),
    tenant: null,
    input,
  });
  const one = { params: { id } };
  const register = { params: { kind } };
  const processing = { params: { id: kind } };
  return {
    pages: {
      'personal-data.own-request-page': one,
      'personal-data.new-request-page': { forms: { '': { kind: 'rectification', institution: BODY, words } } },
      'personal-data.close-account-page': { forms: { '': { confirm: 'yes' } } },
      'personal-data.data-request-page': { ...one, forms: { take: {}, answer } },
      'personal-data.processing-page': { ...register, forms: { open: { reference }, close: {} } },
    },
    routes: {
      'personal-data.send-request': { body: input },
      'personal-data.take-request': one,
      'personal-data.answer-request': { ...one, body: answer },
      'personal-data.open-processing': { ...processing, body: { institution: BODY, reference } },
      'personal-data.close-processing': { ...processing, body: { institution: BODY } },
    },
    actions: {
      'personal-data.send-request': { input },
      'personal-data.take-request': { input: { request: id } },
      'personal-data.answer-request': { input: { request: id, ...answer } },
      'personal-data.open-processing': { input: { institution: BODY, kind, reference } },
      'personal-data.close-processing': { input: { institution: BODY, kind } },
      'personal-data.close-account': { input: { confirm: 'yes' } },
      'personal-data.erase-old': { input: { kind: 'personal-data.requests' } },
    },
  };
};
