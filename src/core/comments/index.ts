export { CommentsChapter } from './pages/comments-chapter.tsx';
export { type ThreadSummary, threadSummary, threadTags } from './queries/summary.ts';
