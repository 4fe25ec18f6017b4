import { institutionBySlug } from '#core/institutions/index.ts';
import { within } from '#platform/db/database.ts';
import { newId } from '#platform/ids.ts';
import { keepUpload } from '../../../src/core/attachments/uploads.ts';
import { answerProposals } from '../../../src/modules/proposals/actions/answer-proposals.ts';
import { assignProposals } from '../../../src/modules/proposals/actions/assign-proposals.ts';
import { attachFile } from '../../../src/modules/proposals/actions/attach-file.ts';
import { createProposal } from '../../../src/modules/proposals/actions/create-proposal.ts';
import { proposeAmendment } from '../../../src/modules/proposals/actions/propose-amendment.ts';
import { proposeMerge } from '../../../src/modules/proposals/actions/propose-merge.ts';
import { recordSupports } from '../../../src/modules/proposals/actions/record-supports.ts';
import { saveQuestion } from '../../../src/modules/proposals/actions/save-question.ts';
import { submitProposal } from '../../../src/modules/proposals/actions/submit-proposal.ts';
import { joinKey } from '../../../src/modules/proposals/join.ts';
import { saveCall } from '../../../src/modules/proposals/queries/calls.ts';
import { proposalByReference } from '../../../src/modules/proposals/queries/proposals.ts';
import type { MakeExamples } from '../example.ts';
import { ITSELF } from '../world.ts';

const TODAY = '2026-11-21';
const words = {
  title: { ar: 'حملة للاقتصاد في ماء السقي بالواحات' },
  body: { ar: 'نقترح تنظيم دورات تكوينية ميدانية لفائدة نساء الواحات.' },
};
const typed = { 'title.ar': words.title.ar, 'body.ar': words.body.ar };
const reasons = { ar: 'اقتراح مفيد.', fr: 'Proposition utile.' };
const given = { 'reasons.ar': reasons.ar, 'reasons.fr': reasons.fr };
const supports = { channel: 'paper', supports: 3, on: TODAY };
const PDF = '%PDF-1.7\n%%EOF\n';
const scores = { need: 3, competence: 4, feasibility: 2, cost: 1, equity: 4 };

export const proposalsExamples: MakeExamples = async ({ program, db, person, actorOf, body }) => {
  const { actions, around } = program;
  const openCall = async (institutionId: string) => {
    const id = newId();
    const title = { ar: 'دعوة للاقتراحات', fr: 'Appel à propositions' };
    const dates = { opensOn: '2026-11-01', closesOn: '2026-12-31' };
    await db
      .transaction()
      .execute((tx) =>
        saveCall(tx, { institutionId, id, title, aboutPath: '/proposals', ...dates, level: 1, themes: [] }),
      );
    return id;
  };
  const call = await openCall(body.id);
  const own = { actor: await actorOf(person('own')), tenant: body };
  const itself = { actor: ITSELF, tenant: body };
  const draft = async () => (await actions.perform(createProposal, { ...own, input: { ...words, call } })).reference;
  const sent = async () => {
    const proposal = await draft();
    await actions.perform(submitProposal, { ...own, input: { proposal } });
    return proposal;
  };
  const answer = { state: 'accepted', reasons };
  const answered = async () => {
    const proposal = await sent();
    return actions.perform(answerProposals, { ...itself, input: { call, proposals: [proposal], ...answer } });
  };
  const line = { kind: 'line', label: { ar: 'كم تكلف؟', fr: 'Combien cela coûterait-il ?' } };
  const { key: question } = await actions.perform(saveQuestion, { ...itself, input: { call, ...line } });
  const drafted = await draft();
  const shown = await sent();
  const other = await sent();
  const asked = await sent();
  await actions.perform(proposeMerge, { ...itself, input: { proposal: asked, into: shown } });
  const done = await answered();
  const accepted = done.answered[0] ?? '';
  const undoable = await answered();
  const evaluator = person('Div').id;
  const studied = await sent();
  await actions.perform(assignProposals, {
    ...itself,
    input: { call, proposals: [studied], evaluators: [evaluator] },
  });
  const sheetOf = async (proposal: string, paper: string) =>
    (await actions.perform(recordSupports, { ...itself, input: { proposal, ...supports, paper } })).sheet;
  const sheet = await sheetOf(shown, '1');
  // Another body forwards a proposal to this one.
  const elsewhere = (await institutionBySlug(db, 'beni-mellal-khenifra'))?.id ?? '';
  const theirs = await openCall(elsewhere);
  const outside = { actor: own.actor, tenant: null };
  const made = await actions.perform(createProposal, { ...outside, input: { ...words, call: theirs } });
  const forwarded = made.reference;
  await actions.perform(submitProposal, { ...outside, input: { proposal: forwarded } });
  await actions.perform(answerProposals, {
    actor: ITSELF,
    tenant: null,
    input: { call: theirs, proposals: [forwarded], state: 'forwarded', reasons, forwardTo: body.slug },
  });
  const reply = { state: 'accepted', reasons };
  const list = {
    name: 'contributions',
    rows: [
      { number: 1, cells: ['title_fr', 'body_fr', 'channel'] },
      { number: 2, cells: ['Un banc', 'Un banc au marché.', 'paper'] },
    ],
  };
  const keep = async (name: string) => {
    const sender = { db, around, actor: own.actor, now: program.clock.now() };
    return (await keepUpload(sender, body.id, { name, bytes: Buffer.from(PDF) })).ticket;
  };
  const said = { title: { ar: 'صورة' }, description: { ar: 'السوق' }, lang: 'zxx' };
  const attached = { proposal: shown, upload: await keep('a.pdf'), ...said };
  const { id: file } = await actions.perform(attachFile, { ...own, input: attached });
  const upload = await keep('b.pdf');
  const form = new FormData();
  for (const [name, value] of Object.entries({ 'title.ar': 'صورة', 'description.ar': 'السوق', lang: 'zxx' }))
    form.append(name, value);
  form.append('upload', new File([PDF], 'c.pdf'));
  const somebody = { actor: await actorOf(person('Div')), tenant: body };
  const amend = { ...words, title: { ar: 'حملة أوسع' }, reasons: 'أوضح.' };
  const { id: amendment } = await actions.perform(proposeAmendment, {
    ...somebody,
    input: { proposal: shown, ...amend },
  });
  // As if its author had written the proposal too, so that every form of its page is theirs.
  await within(db, body.id)
    .updateTable('proposal_amendment')
    .set({ author_id: person('own').id })
    .where('id', '=', amendment)
    .execute();
  const key = joinKey(around.keys, (await proposalByReference(db, shown))?.id ?? '');
  const at = (reference: string) => ({ params: { reference } });
  const of = (id: string) => ({ params: { id } });
  const ofCall = { params: { call } };
  const record = { ...words, channel: 'counter' };
  const outcome = { kind: 'step', words: reasons, on: TODAY };
  const burst = { hour: '2026-11-21T09:00:00.000Z', reasons };
  const assign = { proposals: [other], evaluators: [evaluator] };
  const two = Object.fromEntries(
    Object.entries(typed).flatMap(([name, value]) => [
      [`first.${name}`, value],
      [`second.${name}`, value],
    ]),
  );
  return {
    pages: {
      'proposals.new-proposal-page': { query: { call }, forms: { '': typed } },
      'proposals.proposal-page': at(shown),
      'proposals.history-page': at(shown),
      'proposals.support-proposal-page': { ...at(shown), forms: { support: {}, withdraw: {} } },
      'proposals.join-proposal-page': { ...at(shown), query: { key }, forms: { '': {} } },
      'proposals.manage-proposal-page': {
        ...at(asked),
        forms: { submit: {}, withdraw: {}, agree: {}, disagree: {} },
      },
      'proposals.edit-proposal-page': { ...at(drafted), forms: { '': typed } },
      'proposals.split-proposal-page': { ...at(shown), forms: { '': two } },
      'proposals.triage-page': {
        ...ofCall,
        query: { undo: undoable.batch },
        forms: { undo: {}, amendments: { taken: 'yes' } },
      },
      'proposals.selected-page': {
        ...ofCall,
        query: { p: other },
        forms: { assign: { evaluators: evaluator }, answer: { state: 'accepted', ...given } },
      },
      'proposals.integrity-page': {
        ...ofCall,
        forms: { refuse: { burst: `${shown} ${burst.hour}`, ...given } },
      },
      'proposals.record-proposal-page': { ...ofCall, forms: { '': { ...typed, channel: 'counter' } } },
      'proposals.questions-page': {
        ...ofCall,
        forms: {
          save: { kind: 'line', 'label.ar': line.label.ar, 'label.fr': line.label.fr },
          remove: { key: question },
        },
      },
      'proposals.sheets-page': {
        ...at(shown),
        forms: {
          record: {
            channel: 'paper',
            supports: '3',
            paper: '2',
            'on.day': '21',
            'on.month': '11',
            'on.year': '2026',
          },
          strike: { sheet, ...given },
        },
      },
      'proposals.forwarded-page': { ...at(forwarded), forms: { '': { state: 'accepted', ...given } } },
      'proposals.import-proposals-page': {
        ...ofCall,
        forms: { '': {} },
        never: { '': 'its file comes as multipart, and this test sends plain forms' },
      },
      'proposals.contributions-file': ofCall,
      'proposals.files-page': {
        ...at(shown),
        forms: {
          attach: { kept: upload, 'title.ar': 'صورة', 'description.ar': 'السوق', lang: 'zxx' },
          remove: { file },
        },
      },
      'proposals.new-amendment-page': {
        ...at(shown),
        forms: { '': { 'title.ar': amend.title.ar, 'body.ar': words.body.ar, reasons: amend.reasons } },
      },
      'proposals.amendment-page': {
        params: { reference: shown, amendment },
        forms: {
          support: {},
          'withdraw-support': {},
          accept: { version: '0' },
          decline: { because: 'لا.' },
          withdraw: {},
        },
      },
      'proposals.file-page': { params: { reference: shown, id: file } },
      'proposals.study-proposal-page': {
        ...at(accepted),
        forms: {
          assess: { conflict: 'yes' },
          note: { body: 'ملاحظة' },
          merge: { into: shown },
          outcome: {
            kind: 'step',
            'words.ar': reasons.ar,
            'on.day': '21',
            'on.month': '11',
            'on.year': '2026',
          },
        },
      },
    },
    routes: {
      'proposals.get-proposal': of(shown),
      'proposals.get-call': ofCall,
      'proposals.add-question': { ...ofCall, body: line },
      'proposals.change-question': { params: { call, key: question }, body: line },
      'proposals.remove-question': { params: { call, key: question } },
      'proposals.create': { body: { ...words, call } },
      'proposals.edit': { ...of(drafted), body: words },
      'proposals.send': of(drafted),
      'proposals.withdraw': of(drafted),
      'proposals.split': { ...of(shown), body: { first: words, second: words } },
      'proposals.join': { ...of(shown), body: { key } },
      'proposals.decide-merge': { ...of(asked), body: { agree: true } },
      'proposals.support': of(shown),
      'proposals.withdraw-support': of(shown),
      'proposals.record': { ...ofCall, body: record },
      'proposals.attach-file': { ...of(shown), body: form },
      'proposals.remove-file': { params: { id: shown, file } },
      'proposals.list-amendments': of(shown),
      'proposals.get-amendment': { params: { id: shown, amendment } },
      'proposals.propose-amendment': { ...of(shown), body: amend },
      'proposals.import': {
        ...ofCall,
        body: { csv: 'title_fr,body_fr,channel\r\nUn banc,Un banc à l’ombre.,paper\r\n' },
      },
      'proposals.assign': { ...ofCall, body: assign },
      'proposals.answer': { ...ofCall, body: { proposals: [other], ...answer } },
      'proposals.undo-answers': { params: { call, batch: undoable.batch } },
      'proposals.assess': { ...of(studied), body: { scores } },
      'proposals.note': { ...of(shown), body: { body: 'ملاحظة' } },
      'proposals.propose-merge': { ...of(other), body: { into: shown } },
      'proposals.record-outcome': { ...of(accepted), body: outcome },
      'proposals.refuse-supports': { ...of(shown), body: burst },
      'proposals.record-supports': { ...of(shown), body: { ...supports, paper: '3' } },
      'proposals.refuse-sheet': { params: { id: shown, sheet }, body: { reasons } },
      'proposals.reply-forwarded': { params: { id: forwarded, body: body.slug }, body: reply },
    },
    actions: {
      'proposals.create-proposal': { input: { ...words, call } },
      'proposals.edit-proposal': { input: { ...words, proposal: drafted } },
      'proposals.submit-proposal': { input: { proposal: drafted } },
      'proposals.withdraw-proposal': { input: { proposal: drafted } },
      'proposals.split-proposal': { input: { proposal: shown, first: words, second: words } },
      'proposals.join-proposal': { input: { proposal: shown, key } },
      'proposals.decide-merge': { input: { proposal: asked, agree: true } },
      'proposals.support-proposal': { input: { proposal: shown } },
      'proposals.withdraw-support': { input: { proposal: shown } },
      'proposals.record-proposal': { input: { ...record, call } },
      'proposals.save-question': { input: { call, ...line } },
      'proposals.remove-question': { input: { call, key: question } },
      'proposals.assign-proposals': { input: { call, ...assign } },
      'proposals.answer-proposals': { input: { call, proposals: [other], ...answer } },
      'proposals.undo-answers': { input: { call, batch: undoable.batch } },
      'proposals.assess-proposal': { input: { proposal: studied, scores } },
      'proposals.note-proposal': { input: { proposal: shown, body: 'ملاحظة' } },
      'proposals.propose-merge': { input: { proposal: other, into: shown } },
      'proposals.record-outcome': { input: { proposal: accepted, ...outcome } },
      'proposals.refuse-supports': { input: { proposal: shown, ...burst } },
      'proposals.record-supports': { input: { proposal: shown, ...supports, paper: '4' } },
      'proposals.refuse-sheet': { input: { proposal: shown, sheet, reasons } },
      'proposals.reply-forwarded': { input: { proposal: forwarded, body: body.slug, ...reply } },
      'proposals.attach-file': { input: { proposal: shown, upload, ...said } },
      'proposals.remove-file': { input: { proposal: shown, file } },
      'proposals.propose-amendment': { input: { proposal: shown, ...amend } },
      'proposals.support-amendment': { input: { proposal: shown, amendment, support: true } },
      'proposals.accept-amendment': { input: { proposal: shown, amendment, version: 0 } },
      'proposals.refuse-amendment': { input: { proposal: shown, amendment, because: 'لا.' } },
      'proposals.set-amendments': { input: { call, taken: true } },
      'proposals.withdraw-amendment': { input: { proposal: shown, amendment } },
      'proposals.import-proposals': { input: { call, sheet: list } },
    },
  };
};
