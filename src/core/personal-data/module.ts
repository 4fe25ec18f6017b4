import { defineModule } from '#platform/module.ts';
import { answerRequest } from './actions/answer-request.ts';
import { closeAccount } from './actions/close-account.ts';
import { closeProcessing } from './actions/close-processing.ts';
import { eraseOld } from './actions/erase-old.ts';
import { openProcessing } from './actions/open-processing.ts';
import { sendRequest } from './actions/send-request.ts';
import { takeRequest } from './actions/take-request.ts';
import {
  answerRequestRoute,
  closeProcessingRoute,
  getOwnDataRoute,
  listOwnRequestsRoute,
  listProcessingsRoute,
  listRequestsRoute,
  openProcessingRoute,
  sendRequestRoute,
  takeRequestRoute,
} from './api.ts';
import { dataRequestDesk } from './desk.ts';
import { ownDataJson, ownDataPdf, processingsPdf } from './downloads.ts';
import { eraseOldJob } from './jobs.ts';
import { messages } from './messages.ts';
import { personalDataMigration } from './migrations/2026-11-22-1300-personal-data.ts';
import { dataRequestProcessing, dataRequests, demographicsProcessing, requestRetention } from './own-records.ts';
import { accountClosedPage } from './pages/account-closed-page.tsx';
import { closeAccountPage } from './pages/close-account-page.tsx';
import { dataRequestPage } from './pages/data-request-page.tsx';
import { dataRequestsPage } from './pages/data-requests-page.tsx';
import { newRequestPage } from './pages/new-request-page.tsx';
import { ownDataPage } from './pages/own-data-page.tsx';
import { ownRequestPage } from './pages/own-request-page.tsx';
import { processingPage } from './pages/processing-page.tsx';
import { processingsPage } from './pages/processings-page.tsx';
import { requestDates } from './request-dates.ts';

export const personalData = defineModule({
  name: 'personal-data',
  uses: ['deadlines', 'institutions'],
  messages,
  migrations: [personalDataMigration],
  actions: [answerRequest, closeAccount, closeProcessing, eraseOld, openProcessing, sendRequest, takeRequest],
  pages: [
    accountClosedPage,
    closeAccountPage,
    dataRequestPage,
    dataRequestsPage,
    newRequestPage,
    ownDataPage,
    ownRequestPage,
    processingPage,
    processingsPage,
  ],
  resources: [ownDataJson, ownDataPdf, processingsPdf],
  routes: [
    answerRequestRoute,
    closeProcessingRoute,
    getOwnDataRoute,
    listOwnRequestsRoute,
    listProcessingsRoute,
    listRequestsRoute,
    openProcessingRoute,
    sendRequestRoute,
    takeRequestRoute,
  ],
  jobs: [eraseOldJob],
  ownLinks: [{ label: 'personal-data.me.title', hint: 'personal-data.me.hint', path: '/me/data', order: 70 }],
  dateOwners: [requestDates],
  desk: [dataRequestDesk],
  deskLinks: [
    {
      group: 'institutions.desk.group.body',
      label: 'personal-data.desk.title',
      path: '/desk/data-requests',
      power: 'personal-data.manage',
      order: 40,
    },
    {
      group: 'institutions.desk.group.body',
      label: 'personal-data.register.title',
      path: '/desk/processings',
      power: 'personal-data.manage',
      order: 50,
    },
  ],
  powers: [{ name: 'personal-data.manage', label: 'personal-data.power' }],
  personalData: [dataRequests],
  processings: [dataRequestProcessing, demographicsProcessing],
  retentions: [requestRetention],
});
