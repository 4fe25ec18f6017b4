import { newId } from '#platform/ids.ts';
import { createPetition } from '../../../src/modules/petitions/actions/create-petition.ts';
import { invalidateSignatures } from '../../../src/modules/petitions/actions/invalidate-signatures.ts';
import { issueSheets } from '../../../src/modules/petitions/actions/issue-sheets.ts';
import { openPetition } from '../../../src/modules/petitions/actions/open-petition.ts';
import { publishPetitionRoot } from '../../../src/modules/petitions/actions/publish-petition-root.ts';
import { recordSheet } from '../../../src/modules/petitions/actions/record-sheet.ts';
import { recordSignature } from '../../../src/modules/petitions/actions/record-signature.ts';
import { submitPetition } from '../../../src/modules/petitions/actions/submit-petition.ts';
import { takeSample } from '../../../src/modules/petitions/actions/take-sample.ts';
import { USUAL_FORMAT } from '../../../src/modules/petitions/sampling.ts';
import type { MakeExamples } from '../example.ts';
import { BODY } from '../people.ts';
import { ITSELF } from '../world.ts';

const words = {
  lang: 'ar',
  title: 'عريضة من أجل مكتبة عمومية',
  demand: 'نلتمس إدراج نقطة في جدول أعمال المجلس.',
  reasons: 'إن المكتبة تهم الجميع.',
  representative: 'فاطمة الزهراء',
  months: '6',
};
const TARFAYA = '11.537';
const reasons = 'وقع الشخص نفسه مرتين كما أقر بذلك.';

/** What officials do with signatures: the counter, paper sheets, findings, samples, the file. */
export const petitionSignaturesExamples: MakeExamples = async ({ program, person, actorOf, body }) => {
  const { actions } = program;
  const own = { actor: await actorOf(person('own')), tenant: body };
  const first = { actor: await actorOf(person('Pres')), tenant: body };
  const second = { actor: await actorOf(person('VP')), tenant: body };
  const { reference } = await actions.perform(createPetition, { ...own, input: { ...words, institution: BODY } });
  const petition = reference;
  const draft = await actions.perform(createPetition, { ...own, input: { ...words, institution: BODY } });
  await actions.perform(submitPetition, { ...own, input: { petition } });
  await actions.perform(openPetition, { ...first, input: { petition } });
  await actions.perform(issueSheets, { ...first, input: { petition, sheets: 3 } });
  const line = { line: 1, name: 'سعيد', territory: TARFAYA };
  await actions.perform(recordSheet, { ...first, input: { petition, sheet: 2, lines: [line] } });
  await actions.perform(recordSheet, { ...second, input: { petition, sheet: 2, lines: [{ ...line, name: 'سعد' }] } });
  const signatory = { name: 'سعيد', tie: 'residence', territory: TARFAYA, declares: true } as const;
  const signatures: string[] = [];
  for (let n = 0; n < 4; n++) {
    const input = { ...signatory, name: `سعيد ${'ابجد'[n]}`, petition, lang: 'ar', entry: newId() };
    const done = await actions.perform(recordSignature, { ...first, input });
    if (done.outcome === 'signed') signatures.push(done.signature);
  }
  await actions.perform(publishPetitionRoot, { actor: ITSELF, tenant: null, input: { petition } });
  const finding = {
    criterion: { kind: 'chosen', signatures: signatures.slice(0, 1) },
    expected: 1,
    ground: 'twice',
    reasons,
  };
  const { invalidation } = await actions.perform(invalidateSignatures, { ...first, input: { ...finding, petition } });
  const { sample } = await actions.perform(takeSample, {
    ...first,
    input: { petition, register: 'population', size: 2 },
  });
  const [, another = ''] = signatures;
  const found = { ...finding, criterion: { kind: 'chosen', signatures: [another] } };
  const { headings, answers } = USUAL_FORMAT;
  const rows = [
    [headings.place, headings.result],
    ['1', answers.found],
  ].map((cells, index) => ({ number: index + 1, cells }));
  const choices = [{ line: 1, reading: 'first' }];
  const format = {
    delimiter: ',',
    ...Object.fromEntries(Object.entries(headings).map(([name, word]) => [`headings.${name}`, word])),
    ...Object.fromEntries(Object.entries(answers).map(([name, word]) => [`answers.${name}`, word])),
  };
  const at = (params: Record<string, string> = {}) => ({ params: { reference, ...params } });
  const of = (params: Record<string, string> = {}) => ({ params: { id: petition, ...params } });
  const counter = { ...signatory, entry: newId(), copy: true };
  return {
    pages: {
      'petitions.petition-sheets-page': { ...at(), forms: { '': { sheets: '1' } } },
      'petitions.petition-association-page': { params: draft, forms: { '': {} } },
      'petitions.sheets-file': { ...at(), query: { from: '1', to: '2' } },
      'petitions.petition-card': at(),
      'petitions.petition-widget': at(),
      'petitions.petition-dossier-page': at(),
      'petitions.dossier-file': at(),
      'petitions.petition-signatures-page': at(),
      'petitions.counter-signature-page': {
        ...at(),
        forms: { '': { name: signatory.name, territory: TARFAYA, declares: 'yes', entry: newId() } },
      },
      'petitions.sheet-page': {
        ...at({ number: '2' }),
        forms: { read: { 'line-1.name': 'سعيد', 'line-1.territory': TARFAYA }, merge: { 'line-1': 'first' } },
      },
      'petitions.signature-checks-page': at(),
      'petitions.invalidate-signatures-page': {
        ...at(),
        query: { kind: 'chosen', ids: another },
        forms: { '': { ground: 'twice', reasons, expected: '1' } },
      },
      'petitions.invalidation-page': { ...at({ id: invalidation }), forms: { '': { reasons } } },
      'petitions.samples-page': { ...at(), forms: { '': { register: 'population', size: '2' } } },
      'petitions.sample-page': {
        ...at({ id: sample }),
        forms: { '': { pasted: `${headings.place};${headings.result}\n1;${answers.found}` } },
      },
      'petitions.sample-file': at({ id: sample }),
      'petitions.register-format-page': { params: { register: 'population' }, forms: { '': format } },
    },
    routes: {
      'petitions.issue-sheets': { ...of(), body: { sheets: 1 } },
      'petitions.record-sheet': { ...of({ number: '1' }), body: { lines: [line] } },
      'petitions.merge-sheet': { ...of({ number: '2' }), body: { choices } },
      'petitions.record-signature': { ...of(), body: counter },
      'petitions.invalidate-signatures': { ...of(), body: found },
      'petitions.restore-signatures': { ...of({ invalidation }), body: { reasons } },
      'petitions.take-sample': { ...of(), body: { register: 'population', size: 2 } },
      'petitions.import-sample-answers': { ...of({ sample }), body: { rows } },
      'petitions.get-samples': of(),
    },
    actions: {
      'petitions.register-association': { input: { petition: draft.reference } },
      'petitions.issue-sheets': { input: { petition, sheets: 1 } },
      'petitions.record-sheet': { input: { petition, sheet: 1, lines: [line] } },
      'petitions.merge-sheet': { input: { petition, sheet: 2, choices } },
      'petitions.record-signature': { input: { ...counter, petition, lang: 'ar' } },
      'petitions.invalidate-signatures': { input: { ...found, petition } },
      'petitions.restore-signatures': { input: { petition, invalidation, reasons } },
      'petitions.take-sample': { input: { petition, register: 'population', size: 2 } },
      'petitions.import-sample-answers': { input: { petition, sample, rows } },
      'petitions.set-register-format': { input: { register: 'electoral', ...USUAL_FORMAT } },
    },
  };
};
