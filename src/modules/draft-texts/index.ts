export { createDraftText } from './actions/create-draft-text.ts';
export { LIST_TAG, OUTCOMES, type Outcome, PHASES, type Phase, phaseOf, textPath, textTag } from './draft-text.ts';
export { type Contribution, contributionsOf, firstContributions } from './queries/contributions.ts';
export { type DraftText, deskDraftTexts, findDraftText, listDraftTexts } from './queries/draft-texts.ts';
export { type Figures, figuresOf } from './queries/figures.ts';
