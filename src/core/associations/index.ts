export { ActingFor, actedFor } from './acting-for.tsx';
export type { Association } from './association.ts';
export { associationById, associationsRepresentedBy, type Represented } from './queries.ts';
