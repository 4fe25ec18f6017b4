export { deskLink } from './desk-link.ts';
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
export { DeskDocument, deskTabs, withDone } from './pages/desk.tsx';
export { dateOf, many, one, textOf } from './pages/form-values.ts';
export { officeChoices } from './pages/post-words.tsx';
export { TextFields } from './pages/text-fields.tsx';
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
export type { Office } from './staff.ts';
export { holdsPost, powersOf } from './staff-powers.ts';
export { type Official, officesOf, officialsOf } from './staff-queries.ts';
