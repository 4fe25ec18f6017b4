import { institutionsById } from '#core/institutions/index.ts';
import type { ActionContext } from '#platform/action.ts';
import { InvalidInput, NotFound } from '#platform/errors.ts';
import type { Text } from '#platform/i18n/text.ts';
import { slashed } from './draft-text.ts';
import { type DraftText, type Floor, floorOf } from './queries/draft-texts.ts';

/** From when to when a text takes contributions, and why that is less than the decree asks, if it is. */
export type AskedPeriod = { opensOn: string; closesOn: string; urgency: Text };

/**
 * How long a text must be open, once the days that are asked for were held against it. Refuses less time than the law or the body's own
 * rule asks; a State body may shorten it in urgency, with its reasons (2-08-229 art. 6). Each round is held to it.
 */
export async function checkedFloor(
  { db, today }: Pick<ActionContext, 'db' | 'today'>,
  { institutionId }: Pick<DraftText, 'institutionId'>,
  { opensOn, closesOn, urgency }: AskedPeriod,
): Promise<Floor> {
  const isUrgent = Object.keys(urgency).length > 0;
  const refuse = (pointer: string, key: string, values = {}) => {
    throw new InvalidInput([{ pointer, key, values }]);
  };
  if (opensOn < today) refuse('/opensOn', 'draft-texts.fault.opens-past');
  if (closesOn < opensOn) refuse('/closesOn', 'draft-texts.fault.closes-before');
  const body = (await institutionsById(db, [institutionId])).get(institutionId);
  if (!body) throw new NotFound();
  const floor = await floorOf(db, body, opensOn);
  if (floor.period && floor.earliestOn === null) refuse('/opensOn', 'draft-texts.fault.no-calendar');
  if (isUrgent && !floor.law) refuse('/urgency/ar', 'draft-texts.fault.urgency');
  if (floor.earliestOn !== null && closesOn < floor.earliestOn && !isUrgent)
    refuse('/closesOn', floor.law ? 'draft-texts.fault.too-short-law' : 'draft-texts.fault.too-short-own', {
      n: floor.period?.value ?? 0,
      date: slashed(floor.earliestOn),
    });
  return floor;
}
