import { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { InvalidInput, NotSignedIn } from '#platform/errors.ts';
import { LANGUAGES } from '#platform/i18n/languages.ts';
import { aboutInput } from '../about.ts';
import { takeSurvey } from '../access.ts';
import { asAnswers } from '../answers.ts';
import { checkOpen, finishAnswer, personFor, takersOf } from '../finish.ts';
import { takerOf } from '../holder.ts';
import { answersInput, surveyParam } from '../input.ts';
import { usableToken } from '../queries/revoked-tokens.ts';
import { findSurvey, type Survey } from '../queries/surveys.ts';
import { questionsOf } from '../questionnaire.ts';

const input = z.object({
  survey: surveyParam,
  lang: z.enum(LANGUAGES),
  answers: answersInput,
  about: aboutInput,
  /** The code that was given, where the survey asks for one. */
  token: z.string().trim().max(40).optional(),
});
type Input = z.infer<typeof input>;

/** Answers a whole survey in one step, as programs do: as the person whom the token stands for, or by an issued code. */
export const giveAnswer = defineAction<Input, Survey, { receipt: string }>({
  name: 'surveys.give-answer',
  input,
  target: async (context, { survey }) => {
    const found = await findSurvey(context, survey);
    return found?.state === 'draft' ? undefined : found;
  },
  access: takeSurvey,
  event: 'answer.finished',
  record: () => null,
  run: async (context, { lang, answers: given, about, token }, survey) => {
    await checkOpen(context, survey);
    const { keys } = context.around;
    // Files are sent by people, on the page: a program could name another person's.
    const files = questionsOf(survey.questionnaire).filter(({ kind, id }) => kind === 'file' && given[id]);
    if (files.length > 0)
      throw new InvalidInput(files.map(({ id }) => ({ pointer: `/answers/${id}`, key: 'surveys.fault.file' })));
    const common = { answers: asAnswers(survey.questionnaire, given), channel: 'online' as const, lang, about };
    if (survey.admission === 'token') {
      const number = await usableToken(context.db, keys, survey, token ?? '');
      if (number === undefined) throw new InvalidInput([{ pointer: '/token', key: 'surveys.fault.token' }]);
      const takers = [takerOf(keys, survey.id, { token: number })] as [Buffer];
      return { receipt: await finishAnswer(context, survey, { ...common, takers, personId: null }) };
    }
    const personId = personFor(survey, context.actor);
    if (personId === undefined) throw new NotSignedIn({ level: 1 });
    const { takers } = await takersOf(context, survey.id, { personId });
    return { receipt: await finishAnswer(context, survey, { ...common, takers, personId }) };
  },
});
