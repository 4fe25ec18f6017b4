import { z } from 'zod';
import type { Job } from '#platform/module.ts';
import { openRounds, WRITE_ROUND } from './rounds.ts';
import { writeSome } from './write-round.ts';

/** Looks whether something happened or a period has begun. A look that finds nothing costs a few index probes. */
export const openRoundsJob: Job = {
  name: 'notifications.open-rounds',
  everySeconds: 20,
  run: (_payload, { db, clock }) => openRounds(db, clock.now()),
};

/** Writes the letters of a round, some hundred people at a time. */
export const writeRoundJob: Job = {
  name: WRITE_ROUND,
  payload: z.object({ roundId: z.uuid() }),
  run: (payload, { db, around, clock }) =>
    writeSome({ db, around, now: clock.now() }, (payload as { roundId: string }).roundId),
};
