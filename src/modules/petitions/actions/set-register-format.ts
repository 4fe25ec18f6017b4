import { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { json, within } from '#platform/db/database.ts';
import { judgeSignatures } from '../access.ts';
import { REGISTERS, registerFormatInput } from '../sampling.ts';

const input = registerFormatInput.extend({ register: z.enum(REGISTERS) });

/** Sets how a body exchanges files with whoever keeps a register: separator, headings, and the words of the answers. */
export const setRegisterFormat = defineAction<z.infer<typeof input>, { institutionId: string }>({
  name: 'petitions.set-register-format',
  input,
  target: async ({ tenant }) => (tenant ? { institutionId: tenant.id } : undefined),
  access: judgeSignatures,
  event: 'petitions.register-format-set',
  record: ({ register, ...format }, { institutionId }) => ({ institutionId, detail: { register, ...format } }),
  run: async ({ db }, { register, delimiter, headings, answers }, { institutionId }) => {
    const format = { delimiter, headings: json(headings), answers: json(answers) };
    await within(db, institutionId)
      .insert('petition_register', { register, ...format })
      .onConflict((conflict) => conflict.columns(['institution_id', 'register']).doUpdateSet(format))
      .execute();
  },
});
