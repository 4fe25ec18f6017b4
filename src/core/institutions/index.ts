export {
  aliasKey,
  asTenant,
  type Institution,
  isOwnCouncil,
  KINDS,
  type Kind,
  type State,
  shortNameOf,
} from './institution.ts';
export {
  allInstitutions,
  childrenOf,
  consortiaOf,
  type InstitutionFilter,
  institutionByHost,
  institutionBySlug,
  institutionsById,
  institutionsNamed,
  listInstitutions,
  membersOf,
  nationalPortal,
  regionalCouncil,
} from './queries.ts';
export { tenantResolver } from './resolver.ts';
export { appointToRole } from './roles.ts';
export { powersOf } from './staff-powers.ts';
