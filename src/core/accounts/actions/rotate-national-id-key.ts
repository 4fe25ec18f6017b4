import { z } from 'zod';
import { systemOnly } from '#platform/access.ts';
import { defineAction } from '#platform/action.ts';
import { rotateNationalIdKey as rotate } from '../national-id.ts';

/** Begins a new version of the key of national identity numbers. */
export const rotateNationalIdKey = defineAction({
  name: 'accounts.rotate-national-id-key',
  input: z.object({}),
  access: systemOnly,
  event: 'national-id-key.rotated',
  record: (_input, _target, result) => ({ detail: result as object }),
  run: ({ db, around, now }) => rotate(db, around.keys, now),
});
