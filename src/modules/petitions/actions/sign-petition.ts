import { sql } from 'kysely';
import { z } from 'zod';
import { type ContributionAttempt, type ContributionConfirmed, confirmContributions } from '#core/accounts/index.ts';
import { type ActionContext, type BatchCall, defineAction, faultOf } from '#platform/action.ts';
import { across, type Tx } from '#platform/db/database.ts';
import { Conflict, InvalidInput, NotFound, NotSignedIn, Refusal, TooMany } from '#platform/errors.ts';
import { LANGUAGES } from '#platform/i18n/languages.ts';
import { parseReference } from '#platform/reference.ts';
import { signPetition as maySign } from '../access.ts';
import { takesConfirmation, takesSignatures } from '../petition.ts';
import { type Petition, petitionsByReference } from '../queries/petitions.ts';
import { checkSignatory, petitionSubject, type Ready, writeSignatures } from '../sign.ts';
import { openSignatory, signatoryInput } from '../signing.ts';

const input = z.object({
  petition: z.string().max(40),
  lang: z.enum(LANGUAGES),
  /** Who asks, as a keyed hash of the network's address. */
  network: z.string(),
  /** The code of the letter, for the signature that was begun. */
  signing: z.uuid().optional(),
  code: z.string().trim().min(1, 'petitions.fault.code-missing').max(40).optional(),
  /** Or the secret of its link. */
  token: z.string().max(100).optional(),
  /** Or what somebody who is signed in says of themselves. */
  signatory: z.unknown().optional(),
});

type Input = z.infer<typeof input>;
type Call = BatchCall<Input, undefined>;

/** `signature`: its id, from which the receipt is made. `again`: the person had signed before. */
export type Signed =
  | { outcome: 'signed'; signature: string; reference: string; again: boolean }
  | Exclude<ContributionConfirmed, { outcome: 'right' }>;

/**
 * Signs a petition: by the code or link that was sent, or as the person who is signed in. What arrives while a batch commits is written
 * together in the next one, and everybody is answered after the commit. A wrong code is a result, because it must be counted.
 * Refuses what is unknown (404), a petition that is closed (409), a signatory who does not fit (422) or is not known as surely as the body asks
 * (401), a network that guesses (429).
 */
export const signPetition = defineAction<Input, undefined, Signed>({
  name: 'petitions.sign-petition',
  input,
  access: maySign,
  event: 'petition.signed',
  // Who signed is nobody's business: the roots of all signatures are published instead.
  record: () => null,
  runBatch: async (context, calls) => {
    const petitions = await petitionsOf(context, calls);
    const confirmed = await confirmedOf(context, calls, petitions);
    const ready: { index: number; one: Ready }[] = [];
    const answers: (Signed | Refusal)[] = [];
    for (const [index, call] of calls.entries()) {
      const petition = petitions[index];
      const answer = petition ? await readyFor(context, call, petition, confirmed.get(index)) : new NotFound();
      if ('petition' in answer) ready.push({ index, one: answer });
      else answers[index] = answer;
    }
    const written = await writeSignatures(
      context,
      ready.map(({ one }) => one),
    );
    const wishes: Wish[] = [];
    for (const [place, { index }] of ready.entries()) {
      const done = written[place];
      const petition = petitions[index];
      const { answer, begun } = confirmed.get(index) ?? {};
      if (done && petition && begun?.news && answer && 'fingerprint' in answer) {
        const { id, lang, news } = begun;
        const { institutionId, id: petitionId } = petition;
        wishes.push({ institutionId, petitionId, id, signature: done.id, fingerprint: answer.fingerprint, lang, news });
      }
      answers[index] =
        done && petition
          ? { outcome: 'signed', signature: done.id, reference: petition.reference, again: done.again }
          : { outcome: 'spent' };
      if (done && !done.again && petition) context.touch(`~petition-count:${petition.reference}`);
    }
    await keepWishes(context, wishes);
    return answers;
  },
});

async function petitionsOf({ db }: ActionContext, calls: readonly Call[]): Promise<(Petition | undefined)[]> {
  const references = calls.map(({ input: { petition } }) => parseReference(petition)?.text);
  const found = await petitionsByReference(db, [...new Set(references.filter((one) => one !== undefined))]);
  return calls.map(({ tenant }, index) => {
    const petition = found.get(references[index] ?? '');
    return tenant && petition?.institutionId !== tenant.id ? undefined : petition;
  });
}

/** What the codes and links of a batch confirm, by the place of their call. */
async function confirmedOf(
  context: ActionContext,
  calls: readonly Call[],
  petitions: readonly (Petition | undefined)[],
) {
  const places: number[] = [];
  const attempts = calls.flatMap(({ input: { signing, code, token, network } }, index): ContributionAttempt[] => {
    const petition = petitions[index];
    if (!petition) return [];
    const subject = petitionSubject(petition);
    if (signing !== undefined && code !== undefined) {
      places.push(index);
      return [{ id: signing, code, subject, network }];
    }
    if (token === undefined) return [];
    places.push(index);
    return [{ token, subject, network }];
  });
  const answers = attempts.length > 0 ? await confirmContributions(context, attempts) : [];
  const begun = await begunSignings(
    context,
    answers.flatMap((one) => (!(one instanceof TooMany) && one.outcome === 'right' ? [one.challenge] : [])),
  );
  return new Map(
    answers.map((answer, place) => [
      places[place] as number,
      { answer, begun: 'challenge' in answer ? begun.get(answer.challenge) : undefined },
    ]),
  );
}

type Confirmed = { answer: ContributionConfirmed | TooMany; begun: Begun | undefined };
type Begun = { id: string; sealed: Buffer; news: Buffer | null; lang: Input['lang'] };

async function begunSignings({ db }: ActionContext, ids: readonly string[]): Promise<Map<string, Begun>> {
  if (ids.length === 0) return new Map();
  const rows = await across(db)
    .selectFrom('petition_signing')
    .select(['id', 'sealed', 'news', 'lang'])
    .where('id', 'in', ids)
    .execute();
  return new Map(rows.map((row) => [row.id, row]));
}

type Wish = Pick<Begun, 'id' | 'lang'> & {
  institutionId: string;
  petitionId: string;
  signature: string;
  fingerprint: Buffer;
  news: Buffer;
};

/**
 * Keeps, with their signatures, the addresses of those who want to hear what becomes of a petition: the last one of each. A wish is taken
 * from the signature that was begun, so that a link that is opened again brings back no letters that were stopped since.
 */
async function keepWishes({ db, now }: { db: Tx; now: Date }, wishes: readonly Wish[]): Promise<void> {
  const each = [...new Map(wishes.map((wish) => [wish.signature, wish])).values()];
  if (each.length === 0) return;
  await sql`
    with wish as (
      select * from unnest(
        ${each.map((one) => one.institutionId)}::uuid[], ${each.map((one) => one.petitionId)}::uuid[],
        ${each.map((one) => one.id)}::uuid[], ${each.map((one) => one.signature)}::uuid[],
        ${each.map((one) => one.fingerprint)}::bytea[], ${each.map((one) => one.news)}::bytea[],
        ${each.map((one) => one.lang)}::text[]
      ) as wish (institution_id, petition_id, id, signature, fingerprint, sealed, lang)
    ), taken as (
      update petition_signing begun set news = null from wish
      where begun.institution_id = wish.institution_id and begun.id = wish.id and begun.news is not null
      returning begun.id
    )
    insert into petition_news (institution_id, petition_id, id, signature, fingerprint, sealed, lang, asked_at)
    select institution_id, petition_id, id, signature, fingerprint, sealed, lang, ${now}
    from wish where id in (select id from taken)
    order by signature
    on conflict (institution_id, petition_id, signature) do update set id = excluded.id,
      fingerprint = excluded.fingerprint, sealed = excluded.sealed, lang = excluded.lang, asked_at = excluded.asked_at`.execute(
    db,
  );
}

async function readyFor(
  { db, now, today, around }: ActionContext,
  { input: { signatory, lang }, actor }: Call,
  petition: Petition,
  confirmed: Confirmed | undefined,
): Promise<Ready | Signed | Refusal> {
  if (confirmed) {
    const { answer, begun } = confirmed;
    if (answer instanceof Refusal || answer.outcome !== 'right') return answer;
    if (petition.assurance > 1) return new NotSignedIn({ level: 2 }, 'petitions.refusal.level');
    if (!takesConfirmation(petition, now)) return new Conflict('petitions.refusal.closed');
    return {
      petition,
      who: { contact: answer.fingerprint, mailbox: answer.mailbox },
      contribution: answer.contribution,
      signatory: begun && openSignatory(around.keys, begun.sealed, begun.id),
      channel: 'online',
      lang: begun?.lang ?? lang,
    };
  }
  const told = signatoryInput.safeParse(signatory ?? {});
  if (!told.success) return new InvalidInput(told.error.issues.map(faultOf));
  if (actor.kind !== 'person' || actor.level < petition.assurance)
    return new NotSignedIn(
      { level: petition.assurance },
      petition.assurance > 1 ? 'petitions.refusal.level' : 'platform.errors.not-signed-in',
    );
  if (!takesSignatures(petition, today)) return new Conflict('petitions.refusal.closed');
  const faults = await checkSignatory(db, petition, told.data);
  if (faults.length > 0) return new InvalidInput(faults);
  const { name, tie, territory, address, publish } = told.data;
  return {
    petition,
    who: { personId: actor.id },
    contribution: null,
    signatory: { name, tie, territory, address, publish },
    channel: 'online',
    lang,
  };
}
