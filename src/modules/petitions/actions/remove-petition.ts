import { z } from 'zod';
import { removeAttachmentsOf } from '#core/attachments/index.ts';
import { eraseCaseWords, moveCase } from '#core/cases/index.ts';
import { forgetThread } from '#core/comments/index.ts';
import { withdrawNotices } from '#core/notifications/index.ts';
import { type ActionContext, defineAction } from '#platform/action.ts';
import { within } from '#platform/db/database.ts';
import { forgetDocuments } from '#platform/search/index-documents.ts';
import { decideOpening } from '../access.ts';
import { ASSOCIATION_DOCUMENTS } from '../association-petition.ts';
import { tellRepresentative } from '../letters.ts';
import { movePetition } from '../move.ts';
import { COUNCIL_STATES, REMOVAL_GROUNDS } from '../petition.ts';
import { documentSubject } from '../queries/association-petitions.ts';
import { type Draft, findDraft } from '../queries/collaborators.ts';
import { councilOf, fileOf } from '../queries/council.ts';
import type { Petition } from '../queries/petitions.ts';
import { SEARCH_KIND } from '../search.ts';

const input = z.object({
  petition: z.string().max(40),
  ground: z.enum(REMOVAL_GROUNDS, 'petitions.fault.removal-ground'),
  /** The decision that orders it: court or commission, number, day. It stays in the log, and the representative reads it. */
  act: z.string('petitions.fault.removal-act').trim().min(10, 'petitions.fault.removal-act').max(300),
});

/**
 * Takes a public petition off the platform because a decision orders it, also when the council has its file: its words, what was said of it
 * and the names of its signatories are erased, and its address answers "gone" with the ground. There is no way back, and no other ground:
 * what was opened is not taken away because it displeases.
 */
export const removePetition = defineAction<z.infer<typeof input>, Draft>({
  name: 'petitions.remove-petition',
  input,
  target: (context, { petition }) => findDraft(context, petition),
  access: decideOpening,
  event: 'petition.removed',
  record: ({ ground, act }, petition) => ({
    subject: `petition:${petition.reference}`,
    institutionId: petition.institutionId,
    detail: { ground, act },
  }),
  run: async (context, { ground, act }, petition) => {
    const { db, now, touch } = context;
    const { institutionId, reference } = petition;
    await movePetition(
      context,
      petition,
      { verb: 'remove', who: 'council' },
      {
        title: '',
        demand: '',
        reasons: '',
        representative_name: '',
        refusal_ground: null,
        refusal_reasons: null,
        tallied_at: null,
        closed_at: petition.closedAt ?? now,
        removal_ground: ground,
        removal_act: act,
        removed_at: now,
      },
    );
    await eraseSignatories(context, petition);
    await eraseWriting(context, petition);
    await eraseCouncil(context, petition);
    await forgetDocuments(db, { institutionId, kind: SEARCH_KIND, ids: [reference] });
    await withdrawNotices(context, institutionId, `petition:${reference}`);
    await forgetThread(context, { institutionId, kind: 'petition', id: reference });
    touch(`~petition-count:${reference}`, `petition-days:${reference}`);
    await tellRepresentative(context, petition, 'removed', act);
  },
});

/** The names of those who signed and what hangs on them: sheets as they were read, and why some do not count. */
async function eraseSignatories({ db }: ActionContext, { institutionId, id }: Petition): Promise<void> {
  const here = within(db, institutionId);
  await here
    .updateTable('petition_signature')
    .set({ sealed: null, public_name: null, person_id: null, contribution: null, alike: null })
    .where('petition_id', '=', id)
    .execute();
  await here.deleteFrom('petition_news').where('petition_id', '=', id).execute();
  await here.deleteFrom('petition_signing').where('petition_id', '=', id).execute();
  await here.deleteFrom('petition_sheet_reading').where('petition_id', '=', id).execute();
  await here.updateTable('petition_invalidation').set({ reasons: '' }).where('petition_id', '=', id).execute();
  await here
    .updateTable('petition_invalidation')
    .set({ undone_reasons: '' })
    .where('petition_id', '=', id)
    .where('undone_at', 'is not', null)
    .execute();
}

/** Its versions and those who wrote them, the appeal, and the association with its documents. */
async function eraseWriting(context: ActionContext, petition: Petition): Promise<void> {
  const { institutionId, id } = petition;
  const here = within(context.db, institutionId);
  await here.deleteFrom('petition_version').where('petition_id', '=', id).execute();
  await here.deleteFrom('petition_collaborator').where('petition_id', '=', id).execute();
  await here.deleteFrom('petition_appeal').where('petition_id', '=', id).execute();
  await here.deleteFrom('petition_association').where('petition_id', '=', id).execute();
  for (const document of ASSOCIATION_DOCUMENTS) {
    const subject = documentSubject(petition, document);
    await removeAttachmentsOf(context, { institutionId, subject, visibility: 'private', tags: [] }, {});
  }
}

/** What the council wrote about it; the case ends where it goes on, and says no more than its dates. */
async function eraseCouncil(context: ActionContext, petition: Petition): Promise<void> {
  const { db } = context;
  const caseFile = await fileOf(db, await councilOf(db, petition));
  if (!caseFile) return;
  if ((COUNCIL_STATES as readonly string[]).includes(petition.state))
    await moveCase(context, caseFile, { verb: 'remove', who: 'office' });
  const here = within(db, petition.institutionId);
  await here
    .updateTable('petition_council')
    .set({ agenda_title: null, committee: null, deliberation: null })
    .where('petition_id', '=', petition.id)
    .execute();
  await here.updateTable('petition_check').set({ evidence: '' }).where('petition_id', '=', petition.id).execute();
  await eraseCaseWords(db, petition.reference);
}
