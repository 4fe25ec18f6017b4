import { defineModule } from '#platform/module.ts';
import { POWERS } from './access.ts';
import { addMember } from './actions/add-member.ts';
import { closeFollowUpBody } from './actions/close-follow-up-body.ts';
import { createFollowUpBody } from './actions/create-follow-up-body.ts';
import { endMandate } from './actions/end-mandate.ts';
import { updateFollowUpBody } from './actions/update-follow-up-body.ts';
import { updateMember } from './actions/update-member.ts';
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
import { messages } from './messages.ts';
import { followUpBodiesMigration } from './migrations/2026-11-24-1000-follow-up-bodies.ts';
import { bodyDeskPage } from './pages/body-desk-page.tsx';
import { committeesPage } from './pages/committees-page.tsx';
import { followUpDeskPage } from './pages/follow-up-desk-page.tsx';
import { memberPage } from './pages/member-page.tsx';
import { newBodyPage } from './pages/new-body-page.tsx';
import { newMemberPage } from './pages/new-member-page.tsx';
import { planDeskPage } from './pages/plan-desk-page.tsx';
import { memberProcessing, ownMandates } from './personal-data.ts';

export const reviews = defineModule({
  name: 'reviews',
  uses: ['commitments'],
  messages,
  migrations: [followUpBodiesMigration],
  actions: [createFollowUpBody, updateFollowUpBody, closeFollowUpBody, addMember, updateMember, endMandate],
  pages: [committeesPage, followUpDeskPage, planDeskPage, newBodyPage, bodyDeskPage, newMemberPage, memberPage],
  routes: [
    listCommitteesRoute,
    listMandatesRoute,
    createCommitteeRoute,
    updateCommitteeRoute,
    closeCommitteeRoute,
    addMemberRoute,
    updateMemberRoute,
    endMandateRoute,
  ],
  deskLinks: [{ label: 'reviews.desk.title', path: '/desk/follow-up', power: POWERS.see, order: 20 }],
  powers: (['see', 'manage', 'publish', 'answer', 'comment', 'assess'] as const).map((power) => ({
    name: POWERS[power],
    label: `reviews.powers.${power}` as const,
  })),
  personalData: [ownMandates],
  processings: [memberProcessing],
});
