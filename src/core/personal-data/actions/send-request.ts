import { z } from 'zod';
import { startDeadline } from '#core/deadlines/index.ts';
import { institutionBySlug, nationalPortal } from '#core/institutions/index.ts';
import { defineAction } from '#platform/action.ts';
import { within } from '#platform/db/database.ts';
import { InvalidInput, TooMany } from '#platform/errors.ts';
import { newId } from '#platform/ids.ts';
import { oneself, personOf } from '../access.ts';
import { requestsOf } from '../queries.ts';
import { DEADLINE_KIND, DEADLINE_RULES, REQUEST_KINDS } from '../request.ts';

/** Open requests that one person may have at a time. */
const MOST_OPEN = 20;

export const sendRequestInput = z.object({
  kind: z.enum(REQUEST_KINDS, 'personal-data.request.choose'),
  /** The slug of the body that holds the data; absent: the platform itself, for which the national portal answers. */
  institution: z.string().max(80).optional(),
  /** Which part of the data, by the name of its source. */
  about: z.string().max(120).optional(),
  words: z.string().trim().min(10, 'personal-data.request.words-missing').max(4_000),
  lang: z.enum(['ar', 'fr', 'zgh', 'en']).default('ar'),
});

/** Asks a body to correct what it knows about the person, or to stop using it. The legal date is counted from the day it arrives. */
export const sendRequest = defineAction({
  name: 'personal-data.send-request',
  input: sendRequestInput,
  access: oneself,
  event: 'data-request.sent',
  record: ({ kind }, _target, result) => {
    const { id, institutionId } = result as { id: string; institutionId: string };
    return { subject: id, institutionId, detail: { kind } };
  },
  async run({ db, actor, now, today, offers }, input) {
    const person = personOf(actor);
    const body = input.institution ? await institutionBySlug(db, input.institution) : await nationalPortal(db);
    if (!body) throw new InvalidInput([{ pointer: '/institution', key: 'personal-data.request.choose' }]);
    if (input.about && !offers.personalData.some((source) => source.name === input.about))
      throw new InvalidInput([{ pointer: '/about', key: 'personal-data.request.choose' }]);
    const open = (await requestsOf(db, person.id)).filter((request) => request.state === 'open');
    if (open.length >= MOST_OPEN) throw new TooMany(86_400, 'personal-data.request.too-many');
    const id = newId();
    const rule = DEADLINE_RULES[input.kind];
    const deadline = rule
      ? await startDeadline(
          { db, now },
          { institutionId: body.id, subject: { kind: DEADLINE_KIND, id }, rule, from: today },
        )
      : null;
    const dueOn = deadline?.due ?? null;
    await within(db, body.id)
      .insert('data_request', {
        id,
        kind: input.kind,
        person_id: person.id,
        lang: input.lang,
        about: input.about ?? null,
        words: input.words,
        state: 'open',
        received_at: now,
        due_on: dueOn,
        assigned_to: null,
        answer: null,
        answered_at: null,
        answered_by: null,
      })
      .execute();
    return { id, institutionId: body.id, dueOn };
  },
});
