export { createSurvey } from './actions/create-survey.ts';
export { SurveyItems } from './pages/survey-items.tsx';
export { countResults } from './queries/answers.ts';
export { answersByChannel, findSurvey, listSurveys, resultsOf, type Survey } from './queries/surveys.ts';
export { type Question, questionsOf } from './questionnaire.ts';
export type { Results } from './results.ts';
export { phaseOf, showsResults } from './survey.ts';
