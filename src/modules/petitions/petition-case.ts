import type { CaseKind, CaseTransition } from '#platform/case-kind.ts';
import { EXAMINE } from './access.ts';
import { signatureProcessing } from './personal-data.ts';
import { COUNCIL_STATES, TRANSITIONS, type Transition } from './petition.ts';

/** What a step does to the clock of a refusal, which the law counts from the filing. It sets none for an acceptance. */
const CLOCKS: Readonly<Record<string, CaseTransition['clock']>> = {
  file: 'starts',
  reopen: 'starts',
  accept: 'cancels',
  reject: 'meets',
  withdraw: 'cancels',
  remove: 'cancels',
};

const WHO = { representative: 'party', council: 'office', clock: 'clock' } as const;

function asStep({ from, verb, who, to }: Transition): CaseTransition {
  const clock = CLOCKS[verb];
  return {
    from: verb === 'file' ? null : from,
    verb,
    who: WHO[who],
    to,
    ...(clock ? { clock } : {}),
    ...(verb === 'accept' || verb === 'reject' ? { decides: true as const } : {}),
  };
}

/** The file of a petition in the council: the part of `TRANSITIONS` that begins with the filing. */
export const petitionCase: CaseKind = {
  kind: 'petition',
  prefix: 'PET',
  label: 'petitions.case.label',
  transitions: TRANSITIONS.filter(
    ({ from, verb }) => verb === 'file' || (COUNCIL_STATES as readonly string[]).includes(from),
  ).map(asStep),
  ends: ['rejected', 'finished', 'withdrawn', 'removed'],
  states: {
    filed: 'petitions.state.filed',
    rejected: 'petitions.state.rejected',
    accepted: 'petitions.state.accepted',
    scheduled: 'petitions.state.scheduled',
    answered: 'petitions.state.answered',
    finished: 'petitions.state.finished',
    withdrawn: 'petitions.state.withdrawn',
    removed: 'petitions.state.removed',
  },
  steps: {
    file: 'petitions.step.file',
    withdraw: 'petitions.step.withdraw',
    accept: 'petitions.step.accept',
    reject: 'petitions.step.reject',
    reopen: 'petitions.step.reopen',
    refer: 'petitions.step.refer',
    schedule: 'petitions.step.schedule',
    answer: 'petitions.step.answer',
    report: 'petitions.step.report',
    finish: 'petitions.step.finish',
    remove: 'petitions.step.remove',
  },
  grounds: {
    constants: 'petitions.condition.constants',
    competence: 'petitions.condition.competence',
    representative: 'petitions.condition.representative',
    form: 'petitions.condition.form',
    tie: 'petitions.condition.tie',
    interest: 'petitions.condition.interest',
    signatures: 'petitions.condition.signatures',
    spread: 'petitions.condition.spread',
    electoral: 'petitions.condition.electoral',
    'identity-copies': 'petitions.condition.identity-copies',
    'association-age': 'petitions.condition.association-age',
    'association-standing': 'petitions.condition.association-standing',
    'association-seat': 'petitions.condition.association-seat',
    'association-activity': 'petitions.condition.association-activity',
    'association-members': 'petitions.condition.association-members',
    'association-documents': 'petitions.condition.association-documents',
  },
  outcomes: {
    accept: 'petitions.step.accept',
    reject: 'petitions.step.reject',
    adopted: 'petitions.outcome.adopted',
    'partly-adopted': 'petitions.outcome.partly-adopted',
    'not-adopted': 'petitions.outcome.not-adopted',
  },
  facts: {
    session: 'petitions.fact.session',
    item: 'petitions.fact.item',
    deliberation: 'petitions.fact.deliberation',
    'votes-for': 'petitions.council.votes-for',
    'votes-against': 'petitions.council.votes-against',
    'votes-abstained': 'petitions.council.votes-abstained',
  },
  remedies: [{ after: ['reject'], text: 'petitions.remedy.annulment', source: '41-90' }],
  power: EXAMINE,
  lead: EXAMINE,
  remindDays: 14,
  // It goes to another council by `transfer-petition`, which knows which councils take petitions and by which law.
  transfer: 'never',
  processing: signatureProcessing.kind,
  // Longer than the sixty days in which a refusal may be brought before the court.
  graceDays: 180,
  keep: { years: 5, source: 'Law 09-08, art. 3' },
  path: (reference) => `/petitions/${reference}`,
  tags: (reference) => [`petition:${reference}`, 'petitions'],
  deskPath: (reference) => `/desk/petitions/${reference}/council`,
};
