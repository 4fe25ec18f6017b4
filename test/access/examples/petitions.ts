import { nationalPortal } from '#core/institutions/index.ts';
import { NOBODY } from '#platform/tenant.ts';
import { addSigningRule } from '../../../src/modules/petitions/actions/add-signing-rule.ts';
import { appealRefusal } from '../../../src/modules/petitions/actions/appeal-refusal.ts';
import { createPetition } from '../../../src/modules/petitions/actions/create-petition.ts';
import { inviteCollaborator } from '../../../src/modules/petitions/actions/invite-collaborator.ts';
import { openPetition } from '../../../src/modules/petitions/actions/open-petition.ts';
import { publishPetitionRoot } from '../../../src/modules/petitions/actions/publish-petition-root.ts';
import { refusePetition } from '../../../src/modules/petitions/actions/refuse-petition.ts';
import { signPetition } from '../../../src/modules/petitions/actions/sign-petition.ts';
import { startSignature } from '../../../src/modules/petitions/actions/start-signature.ts';
import { submitPetition } from '../../../src/modules/petitions/actions/submit-petition.ts';
import { newsToken } from '../../../src/modules/petitions/news.ts';
import { petitionByReference } from '../../../src/modules/petitions/queries/petitions.ts';
import { signingRules } from '../../../src/modules/petitions/queries/signing-limits.ts';
import { receiptOf } from '../../../src/modules/petitions/signing.ts';
import { aPerson } from '../../setup/actors.ts';
import { emptyAccount } from '../../setup/officials.ts';
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
  const refused = async () => {
    const petition = await submitted();
    const refusing = { petition, ground: 'competence', reasons: { ar: refusal } };
    await actions.perform(refusePetition, { actor: ITSELF, tenant: body, input: refusing });
    return petition;
  };
  const [drafted, waiting, open] = [await draft(), await submitted(), await opened()];
  const [lost, appealed] = [await refused(), await refused()];
  await actions.perform(appealRefusal, { ...own, input: { petition: appealed, words: refusal } });
  const author = { actor: aPerson({ id: await emptyAccount(db, program.clock.now()) }), tenant: body };
  const theirs = await actions.perform(createPetition, { ...author, input: { ...words, institution: BODY } });
  const asking = { name: signatory.name, lang: 'ar', contact: person('own').email };
  const { id: collaboration } = await actions.perform(inviteCollaborator, {
    ...author,
    input: { ...asking, petition: theirs.reference },
  });
  const helper = { ...asking, contact: 'helper@example.ma' };
  const removal = { ground: 'court', act: 'المحكمة الابتدائية بالعيون، الحكم عدد 12' };
  const decision = { outcome: 'confirmed', reasons: { ar: refusal } };
  const { institutionId: institution = '', id: row = '' } = (await petitionByReference(db, open)) ?? {};
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
  const signingRate = { perMinute: 100, perHour: 1000 };
  const signingRule = { kind: 'network', pattern: '196.200.0.0/16', verdict: 'refused', reason: 'Abus' };
  const entered = { ...signingRule, pattern: '105.66.0.0/16' };
  await actions.perform(addSigningRule, { actor: ITSELF, tenant: null, input: entered });
  const portal = await nationalPortal(db);
  const kept = (await signingRules(db, portal.id))[0]?.id ?? '';
  const at = (reference: string) => ({ params: { reference } });
  const of = (id: string) => ({ params: { id } });
  const asked = { ...words, months: 6 };
  const changed = { ...asked, version: 1 };
  const reasons = { 'reasons.ar': refusal, ground: 'competence' };
  return {
    pages: {
      'petitions.petition-page': at(drafted),
      // The limits of signing have one desk, on the portal's own site.
      'petitions.signing-limits-page': {
        site: portal.slug,
        forms: { add: signingRule, remove: { rule: kept }, rate: { perMinute: '100', perHour: '1000' } },
      },
      'petitions.sign-petition-page': ({ id }) => ({
        ...at(open),
        // Whoever has no account signs by the other form.
        forms: { begin: { ...typed, contact: 'third@example.ma' }, sign: id === '' ? {} : typed },
      }),
      'petitions.signature-code-page': { ...at(open), query: { s: signing }, forms: { '': { code } } },
      'petitions.confirm-signature-page': { ...at(open), query: { token }, forms: { '': {} } },
      'petitions.signature-page': { ...at(open), query: { s: signature, receipt }, forms: { '': {} } },
      'petitions.new-petition-page': { forms: { '': words } },
      'petitions.edit-petition-page': { ...at(drafted), forms: { '': { ...words, version: '1' } } },
      'petitions.manage-petition-page': {
        ...at(drafted),
        forms: { submit: {}, close: {}, withdraw: {}, appeal: { words: refusal } },
      },
      'petitions.collaborators-page': { ...at(drafted), forms: { invite: helper, end: { collaboration } } },
      'petitions.draft-invitation-page': { params: { id: collaboration }, forms: { accept: {}, end: {} } },
      'petitions.draft-versions-page': at(drafted),
      'petitions.petition-settings-page': { forms: { '': { assurance: '1' } } },
      'petitions.rate-page': at(open),
      'petitions.stop-news-page': { ...at(open), query: { token: newsToken(around.keys, row) }, forms: { '': {} } },
      'petitions.similar': { query: { q: words.title } },
      'petitions.examine-petition-page': {
        ...at(waiting),
        forms: {
          take: {},
          release: {},
          open: {},
          refuse: reasons,
          appeal: { ...reasons, outcome: 'confirmed' },
          remove: removal,
        },
        never: { appeal: 'nobody appeals against what waits to be opened' },
      },
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
      'petitions.edit': { ...of(drafted), body: changed },
      'petitions.get-days': of(open),
      'petitions.invite-collaborator': { ...of(drafted), body: helper },
      'petitions.accept-collaboration': of(collaboration),
      'petitions.end-collaboration': of(collaboration),
      'petitions.take': { ...of(waiting), body: {} },
      'petitions.appeal': { ...of(lost), body: { words: refusal } },
      'petitions.decide-appeal': { ...of(appealed), body: decision },
      'petitions.remove': { ...of(lost), body: removal },
      'petitions.set-signatory-level': { params: { slug: BODY }, body: { assurance: 1 } },
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
      'petitions.edit-petition': { input: { ...words, petition: drafted, version: 1 } },
      'petitions.invite-collaborator': { input: { ...helper, petition: drafted } },
      'petitions.accept-collaboration': { input: { collaboration } },
      'petitions.end-collaboration': { input: { collaboration } },
      'petitions.take-petition': { input: { petition: waiting } },
      'petitions.appeal-refusal': { input: { petition: lost, words: refusal } },
      'petitions.decide-refusal-appeal': { input: { petition: appealed, ...decision } },
      'petitions.remove-petition': { input: { petition: lost, ...removal } },
      'petitions.set-signatory-level': { input: { assurance: 1 } },
      'petitions.add-signing-rule': { input: signingRule },
      'petitions.remove-signing-rule': { input: { rule: kept } },
      'petitions.set-signing-rate': { input: signingRate },
      'petitions.count-days': { input: { institution, petition: row } },
      'petitions.mark-reached': { input: { petition: open } },
      'petitions.tell-signatories': { input: { petition: open, state: 'answered' } },
      'petitions.stop-news': { input: { petition: open, token: newsToken(around.keys, row) } },
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
