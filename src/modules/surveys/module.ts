import { defineModule } from '#platform/module.ts';
import { ENTER, MANAGE } from './access.ts';
import { addTheme } from './actions/add-theme.ts';
import { askAnswerCode } from './actions/ask-answer-code.ts';
import { changeQuestions } from './actions/change-questions.ts';
import { closeEndedSurveys } from './actions/close-ended-surveys.ts';
import { closeSurvey } from './actions/close-survey.ts';
import { copySurvey } from './actions/copy-survey.ts';
import { createSurvey } from './actions/create-survey.ts';
import { editSurvey } from './actions/edit-survey.ts';
import { finishAnswer } from './actions/finish-answer.ts';
import { finishPaper } from './actions/finish-paper.ts';
import { giveAnswer } from './actions/give-answer.ts';
import { issueTokens } from './actions/issue-tokens.ts';
import { keepResults } from './actions/keep-results.ts';
import { mergeThemes } from './actions/merge-themes.ts';
import { publishResults } from './actions/publish-results.ts';
import { publishSurvey } from './actions/publish-survey.ts';
import { recordPaper } from './actions/record-paper.ts';
import { removeSheet } from './actions/remove-sheet.ts';
import { removeSurvey } from './actions/remove-survey.ts';
import { removeTheme } from './actions/remove-theme.ts';
import { renameTheme } from './actions/rename-theme.ts';
import { revokeToken } from './actions/revoke-token.ts';
import { saveAnswer } from './actions/save-answer.ts';
import { sortText } from './actions/sort-text.ts';
import { startAnswer } from './actions/start-answer.ts';
import { withdrawAnswer } from './actions/withdraw-answer.ts';
import {
  addThemeRoute,
  issueTokensRoute,
  mergeThemesRoute,
  recordPaperRoute,
  removeSheetRoute,
  removeThemeRoute,
  renameThemeRoute,
  revokeTokenRoute,
  sortTextRoute,
} from './api/desk.ts';
import { fileRoutes } from './api/files.ts';
import { getResultsRoute, getSurveyRoute, listOwnAnswersRoute, listSurveysRoute } from './api/reading.ts';
import {
  changeQuestionsRoute,
  copySurveyRoute,
  createSurveyRoute,
  deedRoutes,
  editSurveyRoute,
  giveAnswerRoute,
  removeSurveyRoute,
  withdrawAnswerRoute,
} from './api/writing.ts';
import { surveyDesk } from './desk.ts';
import { dropFiles } from './files.ts';
import { countSurveys, endSurveys, mixRolls } from './jobs.ts';
import { messages } from './messages.ts';
import { surveysMigration } from './migrations/2026-11-25-1000-surveys.ts';
import { surveyWithdrawalsMigration } from './migrations/2026-12-13-1000-survey-withdrawals.ts';
import { surveyPapersMigration } from './migrations/2026-12-21-1000-survey-papers.ts';
import { answerCodePage } from './pages/answer-code-page.tsx';
import { answerPage } from './pages/answer-page.tsx';
import { confirmAnswerPage } from './pages/confirm-answer-page.tsx';
import { enterPaperPage } from './pages/desk/enter-paper-page.tsx';
import { surveyFiles } from './pages/desk/files.ts';
import { newSurveyPage } from './pages/desk/new-survey-page.tsx';
import { papersPage } from './pages/desk/papers-page.tsx';
import { previewPage } from './pages/desk/preview-page.tsx';
import { questionPage } from './pages/desk/question-page.tsx';
import { questionsPage } from './pages/desk/questions-page.tsx';
import { sectionPage } from './pages/desk/section-page.tsx';
import { sentFile } from './pages/desk/sent-file.ts';
import { settingsPage } from './pages/desk/settings-page.tsx';
import { surveyDeskPage } from './pages/desk/survey-desk-page.tsx';
import { surveysDeskPage } from './pages/desk/surveys-desk-page.tsx';
import { textsPage } from './pages/desk/texts-page.tsx';
import { themePage } from './pages/desk/theme-page.tsx';
import { tokensPage } from './pages/desk/tokens-page.tsx';
import { surveyForm } from './pages/form-pdf.ts';
import { ownAnswersPage } from './pages/own-answers-page.tsx';
import { receiptPage } from './pages/receipt-page.tsx';
import { surveysFeed } from './pages/resources.ts';
import { resultsPage } from './pages/results-page.tsx';
import { surveyPage } from './pages/survey-page.tsx';
import { surveysPage } from './pages/surveys-page.tsx';
import { answerData, answerProcessing, takerRetention } from './personal-data.ts';
import { surveySearch } from './search.ts';
import { surveySiteMap } from './site-map.ts';
import { surveySubject } from './subject.ts';

export const surveys = defineModule({
  name: 'surveys',
  uses: [],
  messages,
  migrations: [surveysMigration, surveyWithdrawalsMigration, surveyPapersMigration],
  actions: [
    createSurvey,
    copySurvey,
    editSurvey,
    changeQuestions,
    publishSurvey,
    closeSurvey,
    closeEndedSurveys,
    removeSurvey,
    startAnswer,
    saveAnswer,
    askAnswerCode,
    finishAnswer,
    giveAnswer,
    withdrawAnswer,
    keepResults,
    issueTokens,
    revokeToken,
    recordPaper,
    removeSheet,
    finishPaper,
    addTheme,
    renameTheme,
    mergeThemes,
    removeTheme,
    sortText,
    publishResults,
  ],
  pages: [
    surveysPage,
    surveyPage,
    answerPage,
    answerCodePage,
    confirmAnswerPage,
    receiptPage,
    resultsPage,
    ownAnswersPage,
    surveysDeskPage,
    newSurveyPage,
    surveyDeskPage,
    settingsPage,
    questionsPage,
    sectionPage,
    questionPage,
    previewPage,
    tokensPage,
    papersPage,
    enterPaperPage,
    textsPage,
    themePage,
  ],
  resources: [surveysFeed, surveyForm, ...surveyFiles, sentFile],
  routes: [
    listSurveysRoute,
    listOwnAnswersRoute,
    getSurveyRoute,
    getResultsRoute,
    createSurveyRoute,
    editSurveyRoute,
    changeQuestionsRoute,
    ...deedRoutes,
    removeSurveyRoute,
    copySurveyRoute,
    giveAnswerRoute,
    withdrawAnswerRoute,
    issueTokensRoute,
    revokeTokenRoute,
    recordPaperRoute,
    removeSheetRoute,
    addThemeRoute,
    renameThemeRoute,
    mergeThemesRoute,
    removeThemeRoute,
    sortTextRoute,
    ...fileRoutes,
  ],
  personalData: [answerData],
  processings: [answerProcessing],
  retentions: [takerRetention],
  subjects: [surveySubject],
  searchKinds: [surveySearch],
  siteMap: [surveySiteMap],
  desk: [surveyDesk],
  ownLinks: [{ label: 'surveys.own.title', hint: 'surveys.own.hint', path: '/me/answers', order: 42 }],
  menu: [{ label: 'surveys.page.surveys', path: '/surveys', on: 'both', order: 25, minor: true }],
  jobs: [endSurveys, countSurveys, mixRolls, dropFiles],
  powers: [
    { name: MANAGE, label: 'surveys.power.manage' },
    { name: ENTER, label: 'surveys.power.enter' },
  ],
  deskLinks: [
    {
      group: 'institutions.desk.group.participation',
      label: 'surveys.page.surveys',
      path: '/desk/surveys',
      power: ENTER,
      order: 30,
    },
  ],
});
