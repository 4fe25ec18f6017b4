/**
 * A reason not to start (or not to go on) that the person at the keyboard can do something about. The command line
 * prints the message alone, without a stack, and leaves with `exitStatus`.
 */
export class PlainRefusal extends Error {
  readonly exitStatus: number;

  constructor(message: string, options: { exitStatus?: number; cause?: unknown } = {}) {
    super(message, { cause: options.cause });
    this.name = 'PlainRefusal';
    this.exitStatus = options.exitStatus ?? 1;
  }
}

/** What to show a person for any error: the sentence of a refusal, or the stack of a bug. */
export function plainMessage(error: unknown): string {
  if (error instanceof PlainRefusal) return error.message;
  if (error instanceof Error) return error.stack ?? error.message;
  return String(error);
}
