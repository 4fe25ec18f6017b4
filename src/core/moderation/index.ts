export { closeItem, forgetItems, type Looked, openItem, withdrawAppeals } from './decide.ts';
export { ANSWERED_WITHIN } from './moderation.ts';
export { WrittenText } from './pages/written-text.tsx';
export { type HiddenBecause, whyHidden } from './queries/items.ts';
export { type Circumstances, HELD_FROM, type SpamScore, spamScore } from './spam-score.ts';
