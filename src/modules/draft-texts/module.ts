import { defineModule } from '#platform/module.ts';
import { POWERS } from './access.ts';
import { adoptDraftText } from './actions/adopt-draft-text.ts';
import { answerContributions } from './actions/answer-contributions.ts';
import { createDraftText } from './actions/create-draft-text.ts';
import { draftVersion } from './actions/draft-version.ts';
import { editContribution } from './actions/edit-contribution.ts';
import { editDraftText } from './actions/edit-draft-text.ts';
import { extendConsultation } from './actions/extend-consultation.ts';
import { finishConsultation } from './actions/finish-consultation.ts';
import { importArticles } from './actions/import-articles.ts';
import { moveArticle } from './actions/move-article.ts';
import { openRound } from './actions/open-round.ts';
import { publishDraftText } from './actions/publish-draft-text.ts';
import { publishVersion } from './actions/publish-version.ts';
import { recordContribution } from './actions/record-contribution.ts';
import { removeArticle } from './actions/remove-article.ts';
import { saveArticle } from './actions/save-article.ts';
import { supportContribution } from './actions/support-contribution.ts';
import { uploadArticles } from './actions/upload-articles.ts';
import { withdrawContribution } from './actions/withdraw-contribution.ts';
import { writeContribution } from './actions/write-contribution.ts';
import { answerRoute, contributionRoutes, recordRoute } from './api/contributing.ts';
import {
  getContributionRoute,
  getDraftTextRoute,
  getVersionRoute,
  listContributionsRoute,
  listDraftTextsRoute,
} from './api/reading.ts';
import { deskRoutes } from './api/writing.ts';
import { answerDesk, decideDesk } from './desk.ts';
import { messages } from './messages.ts';
import { draftTextsMigration } from './migrations/2026-11-25-1000-draft-texts.ts';
import { newArticlesMigration } from './migrations/2026-12-16-1000-new-articles.ts';
import { roundsMigration } from './migrations/2026-12-16-1100-rounds.ts';
import { channelsMigration } from './migrations/2026-12-16-1200-channels.ts';
import { moderatedContribution } from './moderated.ts';
import { amendmentsPage } from './pages/amendments-page.tsx';
import { answerPage } from './pages/answer-page.tsx';
import { articlePage } from './pages/article-page.tsx';
import { articlesPreviewPage } from './pages/articles-preview-page.tsx';
import { comparePage } from './pages/compare-page.tsx';
import { contributePage } from './pages/contribute-page.tsx';
import { contributionPage } from './pages/contribution-page.tsx';
import { deskContributionsPage } from './pages/desk-contributions-page.tsx';
import { deskDraftTextPage } from './pages/desk-draft-text-page.tsx';
import { deskDraftTextsPage } from './pages/desk-draft-texts-page.tsx';
import { draftTextPage } from './pages/draft-text-page.tsx';
import { draftTextsPage } from './pages/draft-texts-page.tsx';
import { editArticlePage } from './pages/edit-article-page.tsx';
import { editContributionPage } from './pages/edit-contribution-page.tsx';
import { editDraftTextPage } from './pages/edit-draft-text-page.tsx';
import { importArticlesPage } from './pages/import-articles-page.tsx';
import { newDraftTextPage } from './pages/new-draft-text-page.tsx';
import { recordPage } from './pages/record-page.tsx';
import { draftTextFeed, draftTextsCalendar, draftTextsFeed } from './pages/resources.tsx';
import { summaryPdf } from './pages/summary-pdf.ts';
import { tableDocument, tableSheet } from './pages/table-files.ts';
import { authorRetention, importRetention, opinionProcessing, ownContributions } from './personal-data.ts';
import { saidByAssociations } from './public-acts.ts';
import { draftTextSearch } from './search.ts';
import { draftTextAddresses } from './site-map.ts';
import { draftTextSubject } from './subject.ts';
import { reconcileSupports, verifySupports } from './verify.ts';

export const draftTexts = defineModule({
  name: 'draft-texts',
  uses: [],
  messages,
  migrations: [draftTextsMigration, newArticlesMigration, roundsMigration, channelsMigration],
  actions: [
    createDraftText,
    editDraftText,
    uploadArticles,
    importArticles,
    saveArticle,
    moveArticle,
    removeArticle,
    publishDraftText,
    extendConsultation,
    writeContribution,
    recordContribution,
    editContribution,
    withdrawContribution,
    supportContribution,
    answerContributions,
    draftVersion,
    publishVersion,
    openRound,
    finishConsultation,
    adoptDraftText,
  ],
  pages: [
    draftTextsPage,
    draftTextPage,
    articlePage,
    contributePage,
    contributionPage,
    editContributionPage,
    amendmentsPage,
    comparePage,
    deskDraftTextsPage,
    newDraftTextPage,
    deskDraftTextPage,
    editDraftTextPage,
    importArticlesPage,
    articlesPreviewPage,
    editArticlePage,
    deskContributionsPage,
    recordPage,
    answerPage,
  ],
  resources: [draftTextsFeed, draftTextsCalendar, draftTextFeed, summaryPdf, tableDocument, tableSheet],
  routes: [
    listDraftTextsRoute,
    getDraftTextRoute,
    getVersionRoute,
    listContributionsRoute,
    getContributionRoute,
    ...contributionRoutes,
    answerRoute,
    recordRoute,
    ...deskRoutes,
  ],
  menu: [{ label: 'draft-texts.page.texts', path: '/draft-texts', on: 'both', order: 27, minor: true }],
  tasks: [
    { label: 'draft-texts.task.label', hint: 'draft-texts.task.hint', path: '/draft-texts', on: 'both', order: 25 },
  ],
  desk: [answerDesk, decideDesk],
  deskLinks: [
    {
      group: 'institutions.desk.group.participation',
      label: 'draft-texts.page.texts',
      path: '/desk/draft-texts',
      power: POWERS.write,
      order: 32,
    },
  ],
  powers: [
    { name: POWERS.write, label: 'draft-texts.power.write' },
    { name: POWERS.answer, label: 'draft-texts.power.answer' },
    { name: POWERS.publish, label: 'draft-texts.power.publish' },
  ],
  searchKinds: [draftTextSearch],
  subjects: [draftTextSubject],
  moderated: [moderatedContribution],
  publicActs: [saidByAssociations],
  personalData: [ownContributions],
  processings: [opinionProcessing],
  retentions: [authorRetention, importRetention],
  siteMap: [draftTextAddresses],
  jobs: [reconcileSupports],
  verifications: [verifySupports],
});
