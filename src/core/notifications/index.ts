export { recordBounce } from './bounces.ts';
export { FollowLink } from './follow-link.tsx';
export { followFor } from './follows.ts';
export { type Notice, publish, withdrawNotices } from './publish.ts';
