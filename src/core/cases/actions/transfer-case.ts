import { z } from 'zod';
import { institutionBySlug } from '#core/institutions/index.ts';
import { isProcessingOpen, modeOf } from '#core/personal-data/index.ts';
import { defineAction } from '#platform/action.ts';
import { json, within } from '#platform/db/database.ts';
import { Conflict, InvalidInput } from '#platform/errors.ts';
import { newId } from '#platform/ids.ts';
import { type CaseTarget, workOnCase } from '../access.ts';
import { found, kindNamed, written } from '../case.ts';
import { turnClock } from '../clock.ts';
import { addEvent } from '../events.ts';
import { holdersOfPower, resealContact, tellOfficials, tellParty } from '../letters.ts';
import { reasonInput } from '../message-input.ts';
import { caseById, TRANSFERRED } from '../queries.ts';
import { findCase } from '../target.ts';

const input = z.object({
  case: z.string().max(40),
  /** The slug of the body it goes to. */
  to: z.string().min(1, 'cases.fault.body').max(100, 'cases.fault.body'),
  reason: reasonInput,
});

/**
 * Hands a case to another body of the platform. It keeps its reference and its secret; the other body reads its history without the notes
 * of this one. Its clock ends here and begins there on the day that the kind of case says: that of the transfer, or the first one.
 */
export const transferCase = defineAction<z.infer<typeof input>, CaseTarget>({
  name: 'cases.transfer-case',
  input,
  target: (context, given) => findCase(context, given.case),
  access: workOnCase,
  event: 'case.transferred',
  record: ({ to }, { institutionId, reference }) => ({ subject: `case:${reference}`, institutionId, detail: { to } }),
  run: async (context, { to, reason }, caseFile) => {
    const { db, now, today, offers, touch, around } = context;
    const { institutionId, id, state } = caseFile;
    const kind = kindNamed(offers.caseKinds, caseFile.kind);
    if (kind.transfer === 'never' || caseFile.overAt !== null) throw new Conflict('cases.refusal.no-transfer');
    const body = await institutionBySlug(db, to);
    if (!body || body.id === institutionId || body.state !== 'active')
      throw new InvalidInput([{ pointer: '/to', key: 'cases.fault.body' }]);
    if (!(await isProcessingOpen(db, body.id, kind.processing, modeOf(around))))
      throw new Conflict('cases.refusal.other-processing');
    const { due_on, provisional } = await turnClock(context, caseFile, { clock: 'cancels' }, { on: today });
    const left = await within(db, institutionId)
      .updateTable('case_file')
      .set({ state: TRANSFERRED, over_at: now, due_on: due_on ?? null, provisional: provisional ?? false })
      .where('id', '=', id)
      .where('state', '=', state)
      .returningAll()
      .executeTakeFirst();
    if (!left) throw new Conflict('cases.refusal.cannot');
    const newCaseId = newId();
    const begins = kind.transfer === 'clock-starts-anew' ? today : caseFile.receivedOn;
    const there = { institutionId: body.id, id: newCaseId, rule: caseFile.rule };
    const { institution_id: _from, contact: _sealed, ...row } = left;
    await within(db, body.id)
      .insert('case_file', {
        ...row,
        id: newCaseId,
        title: json(left.title),
        state,
        over_at: null,
        assigned_to: null,
        reminded_for: null,
        // Sealed for the row it stood in.
        contact: caseFile.contact && resealContact(context, caseFile.contact, id, newCaseId),
        came_from_institution: institutionId,
        came_from: id,
        ...(await turnClock(context, there, { clock: 'starts' }, { on: begins })),
      })
      .execute();
    const words = written(reason);
    const here = { verb: 'transfer', who: 'office' as const, readers: 'public' as const, words };
    await addEvent(context, caseFile, { ...here, state: TRANSFERRED, facts: { to } });
    const moved = found(await caseById(db, body.id, newCaseId));
    const letterId = await tellParty(context, moved, 'news');
    await addEvent(context, moved, { ...here, verb: 'receive-transfer', state, words: {}, letterId });
    await tellOfficials(context, moved, await holdersOfPower(context, body.id, kind.power), 'assigned');
    touch(...kind.tags(caseFile.about));
  },
});
