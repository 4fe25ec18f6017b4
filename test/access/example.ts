import type { Person } from './people.ts';
import type { World } from './world.ts';

/** How to open one door: what its address, its form, its body or its input hold. What is left out is empty. */
export type Example = {
  /** The values of `:name` and `{name}` in the address. */
  params?: Record<string, string>;
  query?: Record<string, string>;
  /** The fields of each form of a page, by the `do` that names it; `''` where there is one form. */
  forms?: Record<string, Record<string, string>>;
  /** Forms that nobody gets past in this test (404 or 422), and why. */
  never?: Record<string, string>;
  /** The JSON that a route takes. */
  body?: unknown;
  /** What an action takes. */
  input?: unknown;
  /** Why nobody finds anything there in this test, whatever the table says. */
  absent?: string;
};

/** Examples by the name of the door; some are another one for each person. */
export type Examples = Record<string, Example | ((who: Person) => Example)>;

/** What a room says about reaching its doors: pages and files, routes of the API, actions. */
export type RoomExamples = { pages?: Examples; routes?: Examples; actions?: Examples };

/** Makes what a room's examples are about, and tells how to reach it. */
export type MakeExamples = (world: World) => Promise<RoomExamples>;
