import { z } from 'zod';

/** What a page sends back from an authenticator: its answer as JSON text, and the ticket of the request. */
export const passkeyAnswer = {
  ticket: z.string().max(2_000),
  response: z
    .string()
    .min(2, 'accounts.fault.passkey-failed')
    .max(20_000)
    .transform((text, context) => {
      try {
        return JSON.parse(text) as unknown;
      } catch {
        context.addIssue({ code: 'custom', message: 'accounts.fault.passkey-failed' });
        return z.NEVER;
      }
    }),
};
