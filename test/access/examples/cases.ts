import { trackPath } from '#core/cases/index.ts';
import { writeMessage } from '../../../src/core/cases/actions/write-message.ts';
import { rejectPetition } from '../../../src/modules/petitions/actions/reject-petition.ts';
import { checkedPetition, filedPetition } from '../../../src/modules/petitions/examples.ts';
import type { MakeExamples } from '../example.ts';

const reason = { ar: 'معطيات شخصية للغير' };

/** Cases of petitions: one that was just given to the council, and one that is decided. */
export const casesExamples: MakeExamples = async ({ program, person, actorOf, body }) => {
  const { actions, around } = program;
  const [representative, office] = [await actorOf(person('own')), await actorOf(person('Pres'))];
  const cast = { actions, representative, office, tenant: body };
  const [waiting, decided] = [await filedPetition(cast), await filedPetition(cast)];
  await checkedPetition(cast, decided, ['signatures']);
  const reasons = { ar: 'عدد التوقيعات الصحيحة أقل من العدد المطلوب قانونا.' };
  const reject = { petition: decided, ground: 'signatures', reasons };
  await actions.perform(rejectPetition, { actor: office, tenant: body, input: reject });
  const said = { case: waiting, lang: 'ar', words: 'رسالة إلى صاحبة الملف' } as const;
  const { event } = await actions.perform(writeMessage, { actor: office, tenant: body, input: said });
  const query = (reference: string) =>
    Object.fromEntries(new URLSearchParams(trackPath(around.keys, reference).split('?')[1]));
  const at = (reference: string) => ({ params: { reference } });
  const of = (id: string) => ({ params: { id } });
  const words = { words: 'سؤال عن الملف' };
  const day = { 'on.day': '21', 'on.month': '11', 'on.year': '2026' };
  const delivery = { how: 'by-hand', evidence: 'توقيع المستلمة' };
  const elsewhere = { to: 'dakhla-oued-ed-dahab', reason };
  const form = new FormData();
  form.append('lang', 'ar');
  form.append('words', words.words);
  return {
    pages: {
      // Whoever shows the secret is let in, whoever they are; here nobody does, and the account says who it is.
      'cases.track-page': {
        query: { reference: decided, secret: 'AAAA-AAAA-AAAA-AAAA' },
        forms: { reply: words, confirm: {} },
      },
      'cases.own-case-page': { ...at(decided), forms: { reply: words, confirm: {} } },
      'cases.desk-cases-page': {
        forms: { assign: { cases: waiting, to: 'nobody' }, message: { cases: waiting, ...words } },
      },
      'cases.desk-case-page': {
        ...at(decided),
        forms: {
          message: words,
          assign: { to: '' },
          transfer: { body: elsewhere.to, 'reason.ar': reason.ar },
          deliver: { ...delivery, ...day },
        },
      },
      'cases.erase-event-page': {
        params: { reference: waiting, event },
        forms: { '': { 'reason.ar': reason.ar } },
      },
      'cases.receipt-pdf': { query: query(waiting) },
      'cases.tracked-zip': { query: query(waiting) },
      'cases.desk-zip': at(waiting),
      'cases.public-zip': at(waiting),
    },
    routes: {
      'cases.get-case': of(waiting),
      'cases.reply': { ...of(waiting), body: form },
      'cases.write-message': { ...of(waiting), body: form },
      'cases.confirm-decision': { ...of(decided), body: {} },
      'cases.write-messages': { body: { cases: [waiting], lang: 'ar', ...words } },
      'cases.assign': { body: { cases: [waiting], to: '' } },
      'cases.transfer': { ...of(waiting), body: elsewhere },
      'cases.record-delivery': { ...of(decided), body: { ...delivery, on: '2026-11-21' } },
      'cases.erase-event': { params: { id: waiting, event }, body: { reason } },
    },
    actions: {
      'cases.reply-to-case': { input: { ...said } },
      'cases.write-message': { input: { ...said } },
      'cases.confirm-decision': { input: { case: decided } },
      'cases.write-messages': { input: { cases: [waiting], lang: 'ar', ...words } },
      'cases.assign-cases': { input: { cases: [waiting], to: '' } },
      'cases.transfer-case': { input: { case: waiting, ...elsewhere } },
      'cases.record-delivery': { input: { case: decided, ...delivery, on: '2026-11-21' } },
      'cases.erase-event': { input: { case: waiting, event, reason } },
      'cases.remind-officials': { input: {} },
    },
  };
};
