import { join } from 'node:path';
import type { SettledConfig } from './config.ts';
import { type FileStore, openFileStore } from './files/file-store.ts';
import { type Addressed, addressBook } from './http/addresses.ts';
import type { Lang } from './i18n/languages.ts';
import type { Catalog, Translator } from './i18n/messages.ts';
import { type Keys, keysOf } from './keys.ts';
import { type Log, silentLog } from './log.ts';

/** What the program hands everything that acts, besides database and clock. */
export type Surroundings = {
  /** Keys made from the secret outside the database. */
  keys: Keys;
  /** The words of a language: a letter is written in its reader's, whoever caused it. */
  words(lang: Lang): Translator;
  /** The public address of a page, for letters and printed codes. */
  absolute(path: string, at: { lang: Lang; tenant?: Addressed | null }): string;
  /** The settings that rooms may look at. */
  settings: Pick<SettledConfig, 'mode' | 'publicUrl' | 'smsUrl' | 'oidc'> & {
    /** The host at which answers to letters are read, where a mailbox is. */
    repliesAt?: string | undefined;
  };
  /** Where files are kept. Never inside a transaction: see `storeFile`. */
  files: Pick<FileStore, 'storeFile' | 'readFile' | 'removeFile'>;
};

/** Makes them from the configuration and the words of all rooms. */
export function surroundingsOf(config: SettledConfig, catalog: Catalog, log: Log = silentLog()): Surroundings {
  const book = addressBook(config.publicUrl, null);
  const { mode, publicUrl, smsUrl, oidc, dataDir, s3Url, clamdUrl, mailSourceUrl, mailFrom } = config;
  const repliesAt = mailSourceUrl ? /@([^\s@<>]+)>?$/.exec(mailFrom ?? '')?.[1] : undefined;
  return {
    keys: keysOf(config.secret),
    words: (lang) => catalog.translator(lang),
    absolute: (path, { lang, tenant }) => book.absolute(lang, tenant ?? null, path),
    settings: { mode, publicUrl, smsUrl, oidc, repliesAt },
    files: openFileStore({ folder: join(dataDir, 'files'), s3Url, clamdUrl, log }),
  };
}

/** For runners of actions and jobs that need none: asking for one is a bug, and says so. */
export const NO_SURROUNDINGS: Surroundings = {
  get keys(): never {
    return missing('keys');
  },
  words: () => missing('words'),
  absolute: () => missing('absolute'),
  get settings(): never {
    return missing('settings');
  },
  get files(): never {
    return missing('files');
  },
};

function missing(what: string): never {
  throw new Error(`this runner was made without surroundings: ${what}`);
}
