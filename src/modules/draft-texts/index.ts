export { LIST_TAG, PHASES, type Phase, phaseOf, textPath, textTag } from './draft-text.ts';
export { type Figures, figuresOf } from './queries/contributions.ts';
export { type DraftText, findDraftText, listDraftTexts } from './queries/draft-texts.ts';
