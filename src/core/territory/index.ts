export { loadCensusGroups } from './actions/load-census-groups.ts';
export { CENSUS_BANDS, CENSUS_GENDERS, type CensusFigures, type CensusGroup } from './census.ts';
export {
  type AreaMap,
  type AreaShape,
  MAP_ATTRIBUTION,
  provinceMap,
  provinceShapes,
  regionMap,
  regionShapes,
} from './map.ts';
export {
  ancestorsOf,
  censusFigures,
  childrenOf,
  communesOf,
  listTerritories,
  type Place,
  provinces,
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
  nameKeys,
  type Territory,
  type Type,
} from './territory.ts';
