import { z } from 'zod';
import { type ContributionConfirmed, confirmContribution } from '#core/accounts/index.ts';
import { defineAction } from '#platform/action.ts';
import { Conflict, NotFound, NotSignedIn } from '#platform/errors.ts';
import { LANGUAGES } from '#platform/i18n/languages.ts';
import { aboutInput } from '../about.ts';
import { takeSurvey } from '../access.ts';
import { checkProcessing, finishAnswer as finish, personFor, reviseAnswer, takersOf } from '../finish.ts';
import { draftKey, dropDraft, readDraft, takerOf } from '../holder.ts';
import { holdInput, surveyParam } from '../input.ts';
import { usableToken } from '../queries/revoked-tokens.ts';
import { findSurvey, type Survey } from '../queries/surveys.ts';
import { endOfDay, GRACE_HOURS, takesAnswers } from '../survey.ts';
import { contributionSubject } from './ask-answer-code.ts';

const input = z.object({
  survey: surveyParam,
  hold: holdInput,
  lang: z.enum(LANGUAGES),
  about: aboutInput,
  /** Who asks, as a keyed hash of the network's address. */
  network: z.string(),
  /** The code of the letter and the challenge that it answers; or the secret of the letter's link. */
  challenge: z.uuid().optional(),
  code: z.string().trim().min(1, 'surveys.fault.code').max(40).optional(),
  token: z.string().max(100).optional(),
});
type Input = z.infer<typeof input>;

/** `receipt`: shown once; null when an answer was changed, whose receipt stays the same. */
export type Finished =
  | { outcome: 'finished'; receipt: string | null }
  | Exclude<ContributionConfirmed, { outcome: 'right' }>;

/**
 * Sends an answer: as the person who is signed in, by an issued code, or by the code that was sent to an address. Each takes part once. A
 * wrong code is a result, because it must be counted. Refuses what is not whole (422), who must sign in (401), who has answered (409).
 */
export const finishAnswer = defineAction<Input, Survey, Finished>({
  name: 'surveys.finish-answer',
  input,
  target: (context, { survey }) => findSurvey(context, survey),
  access: takeSurvey,
  event: 'answer.finished',
  record: () => null,
  run: async (context, given, survey) => {
    const { db, around, actor, now, today } = context;
    const { keys } = around;
    const { hold, lang, network, challenge, code, token } = given;
    const key = draftKey(keys, survey, actor, hold);
    const draft = key && (await readDraft(db, keys, survey, key, now));
    if (!draft) throw new NotFound();
    await checkProcessing(context, survey);
    const isConfirmed = challenge !== undefined || token !== undefined;
    // A code that was sent in time may come back for a day after the end, unless an official ended the survey.
    const isLate = now.getTime() > endOfDay(survey.closesOn).getTime() + GRACE_HOURS * 3_600_000;
    const isOpen = takesAnswers(survey, today) || (isConfirmed && survey.state === 'published' && !isLate);
    if (!isOpen) throw new Conflict('surveys.refusal.not-open');
    const done = async (receipt: string | null): Promise<Finished> => {
      await dropDraft(db, survey, draft.key);
      return { outcome: 'finished', receipt };
    };
    if (draft.revises) {
      const personId = actor.kind === 'person' ? actor.id : '';
      const which = draft.receipt ? { receipt: draft.receipt } : { taker: takerOf(keys, survey.id, { personId }) };
      await reviseAnswer(context, survey, which, draft.answers);
      return done(draft.receipt);
    }
    const about = { ...draft.about, ...given.about };
    const common = { answers: draft.answers, channel: 'online' as const, lang, about };
    if (survey.admission === 'token') {
      const number = await usableToken(db, keys, survey, hold ?? '');
      if (number === undefined) throw new NotFound();
      const takers = [takerOf(keys, survey.id, { token: number })] as [Buffer];
      return done(await finish(context, survey, { ...common, takers, personId: null }));
    }
    const personId = personFor(survey, actor);
    if (personId !== undefined) {
      const { takers } = await takersOf(context, survey.id, { personId });
      return done(await finish(context, survey, { ...common, takers, personId }));
    }
    if (!isConfirmed) throw new NotSignedIn({ level: 1 });
    const subject = contributionSubject(survey);
    const attempt = token === undefined ? { id: challenge ?? '', code: code ?? '' } : { token };
    const confirmed = await confirmContribution(context, { ...attempt, subject, network });
    if (confirmed.outcome !== 'right') return confirmed;
    const who = await takersOf(context, survey.id, { contact: confirmed.fingerprint });
    return done(await finish(context, survey, { ...common, ...who }));
  },
});
