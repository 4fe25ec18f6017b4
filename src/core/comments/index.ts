export { STANCES, type StanceCounts } from './comment.ts';
export { forgetThread } from './forget-thread.ts';
export { CommentsChapter } from './pages/comments-chapter.tsx';
export { StanceWords } from './pages/stance-words.tsx';
export { type ThreadSummary, threadSummary, threadTags } from './queries/summary.ts';
export { countCommentsBetween, stanceCounts } from './queries/threads.ts';
