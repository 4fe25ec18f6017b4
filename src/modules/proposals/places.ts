import type { Institution } from '#core/institutions/index.ts';
import { childrenOf, communesOf, provinces, territoriesByCode } from '#core/territory/index.ts';
import type { Db } from '#platform/db/database.ts';
import type { Text } from '#platform/i18n/text.ts';

/** A place that a proposal may be about; `within` is what it is listed under. */
export type PlaceChoice = { code: string; name: Text; within: Text };

/**
 * The places of a body's territory, for a list: the communes of a region's or a province's prefectures and provinces, under those; all
 * prefectures and provinces for a body without territory. Empty for a commune: its places are streets and douars.
 */
export async function placesOf(db: Db, body: Pick<Institution, 'territory' | 'kind' | 'name'>): Promise<PlaceChoice[]> {
  if (body.territory === null) {
    const all = await provinces(db);
    const regions = await territoriesByCode(db, [...new Set(all.map(({ code }) => code.slice(0, 2)))]);
    return all.map(({ code, name }) => ({ code, name, within: regions.get(code.slice(0, 2))?.name ?? {} }));
  }
  const parents =
    body.kind === 'region'
      ? (await childrenOf(db, body.territory)).filter(({ level }) => level === 'province')
      : body.kind === 'province'
        ? [{ code: body.territory, name: body.name }]
        : [];
  const lists = await Promise.all(
    parents.map(async ({ code, name }) => [
      { code, name, within: name },
      ...(await communesOf(db, code)).map((one) => ({ ...one, within: name })),
    ]),
  );
  return lists.flat();
}
