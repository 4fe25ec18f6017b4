import type { Db } from '#platform/db/database.ts';
import type { Offers } from '#platform/module.ts';
import type { Surroundings } from '#platform/surroundings.ts';
import type { CaseTarget } from './access.ts';
import { kindNamed } from './case.ts';
import { caseByReference } from './queries.ts';
import { sameSecret } from './secret.ts';

type Scene = {
  db: Db;
  tenant: { id: string } | null;
  offers: Pick<Offers, 'caseKinds'>;
  around: Pick<Surroundings, 'keys'>;
};

/** The case that a reference names, with the power that works on it; `secret` is what was shown of it. */
export async function findCase(
  { db, tenant, offers, around }: Scene,
  reference: string,
  secret = '',
): Promise<CaseTarget | undefined> {
  const caseFile = await caseByReference({ db, tenant }, reference);
  return (
    caseFile && {
      ...caseFile,
      casePower: kindNamed(offers.caseKinds, caseFile.kind).power,
      bySecret: secret !== '' && sameSecret(around.keys, caseFile.reference, secret),
    }
  );
}

/**
 * The same for whoever brought it and for what everybody may read: on any body's site, wherever the case lies now. Links of the letters that
 * the first body wrote go on leading to it.
 */
export function findCaseAnywhere(scene: Omit<Scene, 'tenant'>, reference: string, secret = '') {
  return findCase({ ...scene, tenant: null }, reference, secret);
}
