import { NOBODY } from '#platform/tenant.ts';
import { createPetition } from '../../../src/modules/petitions/actions/create-petition.ts';
import { openPetition } from '../../../src/modules/petitions/actions/open-petition.ts';
import { publishPetitionRoot } from '../../../src/modules/petitions/actions/publish-petition-root.ts';
import { signPetition } from '../../../src/modules/petitions/actions/sign-petition.ts';
import { startSignature } from '../../../src/modules/petitions/actions/start-signature.ts';
import { submitPetition } from '../../../src/modules/petitions/actions/submit-petition.ts';
import { receiptOf } from '../../../src/modules/petitions/signing.ts';
import { lastLetterTo } from '../../setup/sign-in.ts';
import type { MakeExamples } from '../example.ts';
import { BODY } from '../people.ts';
import { ITSELF } from '../world.ts';

const words = {
  lang: 'ar',
  title: 'عريضة من أجل ولوجيات في المرافق العمومية',
  demand: 'نلتمس إدراج نقطة في جدول أعمال المجلس.',
  reasons: 'إن الحق في الولوج إلى الخدمات يهم الجميع.',
  representative: 'فاطمة الزهراء',
  months: '6',
};
const signatory = { name: 'أمينة', tie: 'residence', territory: '11.321', publish: false, declares: true } as const;
const typed = { name: signatory.name, territory: signatory.territory, declares: 'yes' };
const refusal = 'لا يدخل الموضوع في اختصاصات مجلس الجهة.';

export const petitionsExamples: MakeExamples = async ({ program, db, person, actorOf, body }) => {
  const { actions, around } = program;
  const own = { actor: await actorOf(person('own')), tenant: body };
  const office = { actor: await actorOf(person('Pres')), tenant: body };
  const draft = async () => {
    const { reference } = await actions.perform(createPetition, { ...own, input: { ...words, institution: BODY } });
    return reference;
  };
  const submitted = async () => {
    const petition = await draft();
    await actions.perform(submitPetition, { ...own, input: { petition } });
    return petition;
  };
  const opened = async () => {
    const petition = await submitted();
    await actions.perform(openPetition, { ...office, input: { petition } });
    return petition;
  };
  const [drafted, waiting, open] = [await draft(), await submitted(), await opened()];
  const visitor = { actor: NOBODY, tenant: body };
  const begun = { ...signatory, petition: open, contact: 'signer@example.ma', lang: 'ar', network: 'n' } as const;
  const { signing } = await actions.perform(startSignature, { ...visitor, input: begun });
  const { code = '', text = '' } = (await lastLetterTo(db, begun.contact)) ?? {};
  const token = /confirm\?token=([\w-]+)/.exec(text)?.[1] ?? '';
  const signed = await actions.perform(signPetition, {
    ...own,
    input: { petition: open, lang: 'ar', network: 'n', signatory },
  });
  const signature = signed.outcome === 'signed' ? signed.signature : '';
  const receipt = receiptOf(around.keys, signature);
  await actions.perform(publishPetitionRoot, { actor: ITSELF, tenant: null, input: { petition: open } });
  const at = (reference: string) => ({ params: { reference } });
  const of = (id: string) => ({ params: { id } });
  const asked = { ...words, months: 6 };
  const reasons = { 'reasons.ar': refusal, ground: 'competence' };
  return {
    pages: {
      'petitions.petition-page': at(drafted),
      'petitions.sign-petition-page': ({ id }) => ({
        ...at(open),
        // Whoever has no account signs by the other form.
        forms: { begin: { ...typed, contact: 'third@example.ma' }, sign: id === '' ? {} : typed },
      }),
      'petitions.signature-code-page': { ...at(open), query: { s: signing }, forms: { '': { code } } },
      'petitions.confirm-signature-page': { ...at(open), query: { token }, forms: { '': {} } },
      'petitions.signature-page': { ...at(open), query: { s: signature, receipt }, forms: { '': {} } },
      'petitions.new-petition-page': { forms: { '': words } },
      'petitions.edit-petition-page': { ...at(drafted), forms: { '': words } },
      'petitions.manage-petition-page': { ...at(drafted), forms: { submit: {}, close: {}, withdraw: {} } },
      'petitions.examine-petition-page': { ...at(waiting), forms: { open: {}, refuse: reasons } },
      'petitions.roots-page': at(open),
      'petitions.check-receipt-page': { ...at(open), query: { s: signature, receipt } },
      'petitions.count': at(open),
      'petitions.proof': { ...at(open), query: { s: signature, receipt } },
      'petitions.one-json': { params: { file: `${open}.json` } },
    },
    routes: {
      'petitions.get-petition': of(open),
      'petitions.get-requirements': { params: { slug: BODY } },
      'petitions.create': { body: { ...asked, institution: BODY } },
      'petitions.edit': { ...of(drafted), body: asked },
      'petitions.submit': of(drafted),
      'petitions.open': of(waiting),
      'petitions.close': of(open),
      'petitions.withdraw': of(drafted),
      'petitions.refuse': { ...of(waiting), body: { ground: 'competence', reasons: { ar: refusal } } },
      'petitions.sign': { ...of(open), body: signatory },
      'petitions.withdraw-signature': { params: { id: open, signature }, body: { receipt } },
    },
    actions: {
      'petitions.create-petition': { input: { ...words, institution: BODY } },
      'petitions.edit-petition': { input: { ...words, petition: drafted } },
      'petitions.submit-petition': { input: { petition: drafted } },
      'petitions.open-petition': { input: { petition: waiting } },
      'petitions.refuse-petition': { input: { petition: waiting, ground: 'competence', reasons: { ar: refusal } } },
      'petitions.close-petition': { input: { petition: open } },
      'petitions.withdraw-petition': { input: { petition: open } },
      'petitions.publish-petition-root': {
        input: { petition: 'unknown' },
        absent:
          'it asks for a snapshot of its own, which a test that takes each call back cannot give; its room tries it',
      },
      'petitions.start-signature': { input: { ...begun, contact: 'another@example.ma' } },
      'petitions.sign-petition': { input: { petition: open, lang: 'ar', network: 'n', token: 'unknown' } },
      'petitions.withdraw-signature': { input: { petition: open, signature, receipt } },
    },
  };
};
