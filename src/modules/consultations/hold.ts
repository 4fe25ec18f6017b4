import { sql } from 'kysely';
import { addDays } from '#core/deadlines/index.ts';
import { asTenant, institutionsById } from '#core/institutions/index.ts';
import { createDraftText } from '#modules/draft-texts/index.ts';
import { createSurvey } from '#modules/surveys/index.ts';
import { createVote } from '#modules/votes/index.ts';
import { type ActionContext, performWithin } from '#platform/action.ts';
import { within } from '#platform/db/database.ts';
import { Conflict, InvalidInput, NotFound } from '#platform/errors.ts';
import type { Text } from '#platform/i18n/text.ts';
import type { Actor } from '#platform/tenant.ts';
import type { HeldKind } from './consultation.ts';
import type { Consultation, ConsultationStage } from './queries/consultations.ts';
import { heldThings } from './queries/held.ts';

/** The word for a thing that is made with the activity. */
export const NEW_THING = 'new';

/** The actions that begin a thing of each kind, in their own rooms. */
const BEGINNINGS = { survey: createSurvey, vote: createVote, 'draft-text': createDraftText } as const;

/** Whether somebody may begin a thing of a kind in a body: the rule of its own room. */
export function mayBegin(
  kind: HeldKind,
  actor: Actor,
  institutionId: string,
  scene: Pick<ActionContext, 'tenant' | 'today'>,
): boolean {
  return BEGINNINGS[kind].access.allows(actor, { institutionId } as never, scene);
}

/**
 * The reference of what an activity is to hold: begun now, as a draft with the dates and the level that the consultation proposes, or one
 * of the same body that no other activity holds.
 */
export async function thingToHold(
  context: ActionContext,
  consultation: Consultation,
  stage: Pick<ConsultationStage, 'startsOn' | 'endsOn' | 'words'>,
  { kind, thing, title, address }: { kind: HeldKind; thing: string; title: Text; address: string },
): Promise<{ reference: string; title: Text }> {
  if (address !== '') throw new InvalidInput([{ pointer: '/target', key: 'consultations.fault.two-places' }]);
  const { institutionId } = consultation;
  if (thing === NEW_THING && stage.endsOn < context.today) throw new Conflict('consultations.refusal.stage-over');
  if (thing === NEW_THING) return { reference: await begin(context, consultation, stage, kind, title), title };
  const probe = { id: '', kind, title, target: '', held: thing };
  const found = (await heldThings(context.db, { institutionId }, [probe], context)).get('');
  if (!found) throw new InvalidInput([{ pointer: '/thing', key: 'consultations.fault.choose' }]);
  // Two consultations that take the same thing at once follow one another.
  await sql`select pg_advisory_xact_lock(hashtext(${`consultations.held ${found.reference}`}))`.execute(context.db);
  const holder = await within(context.db, institutionId)
    .selectFrom('consultation_activity')
    .select('id')
    .where('held', '=', found.reference)
    .executeTakeFirst();
  if (holder) throw new Conflict('consultations.refusal.held-already');
  return found;
}

/** Begins a thing with what the consultation and its stage propose. Its own room has the rest: questions, options, articles. */
async function begin(
  context: ActionContext,
  { institutionId, level, summary }: Consultation,
  { startsOn, endsOn, words }: Pick<ConsultationStage, 'startsOn' | 'endsOn' | 'words'>,
  kind: HeldKind,
  title: Text,
): Promise<string> {
  const body = (await institutionsById(context.db, [institutionId])).get(institutionId);
  if (!body) throw new NotFound();
  // On the site of a partner too, it belongs to the body that leads.
  const scene = { ...context, tenant: asTenant(body) };
  const presentation = cut(words.ar || words.fr ? words : summary);
  const shared = { institution: body.slug, title, level };
  const opensOn = startsOn < context.today ? context.today : startsOn;
  if (kind === 'survey') {
    const begun = await performWithin(scene, createSurvey, {
      ...shared,
      intro: presentation,
      privacy: 'anonymous',
      admission: level === 2 ? 'verified' : 'account',
      showing: 'end',
      editable: true,
      opensOn,
      closesOn: endsOn,
    });
    return begun.reference;
  }
  if (kind === 'vote') {
    const begun = await performWithin(scene, createVote, {
      ...shared,
      explanation: presentation,
      method: 'support',
      secret: true,
      changeable: true,
      results: 'end',
      tieRule: 'council',
      opensAt: `${opensOn}T00:00:00Z`,
      closesAt: `${addDays(endsOn, 1)}T00:00:00Z`,
    });
    return begun.reference;
  }
  const begun = await performWithin(scene, createDraftText, {
    ...shared,
    presentation,
    officialLang: title.ar ? 'ar' : 'fr',
  });
  return begun.reference;
}

/** The longest introduction that each of the rooms takes, in signs. */
const INTRODUCTION = 4_000;

const cut = (text: Text): Text =>
  Object.fromEntries(Object.entries(text).map(([lang, words]) => [lang, words.slice(0, INTRODUCTION)]));
