import type { ActionRunner } from './action.ts';
import type { Db } from './db/database.ts';
import type { PersonActor, Tenant } from './tenant.ts';

/** What sample contributions are made with: the actions of the program, done by sample people. */
export type DemoScene = {
  db: Db;
  actions: ActionRunner;
  /** A body by its slug. */
  body(slug: string): Promise<Tenant>;
  /** A sample citizen by number, from 0, who has confirmed an address. */
  citizen(number: number): Promise<PersonActor>;
  /** A sample official of a body, who holds the post of a function there. */
  official(slug: string, role: string): Promise<PersonActor>;
};

/**
 * Sample contributions that a capability shows itself with: `jamaa demo`. `sample`: what `data/demo.json` has under its name, whose words say
 * that they are samples.
 */
export type Demo<S = unknown> = { name: string; play(scene: DemoScene, sample: S): Promise<void> };

// biome-ignore lint/suspicious/noExplicitAny: each reads its own part of the file
export type AnyDemo = Demo<any>;
