import { defineModule } from '#platform/module.ts';
import { ANSWER } from './access.ts';
import { answerComment } from './actions/answer-comment.ts';
import { editComment } from './actions/edit-comment.ts';
import { markComment } from './actions/mark-comment.ts';
import { withdrawComment } from './actions/withdraw-comment.ts';
import { writeComment } from './actions/write-comment.ts';
import { getCommentRoute, listCommentsRoute, listVersionsRoute } from './api/reading.ts';
import { answerRoute, editRoute, markRoute, unmarkRoute, withdrawRoute, writeRoute } from './api/writing.ts';
import { commentsDemo } from './demo.ts';
import { mentionDesk } from './desk.ts';
import { messages } from './messages.ts';
import { commentsMigration } from './migrations/2026-11-22-1200-comments.ts';
import { commentListsMigration } from './migrations/2026-11-23-0900-comment-lists.ts';
import { commentStancesMigration } from './migrations/2026-12-12-1000-comment-stances.ts';
import { commentVersionStancesMigration } from './migrations/2026-12-21-1030-comment-version-stances.ts';
import { moderatedComment } from './moderated.ts';
import { commentPage } from './pages/comment-page.tsx';
import { editCommentPage } from './pages/edit-comment-page.tsx';
import { historyPage } from './pages/history-page.tsx';
import { latestPart, threadFeed } from './pages/resources.tsx';
import { threadPage } from './pages/thread-page.tsx';
import { commentProcessing, likenessRetention, ownComments } from './personal-data.ts';
import { saidByAssociations } from './public-acts.ts';
import { commentSearch } from './search.ts';
import { threadSubject } from './subject.ts';
import { reconcileMarks, verifyMarks } from './verify.ts';

export const comments = defineModule({
  name: 'comments',
  uses: ['accounts', 'associations', 'institutions', 'moderation', 'notifications', 'personal-data'],
  messages,
  demos: [commentsDemo],
  migrations: [commentsMigration, commentListsMigration, commentStancesMigration, commentVersionStancesMigration],
  actions: [writeComment, answerComment, editComment, withdrawComment, markComment],
  pages: [threadPage, commentPage, editCommentPage, historyPage],
  resources: [threadFeed, latestPart],
  routes: [
    listCommentsRoute,
    getCommentRoute,
    listVersionsRoute,
    writeRoute,
    answerRoute,
    editRoute,
    withdrawRoute,
    markRoute,
    unmarkRoute,
  ],
  searchKinds: [commentSearch],
  subjects: [threadSubject],
  moderated: [moderatedComment],
  publicActs: [saidByAssociations],
  jobs: [reconcileMarks],
  desk: [mentionDesk],
  powers: [{ name: ANSWER, label: 'comments.power.answer' }],
  personalData: [ownComments],
  processings: [commentProcessing],
  retentions: [likenessRetention],
  verifications: [verifyMarks],
});
