import { defineModule } from '#platform/module.ts';
import { POWERS } from './access.ts';
import { acceptAmendment } from './actions/accept-amendment.ts';
import { answerProposals } from './actions/answer-proposals.ts';
import { assessProposal } from './actions/assess-proposal.ts';
import { assignProposals } from './actions/assign-proposals.ts';
import { attachFile } from './actions/attach-file.ts';
import { createProposal } from './actions/create-proposal.ts';
import { decideMerge } from './actions/decide-merge.ts';
import { editProposal } from './actions/edit-proposal.ts';
import { importProposals } from './actions/import-proposals.ts';
import { joinProposal } from './actions/join-proposal.ts';
import { noteProposal } from './actions/note-proposal.ts';
import { proposeAmendment } from './actions/propose-amendment.ts';
import { proposeMerge } from './actions/propose-merge.ts';
import { recordOutcome } from './actions/record-outcome.ts';
import { recordProposal } from './actions/record-proposal.ts';
import { recordSupports } from './actions/record-supports.ts';
import { refuseAmendment } from './actions/refuse-amendment.ts';
import { refuseSheet } from './actions/refuse-sheet.ts';
import { refuseSupports } from './actions/refuse-supports.ts';
import { removeFile } from './actions/remove-file.ts';
import { removeQuestion } from './actions/remove-question.ts';
import { replyForwarded } from './actions/reply-forwarded.ts';
import { saveQuestion } from './actions/save-question.ts';
import { setAmendments } from './actions/set-amendments.ts';
import { splitProposal } from './actions/split-proposal.ts';
import { submitProposal } from './actions/submit-proposal.ts';
import { supportAmendment } from './actions/support-amendment.ts';
import { supportProposal } from './actions/support-proposal.ts';
import { undoAnswers } from './actions/undo-answers.ts';
import { withdrawAmendment } from './actions/withdraw-amendment.ts';
import { withdrawProposal } from './actions/withdraw-proposal.ts';
import { withdrawSupport } from './actions/withdraw-support.ts';
import { amendmentRoutes } from './api/amendments.ts';
import { fileRoutes } from './api/files.ts';
import { questionRoutes } from './api/questions.ts';
import { getCallRoute, getProposalRoute, listProposalsRoute } from './api/reading.ts';
import { citizenRoutes, officialRoutes } from './api/writing.ts';
import { proposalDesk } from './desk.ts';
import { messages } from './messages.ts';
import { proposalsMigration } from './migrations/2026-11-25-1000-proposals.ts';
import { proposalSheetsMigration } from './migrations/2026-12-12-1010-proposal-sheets.ts';
import { proposalRepliesMigration } from './migrations/2026-12-12-1020-proposal-replies.ts';
import { proposalPlacesMigration } from './migrations/2026-12-12-1030-proposal-places.ts';
import { proposalAmendmentsMigration } from './migrations/2026-12-21-1040-proposal-amendments.ts';
import { proposalQuestionsMigration } from './migrations/2026-12-21-1300-proposal-questions.ts';
import { moderatedProposal } from './moderated.ts';
import { moderatedAmendment } from './moderated-amendment.ts';
import { moderatedFile } from './moderated-file.ts';
import { amendmentPage } from './pages/amendment-page.tsx';
import { deskProposalsPage } from './pages/desk-proposals-page.tsx';
import { editProposalPage } from './pages/edit-proposal-page.tsx';
import { filePage } from './pages/file-page.tsx';
import { filesPage } from './pages/files-page.tsx';
import { forwardedPage } from './pages/forwarded-page.tsx';
import { historyPage } from './pages/history-page.tsx';
import { importProposalsPage } from './pages/import-proposals-page.tsx';
import { integrityPage } from './pages/integrity-page.tsx';
import { joinProposalPage } from './pages/join-proposal-page.tsx';
import { manageProposalPage } from './pages/manage-proposal-page.tsx';
import { newAmendmentPage } from './pages/new-amendment-page.tsx';
import { newProposalPage } from './pages/new-proposal-page.tsx';
import { ownProposalsPage } from './pages/own-proposals-page.tsx';
import { proposalPage } from './pages/proposal-page.tsx';
import { proposalsPage } from './pages/proposals-page.tsx';
import { questionsPage } from './pages/questions-page.tsx';
import { recordProposalPage } from './pages/record-proposal-page.tsx';
import { contributionsFile, proposalsFeed, similarJson } from './pages/resources.ts';
import { selectedPage } from './pages/selected-page.tsx';
import { sheetsPage } from './pages/sheets-page.tsx';
import { splitProposalPage } from './pages/split-proposal-page.tsx';
import { studyProposalPage } from './pages/study-proposal-page.tsx';
import { supportProposalPage } from './pages/support-proposal-page.tsx';
import { triagePage } from './pages/triage-page.tsx';
import { ownProposals, proposalProcessing } from './personal-data.ts';
import { proposalSearch } from './search.ts';
import { proposalSubject } from './subject.ts';
import { verifySupports } from './verify.ts';

export const proposals = defineModule({
  name: 'proposals',
  uses: [],
  messages,
  migrations: [
    proposalsMigration,
    proposalSheetsMigration,
    proposalRepliesMigration,
    proposalPlacesMigration,
    proposalQuestionsMigration,
    proposalAmendmentsMigration,
  ],
  actions: [
    createProposal,
    editProposal,
    submitProposal,
    withdrawProposal,
    splitProposal,
    joinProposal,
    supportProposal,
    withdrawSupport,
    recordProposal,
    assignProposals,
    assessProposal,
    noteProposal,
    answerProposals,
    undoAnswers,
    proposeMerge,
    decideMerge,
    recordOutcome,
    refuseSupports,
    recordSupports,
    refuseSheet,
    replyForwarded,
    importProposals,
    attachFile,
    removeFile,
    saveQuestion,
    removeQuestion,
    proposeAmendment,
    supportAmendment,
    acceptAmendment,
    refuseAmendment,
    withdrawAmendment,
    setAmendments,
  ],
  pages: [
    proposalsPage,
    newProposalPage,
    ownProposalsPage,
    proposalPage,
    historyPage,
    supportProposalPage,
    joinProposalPage,
    manageProposalPage,
    editProposalPage,
    splitProposalPage,
    deskProposalsPage,
    triagePage,
    selectedPage,
    integrityPage,
    recordProposalPage,
    studyProposalPage,
    sheetsPage,
    forwardedPage,
    importProposalsPage,
    filesPage,
    filePage,
    questionsPage,
    newAmendmentPage,
    amendmentPage,
  ],
  resources: [proposalsFeed, similarJson, contributionsFile],
  routes: [
    listProposalsRoute,
    getProposalRoute,
    getCallRoute,
    ...citizenRoutes,
    ...fileRoutes,
    ...questionRoutes,
    ...amendmentRoutes,
    ...officialRoutes,
  ],
  searchKinds: [proposalSearch],
  subjects: [proposalSubject],
  moderated: [moderatedProposal, moderatedFile, moderatedAmendment],
  personalData: [ownProposals],
  processings: [proposalProcessing],
  desk: [proposalDesk],
  menu: [{ label: 'proposals.page.title', path: '/proposals', on: 'both', order: 24, minor: true }],
  deskLinks: Object.values(POWERS).map((power) => ({
    group: 'institutions.desk.group.participation',
    label: 'proposals.desk.title',
    path: '/desk/proposals',
    power,
    order: 32,
  })),
  ownLinks: [{ label: 'proposals.own.title', hint: 'proposals.own.lead', path: '/me/proposals', order: 45 }],
  powers: (['triage', 'evaluate', 'record'] as const).map((power) => ({
    name: POWERS[power],
    label: `proposals.powers.${power}` as const,
  })),
  verifications: [verifySupports],
});
