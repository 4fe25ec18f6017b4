import type { ActionContext } from '#platform/action.ts';
import { across, json, within } from '#platform/db/database.ts';
import { Unavailable } from '#platform/errors.ts';
import { newId } from '#platform/ids.ts';
import { newReference } from '#platform/reference.ts';
import { KIND } from './queries/surveys.ts';
import type { Questionnaire } from './questionnaire.ts';
import type { Settings } from './settings.ts';

/** Writes a new draft; answers its reference. */
export async function insertDraft(
  { db, now, today }: Pick<ActionContext, 'db' | 'now' | 'today'>,
  institutionId: string,
  settings: Settings,
  questionnaire: Questionnaire,
): Promise<{ reference: string }> {
  const reference = newReference(KIND, Number(today.slice(0, 4)));
  // References name surveys of all bodies; two alike are as good as impossible, and refused.
  const taken = await across(db).selectFrom('survey').select('id').where('reference', '=', reference).execute();
  if (taken.length > 0) throw new Unavailable(1);
  const { title, intro, privacy, admission, showing, editable, opensOn, closesOn } = settings;
  await within(db, institutionId)
    .insert('survey', {
      id: newId(),
      reference,
      state: 'draft',
      title: json(title),
      intro: json(intro),
      questionnaire: json(questionnaire),
      version: 1,
      privacy,
      admission,
      showing,
      editable,
      opens_on: opensOn,
      closes_on: closesOn,
      tokens: 0,
      frozen_at: null,
      created_at: now,
      published_at: null,
      closed_at: null,
      results_published_at: null,
      paper_finished_at: null,
      results: null,
      counted_at: null,
    })
    .execute();
  return { reference };
}
