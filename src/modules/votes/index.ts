export { createVote } from './actions/create-vote.ts';
export type { Standing } from './count.ts';
export { type ByChannel, ballotsOf, burstsIn, type Hour, paceOf } from './queries/figures.ts';
export { type Invalidation, invalidationsIn } from './queries/invalidations.ts';
export { listVotes, optionsOf, type Vote, votesByReference } from './queries/votes.ts';
export { ANSWERS, type Phase, phaseOf } from './vote.ts';
