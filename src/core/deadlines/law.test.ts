import { expect, test } from 'vitest';
import { FEASTS } from './feasts.ts';
import law from './law.json' with { type: 'json' };
import { RULES } from './law.ts';
import { latestRules, RULE_NAMES, ruleOn, ruleVersion } from './rules.ts';

/** Which rule of this room carries which parameter of the law. */
const COVERED: Record<string, string> = {
  'petitions.local.levels.region.refusal_notice': 'petition.region.refusal',
  'petitions.local.levels.prefecture_province.refusal_notice': 'petition.province.refusal',
  'petitions.local.levels.commune.refusal_notice': 'petition.commune.refusal',
  'petitions.national.deadlines.local_authority_forwarding': 'petition.national.local-forwarding',
  'petitions.national.deadlines.referral_to_petitions_committee': 'petition.national.referral',
  'petitions.national.deadlines.roll_check_reply': 'petition.national.roll-check',
  'petitions.national.deadlines.committee_opinion': 'petition.national.opinion',
  'petitions.national.deadlines.refusal_notice': 'petition.national.refusal-notice',
  'petitions.national.deadlines.referral_to_other_constitutional_body_notice': 'petition.national.other-body-notice',
  'petitions.national.deadlines.rapporteur_report': 'petition.national.rapporteur-report',
  'petitions.national.deadlines.administration_reply_to_committee': 'petition.national.administration-reply',
  'petitions.national.deadlines.final_outcome': 'petition.national.outcome',
  'petitions.legislative_motion.decision': 'motion.decision',
  'petitions.legislative_motion.notice': 'motion.notice',
  'petitions.legislative_motion.roll_check_reply': 'motion.roll-check',
  'access_to_information.deadlines.reply': 'information-request.reply',
  'access_to_information.deadlines.extension': 'information-request.extension',
  'access_to_information.deadlines.urgent_reply': 'information-request.reply-urgent',
  'access_to_information.deadlines.urgent_extension': 'information-request.urgent-extension',
  'access_to_information.deadlines.complaint_to_head_by_applicant': 'information-request.complaint-to-head',
  'access_to_information.deadlines.head_decision': 'information-request.head-decision',
  'access_to_information.deadlines.complaint_to_cdai_by_applicant': 'information-request.complaint-to-cdai',
  'access_to_information.deadlines.cdai_decision': 'information-request.cdai-decision',
  'access_to_information.deadlines.court': 'information-request.court',
  'procedures_55_19.deadlines.max_processing': 'procedure.decision',
  'procedures_55_19.deadlines.max_processing_investment': 'procedure.decision-investment',
  'procedures_55_19.deadlines.missing_documents_by_user': 'procedure.missing-documents',
  'procedures_55_19.deadlines.replacement_document_by_user': 'procedure.replacement-document',
  'procedures_55_19.deadlines.inability_to_get_documents_notice': 'procedure.unobtainable-document-notice',
  'procedures_55_19.deadlines.delivery_after_silence': 'procedure.silence-delivery',
  'procedures_55_19.deadlines.escalated_delivery': 'procedure.escalated-delivery',
  'procedures_55_19.deadlines.silence_certificate_territorial': 'procedure.silence-certificate',
  'procedures_55_19.deadlines.appeal_by_user': 'procedure.appeal',
  'procedures_55_19.deadlines.appeal_decision': 'procedure.appeal-decision',
  'procedures_55_19.deadlines.wali_invites_president': 'procedure.wali-invitation',
  'complaints.deadlines.answer': 'complaint.answer',
  'complaints.deadlines.incomplete_reply': 'complaint.incomplete',
  'personal_data.rectification': 'personal-data.rectification',
  'associations.final_receipt': 'association.final-receipt',
  'volunteering.accreditation.decision': 'volunteering.accreditation',
};

/** Verified parameters that are no clock of this room, with the reason. */
const NOT_APPLICABLE: Record<string, string> = {
  'petitions.local.levels.region.associations.min_years_established':
    'a condition of petitions, not a period that runs',
  'petitions.local.levels.prefecture_province.associations.min_years_established': 'a condition of petitions',
  'petitions.local.levels.prefecture_province.associations.min_members': 'a condition of petitions',
  'petitions.local.levels.commune.associations.min_years_established': 'a condition of petitions',
  'petitions.local.levels.region.ordinary_sessions': 'dates of a council, for the capability of petitions',
  'petitions.local.levels.prefecture_province.ordinary_sessions': 'dates of a council',
  'petitions.local.levels.commune.ordinary_sessions': 'dates of a council',
  'petitions.national.signatures': 'a threshold of petitions',
  'petitions.national.committee_min_members': 'a threshold of petitions',
  'petitions.legislative_motion.signatures': 'a threshold of motions',
  'access_to_information.fees': 'no period',
  'access_to_information.reuse': 'no period',
  'access_to_information.information_officer': 'no period',
  'procedures_55_19.reasons_law_03_01.request_reasons_by_user':
    'no procedure of the platform asks for reasons apart yet',
  'procedures_55_19.reasons_law_03_01.answer': 'no procedure of the platform asks for reasons apart yet',
  'complaints.deadlines.acknowledgement': 'at once: there is nothing to count',
  'complaints.deadlines.defence_acknowledgement': 'the administration of defence is no body of the platform',
  'personal_data.declaration_receipt': 'hours, and the CNDP answers: not a body of the platform',
  'personal_data.requalification': 'the CNDP decides',
  'personal_data.authorisation': 'the CNDP decides',
  'cybersecurity.incident_notice': 'at once: there is nothing to count',
  'cybersecurity.technical_data_retention': 'a time for keeping records, for retention rules',
  'participation.budget_adoption.region': 'a day of the year, and doubtful in the copy',
  'associations.declare_changes': 'the association acts, outside the platform',
  'associations.accounts_threshold_mad': 'an amount',
  'associations.foreign_aid_declaration': 'the association acts towards the Secretariat-General of the Government',
  'volunteering.accreditation.emergency': 'hours: clocks of this room count days',
  'volunteering.annual_report': 'runs from the end of the year, for the capability of volunteering',
  languages: 'dates that the law names itself',
};

type Parameter = { value?: unknown; unit?: string; source?: string; confidence?: string };
const parameters = law.rules as Record<string, Parameter>;
const UNIT: Record<string, string> = {
  working_days: 'working-days',
  full_days: 'full-days',
  days: 'days',
  months: 'months',
};

test('every verified parameter of the law is a rule here, or is listed with the reason why not', () => {
  const verified = Object.entries(parameters).filter(([, { confidence }]) => confidence === 'verified');
  expect(verified.length).toBeGreaterThan(60);
  for (const [place] of verified) expect(COVERED[place] ?? NOT_APPLICABLE[place], place).toBeTypeOf('string');
  for (const place of Object.keys(NOT_APPLICABLE)) expect(COVERED[place], place).toBeUndefined();
});

test.each(Object.entries(COVERED))('%s is %s, number for number', (place, name) => {
  const parameter = parameters[place] as Parameter;
  const rule = latestRules().find((each) => each.name === name);
  expect(rule, name).toBeDefined();
  expect(rule?.period?.value ?? null).toBe(parameter.value);
  expect(rule?.confidence).toBe(parameter.confidence?.replace('_', '-'));
  // Law 55-19 counts all its periods in full days (art. 31).
  const unit = place.startsWith('procedures_55_19') ? 'full-days' : UNIT[parameter.unit ?? ''];
  expect(rule?.period?.unit).toBe(parameter.value === null ? undefined : unit);
  const articles = parameter.source?.match(/arts? ([\d ,bis]+)/)?.[1];
  for (const article of articles?.split(',').map((each) => each.trim()) ?? [])
    expect(rule?.reference.articles).toContain(article);
});

test('the consultation of draft texts takes the fifteen days of its decree', () => {
  expect(parameters['participation.draft_text_consultation']).toMatchObject({ min_days: 15 });
  expect(ruleOn('consultation.draft-text', '2026-11-21')?.period).toEqual({ value: 15, unit: 'days' });
});

test('every rule has one source that is read, and those without a number say so', () => {
  for (const rule of RULES) {
    expect(rule.reference.text, rule.name).not.toBe('');
    expect(rule.dayZero).toBe('excluded');
    if (rule.extension?.rule) expect(RULE_NAMES).toContain(rule.extension.rule);
  }
  expect(RULES.filter(({ period }) => period === null).map(({ name }) => name)).toEqual([
    'petition.region.acceptance',
    'petition.province.acceptance',
    'petition.commune.acceptance',
    'petition.opening.decision',
    'petition.opening.appeal',
    'petition.national.outcome',
    'information-request.transfer',
    'complaint.territorial-answer',
    'consultation.local',
  ]);
  expect(new Set(RULES.map(({ name, version }) => `${name} ${version}`)).size).toBe(RULES.length);
});

/** What programs ask for by name: addresses of the API that must not change. */
const NAMES = {
  petition: ['region.refusal', 'province.refusal', 'commune.refusal'],
  'petition.national': [
    ...['referral', 'opinion', 'refusal-notice', 'roll-check', 'local-forwarding', 'other-body-notice'],
    ...['rapporteur-report', 'administration-reply'],
  ],
  motion: ['roll-check', 'decision', 'notice'],
  'information-request': [
    ...['reply', 'reply-urgent', 'extension', 'urgent-extension', 'complaint-to-head', 'head-decision'],
    ...['complaint-to-cdai', 'cdai-decision', 'court'],
  ],
  procedure: [
    ...['decision', 'decision-investment', 'missing-documents', 'appeal', 'appeal-decision', 'silence-delivery'],
    ...['replacement-document', 'unobtainable-document-notice', 'escalated-delivery', 'silence-certificate'],
    'wali-invitation',
  ],
  complaint: ['answer', 'incomplete'],
  consultation: ['draft-text'],
  association: ['final-receipt'],
  volunteering: ['accreditation'],
  'personal-data': ['rectification'],
};

test.each(Object.entries(NAMES))(
  'the rules of %s are there under their names, each with its number',
  (group, names) => {
    for (const name of names) expect(ruleOn(`${group}.${name}`, '2026-11-21')?.period, name).toBeTruthy();
  },
);

test('a version is in force from its day on', () => {
  expect(ruleOn('petition.national.opinion', '2021-09-12')).toBeUndefined();
  expect(ruleOn('petition.national.opinion', '2021-09-13')?.version).toBe(1);
  expect(ruleOn('nothing', '2026-01-01')).toBeUndefined();
  expect(ruleVersion('procedure.decision', 1)?.silence).toEqual(['opens-appeal', 'consent']);
  expect(ruleVersion('procedure.decision', 9)).toBeUndefined();
});

test('the feasts are those of the law', () => {
  const fixed = law.rules['calendar.public_sector_fixed'] as { md: string; from_year?: number }[];
  const ours = FEASTS.flatMap((feast) => ('fixed' in feast ? [feast.fixed] : []));
  expect(ours.map(({ month, day }) => [month, day])).toEqual(fixed.map(({ md }) => md.split('-').map(Number)));
  expect(ours.map(({ since }) => since)).toEqual(fixed.map(({ from_year }) => from_year));
  const hijri = law.rules['calendar.public_sector_islamic'] as { hijri: string; days: number }[];
  const religious = FEASTS.flatMap((feast) => ('hijri' in feast ? [feast.hijri] : []));
  expect(religious).toEqual(
    hijri.map(({ hijri: date, days }) => ({ month: Number(date.slice(0, 2)), day: Number(date.slice(3)), days })),
  );
});
