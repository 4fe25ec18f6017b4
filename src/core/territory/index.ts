export {
  ancestorsOf,
  childrenOf,
  listTerritories,
  regions,
  searchTerritories,
  type TerritoryFilter,
  territoriesByCode,
  territoryByCode,
} from './queries.ts';
export {
  COUNTRY,
  growth,
  isTerritoryCode,
  type Level,
  nameKey,
  nameKeys,
  type Territory,
  type Type,
} from './territory.ts';
