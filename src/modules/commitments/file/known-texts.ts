import { across, type Db } from '#platform/db/database.ts';
import type { Lang } from '#platform/i18n/languages.ts';
import type { Text } from '#platform/i18n/text.ts';
import { textsIn } from '../texts.ts';

/**
 * The translations that are published already, by their sentence in the language of the file: what a new file says again keeps them,
 * so that importing a corrected file without its dictionary never takes Arabic and French away.
 */
export async function knownTexts(db: Db, plans: readonly string[], language: Lang): Promise<Map<string, Text>> {
  const known = new Map<string, Text>();
  if (plans.length === 0) return known;
  const all = across(db);
  const stored = await all.selectFrom('action_plan').selectAll().where('reference', 'in', plans).execute();
  const keep = (rows: readonly unknown[]) => {
    for (const text of textsIn(rows)) {
      const sentence = text[language];
      if (sentence !== undefined && Object.keys(text).length > 1) known.set(sentence, text);
    }
  };
  for (const plan of stored) {
    if (plan.translation !== null) keep([plan]);
    const ofPlan = { institution_id: plan.institution_id, plan_id: plan.id };
    const commitments = await all
      .selectFrom('commitment')
      .selectAll()
      .where((is) => is.and(ofPlan))
      .execute();
    const translated = commitments.filter((commitment) => commitment.translation !== null);
    if (translated.length === 0) continue;
    keep(translated);
    const ids = translated.map((commitment) => commitment.id);
    const inThem = { institution_id: plan.institution_id };
    const milestones = await all
      .selectFrom('milestone')
      .select('title')
      .where((is) => is.and(inThem))
      .where('commitment_id', 'in', ids)
      .execute();
    const names = await all
      .selectFrom('commitment_institution')
      .select('name')
      .where((is) => is.and(inThem))
      .where('commitment_id', 'in', ids)
      .execute();
    keep([milestones, names]);
  }
  return known;
}
