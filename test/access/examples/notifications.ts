import { unsubscribeToken } from '../../../src/core/notifications/unsubscribe-token.ts';
import type { MakeExamples } from '../example.ts';

const on = 'commitment:MALAA0003';
const preferences = { frequency: 'weekly', urgentSms: false };

export const notificationsExamples: MakeExamples = async ({ program, person }) => {
  const token = unsubscribeToken(program.around.keys, person('own').id);
  return {
    pages: {
      'notifications.follow-page': { query: { on }, forms: { follow: { on }, unfollow: { on } } },
      'notifications.following-page': { forms: { preferences: { frequency: 'weekly' }, unfollow: { on } } },
      'notifications.unsubscribe-page': { query: { token }, forms: { '': {} } },
    },
    routes: {
      'notifications.follow-subject': { body: { on } },
      'notifications.unfollow-subject': { params: { on } },
      'notifications.change-preferences': { body: preferences },
    },
    actions: {
      'notifications.follow-subject': { input: { on } },
      'notifications.unfollow-subject': { input: { on } },
      'notifications.change-preferences': { input: preferences },
      'notifications.stop-letters': { input: { token } },
    },
  };
};
