export { SurveyItems } from './pages/survey-items.tsx';
export { findSurvey, listSurveys, type Survey } from './queries/surveys.ts';
export { phaseOf, showsResults } from './survey.ts';
