import { institutionBySlug } from '#core/institutions/index.ts';
import { closeCall, saveCall } from '#modules/proposals/index.ts';
import type { ActionContext } from '#platform/action.ts';
import { across, type Db, json, type Tx, within } from '#platform/db/database.ts';
import { InvalidInput, Unavailable } from '#platform/errors.ts';
import { newReference } from '#platform/reference.ts';
import { indexDocuments } from '#platform/search/index-documents.ts';
import type { ConsultationWords } from './input.ts';
import { type Consultation, stagesOf } from './queries/consultations.ts';
import { consultationDocuments } from './search.ts';
import { KIND } from './target.ts';
import './tables.ts';

/** A reference that no consultation of any body has. */
export async function newConsultationReference(db: Db, today: string): Promise<string> {
  const reference = newReference(KIND, Number(today.slice(0, 4)));
  const taken = await across(db).selectFrom('consultation').select('id').where('reference', '=', reference).execute();
  if (taken.length > 0) throw new Unavailable(1);
  return reference;
}

/** The columns of what a consultation says of itself. */
export function wordColumns(given: Omit<ConsultationWords, 'partners'>) {
  return {
    title: json(given.title),
    summary: json(given.summary),
    about_kind: given.aboutKind,
    about_reference: given.aboutReference,
    decides: json(given.decides),
    open_to: json(given.openTo),
    not_open: json(given.notOpen),
    level: given.level,
    languages: given.languages,
    themes: json(given.themes),
  };
}

/** Writes which bodies hold a consultation together with the one that leads it. */
export async function writePartners(
  tx: Tx,
  { institutionId, id }: Pick<Consultation, 'institutionId' | 'id'>,
  slugs: readonly string[],
): Promise<void> {
  const own = within(tx, institutionId);
  await own.deleteFrom('consultation_partner').where('consultation_id', '=', id).execute();
  for (const slug of new Set(slugs)) {
    const body = await institutionBySlug(tx, slug);
    if (!body || body.id === institutionId)
      throw new InvalidInput([{ pointer: '/partners', key: 'consultations.fault.partner' }]);
    await own.insert('consultation_partner', { consultation_id: id, partner_id: body.id }).execute();
  }
}

/** The tags of everything that shows a consultation. */
export function touchConsultation(
  { touch }: Pick<ActionContext, 'touch'>,
  { reference }: Pick<Consultation, 'reference'>,
): void {
  touch(`consultation:${reference}`, 'consultations');
}

/** Brings what everybody sees of a published consultation up to date: the calls of its stages, the search, the kept pages. */
export async function refreshPublished(context: ActionContext, consultation: Consultation): Promise<void> {
  const { db, now } = context;
  if (consultation.state === 'draft') return;
  for (const stage of await stagesOf(db, consultation)) {
    for (const activity of stage.activities) {
      // The page of what is held names its consultation.
      if (activity.held) context.touch(`${activity.kind}:${activity.held}`);
      if (activity.kind !== 'proposals') continue;
      const call = { institutionId: consultation.institutionId, id: activity.id };
      if (stage.closedAt === null)
        await saveCall(db, {
          ...call,
          title: activity.title,
          aboutPath: `/consultations/${consultation.reference}`,
          opensOn: stage.startsOn,
          closesOn: stage.endsOn,
          level: consultation.level,
          themes: consultation.themes,
        });
      else await closeCall(db, call, now);
      context.touch(`proposal-call:${activity.id}`);
    }
  }
  await indexDocuments(db, await consultationDocuments(db, consultation.reference));
  touchConsultation(context, consultation);
}
