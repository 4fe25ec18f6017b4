import { across } from '#platform/db/database.ts';
import { createOffice } from '../../../src/core/institutions/actions/create-office.ts';
import { addMember } from '../../../src/modules/reviews/actions/add-member.ts';
import { adoptRecommendation } from '../../../src/modules/reviews/actions/adopt-recommendation.ts';
import { assessCommitment } from '../../../src/modules/reviews/actions/assess-commitment.ts';
import { createFollowUpBody } from '../../../src/modules/reviews/actions/create-follow-up-body.ts';
import { holdReview } from '../../../src/modules/reviews/actions/hold-review.ts';
import { openAssessment } from '../../../src/modules/reviews/actions/open-assessment.ts';
import { proposeRecommendation } from '../../../src/modules/reviews/actions/propose-recommendation.ts';
import { publishAssessment } from '../../../src/modules/reviews/actions/publish-assessment.ts';
import { publishMinutes } from '../../../src/modules/reviews/actions/publish-minutes.ts';
import { recordResolution } from '../../../src/modules/reviews/actions/record-resolution.ts';
import { scheduleReview } from '../../../src/modules/reviews/actions/schedule-review.ts';
import { writeAssessment } from '../../../src/modules/reviews/actions/write-assessment.ts';
import { writeMinutes } from '../../../src/modules/reviews/actions/write-minutes.ts';
import { aCommittee, aMember, REGION_PLAN } from '../../../src/modules/reviews/examples.ts';
import type { MakeExamples } from '../example.ts';
import { ITSELF } from '../world.ts';

const TODAY = '2026-11-21';
const plan = REGION_PLAN;
const words = { ar: 'نص', fr: 'Un texte' };

const dated = (name: string, date: string) => {
  const [year = '', month = '', day = ''] = date.split('-');
  return { [`${name}.day`]: day, [`${name}.month`]: month, [`${name}.year`]: year };
};
const said = (name: string) => ({ [`${name}.ar`]: words.ar, [`${name}.fr`]: words.fr });

export const reviewsExamples: MakeExamples = async ({ program, db, person, actorOf, body }) => {
  const { actions } = program;
  const itself = { actor: ITSELF, tenant: body };
  const monitor = { actor: await actorOf(person('Ind')), tenant: body };

  const committee = await actions.perform(createFollowUpBody, { ...itself, input: aCommittee() });
  const chair = { function: 'chair', person: person('Com').id };
  const member = await actions.perform(addMember, { ...itself, input: { body: committee.id, ...aMember(chair) } });
  const office = await actions.perform(createOffice, {
    ...itself,
    input: { kind: 'division', name: { fr: 'Division de la planification' } },
  });
  const meeting = { on: TODAY, place: { fr: 'Siège du conseil' }, chair: 'vice-president' };
  const review = async () => (await actions.perform(scheduleReview, { ...itself, input: { plan, ...meeting } })).id;
  const held = async () => {
    const id = await review();
    await actions.perform(holdReview, { ...itself, input: { review: id } });
    await actions.perform(writeMinutes, { ...itself, input: { review: id, minutes: words } });
    return id;
  };
  const planned = await review();
  const open = await held();
  const decision = { kind: 'decision', text: words, office: office.id, dueOn: '2027-01-31' };
  const noted = await actions.perform(recordResolution, { ...itself, input: { review: open, ...decision } });
  const published = await held();
  const decided = await actions.perform(recordResolution, { ...itself, input: { review: published, ...decision } });
  const asked = await actions.perform(recordResolution, {
    ...itself,
    input: { review: published, kind: 'recommendation', text: words },
  });
  await actions.perform(publishMinutes, { ...itself, input: { review: published } });
  const recommendation = { plan, body: committee.id, text: words };
  const propose = async () => (await actions.perform(proposeRecommendation, { ...itself, input: recommendation })).id;
  const proposed = await propose();
  const adopted = await propose();
  await actions.perform(adoptRecommendation, { ...itself, input: { resolution: adopted, on: TODAY } });

  const assess = async (input: object) =>
    (await actions.perform(openAssessment, { ...monitor, input: { plan, ...input } })).id;
  const draft = await assess({ kind: 'update' });
  await actions.perform(writeAssessment, { ...monitor, input: { assessment: draft, summary: words } });
  const coding = { commitment: 'MALAA0003', completion: 'limited', reasons: words };
  const shown = await assess({ kind: 'inception' });
  await actions.perform(writeAssessment, { ...monitor, input: { assessment: shown, summary: words } });
  await actions.perform(assessCommitment, { ...monitor, input: { assessment: shown, ...coding } });
  await actions.perform(publishAssessment, { ...monitor, input: { assessment: shown } });
  const rows = await across(db)
    .selectFrom('milestone')
    .select('reference')
    .where('reference', 'like', 'MALAA0003-%')
    .execute();
  const milestone = rows[0]?.reference ?? '';

  const { plan: _plan, kind: _kind, ...bodyFields } = aCommittee();
  const { startsOn: _startsOn, ...memberFields } = aMember();
  const bodyForm = {
    ...said('name'),
    ...said('mandate'),
    decisionNumber: '12/2026',
    ...dated('decidedOn', '2026-01-15'),
  };
  const memberForm = {
    name: 'محمد سالم',
    side: 'administration',
    organisation: 'قسم التخطيط',
    organisationKind: 'territorial-collectivity',
    function: 'member',
    gender: 'man',
    consent: 'yes',
  };
  const meetingForm = { ...dated('on', TODAY), ...said('place'), chair: 'vice-president' };
  const answer = { outcome: 'accepted', reasons: words, action: words, plannedOn: '2027-03-31' };
  const result = { result: 'done', on: TODAY };
  const ofPlan = { params: { plan } };
  const id = (value: string) => ({ params: { id: value } });
  const end = { on: TODAY, because: 'rotation' };
  const attendance = { members: [], offices: ['Division de la planification'], others: [] };
  const comment = { plan, milestone, body: committee.id, text: words };
  const self = { commitment: 'MALAA0003', completion: 'substantial', text: words };
  return {
    pages: {
      'reviews.committees-page': ofPlan,
      'reviews.follow-up-page': ofPlan,
      'reviews.recommendations-page': ofPlan,
      'reviews.review-page': { params: { plan, id: published } },
      'reviews.minutes-pdf': { params: { plan, id: published } },
      'reviews.assessment-page': { params: { plan, id: shown } },
      'reviews.commitment-assessments-page': { params: { reference: 'MALAA0003' } },
      'reviews.plan-desk-page': ofPlan,
      'reviews.matrix-page': ofPlan,
      'reviews.matrix-row-page': {
        params: { plan, milestone },
        forms: { '': { body: committee.id, ...said('text') } },
      },
      'reviews.new-body-page': { ...ofPlan, forms: { '': { kind: 'thematic-group', ...bodyForm } } },
      'reviews.body-desk-page': { ...id(committee.id), forms: { update: bodyForm, close: {} } },
      'reviews.new-member-page': { ...id(committee.id), forms: { '': { ...memberForm, ...dated('startsOn', TODAY) } } },
      'reviews.member-page': {
        ...id(member.id),
        forms: { update: memberForm, end: { ...dated('on', TODAY), because: 'rotation' } },
      },
      'reviews.new-review-page': { ...ofPlan, forms: { '': meetingForm } },
      'reviews.review-desk-page': {
        ...id(planned),
        forms: { update: meetingForm, cancel: {}, hold: {}, publish: {} },
        never: { publish: 'this review has not been held yet' },
      },
      'reviews.agenda-page': {
        ...id(planned),
        forms: { draft: {}, save: { count: '1', 'items.0.kind': 'other', 'items.0.text.fr': 'Budget' } },
      },
      'reviews.attendance-page': { ...id(open), forms: { '': { offices: 'Division de la planification' } } },
      'reviews.minutes-page': { ...id(open), forms: { '': said('minutes') } },
      'reviews.new-resolution-page': {
        ...id(open),
        forms: { '': { kind: 'decision', ...said('text'), office: office.id, ...dated('dueOn', '2027-01-31') } },
      },
      'reviews.new-recommendation-page': { ...ofPlan, forms: { '': { body: committee.id, ...said('text') } } },
      'reviews.resolution-desk-page': {
        ...id(asked.id),
        forms: {
          adopt: dated('on', TODAY),
          withdraw: {},
          report: { result: 'done', ...dated('on', TODAY) },
          answer: { outcome: 'accepted', ...said('reasons'), ...said('action'), ...dated('plannedOn', '2027-03-31') },
        },
        never: {
          adopt: 'it is adopted',
          withdraw: 'it is adopted',
          report: 'it is answered before it is carried out',
        },
      },
      'reviews.new-assessment-page': { ...ofPlan, forms: { '': { kind: 'update' } } },
      'reviews.assessment-desk-page': { ...id(draft), forms: { write: said('summary'), publish: {} } },
      'reviews.coding-page': {
        params: { id: draft, commitment: 'MALAA0003' },
        forms: { '': { completion: 'limited', ...said('reasons') } },
      },
      'reviews.reply-page': { ...id(shown), forms: { '': said('text') } },
      'reviews.self-assessment-page': {
        params: { reference: 'MALAA0003' },
        forms: { '': { completion: 'substantial', ...said('text') } },
      },
    },
    routes: {
      'reviews.create-committee': { body: aCommittee() },
      'reviews.update-committee': { ...id(committee.id), body: bodyFields },
      'reviews.close-committee': id(committee.id),
      'reviews.add-member': { ...id(committee.id), body: aMember() },
      'reviews.update-member': { ...id(member.id), body: memberFields },
      'reviews.end-mandate': { ...id(member.id), body: end },
      'reviews.schedule-review': { body: { plan, ...meeting } },
      'reviews.update-review': { ...id(planned), body: meeting },
      'reviews.cancel-review': id(planned),
      'reviews.draft-agenda': id(planned),
      'reviews.save-agenda': { ...id(planned), body: { items: [{ kind: 'other', text: words }] } },
      'reviews.record-attendance': { ...id(open), body: attendance },
      'reviews.hold-review': id(planned),
      'reviews.write-minutes': { ...id(open), body: { minutes: words } },
      'reviews.publish-minutes': id(open),
      'reviews.record-resolution': { ...id(open), body: decision },
      'reviews.propose-recommendation': { body: recommendation },
      'reviews.adopt-recommendation': { ...id(proposed), body: { on: TODAY } },
      'reviews.withdraw-resolution': id(noted.id),
      'reviews.answer-recommendation': { ...id(adopted), body: answer },
      'reviews.report-result': { ...id(decided.id), body: result },
      'reviews.comment-milestone': { body: comment },
      'reviews.open-assessment': { body: { plan, kind: 'update' } },
      'reviews.write-assessment': { ...id(draft), body: { summary: words } },
      'reviews.assess-commitment': {
        params: { id: draft, commitment: 'MALAA0003' },
        body: { completion: 'limited', reasons: words },
      },
      'reviews.publish-assessment': { ...id(draft), body: {} },
      'reviews.reply-to-assessment': { ...id(shown), body: { text: words } },
      'reviews.publish-self-assessment': { body: self },
    },
    actions: {
      'reviews.create-follow-up-body': { input: aCommittee() },
      'reviews.update-follow-up-body': { input: { body: committee.id, ...bodyFields } },
      'reviews.close-follow-up-body': { input: { body: committee.id } },
      'reviews.add-member': { input: { body: committee.id, ...aMember() } },
      'reviews.update-member': { input: { member: member.id, ...memberFields } },
      'reviews.end-mandate': { input: { member: member.id, ...end } },
      'reviews.schedule-review': { input: { plan, ...meeting } },
      'reviews.update-review': { input: { review: planned, ...meeting } },
      'reviews.cancel-review': { input: { review: planned } },
      'reviews.draft-agenda': { input: { review: planned } },
      'reviews.save-agenda': { input: { review: planned, items: [{ kind: 'other', text: words }] } },
      'reviews.record-attendance': { input: { review: open, ...attendance } },
      'reviews.hold-review': { input: { review: planned } },
      'reviews.write-minutes': { input: { review: open, minutes: words } },
      'reviews.publish-minutes': { input: { review: open } },
      'reviews.record-resolution': { input: { review: open, ...decision } },
      'reviews.propose-recommendation': { input: recommendation },
      'reviews.adopt-recommendation': { input: { resolution: proposed, on: TODAY } },
      'reviews.withdraw-resolution': { input: { resolution: noted.id } },
      'reviews.answer-recommendation': { input: { resolution: adopted, ...answer } },
      'reviews.report-result': { input: { resolution: decided.id, ...result } },
      'reviews.comment-milestone': { input: comment },
      'reviews.open-assessment': { input: { plan, kind: 'update' } },
      'reviews.write-assessment': { input: { assessment: draft, summary: words } },
      'reviews.assess-commitment': { input: { assessment: draft, ...coding } },
      'reviews.publish-assessment': { input: { assessment: draft } },
      'reviews.reply-to-assessment': { input: { assessment: shown, text: words } },
      'reviews.publish-self-assessment': { input: self },
    },
  };
};
