import { z } from 'zod';
import { askContributionCode } from '#core/accounts/index.ts';
import { defineAction } from '#platform/action.ts';
import { Conflict, NotFound } from '#platform/errors.ts';
import { LANGUAGES } from '#platform/i18n/languages.ts';
import { aboutInput } from '../about.ts';
import { takeSurvey } from '../access.ts';
import { checkAnswers, checkOpen } from '../finish.ts';
import { draftKey, readDraft, writeDraft } from '../holder.ts';
import { holdInput, surveyParam } from '../input.ts';
import { findSurvey, type Survey } from '../queries/surveys.ts';
import { endOfDay, GRACE_HOURS } from '../survey.ts';

const input = z.object({
  survey: surveyParam,
  hold: holdInput,
  lang: z.enum(LANGUAGES),
  about: aboutInput,
  contact: z.string('surveys.fault.contact').trim().min(1, 'surveys.fault.contact').max(254),
  /** Who asks, as a keyed hash of the network's address. */
  network: z.string(),
});
type Input = z.infer<typeof input>;

/** What a code confirms. */
export const contributionSubject = ({ id }: Pick<Survey, 'id'>) => `survey:${id}`;

/**
 * Sends a code to whoever has answered everything and has no account: typing it, or pressing the button behind the letter's link, finishes
 * the answer. Whether the address has answered before is not looked up, so nobody learns it.
 */
export const askAnswerCode = defineAction<Input, Survey, { challenge: string }>({
  name: 'surveys.ask-answer-code',
  input,
  target: (context, { survey }) => findSurvey(context, survey),
  access: takeSurvey,
  event: 'answer.code-asked',
  record: () => null,
  run: async (context, { hold, lang, about, contact, network }, survey) => {
    const { db, around, actor, now, tenant } = context;
    await checkOpen(context, survey);
    if (survey.admission !== 'anyone') throw new Conflict('surveys.refusal.no-code');
    const key = draftKey(around.keys, survey, actor, hold);
    const draft = key && (await readDraft(db, around.keys, survey, key, now));
    if (!draft) throw new NotFound();
    await checkAnswers(context, survey, draft.answers);
    await writeDraft(context, survey, { ...draft, lang, about });
    return askContributionCode(context, {
      contact,
      subject: contributionSubject(survey),
      lang,
      network,
      until: new Date(endOfDay(survey.closesOn).getTime() + GRACE_HOURS * 3_600_000),
      link: (token) =>
        around.absolute(`/surveys/${survey.reference}/confirm?${new URLSearchParams({ hold: hold ?? '', token })}`, {
          lang,
          tenant,
        }),
    });
  },
});
