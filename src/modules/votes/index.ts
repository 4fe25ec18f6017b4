export { createVote } from './actions/create-vote.ts';
export { type ByChannel, ballotsOf } from './queries/figures.ts';
export { listVotes, type Vote, votesByReference } from './queries/votes.ts';
export { type Phase, phaseOf } from './vote.ts';
