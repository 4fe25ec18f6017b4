export { CollectionNotice } from './collection-notice.tsx';
export {
  type Act,
  AGE_BANDS,
  type AgeBand,
  countDemographics,
  type Demographics,
  DISABILITIES,
  type Disability,
  forgetDemographics,
  freezeDemographics,
  frozenWith,
  GENDERS,
  type Gender,
  NOT_TOLD,
} from './demographics.ts';
export {
  collectionNotice,
  isProcessingOpen,
  modeOf,
  type Notice,
  type ProcessingState,
  registeredProcessings,
  SAMPLE_REFERENCE,
} from './processings.ts';
export { countTooOld, keptSince, type TooOld } from './retention.ts';
export { runRetention } from './retention-command.ts';
export { SMALLEST_CELL, type SuppressedCounts, suppressed } from './suppression.ts';
