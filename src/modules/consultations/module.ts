import { defineModule } from '#platform/module.ts';
import { POWERS } from './access.ts';
import { addActivity } from './actions/add-activity.ts';
import { closeStage } from './actions/close-stage.ts';
import { copyConsultation } from './actions/copy-consultation.ts';
import { createConsultation } from './actions/create-consultation.ts';
import { publishConsultation } from './actions/publish-consultation.ts';
import { removeActivity } from './actions/remove-activity.ts';
import { showDraft } from './actions/show-draft.ts';
import { updateActivity } from './actions/update-activity.ts';
import { updateConsultation } from './actions/update-consultation.ts';
import { updateStage } from './actions/update-stage.ts';
import { listParticipationRoute } from './api/participation.ts';
import { getConsultationRoute, listConsultationsRoute } from './api/reading.ts';
import { consultationRoutes } from './api/writing.ts';
import { stageDesk } from './desk.ts';
import { messages } from './messages.ts';
import { consultationsMigration } from './migrations/2026-11-25-1100-consultations.ts';
import { heldActivitiesMigration } from './migrations/2026-12-11-1000-held-activities.ts';
import { activityPage } from './pages/activity-page.tsx';
import { closeStagePage } from './pages/close-stage-page.tsx';
import { consultationDeskPage } from './pages/consultation-desk-page.tsx';
import { consultationEmbed } from './pages/consultation-embed.tsx';
import { consultationPage } from './pages/consultation-page.tsx';
import { consultationsPage } from './pages/consultations-page.tsx';
import { copyConsultationPage } from './pages/copy-consultation-page.tsx';
import { deskConsultationsPage } from './pages/desk-consultations-page.tsx';
import { editConsultationPage } from './pages/edit-consultation-page.tsx';
import { takePartBlock } from './pages/home-block.tsx';
import { integrityDeskPage } from './pages/integrity-desk-page.tsx';
import { newActivityPage } from './pages/new-activity-page.tsx';
import { newConsultationPage } from './pages/new-consultation-page.tsx';
import { participationPage } from './pages/participation-page.tsx';
import { previewPage } from './pages/preview-page.tsx';
import { stageReportPdf } from './pages/report-document.ts';
import { consultationsCalendar, consultationsFeed } from './pages/resources.ts';
import { stageDeskPage } from './pages/stage-desk-page.tsx';
import { stageReportPage } from './pages/stage-report-page.tsx';
import { consultationSearch } from './search.ts';
import { consultationSiteMap } from './site-map.ts';
import { consultationSubject } from './subject.ts';
import { partOfNotes } from './subject-notes.ts';

export const consultations = defineModule({
  name: 'consultations',
  uses: ['proposals', 'surveys', 'votes', 'draft-texts'],
  messages,
  migrations: [consultationsMigration, heldActivitiesMigration],
  actions: [
    createConsultation,
    updateConsultation,
    updateStage,
    addActivity,
    updateActivity,
    removeActivity,
    publishConsultation,
    closeStage,
    copyConsultation,
    showDraft,
  ],
  pages: [
    consultationsPage,
    consultationPage,
    stageReportPage,
    participationPage,
    previewPage,
    deskConsultationsPage,
    newConsultationPage,
    consultationDeskPage,
    editConsultationPage,
    stageDeskPage,
    newActivityPage,
    activityPage,
    closeStagePage,
    copyConsultationPage,
    integrityDeskPage,
  ],
  resources: [consultationsFeed, consultationsCalendar, stageReportPdf, consultationEmbed],
  routes: [listConsultationsRoute, getConsultationRoute, listParticipationRoute, ...consultationRoutes],
  menu: [{ label: 'consultations.page.title', path: '/consultations', on: 'both', order: 15 }],
  tasks: [
    {
      label: 'consultations.task.take-part',
      hint: 'consultations.task.hint',
      path: '/consultations',
      on: 'both',
      order: 15,
    },
  ],
  searchKinds: [consultationSearch],
  siteMap: [consultationSiteMap],
  subjects: [consultationSubject],
  subjectNotes: [partOfNotes],
  homeBlocks: [takePartBlock],
  desk: [stageDesk],
  deskLinks: [
    {
      group: 'institutions.desk.group.participation',
      label: 'consultations.desk.title',
      path: '/desk/consultations',
      power: POWERS.manage,
      order: 30,
    },
  ],
  powers: (['manage', 'publish'] as const).map((power) => ({
    name: POWERS[power],
    label: `consultations.powers.${power}` as const,
  })),
});
