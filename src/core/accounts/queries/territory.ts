import type { Db } from '#platform/db/database.ts';
import type { Text } from '#platform/i18n/text.ts';

export type Place = { code: string; name: Text };

/** The prefectures and provinces, for a first choice. */
export async function provinces(db: Db): Promise<Place[]> {
  return db.selectFrom('territory').select(['code', 'name']).where('level', '=', 'province').orderBy('code').execute();
}

/** The communes of a prefecture or province. */
export async function communesOf(db: Db, province: string): Promise<Place[]> {
  return db
    .selectFrom('territory')
    .select(['code', 'name'])
    .where('level', '=', 'commune')
    .where('province', '=', province)
    .orderBy('code')
    .execute();
}
