/** Following and one's own letters ask for a confirmed contact: there must be somewhere to write to. */
export {
  anyone as stopLetters,
  signedIn as followSubject,
  signedIn as readOwnNotifications,
} from '#platform/access.ts';
