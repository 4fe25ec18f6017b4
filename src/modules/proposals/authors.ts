import { displayNames, shownName } from '#core/accounts/index.ts';
import { associationById } from '#core/associations/index.ts';
import type { Db } from '#platform/db/database.ts';
import type { Text } from '#platform/i18n/text.ts';
import type { Amendment } from './queries/amendments.ts';
import type { Proposal } from './queries/proposals.ts';

/** Who proposes, as readers see it. */
export type Author =
  | { kind: 'person'; name: string | null }
  | { kind: 'association'; id: string; name: Text }
  | { kind: 'meeting'; name: string }
  | { kind: 'assisted'; name: string | null }
  | { kind: 'former' };

type Signed = Pick<Proposal, 'id' | 'signedAs' | 'authorId' | 'associationId' | 'signature'>;

/** The authors of several proposals, by the proposal's id. */
export async function authorsOfAll(db: Db, proposals: readonly Signed[]): Promise<Map<string, Author>> {
  const people = await displayNames(
    db,
    proposals.flatMap(({ authorId }) => authorId ?? []),
  );
  const associations = new Map<string, Text>();
  for (const id of new Set(proposals.flatMap(({ associationId }) => associationId ?? [])))
    associations.set(id, (await associationById(db, id))?.name ?? {});
  return new Map(
    proposals.map((one): [string, Author] => {
      const { signedAs, authorId, associationId, signature } = one;
      if (signedAs === 'association' && associationId)
        return [one.id, { kind: 'association', id: associationId, name: associations.get(associationId) ?? {} }];
      if (signedAs === 'meeting') return [one.id, { kind: 'meeting', name: signature ?? '' }];
      if (signedAs === 'assisted') return [one.id, { kind: 'assisted', name: signature }];
      const person = authorId ? people.get(authorId) : undefined;
      if (signedAs === 'former' || !person || person.former) return [one.id, { kind: 'former' }];
      return [one.id, { kind: 'person', name: shownName(person, { pseudonyms: signedAs === 'pseudonym' }) ?? null }];
    }),
  );
}

/** Who wrote several amendments, by the amendment's id. */
export async function amendersOf(db: Db, amendments: readonly Amendment[]): Promise<Map<string, Author>> {
  return authorsOfAll(
    db,
    amendments.map((one) => ({ ...one, associationId: null, signature: null })),
  );
}

/** How people who wrote together are called; those without a name are left out. */
export async function namesOf(db: Db, ids: readonly string[]): Promise<string[]> {
  const people = await displayNames(db, ids);
  return ids.flatMap((id) => shownName(people.get(id), { pseudonyms: true }) ?? []);
}
