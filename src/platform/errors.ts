import type { MessageValues } from './i18n/messages.ts';

/** One fault in what was sent. `pointer` is a JSON pointer (`/title/ar`); `key` a message key; `message` only for words that no key can hold. */
export type Fault = { pointer: string; key?: string; values?: MessageValues; message?: string };

/**
 * The refusals there are. Each has a message key of the room that refuses; `platform/http` turns them into a page or into RFC 9457
 * problem+json. Anything else that is thrown is a bug: 500 with an incident number.
 */
export class Refusal extends Error {
  readonly status: number;
  readonly key: string;
  readonly values: MessageValues | undefined;
  constructor(name: string, status: number, key: string, values?: MessageValues) {
    super(key);
    this.name = name;
    this.status = status;
    this.key = key;
    this.values = values;
  }
}

export class InvalidInput extends Refusal {
  readonly faults: readonly Fault[];
  constructor(faults: readonly Fault[]) {
    super('InvalidInput', 422, 'platform.errors.invalid-input');
    this.faults = faults;
  }
}

/** What a person must bring to do a thing: a level, and attributes verified apart from it (`residence`, `voter`…). */
export type Need = { level: 1 | 2; attributes?: readonly string[]; secondFactor?: boolean };

/** Nobody is signed in, or not surely enough: the page says why and how to get there, and brings the person back with nothing lost. */
export class NotSignedIn extends Refusal {
  readonly need: Need;
  constructor(need: Need = { level: 1 }, key = 'platform.errors.not-signed-in') {
    super('NotSignedIn', 401, key);
    this.need = need;
  }
}

export class NotAllowed extends Refusal {
  constructor(key = 'platform.errors.not-allowed', values?: MessageValues) {
    super('NotAllowed', 403, key, values);
  }
}

/** Absent and hidden are the same answer. */
export class NotFound extends Refusal {
  constructor(key = 'platform.errors.not-found') {
    super('NotFound', 404, key);
  }
}

export class Conflict extends Refusal {
  constructor(key: string, values?: MessageValues) {
    super('Conflict', 409, key, values);
  }
}

/**
 * Somebody else changed the thing since it was shown. The form is shown again, with what was typed beside what stands now, so that neither
 * loses work; programs read the thing again and decide.
 */
export class Overtaken extends Refusal {
  constructor(key: string, values?: MessageValues) {
    super('Overtaken', 409, key, values);
  }
}

export class Gone extends Refusal {
  constructor(key = 'platform.errors.gone') {
    super('Gone', 410, key);
  }
}

export class TooMany extends Refusal {
  readonly retryAfter: number;
  /** `retryAfter` in seconds. */
  constructor(retryAfter: number, key = 'platform.errors.too-many') {
    super('TooMany', 429, key, { seconds: retryAfter });
    this.retryAfter = retryAfter;
  }
}

export class Unavailable extends Refusal {
  readonly retryAfter: number;
  /** `retryAfter` in seconds. */
  constructor(retryAfter = 5, key = 'platform.errors.unavailable') {
    super('Unavailable', 503, key, { seconds: retryAfter });
    this.retryAfter = retryAfter;
  }
}
