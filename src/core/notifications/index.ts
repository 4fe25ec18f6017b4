export { recordBounce } from './bounces.ts';
export { type Notice, publish, withdrawNotices } from './publish.ts';
