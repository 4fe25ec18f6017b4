import { PLATFORM_OWNER } from '#platform/audit.ts';
import type { Db } from '#platform/db/database.ts';
import { makeCatalog } from '#platform/i18n/messages.ts';
import { pick } from '#platform/i18n/text.ts';
import type { SearchDocument, SearchKind } from '#platform/search/kinds.ts';
import { messages } from './messages.ts';
import { allTerritories } from './queries.ts';
import type { Territory } from './territory.ts';

const KIND = 'territory';
const WRITTEN = ['ar', 'fr', 'en'] as const;
const AT_ONCE = 500;

/** Regions, prefectures and provinces, communes in the search over everything, by their names in every language and by their codes. */
export const territorySearch: SearchKind = {
  kind: KIND,
  label: 'territory.page.title',
  async *documents(db) {
    const documents = await territoryDocuments(db);
    for (let from = 0; from < documents.length; from += AT_ONCE) yield documents.slice(from, from + AT_ONCE);
  },
};

/** What the search knows of every unit: its names, what it is and what it lies in. */
export async function territoryDocuments(db: Db): Promise<SearchDocument[]> {
  const units = await allTerritories(db);
  const byCode = new Map(units.map((unit) => [unit.code, unit]));
  return units.map((unit) => ({
    institutionId: PLATFORM_OWNER,
    kind: KIND,
    id: unit.code,
    path: `/territories/${unit.code}`,
    tenantSlug: null,
    title: unit.name,
    body: Object.fromEntries(WRITTEN.map((lang) => [lang, placeOf(unit, byCode, lang)])),
    codes: [unit.code, ...(unit.iso ? [unit.iso] : [])],
  }));
}

const catalog = makeCatalog({ territory: messages });

/** "Commune urbaine · Laâyoune · Laâyoune-Sakia El Hamra". */
function placeOf(unit: Territory, byCode: Map<string, Territory>, lang: (typeof WRITTEN)[number]): string {
  const above = [unit.parent, unit.province, unit.region].filter((code) => code !== null && code !== unit.code);
  const names = [...new Set(above)].flatMap((code) => pick(byCode.get(code ?? '')?.name, lang)?.value ?? []);
  return [catalog.translator(lang).ts(`territory.type.${unit.type}`), ...names].join(' · ');
}
