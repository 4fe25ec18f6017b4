import { type AccessRule, rule, withPower } from '#platform/access.ts';
import { holdsPower } from '#platform/tenant.ts';
import type { Survey } from './queries/surveys.ts';
import { isPublic } from './survey.ts';

export {
  anyone as readSurveys,
  anyone as takeSurvey,
  signedIn as readOwnAnswers,
  systemOnly as keepSurveys,
} from '#platform/access.ts';

/** The power of those who write surveys, publish them and read what was answered. */
export const MANAGE = 'surveys.manage';

/** The power of those who type answers from paper. */
export const ENTER = 'surveys.enter';

/** A survey that was published is public; a draft exists for those who write it. */
export const readSurvey: AccessRule<Survey> = rule(
  `public, power:${MANAGE} while a draft`,
  (actor, survey) => isPublic(survey.state) || holdsPower(actor, MANAGE, survey.institutionId),
  { hides: true, need: { level: 1, secondFactor: true } },
);

/** Makes surveys in a body. */
export const createSurvey: AccessRule<{ institutionId: string }> = withPower(MANAGE);

/** Writes, publishes and closes a survey, and reads what was answered. To all others its desk does not exist. */
export const manageSurvey: AccessRule<Survey> = withPower(MANAGE, { hides: true });

/** Types answers from paper. */
export const enterPaper: AccessRule<Survey> = withPower(ENTER, { hides: true });

/** Sees the surveys of a body on its desk: whoever writes them, and whoever types answers from paper. */
export const seeSurveysDesk: AccessRule<{ institutionId: string }> = rule(
  `power:${MANAGE} or power:${ENTER}`,
  (actor, { institutionId }) => holdsPower(actor, MANAGE, institutionId) || holdsPower(actor, ENTER, institutionId),
  { need: { level: 1, secondFactor: true } },
);
