import { defineModule } from '#platform/module.ts';
import { acceptInvitation } from './actions/accept-invitation.ts';
import { appointOfficial } from './actions/appoint-official.ts';
import { appointOperator } from './actions/appoint-operator.ts';
import { closeOffice } from './actions/close-office.ts';
import { closePost } from './actions/close-post.ts';
import { createOffice } from './actions/create-office.ts';
import { createPost } from './actions/create-post.ts';
import { endAppointment } from './actions/end-appointment.ts';
import { inviteOfficial } from './actions/invite-official.ts';
import { loadInstitutions } from './actions/load-institutions.ts';
import { nameDeputy } from './actions/name-deputy.ts';
import { setAbsence } from './actions/set-absence.ts';
import { updateInstitution } from './actions/update-institution.ts';
import { updateOffice } from './actions/update-office.ts';
import { updatePost } from './actions/update-post.ts';
import { withdrawInvitation } from './actions/withdraw-invitation.ts';
import { listAuditRoute } from './api/audit.ts';
import { acceptInvitationRoute, listDeskRoute, updateInstitutionRoute } from './api/desk.ts';
import { getInstitutionRoute, listInstitutionsRoute } from './api/institutions.ts';
import {
  appointOfficialRoute,
  closeOfficeRoute,
  closePostRoute,
  createOfficeRoute,
  createPostRoute,
  endAppointmentRoute,
  inviteOfficialRoute,
  listOfficesRoute,
  listPostsRoute,
  nameDeputyRoute,
  setAbsenceRoute,
  updateOfficeRoute,
  updatePostRoute,
  withdrawInvitationRoute,
} from './api/staff.ts';
import { STAFF_POWERS } from './functions.ts';
import { institutionImport } from './import.ts';
import { messages } from './messages.ts';
import { institutionsMigration } from './migrations/2026-11-21-1100-institutions.ts';
import { staffMigration } from './migrations/2026-11-22-1200-staff.ts';
import { invitationRetention, ownPosts, staffProcessing } from './own-posts.ts';
import { appointOfficialPage } from './pages/appoint-official-page.tsx';
import { auditPage } from './pages/audit-page.tsx';
import { deskPage } from './pages/desk-page.tsx';
import { editInstitutionPage } from './pages/edit-institution-page.tsx';
import { editPostPage } from './pages/edit-post-page.tsx';
import { holderPage } from './pages/holder-page.tsx';
import { institutionsPage } from './pages/institutions-page.tsx';
import { invitationPage } from './pages/invitation-page.tsx';
import { inviteOfficialPage } from './pages/invite-official-page.tsx';
import { newOfficePage } from './pages/new-office-page.tsx';
import { newPostPage } from './pages/new-post-page.tsx';
import { officePage } from './pages/office-page.tsx';
import { postPage } from './pages/post-page.tsx';
import { staffPage } from './pages/staff-page.tsx';
import { institutionSearch } from './search.ts';
import { institutionSeed } from './seed.ts';
import { institutionSiteMap } from './site-map.ts';
import { institutionSubject } from './subject.ts';

export const institutions = defineModule({
  name: 'institutions',
  uses: ['territory'],
  messages,
  migrations: [institutionsMigration, staffMigration],
  actions: [
    loadInstitutions,
    acceptInvitation,
    appointOfficial,
    appointOperator,
    closeOffice,
    closePost,
    createOffice,
    createPost,
    endAppointment,
    inviteOfficial,
    nameDeputy,
    setAbsence,
    updateInstitution,
    updateOffice,
    updatePost,
    withdrawInvitation,
  ],
  pages: [
    institutionsPage,
    appointOfficialPage,
    auditPage,
    deskPage,
    editInstitutionPage,
    editPostPage,
    holderPage,
    invitationPage,
    inviteOfficialPage,
    newOfficePage,
    newPostPage,
    officePage,
    postPage,
    staffPage,
  ],
  deskLinks: [
    {
      group: 'institutions.desk.group.body',
      label: 'institutions.staff.title',
      path: '/desk/staff',
      power: 'staff.see',
      order: 60,
    },
    {
      group: 'institutions.desk.group.body',
      label: 'institutions.edit.title',
      path: '/desk/institution',
      power: 'institution.edit',
      order: 70,
    },
    {
      group: 'institutions.desk.group.body',
      label: 'institutions.audit.title',
      path: '/desk/audit',
      power: 'audit.read',
      order: 90,
    },
  ],
  menu: [{ label: 'institutions.page.title', path: '/institutions', on: 'portal', order: 80 }],
  siteMap: [institutionSiteMap],
  routes: [
    listInstitutionsRoute,
    getInstitutionRoute,
    listAuditRoute,
    acceptInvitationRoute,
    listDeskRoute,
    updateInstitutionRoute,
    appointOfficialRoute,
    closeOfficeRoute,
    closePostRoute,
    createOfficeRoute,
    createPostRoute,
    endAppointmentRoute,
    inviteOfficialRoute,
    nameDeputyRoute,
    setAbsenceRoute,
    updateOfficeRoute,
    updatePostRoute,
    withdrawInvitationRoute,
    listOfficesRoute,
    listPostsRoute,
  ],
  searchKinds: [institutionSearch],
  subjects: [institutionSubject],
  imports: [institutionImport],
  seeds: [institutionSeed],
  personalData: [ownPosts],
  processings: [staffProcessing],
  retentions: [invitationRetention],
  powers: STAFF_POWERS.map((name) => ({ name, label: `institutions.powers.${name}` })),
});
