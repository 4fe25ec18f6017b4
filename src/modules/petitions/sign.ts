import { sql } from 'kysely';
import { fingerprintOf } from '#core/accounts/index.ts';
import { institutionsById } from '#core/institutions/index.ts';
import { childrenOf, type Territory } from '#core/territory/index.ts';
import type { ActionContext } from '#platform/action.ts';
import type { Db, Tx } from '#platform/db/database.ts';
import type { Fault } from '#platform/errors.ts';
import type { Lang } from '#platform/i18n/languages.ts';
import { newId } from '#platform/ids.ts';
import type { Keys } from '#platform/keys.ts';
import { type Channel, ELSEWHERE } from './petition.ts';
import type { Petition } from './queries/petitions.ts';
import { alikeOf, type Signatory, sealSignatory, signerOf, type Who } from './signing.ts';
import './tables.ts';

/** What a code confirms. */
export function petitionSubject({ id }: Pick<Petition, 'id'>): string {
  return `petition:${id}`;
}

/**
 * Whether what a signatory says fits the petition: a region's signatory lives in one of its prefectures and provinces, or works in the
 * region; elsewhere the law counts by no province.
 */
export async function checkSignatory(
  db: Db,
  petition: Pick<Petition, 'institutionId' | 'level'>,
  { tie, territory }: Pick<Signatory, 'tie' | 'territory'>,
): Promise<Fault[]> {
  const fits =
    petition.level === 'region' && tie === 'residence'
      ? (await provincesOf(db, petition.institutionId)).some((one) => one.code === territory)
      : territory === ELSEWHERE;
  return fits ? [] : [{ pointer: '/territory', key: 'petitions.fault.territory' }];
}

/** The prefectures and provinces of a regional council's region, by code. */
export async function provincesOf(db: Db, institutionId: string): Promise<Territory[]> {
  const body = (await institutionsById(db, [institutionId])).get(institutionId);
  const parts = body?.territory ? await childrenOf(db, body.territory) : [];
  return parts.filter((part) => part.level === 'province');
}

/** A signature that is ready to be written: by a person, by whoever reads an address, or from where an official wrote it down. */
export type Ready = {
  petition: Pick<Petition, 'institutionId' | 'id'>;
  who: Who;
  contribution: string | null;
  signatory: Signatory | undefined;
  channel: Channel;
  lang: Lang;
};

/** `id` of the signature; `again`: it was there. Null: there is neither a signature nor what to make one of. */
export type Written = { id: string; again: boolean } | null;

/**
 * Writes many signatures at once: one statement for all of them, one for the counters, whatever the number of petitions. A person has one
 * signature on a petition, by whichever of their addresses it came; a second one is answered with the first. One that was withdrawn counts
 * again. Counters move by what was really written, in one order, so that batches of several processes do not wait for one another in
 * circles.
 */
export async function writeSignatures(
  { db, around, now }: Pick<ActionContext, 'db' | 'around' | 'now'>,
  asked: readonly Ready[],
): Promise<Written[]> {
  const { keys } = around;
  const owners = await ownersOf(db, asked);
  const candidates = asked.map(({ petition, who }) => namesOf(keys, petition.id, who, owners));
  const known = await knownSignatures(
    db,
    candidates.flatMap(({ names }) => names),
  );
  const fresh = new Map<string, Row>();
  const again: Row[] = [];
  const answers = asked.map((one, index): Written => {
    const { personId = null, names = [] } = candidates[index] ?? {};
    const before = names.flatMap((name) => known.get(name.toString('hex')) ?? []);
    const earlier = before.find(({ state }) => state !== 'withdrawn') ?? before[0];
    const signer = names[0];
    if (!signer) return null;
    if (earlier && (earlier.state !== 'withdrawn' || !one.signatory)) return { id: earlier.id, again: true };
    if (!one.signatory) return null;
    const keysOfIt = names.map((name) => name.toString('hex'));
    const twin = keysOfIt.map((key) => fresh.get(key)).find((found) => found !== undefined);
    if (twin) return { id: twin.id, again: true };
    const id = earlier?.id ?? newId();
    const row: Row = { ...one, signatory: one.signatory, id, signer, personId };
    if (earlier) again.push(row);
    else for (const key of keysOfIt) fresh.set(key, row);
    return { id, again: false };
  });
  const rows = [...new Set(fresh.values())];
  const sealed: Sealed = {
    seal: (row) => sealSignatory(keys, row.signatory, row.id),
    alike: (row) => alikeOf(keys, row.petition.id, row.signatory),
  };
  const written = await insertSignatures(db, rows, sealed, now);
  await countAgain(db, again, sealed, now);
  await addToCounters(db, [...rows.filter((row) => written.has(row.id)), ...again]);
  return settled(
    db,
    answers,
    rows.filter((row) => !written.has(row.id)),
  );
}

/** Another process wrote the same signer's signature at the same moment: that one is the answer. */
async function settled(db: Tx, answers: readonly Written[], beaten: readonly Row[]): Promise<Written[]> {
  if (beaten.length === 0) return [...answers];
  const first = await knownSignatures(
    db,
    beaten.map((row) => row.signer),
  );
  const ids = new Map(beaten.map((row) => [row.id, first.get(row.signer.toString('hex'))?.id]));
  return answers.map((answer) => {
    const id = answer && ids.get(answer.id);
    return id ? { id, again: true } : answer;
  });
}

type Sealed = { seal(row: Row): Buffer; alike(row: Row): Buffer };
type Row = Ready & { signatory: Signatory; id: string; signer: Buffer; personId: string | null };

type Owned = { person_id: string; fingerprint: Buffer; mailbox: string | null };
type Owners = { ofPerson: Map<string, Owned[]>; personOf: Map<string, string>; ofMailbox: Map<string, Owned[]> };

/** The accounts that addresses or their mailboxes belong to, all addresses of those accounts, and who else has one of their mailboxes. */
async function ownersOf(db: Tx, asked: readonly Ready[]): Promise<Owners> {
  const fingerprints = asked.flatMap(({ who }) => ('contact' in who ? [who.contact] : []));
  const mailboxes = asked.flatMap(({ who }) => ('contact' in who && who.mailbox ? [who.mailbox] : []));
  const people = asked.flatMap(({ who }) => ('personId' in who ? [who.personId] : []));
  const { rows } = await sql<Owned>`
    with owned as (
      select person_id, fingerprint, mailbox from contact
      where confirmed_at is not null and person_id in (
        select owner.person_id from contact owner
          where owner.fingerprint = any(${fingerprints}::bytea[]) and owner.confirmed_at is not null
        union all
        select owner.person_id from contact owner
          where owner.mailbox = any(${mailboxes}::text[]) and owner.confirmed_at is not null
        union all
        select unnest(${people}::uuid[]))
    )
    select person_id, fingerprint, mailbox from owned
    union
    select contact.person_id, contact.fingerprint, contact.mailbox from owned
      join contact on contact.mailbox = owned.mailbox and contact.confirmed_at is not null`.execute(db);
  const owners: Owners = { ofPerson: new Map(), personOf: new Map(), ofMailbox: new Map() };
  const add = (to: Map<string, Owned[]>, key: string, row: Owned) => to.set(key, [...(to.get(key) ?? []), row]);
  for (const row of rows) {
    owners.personOf.set(row.fingerprint.toString('hex'), row.person_id);
    add(owners.ofPerson, row.person_id, row);
    if (row.mailbox !== null) add(owners.ofMailbox, row.mailbox, row);
  }
  return owners;
}

/**
 * By which names a signature of whoever signs may stand on a petition; the first is that of a new one. Addresses of one mailbox are one
 * name, those of one account are found by each other; what was signed before mailboxes counted stands under the address itself.
 */
function namesOf(keys: Keys, petitionId: string, who: Who, { ofPerson, personOf, ofMailbox }: Owners) {
  if ('entry' in who) return { personId: null, names: [signerOf(keys, petitionId, who)] };
  const given = 'contact' in who ? [{ fingerprint: who.contact, mailbox: who.mailbox ?? null }] : [];
  const personId = 'personId' in who ? who.personId : (personOf.get(who.contact.toString('hex')) ?? null);
  const own = [...given, ...(personId === null ? [] : (ofPerson.get(personId) ?? []))];
  const shared = own.flatMap(({ mailbox }) => (mailbox === null ? [] : (ofMailbox.get(mailbox) ?? [])));
  const people = [...new Set([...(personId === null ? [] : [personId]), ...shared.map((one) => one.person_id)])];
  const addresses = [...own, ...shared.flatMap((one) => ofPerson.get(one.person_id) ?? [])];
  const contacts = addresses.flatMap(({ fingerprint, mailbox }) => [
    ...(mailbox === null ? [] : [fingerprintOf(keys, { kind: 'email', address: mailbox })]),
    fingerprint,
  ]);
  const each = [...new Map(contacts.map((contact) => [contact.toString('hex'), contact])).values()];
  const byPerson = people.map((person) => signerOf(keys, petitionId, { personId: person }));
  const byContact = each.map((contact) => signerOf(keys, petitionId, { contact }));
  return { personId, names: personId === null ? [...byContact, ...byPerson] : [...byPerson, ...byContact] };
}

/** Whoever signed has another name on every petition (`signerOf`): it alone finds the signature. */
async function knownSignatures(db: Tx, signers: readonly Buffer[]) {
  const { rows } = await sql<{ id: string; signer: Buffer; state: string }>`
    select id, signer, state from petition_signature where signer = any(${signers}::bytea[])`.execute(db);
  return new Map(rows.map((row) => [row.signer.toString('hex'), row]));
}

/** Answers the ids that were written: another process may have written the same signer's meanwhile. */
async function insertSignatures(db: Tx, rows: readonly Row[], { seal, alike }: Sealed, now: Date) {
  if (rows.length === 0) return new Set<string>();
  const { rows: done } = await sql<{ id: string }>`
    insert into petition_signature (institution_id, petition_id, id, signer, sealed, public_name, tie, territory, channel,
      state, lang, person_id, contribution, alike, signed_at)
    select institution_id, petition_id, id, signer, sealed, public_name, tie, territory, channel, 'counted', lang, person_id,
      contribution, alike, ${now}
    from unnest(
      ${rows.map((row) => row.petition.institutionId)}::uuid[], ${rows.map((row) => row.petition.id)}::uuid[],
      ${rows.map((row) => row.id)}::uuid[], ${rows.map((row) => row.signer)}::bytea[], ${rows.map(seal)}::bytea[],
      ${rows.map(publicNameOf)}::text[], ${rows.map((row) => row.signatory.tie)}::text[],
      ${rows.map((row) => row.signatory.territory)}::text[], ${rows.map((row) => row.channel)}::text[],
      ${rows.map((row) => row.lang)}::text[], ${rows.map((row) => row.personId)}::uuid[],
      ${rows.map((row) => row.contribution)}::uuid[], ${rows.map(alike)}::bytea[]
    ) as fresh (institution_id, petition_id, id, signer, sealed, public_name, tie, territory, channel, lang, person_id,
      contribution, alike)
    order by institution_id, petition_id, signer
    on conflict (institution_id, petition_id, signer) do nothing
    returning id`.execute(db);
  return new Set(done.map((row) => row.id));
}

const publicNameOf = ({ signatory }: Row) => (signatory.publish ? signatory.name : null);

/** Signatures that were withdrawn and are given again. They are few: one by one. */
async function countAgain(db: Tx, rows: readonly Row[], { seal, alike }: Sealed, now: Date): Promise<void> {
  for (const row of rows) {
    const { tie, territory } = row.signatory;
    await sql`
      update petition_signature set state = 'counted', sealed = ${seal(row)}, public_name = ${publicNameOf(row)}, tie = ${tie}, alike = ${alike(row)},
        territory = ${territory}, channel = ${row.channel}, lang = ${row.lang}, signed_at = ${now}
      where institution_id = ${row.petition.institutionId} and petition_id = ${row.petition.id} and id = ${row.id}`.execute(
      db,
    );
  }
}

/** Adds signatures to the counters of their petition, residence and channel. */
async function addToCounters(db: Tx, rows: readonly Row[]): Promise<void> {
  await addMoves(
    db,
    rows.map(({ petition, signatory, channel }) => ({
      institutionId: petition.institutionId,
      petitionId: petition.id,
      territory: signatory.territory,
      channel,
    })),
    1,
  );
}

type Counted = { institutionId: string; petitionId: string; territory: string; channel: Channel };

/** Moves the counters of places, each by so many times one, in one order and one statement. */
async function addMoves(db: Tx, counted: readonly Counted[], by: 1 | -1): Promise<void> {
  const moves = new Map<string, { one: Counted; n: number }>();
  for (const one of counted) {
    const key = `${one.institutionId} ${one.petitionId} ${one.territory} ${one.channel}`;
    moves.set(key, { one, n: (moves.get(key)?.n ?? 0) + by });
  }
  const sorted = [...moves].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, move]) => move);
  if (sorted.length === 0) return;
  const columns = sql`${sorted.map(({ one }) => one.institutionId)}::uuid[], ${sorted.map(({ one }) => one.petitionId)}::uuid[],
      ${sorted.map(({ one }) => one.territory)}::text[], ${sorted.map(({ one }) => one.channel)}::text[],
      ${sorted.map(({ n }) => n)}::int[]`;
  if (by > 0) {
    await sql`
      insert into petition_count as counted (institution_id, petition_id, territory, channel, signatures)
      select * from unnest(${columns})
      on conflict (institution_id, petition_id, territory, channel)
        do update set signatures = counted.signatures + excluded.signatures`.execute(db);
    return;
  }
  // What is taken off was counted: its counter is there. Locked in the order in which signing takes them, so that neither waits for the
  // other in a circle.
  await sql`
    select 1 from petition_count as counted
      join unnest(${columns}) as move (institution_id, petition_id, territory, channel, n)
        on counted.institution_id = move.institution_id and counted.petition_id = move.petition_id
          and counted.territory = move.territory and counted.channel = move.channel
    order by counted.institution_id, counted.petition_id, counted.territory, counted.channel
    for update of counted`.execute(db);
  await sql`
    update petition_count as counted set signatures = counted.signatures + move.n
    from unnest(${columns}) as move (institution_id, petition_id, territory, channel, n)
    where counted.institution_id = move.institution_id and counted.petition_id = move.petition_id
      and counted.territory = move.territory and counted.channel = move.channel`.execute(db);
}

/** Takes signatures of one petition off their counters (`-1`), or puts them back (`1`). */
export async function moveCounters(
  db: Tx,
  { institutionId, id }: Pick<Petition, 'institutionId' | 'id'>,
  places: readonly { territory: string; channel: Channel }[],
  by: 1 | -1,
): Promise<void> {
  await addMoves(
    db,
    places.map(({ territory, channel }) => ({ institutionId, petitionId: id, territory, channel })),
    by,
  );
}
