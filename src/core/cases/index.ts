export type { CaseChannel, PartyKind } from './case.ts';
export { caseDesk } from './desk.ts';
export type { PartyContact } from './letters.ts';
export { type CaseStep, moveCase } from './move.ts';
export { type NewCase, openCase } from './open.ts';
export { CaseTimeline } from './pages/case-timeline.tsx';
export { caseRetention } from './personal-data.ts';
export { type CaseEvent, type CaseFile, caseById, timelineOf } from './queries.ts';
export { trackPath } from './secret.ts';
