import { defineModule } from '#platform/module.ts';
import { VERIFY } from './access.ts';
import { acceptRepresentation } from './actions/accept-representation.ts';
import { closeAssociation } from './actions/close-association.ts';
import { declareAssociation } from './actions/declare-association.ts';
import { endRepresentation } from './actions/end-representation.ts';
import { inviteRepresentative } from './actions/invite-representative.ts';
import { refuseAssociation } from './actions/refuse-association.ts';
import { takeAssociation } from './actions/take-association.ts';
import { updateAssociation } from './actions/update-association.ts';
import { updateRepresentation } from './actions/update-representation.ts';
import { verifyAssociation } from './actions/verify-association.ts';
import {
  acceptRepresentationRoute,
  closeAssociationRoute,
  declareAssociationRoute,
  endRepresentationRoute,
  getAssociationRoute,
  inviteRepresentativeRoute,
  listAssociationsRoute,
  listOwnAssociationsRoute,
  listWaitingRoute,
  refuseAssociationRoute,
  takeAssociationRoute,
  updateAssociationRoute,
  updateRepresentationRoute,
  verifyAssociationRoute,
} from './api.ts';
import { associationDesk } from './desk.ts';
import { messages } from './messages.ts';
import { associationsMigration } from './migrations/2026-11-23-1000-associations.ts';
import { associationPage } from './pages/association-page.tsx';
import { associationsPage } from './pages/associations-page.tsx';
import { closeAssociationPage } from './pages/close-association-page.tsx';
import { deskAssociationPage } from './pages/desk-association-page.tsx';
import { deskAssociationsPage } from './pages/desk-associations-page.tsx';
import { editAssociationPage } from './pages/edit-association-page.tsx';
import { inviteRepresentativePage } from './pages/invite-representative-page.tsx';
import { newAssociationPage } from './pages/new-association-page.tsx';
import { ownAssociationPage } from './pages/own-association-page.tsx';
import { ownAssociationsPage } from './pages/own-associations-page.tsx';
import { representationPage } from './pages/representation-page.tsx';
import {
  ownAssociations,
  refusedRetention,
  representativeProcessing,
  representativeRetention,
} from './personal-data.ts';
import { associationSearch } from './search.ts';
import { associationSiteMap } from './site-map.ts';

export const associations = defineModule({
  name: 'associations',
  uses: ['territory', 'institutions', 'personal-data', 'accounts'],
  messages,
  migrations: [associationsMigration],
  actions: [
    acceptRepresentation,
    closeAssociation,
    declareAssociation,
    endRepresentation,
    inviteRepresentative,
    refuseAssociation,
    takeAssociation,
    updateAssociation,
    updateRepresentation,
    verifyAssociation,
  ],
  pages: [
    associationPage,
    associationsPage,
    closeAssociationPage,
    deskAssociationPage,
    deskAssociationsPage,
    editAssociationPage,
    inviteRepresentativePage,
    newAssociationPage,
    ownAssociationPage,
    ownAssociationsPage,
    representationPage,
  ],
  routes: [
    listAssociationsRoute,
    getAssociationRoute,
    listOwnAssociationsRoute,
    declareAssociationRoute,
    updateAssociationRoute,
    closeAssociationRoute,
    inviteRepresentativeRoute,
    acceptRepresentationRoute,
    updateRepresentationRoute,
    endRepresentationRoute,
    listWaitingRoute,
    takeAssociationRoute,
    verifyAssociationRoute,
    refuseAssociationRoute,
  ],
  menu: [{ label: 'associations.directory.title', path: '/associations', on: 'both', order: 82 }],
  searchKinds: [associationSearch],
  siteMap: [associationSiteMap],
  desk: [associationDesk],
  deskLinks: [
    {
      group: 'institutions.desk.group.participation',
      label: 'associations.desk.title',
      path: '/desk/associations',
      power: VERIFY,
      order: 45,
    },
  ],
  ownLinks: [{ label: 'associations.own.title', hint: 'associations.own.hint', path: '/me/associations', order: 30 }],
  powers: [{ name: VERIFY, label: 'associations.power' }],
  personalData: [ownAssociations],
  processings: [representativeProcessing],
  retentions: [representativeRetention, refusedRetention],
});
