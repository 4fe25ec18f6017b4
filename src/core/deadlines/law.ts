import type { Confidence, Period, Reference, Rule, SilenceEffect } from './rules.ts';

const days = (value: number): Period => ({ value, unit: 'days' });
const workingDays = (value: number): Period => ({ value, unit: 'working-days' });
const fullDays = (value: number): Period => ({ value, unit: 'full-days' });
const months = (value: number): Period => ({ value, unit: 'months' });

/** `31-13:16,17` is articles 16 and 17 of law 31-13, as `texts` of the messages call it. */
function at(place: string): Reference {
  const [text = '', articles = ''] = place.split(':');
  return { text, articles: articles ? articles.split(',') : [] };
}

type Spec = Pick<Rule, 'start'> & {
  /** Absent: the body. */
  by?: 'person';
  silence?: readonly [SilenceEffect, ...SilenceEffect[]];
  confidence?: Confidence;
  since?: string;
  suspension?: Rule['suspension'];
  extension?: Rule['extension'];
};

function rule(name: string, period: Period | null, place: string, spec: Spec): Rule {
  return {
    name,
    version: 1,
    since: spec.since ?? null,
    period,
    reference: at(place),
    confidence: spec.confidence ?? 'verified',
    by: spec.by ?? 'body',
    start: spec.start,
    dayZero: 'excluded',
    roll: 'next-working-day',
    silence: spec.silence ?? ['none'],
    suspension: spec.suspension ?? null,
    extension: spec.extension ?? null,
  };
}

/** The text was read as law 70-21 left it, published that day; what stood there before was not read, so it is not answered for. */
const NATIONAL = { since: '2021-09-13' };

const PROCEDURE_SUSPENSION: Rule['suspension'] = {
  grounds: ['originals', 'replacement-document', 'extra-information'],
  once: ['originals', 'extra-information'],
  reference: at('55-19:7,10,14'),
};
const PROCEDURE_EXTENSION: Rule['extension'] = { rule: null, reference: at('55-19:17') };

/**
 * The statutory periods, as data: a change of the law is a new row with the next `version` and its date, the old row stays for the cases
 * that began under it. The numbers were read in the official Arabic texts (`law.json`, which a test holds them against). A period of
 * null is one that the law leaves open.
 */
export const RULES: readonly Rule[] = [
  // Local petitions: the limit is for notifying a refusal; none is written for an acceptance.
  rule('petition.region.refusal', months(2), '111-14:122', { start: 'petition-received' }),
  rule('petition.province.refusal', months(2), '112-14:116', { start: 'petition-received' }),
  rule('petition.commune.refusal', months(3), '113-14:125', { start: 'petition-received' }),
  rule('petition.region.acceptance', null, '111-14:122', { start: 'petition-received' }),
  rule('petition.province.acceptance', null, '112-14:116', { start: 'petition-received' }),
  rule('petition.commune.acceptance', null, '113-14:125', { start: 'petition-received' }),
  // What comes before the opening on the platform: the law names the grounds (and those of the other levels the same), no length.
  rule('petition.opening.decision', null, '111-14:118', { start: 'petition-submitted', confidence: 'inference' }),
  rule('petition.opening.appeal', null, '111-14:118', {
    start: 'opening-refused',
    confidence: 'inference',
    by: 'person',
  }),
  // National petitions.
  rule('petition.national.local-forwarding', days(15), '44-14:7', { start: 'petition-filed', ...NATIONAL }),
  rule('petition.national.referral', days(15), '44-14:8,12', { start: 'petition-received', ...NATIONAL }),
  rule('petition.national.roll-check', days(20), '44-14:12 bis', { start: 'roll-check-asked', ...NATIONAL }),
  rule('petition.national.opinion', days(60), '44-14:9,13', { start: 'petition-referred', ...NATIONAL }),
  rule('petition.national.rapporteur-report', days(20), '2-16-773:9', { start: 'rapporteur-named' }),
  rule('petition.national.administration-reply', days(15), '2-16-773:15', { start: 'administration-asked' }),
  rule('petition.national.refusal-notice', days(30), '44-14:10,14', { start: 'opinion-received', ...NATIONAL }),
  rule('petition.national.other-body-notice', days(10), '44-14:4', {
    start: 'petition-referred-elsewhere',
    ...NATIONAL,
  }),
  rule('petition.national.outcome', null, '44-14:11,15', { start: 'opinion-received', ...NATIONAL }),
  // Motions on legislation.
  rule('motion.roll-check', days(20), '64-14:8 bis', { start: 'roll-check-asked' }),
  rule('motion.decision', days(60), '64-14:10', { start: 'motion-received' }),
  rule('motion.notice', days(15), '64-14:10', { start: 'decision-made' }),
  // Access to information.
  rule('information-request.reply', workingDays(20), '31-13:16', {
    start: 'request-received',
    silence: ['opens-complaint'],
    extension: { rule: 'information-request.extension', reference: at('31-13:16') },
  }),
  rule('information-request.extension', workingDays(20), '31-13:16', {
    start: 'first-period-end',
    silence: ['opens-complaint'],
  }),
  rule('information-request.reply-urgent', days(3), '31-13:17', {
    start: 'request-received',
    silence: ['opens-complaint'],
    extension: { rule: 'information-request.urgent-extension', reference: at('31-13:17') },
  }),
  rule('information-request.urgent-extension', days(3), 'cdai-faq', {
    start: 'first-period-end',
    silence: ['opens-complaint'],
    confidence: 'verified-secondary',
  }),
  rule('information-request.transfer', null, '31-13', { start: 'request-received' }),
  rule('information-request.complaint-to-head', workingDays(20), '31-13:19', {
    start: 'reply-or-lapse',
    by: 'person',
    silence: ['right-lapses'],
  }),
  rule('information-request.head-decision', days(15), '31-13:19', {
    start: 'complaint-received',
    silence: ['opens-complaint'],
  }),
  rule('information-request.complaint-to-cdai', days(30), '31-13:20', {
    start: 'head-reply-or-lapse',
    by: 'person',
    silence: ['right-lapses'],
  }),
  rule('information-request.cdai-decision', days(30), '31-13:20', {
    start: 'complaint-received',
    silence: ['opens-court'],
  }),
  rule('information-request.court', days(60), '31-13:21', {
    start: 'cdai-reply-or-lapse',
    by: 'person',
    silence: ['right-lapses'],
  }),
  // Administrative procedures: every period of law 55-19 is full (art. 31).
  rule('procedure.decision', fullDays(60), '55-19:16,31', {
    start: 'file-complete',
    silence: ['opens-appeal', 'consent'],
    suspension: PROCEDURE_SUSPENSION,
    extension: PROCEDURE_EXTENSION,
  }),
  rule('procedure.decision-investment', fullDays(30), '55-19:16,31', {
    start: 'file-complete',
    silence: ['opens-appeal', 'consent'],
    suspension: PROCEDURE_SUSPENSION,
    extension: PROCEDURE_EXTENSION,
  }),
  rule('procedure.missing-documents', fullDays(30), '55-19:10,31', {
    start: 'receipt-given',
    by: 'person',
    silence: ['file-returned'],
  }),
  rule('procedure.replacement-document', fullDays(30), '55-19:10,31', {
    start: 'document-asked',
    by: 'person',
    silence: ['file-returned'],
    confidence: 'verified',
  }),
  rule('procedure.unobtainable-document-notice', fullDays(15), '55-19:24,31', { start: 'document-sought' }),
  rule('procedure.silence-delivery', fullDays(7), '55-19:19,31', { start: 'delivery-asked', silence: ['escalates'] }),
  rule('procedure.escalated-delivery', fullDays(15), '55-19:20,31', { start: 'delivery-asked' }),
  rule('procedure.silence-certificate', fullDays(10), '55-19:20,31', { start: 'certificate-asked' }),
  rule('procedure.appeal', fullDays(30), '55-19:21,31', {
    start: 'refusal-or-lapse',
    by: 'person',
    silence: ['right-lapses'],
  }),
  rule('procedure.appeal-decision', fullDays(15), '55-19:21,31', { start: 'appeal-received', silence: ['escalates'] }),
  rule('procedure.wali-invitation', fullDays(10), '55-19:21,31', { start: 'appeal-lapse' }),
  // Complaints to State administrations; territorial authorities wait for a mechanism of their own (art. 21).
  rule('complaint.answer', days(60), '2-17-265:8', { start: 'complaint-received', since: '2017-06-29' }),
  rule('complaint.incomplete', days(15), '2-17-265:11', { start: 'complaint-received', since: '2017-06-29' }),
  rule('complaint.territorial-answer', null, '2-17-265:21', { start: 'complaint-received', since: '2017-06-29' }),
  // Consultation, associations, volunteering, personal data.
  rule('consultation.draft-text', days(15), '2-08-229:6', { start: 'text-published', by: 'person' }),
  rule('consultation.local', null, '111-14:116', { start: 'text-published', by: 'person' }),
  rule('association.final-receipt', days(60), '1-58-376:5', { start: 'provisional-receipt', silence: ['may-operate'] }),
  rule('volunteering.accreditation', days(10), '06-18:10', { start: 'request-received', silence: ['consent'] }),
  rule('personal-data.rectification', fullDays(10), '09-08:8', { start: 'request-received', silence: ['opens-cndp'] }),
];
