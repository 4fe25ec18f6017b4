import { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { InvalidInput, NotFound } from '#platform/errors.ts';
import { LANGUAGES } from '#platform/i18n/languages.ts';
import { takeSurvey } from '../access.ts';
import { answerFaults, asAnswers, countingSections } from '../answers.ts';
import { checkOpen } from '../finish.ts';
import { draftKey, readDraft, writeDraft } from '../holder.ts';
import { answersInput, holdInput, surveyParam } from '../input.ts';
import { placesOf } from '../places.ts';
import { findSurvey, type Survey } from '../queries/surveys.ts';

const input = z.object({
  survey: surveyParam,
  hold: holdInput,
  lang: z.enum(LANGUAGES),
  /** The section that was filled in; what was answered in others stays. */
  section: z.string().max(10),
  answers: answersInput,
  /** Where to go from here: back is never refused, and neither is leaving for later. */
  go: z.enum(['next', 'back', 'later']).catch('next'),
});
type Input = z.infer<typeof input>;

/** `section`: the one to show now; null: all is answered, and can be checked and sent. */
export type Saved = { section: string | null; go: Input['go'] };

/**
 * Keeps what was answered in a section. Going on asks that everything required there is answered and fits (422); going back or leaving
 * keeps it as it is. What no longer applies is kept too until the end, should it apply again.
 */
export const saveAnswer = defineAction<Input, Survey, Saved>({
  name: 'surveys.save-answer',
  input,
  target: (context, { survey }) => findSurvey(context, survey),
  access: takeSurvey,
  event: 'answer.saved',
  record: () => null,
  run: async (context, { hold, lang, section: id, answers: given, go }, survey) => {
    const { db, around, actor, now } = context;
    await checkOpen(context, survey);
    const { questionnaire } = survey;
    const section = questionnaire.sections.find((one) => one.id === id);
    const key = draftKey(around.keys, survey, actor, hold);
    const draft = key && (await readDraft(db, around.keys, survey, key, now));
    if (!draft || !section) throw new NotFound();
    const told = asAnswers(questionnaire, given);
    const answers = { ...draft.answers };
    for (const question of section.questions) {
      const values = told[question.id];
      // A file that was sent before stays unless another one is.
      if (values) answers[question.id] = values;
      else if (question.kind !== 'file') delete answers[question.id];
    }
    if (go === 'next') {
      const places = new Set((await placesOf(db, survey)).map(({ code }) => code));
      const faults = answerFaults(questionnaire, answers, { places }, [section]);
      if (faults.length > 0) throw new InvalidInput(faults);
    }
    await writeDraft(context, survey, { ...draft, answers, lang });
    const path = countingSections(questionnaire, answers).map((one) => one.id);
    const order = questionnaire.sections.map((one) => one.id);
    const place = order.indexOf(id);
    const other =
      go === 'back'
        ? (path.filter((one) => order.indexOf(one) < place).at(-1) ?? id)
        : go === 'later'
          ? id
          : (path.find((one) => order.indexOf(one) > place) ?? null);
    return { section: other, go };
  },
});
