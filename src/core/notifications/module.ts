import { defineModule } from '#platform/module.ts';
import { changePreferences } from './actions/change-preferences.ts';
import { followSubject } from './actions/follow-subject.ts';
import { stopLetters } from './actions/stop-letters.ts';
import { unfollowSubject } from './actions/unfollow-subject.ts';
import {
  changePreferencesRoute,
  followRoute,
  getPreferencesRoute,
  listFollowsRoute,
  listNotificationsRoute,
  unfollowRoute,
} from './api.ts';
import { openRoundsJob, writeRoundJob } from './jobs.ts';
import { messages } from './messages.ts';
import { notificationsMigration } from './migrations/2026-11-22-1400-notifications.ts';
import { followPage } from './pages/follow-page.tsx';
import { followingPage } from './pages/following-page.tsx';
import { notificationsPage } from './pages/notifications-page.tsx';
import { unsubscribePage } from './pages/unsubscribe-page.tsx';
import { eventRetention, followedThings, recipientRetention } from './personal-data.ts';
import { followProcessing } from './processing.ts';

export const notifications = defineModule({
  name: 'notifications',
  uses: [],
  messages,
  migrations: [notificationsMigration],
  actions: [followSubject, unfollowSubject, changePreferences, stopLetters],
  pages: [followPage, followingPage, notificationsPage, unsubscribePage],
  routes: [
    listFollowsRoute,
    followRoute,
    unfollowRoute,
    listNotificationsRoute,
    getPreferencesRoute,
    changePreferencesRoute,
  ],
  jobs: [openRoundsJob, writeRoundJob],
  tasks: [
    {
      label: 'notifications.follow.task',
      hint: 'notifications.follow.task-hint',
      path: '/follow',
      on: 'both',
      order: 20,
    },
  ],
  ownLinks: [
    {
      label: 'notifications.list.title',
      hint: 'notifications.list.lead',
      path: '/me/notifications',
      order: 1,
    },
    {
      label: 'notifications.following.title',
      hint: 'notifications.following.lead',
      path: '/me/following',
      order: 2,
    },
  ],
  personalData: [followedThings],
  processings: [followProcessing],
  retentions: [recipientRetention, eventRetention],
});
