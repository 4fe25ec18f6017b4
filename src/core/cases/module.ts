import { defineModule } from '#platform/module.ts';
import { assignCases } from './actions/assign-cases.ts';
import { confirmDecision } from './actions/confirm-decision.ts';
import { eraseEvent } from './actions/erase-event.ts';
import { recordDelivery } from './actions/record-delivery.ts';
import { remindOfficials } from './actions/remind-officials.ts';
import { replyToCase } from './actions/reply-to-case.ts';
import { transferCase } from './actions/transfer-case.ts';
import { writeMessage } from './actions/write-message.ts';
import { writeMessages } from './actions/write-messages.ts';
import { caseFiguresRoute, getCaseRoute, listCasesRoute, listOwnCasesRoute } from './api/reading.ts';
import {
  assignCasesRoute,
  confirmDecisionRoute,
  eraseEventRoute,
  recordDeliveryRoute,
  replyRoute,
  transferCaseRoute,
  writeMessageRoute,
  writeMessagesRoute,
} from './api/writing.ts';
import { caseDates } from './dates.ts';
import { remindJob } from './jobs.ts';
import { messages } from './messages.ts';
import { casesMigration } from './migrations/2026-11-25-0900-cases.ts';
import { caseMailMigration } from './migrations/2026-12-15-0900-case-mail.ts';
import { caseComesBackMigration } from './migrations/2026-12-15-0930-case-comes-back.ts';
import { caseErasedMigration } from './migrations/2026-12-21-1100-case-erased.ts';
import { caseFiguresPage } from './pages/case-figures-page.tsx';
import { deskZip, publicZip, trackedZip } from './pages/case-zip.ts';
import { deskCasePage } from './pages/desk-case-page.tsx';
import { deskCasesPage } from './pages/desk-cases-page.tsx';
import { eraseEventPage } from './pages/erase-event-page.tsx';
import { figuresFile } from './pages/figures-file.ts';
import { ownCasePage } from './pages/own-case-page.tsx';
import { ownCasesPage } from './pages/own-cases-page.tsx';
import { queueCsv, queueSheet } from './pages/queue-files.ts';
import { receiptPdf } from './pages/receipt-pdf.ts';
import { trackPage } from './pages/track-page.tsx';
import { caseData } from './personal-data.ts';

export const cases = defineModule({
  name: 'cases',
  uses: ['accounts', 'attachments', 'deadlines', 'institutions', 'personal-data'],
  messages,
  migrations: [casesMigration, caseMailMigration, caseComesBackMigration, caseErasedMigration],
  actions: [
    replyToCase,
    confirmDecision,
    writeMessage,
    writeMessages,
    assignCases,
    transferCase,
    recordDelivery,
    eraseEvent,
    remindOfficials,
  ],
  pages: [trackPage, ownCasesPage, ownCasePage, deskCasesPage, deskCasePage, eraseEventPage, caseFiguresPage],
  resources: [receiptPdf, trackedZip, deskZip, publicZip, queueSheet, queueCsv, figuresFile],
  routes: [
    listCasesRoute,
    listOwnCasesRoute,
    getCaseRoute,
    caseFiguresRoute,
    replyRoute,
    writeMessageRoute,
    writeMessagesRoute,
    confirmDecisionRoute,
    assignCasesRoute,
    transferCaseRoute,
    recordDeliveryRoute,
    eraseEventRoute,
  ],
  jobs: [remindJob],
  dateOwners: [caseDates],
  personalData: [caseData],
  ownLinks: [{ label: 'cases.own.title', hint: 'cases.own.hint', path: '/me/cases', order: 35 }],
  tasks: [{ label: 'cases.track.title', hint: 'cases.track.hint', path: '/track', on: 'both', order: 50 }],
});
