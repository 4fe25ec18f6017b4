/** Why the process is asked to end: once politely, then with impatience. */
export type StopSignals = {
  /** Aborted at the first request. */
  polite: AbortSignal;
  /** Aborted at the second one. */
  impatient: AbortSignal;
  /** Asks as a signal would. */
  ask(): void;
  /** Listens no longer. */
  end(): void;
};

const TOGETHER = 500;

/**
 * Listens to SIGTERM, SIGINT, SIGHUP and to the end of the launcher (its channel closes when it is killed).
 * A terminal and the launcher may both deliver the same Ctrl-C: requests within half a second count as one.
 * The third request ends the process on the spot.
 */
export function listenToStopSignals(): StopSignals {
  const polite = new AbortController();
  const impatient = new AbortController();
  let last = Number.NEGATIVE_INFINITY;
  const ask = () => {
    const now = performance.now();
    if (now - last < TOGETHER) return;
    last = now;
    if (impatient.signal.aborted) process.exit(130);
    else if (polite.signal.aborted) impatient.abort();
    else polite.abort();
  };
  const launcherGone = () => {
    if (!polite.signal.aborted) polite.abort();
  };
  const names = ['SIGTERM', 'SIGINT', 'SIGHUP'] as const;
  for (const name of names) process.on(name, ask);
  process.once('disconnect', launcherGone);
  return {
    polite: polite.signal,
    impatient: impatient.signal,
    ask,
    end: () => {
      for (const name of names) process.off(name, ask);
      process.off('disconnect', launcherGone);
    },
  };
}

/** Settles when `signal` is aborted. */
export function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
