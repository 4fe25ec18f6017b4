export { ANSWER_STATES, CHANNELS, PROPOSAL_STATES, type Theme } from './proposal.ts';
export {
  type CallFigures,
  callById,
  callFigures,
  closeCall,
  type NewCall,
  type ProposalCall,
  saveCall,
  unansweredIn,
} from './queries/calls.ts';
export { type Exclusion, exclusionsIn } from './queries/exclusions.ts';
export { type Burst, integrityOf } from './queries/integrity.ts';
export { listProposals, type Proposal, proposalsByReference } from './queries/proposals.ts';
export { answersOf, outcomesOfAll } from './queries/triage.ts';
