import { defineModule } from '#platform/module.ts';
import { POWERS } from './access.ts';
import { addMember } from './actions/add-member.ts';
import { adoptRecommendation } from './actions/adopt-recommendation.ts';
import { answerRecommendation } from './actions/answer-recommendation.ts';
import { assessCommitment } from './actions/assess-commitment.ts';
import { cancelReview } from './actions/cancel-review.ts';
import { closeFollowUpBody } from './actions/close-follow-up-body.ts';
import { commentMilestone } from './actions/comment-milestone.ts';
import { createFollowUpBody } from './actions/create-follow-up-body.ts';
import { draftAgenda } from './actions/draft-agenda.ts';
import { endMandate } from './actions/end-mandate.ts';
import { holdReview } from './actions/hold-review.ts';
import { openAssessment } from './actions/open-assessment.ts';
import { proposeRecommendation } from './actions/propose-recommendation.ts';
import { publishAssessment } from './actions/publish-assessment.ts';
import { publishMinutes } from './actions/publish-minutes.ts';
import { publishSelfAssessment } from './actions/publish-self-assessment.ts';
import { recordAttendance } from './actions/record-attendance.ts';
import { recordResolution } from './actions/record-resolution.ts';
import { replyToAssessment } from './actions/reply-to-assessment.ts';
import { reportResult } from './actions/report-result.ts';
import { saveAgenda } from './actions/save-agenda.ts';
import { scheduleReview } from './actions/schedule-review.ts';
import { updateFollowUpBody } from './actions/update-follow-up-body.ts';
import { updateMember } from './actions/update-member.ts';
import { updateReview } from './actions/update-review.ts';
import { withdrawResolution } from './actions/withdraw-resolution.ts';
import { writeAssessment } from './actions/write-assessment.ts';
import { writeMinutes } from './actions/write-minutes.ts';
import {
  assessCommitmentRoute,
  listAssessmentsRoute,
  listSelfAssessmentsRoute,
  openAssessmentRoute,
  publishAssessmentRoute,
  publishSelfAssessmentRoute,
  replyToAssessmentRoute,
  writeAssessmentRoute,
} from './api/assessments.ts';
import {
  addMemberRoute,
  closeCommitteeRoute,
  createCommitteeRoute,
  endMandateRoute,
  listCommitteesRoute,
  listMandatesRoute,
  updateCommitteeRoute,
  updateMemberRoute,
} from './api/bodies.ts';
import {
  adoptRecommendationRoute,
  answerRecommendationRoute,
  commentMilestoneRoute,
  listMatrixCommentsRoute,
  listResolutionsRoute,
  proposeRecommendationRoute,
  recordResolutionRoute,
  reportResultRoute,
  withdrawResolutionRoute,
} from './api/resolutions.ts';
import {
  cancelReviewRoute,
  draftAgendaRoute,
  holdReviewRoute,
  listPresentedRoute,
  listReviewsRoute,
  publishMinutesRoute,
  recordAttendanceRoute,
  saveAgendaRoute,
  scheduleReviewRoute,
  updateReviewRoute,
  writeMinutesRoute,
} from './api/reviews.ts';
import { assessmentsDesk } from './assessments-desk.ts';
import { answersDesk, reviewsDesk } from './desk.ts';
import { messages } from './messages.ts';
import { followUpBodiesMigration } from './migrations/2026-11-24-1000-follow-up-bodies.ts';
import { quarterlyReviewsMigration } from './migrations/2026-11-24-1100-quarterly-reviews.ts';
import { assessmentsMigration } from './migrations/2026-11-24-1200-assessments.ts';
import { agendaPage } from './pages/agenda-page.tsx';
import { assessmentDeskPage } from './pages/assessment-desk-page.tsx';
import { assessmentPage } from './pages/assessment-page.tsx';
import { attendancePage } from './pages/attendance-page.tsx';
import { bodyDeskPage } from './pages/body-desk-page.tsx';
import { codingPage } from './pages/coding-page.tsx';
import { commitmentAssessmentsPage } from './pages/commitment-assessments-page.tsx';
import { committeesPage } from './pages/committees-page.tsx';
import { followUpDeskPage } from './pages/follow-up-desk-page.tsx';
import { followUpPage } from './pages/follow-up-page.tsx';
import { matrixPage } from './pages/matrix-page.tsx';
import { matrixRowPage } from './pages/matrix-row-page.tsx';
import { memberPage } from './pages/member-page.tsx';
import { minutesPdf } from './pages/minutes-document.ts';
import { minutesPage } from './pages/minutes-page.tsx';
import { newAssessmentPage } from './pages/new-assessment-page.tsx';
import { newBodyPage } from './pages/new-body-page.tsx';
import { newMemberPage } from './pages/new-member-page.tsx';
import { newRecommendationPage } from './pages/new-recommendation-page.tsx';
import { newResolutionPage } from './pages/new-resolution-page.tsx';
import { newReviewPage } from './pages/new-review-page.tsx';
import { planDeskPage } from './pages/plan-desk-page.tsx';
import { assessmentsPath, followUpPath } from './pages/public-plan.ts';
import { recommendationsPage } from './pages/recommendations-page.tsx';
import { replyPage } from './pages/reply-page.tsx';
import { resolutionDeskPage } from './pages/resolution-desk-page.tsx';
import { reviewDeskPage } from './pages/review-desk-page.tsx';
import { reviewPage } from './pages/review-page.tsx';
import { selfAssessmentPage } from './pages/self-assessment-page.tsx';
import { memberProcessing, ownMandates } from './personal-data.ts';
import { resolutionSearch, reviewSearch } from './search.ts';
import { followUpSiteMap } from './site-map.ts';
import { followUpNotes } from './subject-notes.ts';

export const reviews = defineModule({
  name: 'reviews',
  uses: ['commitments'],
  messages,
  migrations: [followUpBodiesMigration, quarterlyReviewsMigration, assessmentsMigration],
  actions: [
    addMember,
    adoptRecommendation,
    answerRecommendation,
    assessCommitment,
    cancelReview,
    closeFollowUpBody,
    commentMilestone,
    createFollowUpBody,
    draftAgenda,
    endMandate,
    holdReview,
    openAssessment,
    proposeRecommendation,
    publishAssessment,
    publishMinutes,
    publishSelfAssessment,
    recordAttendance,
    recordResolution,
    replyToAssessment,
    reportResult,
    saveAgenda,
    scheduleReview,
    updateFollowUpBody,
    updateMember,
    updateReview,
    withdrawResolution,
    writeAssessment,
    writeMinutes,
  ],
  pages: [
    agendaPage,
    assessmentDeskPage,
    assessmentPage,
    attendancePage,
    bodyDeskPage,
    codingPage,
    commitmentAssessmentsPage,
    committeesPage,
    followUpDeskPage,
    followUpPage,
    matrixPage,
    matrixRowPage,
    memberPage,
    minutesPage,
    newAssessmentPage,
    newBodyPage,
    newMemberPage,
    newRecommendationPage,
    newResolutionPage,
    newReviewPage,
    planDeskPage,
    recommendationsPage,
    replyPage,
    resolutionDeskPage,
    reviewDeskPage,
    reviewPage,
    selfAssessmentPage,
  ],
  resources: [minutesPdf],
  routes: [
    listAssessmentsRoute,
    listSelfAssessmentsRoute,
    openAssessmentRoute,
    writeAssessmentRoute,
    assessCommitmentRoute,
    publishAssessmentRoute,
    replyToAssessmentRoute,
    publishSelfAssessmentRoute,
    listCommitteesRoute,
    listMandatesRoute,
    createCommitteeRoute,
    updateCommitteeRoute,
    closeCommitteeRoute,
    addMemberRoute,
    updateMemberRoute,
    endMandateRoute,
    listResolutionsRoute,
    listMatrixCommentsRoute,
    recordResolutionRoute,
    proposeRecommendationRoute,
    adoptRecommendationRoute,
    withdrawResolutionRoute,
    answerRecommendationRoute,
    reportResultRoute,
    commentMilestoneRoute,
    listReviewsRoute,
    listPresentedRoute,
    scheduleReviewRoute,
    updateReviewRoute,
    cancelReviewRoute,
    draftAgendaRoute,
    saveAgendaRoute,
    recordAttendanceRoute,
    holdReviewRoute,
    writeMinutesRoute,
    publishMinutesRoute,
  ],
  desk: [answersDesk, reviewsDesk, assessmentsDesk],
  subjectLinks: [
    { kind: 'action-plan', label: 'reviews.public.title', path: followUpPath, order: 10 },
    { kind: 'commitment', label: 'reviews.assessment.title', path: assessmentsPath, order: 10 },
  ],
  subjectNotes: [followUpNotes],
  searchKinds: [resolutionSearch, reviewSearch],
  siteMap: [followUpSiteMap],
  deskLinks: [
    {
      group: 'institutions.desk.group.plans',
      label: 'reviews.desk.title',
      path: '/desk/follow-up',
      power: POWERS.see,
      order: 20,
    },
  ],
  powers: (['see', 'manage', 'publish', 'answer', 'comment', 'assess'] as const).map((power) => ({
    name: POWERS[power],
    label: `reviews.powers.${power}` as const,
  })),
  personalData: [ownMandates],
  processings: [memberProcessing],
});
