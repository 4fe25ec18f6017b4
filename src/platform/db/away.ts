/** What PostgreSQL says when it stops, starts or has no place left (appendix A of its manual), besides all of class 08. */
const SAID = new Set(['57P01', '57P02', '57P03', '53300']);
/** What the system says when nobody answers at the address of the database. */
const UNANSWERED = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
]);
/** What `pg` says, which gives these no code. */
const BROKEN =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error)/;

/** Whether something failed because the database could not be reached just now, so that the same may succeed in a moment. */
export function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code } = error as { code?: unknown };
  // A socket of a database that was stopped is a file that is not there; other files that are missing are bugs.
  if (code === 'ENOENT') return (error as { syscall?: unknown }).syscall === 'connect';
  if (typeof code === 'string' && (SAID.has(code) || UNANSWERED.has(code) || /^08[0-9A-Z]{3}$/.test(code))) return true;
  return BROKEN.test(error.message);
}
