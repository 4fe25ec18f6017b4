export { recordBounce } from './bounces.ts';
export { FollowLink } from './follow-link.tsx';
export { type Notice, publish, withdrawNotices } from './publish.ts';
