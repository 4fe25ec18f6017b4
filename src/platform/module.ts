import type { ComponentChildren } from 'preact';
import type { z } from 'zod';
import type { ActionContext, ActionRunner, AnyAction } from './action.ts';
import type { ApiRoute } from './api.ts';
import type { CaseKind } from './case-kind.ts';
import type { Clock } from './clock.ts';
import type { Db, Tx } from './db/database.ts';
import type { Migration } from './db/migrate.ts';
import type { AnyDemo } from './demo.ts';
import type { MessageFiles, MessageKey } from './i18n/messages.ts';
import type { Text } from './i18n/text.ts';
import type { On, Page, PageRequest, Resource } from './page.ts';
import type { SearchKind } from './search/kinds.ts';
import type { Surroundings } from './surroundings.ts';
import type { PersonActor } from './tenant.ts';

/** A link of the main menu. `minor`: it stands among the sections at the end of each page only. `order`: smaller comes first. */
export type MenuOffer = { label: MessageKey; path: string; on: On; order: number; minor?: boolean };

/** A part of a home page (of the portal, of a body's site or of both), contributed by a capability. */
export type HomeBlock<D = unknown> = {
  name: string;
  on: On;
  /** `hero`: beside the title of the page, one at most; `main`: a chapter below it. */
  place: 'hero' | 'main';
  order: number;
  load(request: PageRequest): Promise<D>;
  view(props: { data: D }): ComponentChildren;
  /** Tags of what it shows, for the page cache of the home page. */
  cache(data: D): string[];
};

// biome-ignore lint/suspicious/noExplicitAny: a block of any shape, for lists of blocks
export type AnyHomeBlock = HomeBlock<any>;

/** Defines a block of a home page: `load` reads, `view` draws, `cache` names what it shows. */
export function defineHomeBlock<D>(block: HomeBlock<D>): AnyHomeBlock {
  return block;
}

/** Something a person can do, for the "what do you want to do?" lists of home pages. */
export type TaskOffer = { label: MessageKey; hint: MessageKey; path: string; on: On; order: number };

/** A job: "do this action as the system". `cron` in UTC; heavy work reads outside and writes through actions. */
export type Job = {
  /** `room.verb-noun`. */
  name: string;
  cron?: string;
  /** Looks every so many seconds whether there is something to do, in each worker, without the queue. Without payload. */
  everySeconds?: number;
  /** What the payload must be; one that is not is given up at once, without retries. */
  payload?: z.ZodType;
  run(payload: unknown, context: JobContext): Promise<void>;
};

export type JobContext = {
  db: Db;
  clock: Clock;
  actions: ActionRunner;
  /** Keys, the words of letters, public addresses, settings. */
  around: Surroundings;
  /** What the modules offer to one another: kinds of data that are kept for a time. */
  offers: Offers;
  log: { info(details: object, message: string): void };
};

/** A data set that the command line loads: `jamaa import <dataset> FILE`. `run` prints through `say` and throws a plain sentence. */
export type DataImport = {
  dataset: string;
  /** What follows the command: `FILE [--dry-run]`. */
  usage: string;
  summary: string;
  run(args: readonly string[], context: CommandContext): Promise<void>;
};

/** A data set that the command line writes out: `jamaa export <dataset>`. */
export type DataExport = { dataset: string; summary: string; run(context: CommandContext): AsyncIterable<string> };

export type CommandContext = {
  db: Db;
  clock: Clock;
  actions: ActionRunner;
  say(line: string): void;
  note(line: string): void;
  signal: AbortSignal;
};

/** What is loaded once into a new database, in order: the real data that the program ships. */
export type Seed = { name: string; order: number; run(context: CommandContext): Promise<void> };

/** Addresses for the site map: paths without language, on the portal or on a body's site. */
export type SiteMapSource = {
  paths(db: Db): Promise<{ path: string; tenant: { slug: string; host: string | null } | null; changed?: string }[]>;
};

/** A source of data and its licence, for "about the data". */
export type DataSource = { name: MessageKey; licence: string; licenceUrl?: string; origin: string; note?: MessageKey };

/** A check of `jamaa verify`: yields one sentence for each thing that is wrong. */
export type Verification = { name: string; run(db: Db, around: Surroundings): AsyncIterable<string> };

/** One thing that waits for an official, for `/desk`: sorted by `due`, the legal or planned date, those without one last. */
export type DeskItem = {
  id: string;
  institutionId: string;
  title: Text;
  /** The path of its page on the institution's site. */
  path: string;
  kind: MessageKey;
  /** `YYYY-MM-DD`. */
  due: string | null;
};

/** What waits for this person in these institutions, by the powers held there. At most `limit`. */
export type DeskSource = {
  name: string;
  items(db: Db, actor: PersonActor, today: string, limit: number): Promise<DeskItem[]>;
  /**
   * Gives the open work of somebody who leaves a body to another, or back to everybody there (`to` null), in the transaction that ends
   * the post. `keeps`: the powers they still have there, by other posts; `powers`: those of who takes over, who may lack the right one.
   * Answers how many things changed hands. Where that
   * opens private data to the one who takes over, the source writes the access down. Absent: nothing of this source is assigned to one person.
   */
  handOver?(
    tx: Tx,
    from: { institutionId: string; personId: string; keeps: readonly string[]; now: Date },
    to: { personId: string; powers: readonly string[] } | null,
  ): Promise<number>;
};

/** What must stay after an account is closed: what, why (the law or the public interest), until when. */
export type KeptData = {
  what: MessageKey;
  why: MessageKey;
  until: string | null;
  /** Tags of public pages that showed the person, to be drawn anew. */
  tags?: readonly string[];
};

/**
 * What a module knows about a person: shown and downloaded on `/me`, and removed or anonymised when the account is closed. `close` runs in
 * the transaction that closes the account; public contributions keep their place under "former member".
 */
export type PersonalDataSource = {
  /** The title of its part. */
  name: MessageKey;
  export(db: Db, personId: string): Promise<object>;
  close(tx: Tx, personId: string, now: Date): Promise<KeptData[]>;
};

/**
 * One processing of personal data (law 09-08): declared to the CNDP, or authorised by it beforehand where art. 12 asks for it. Collection
 * stays off until the institution has entered the reference.
 */
export type Processing = {
  /** `room.kind`: `accounts.identity-number`. */
  kind: string;
  purpose: MessageKey;
  regime: 'declaration' | 'authorisation';
  /** Why an authorisation is needed: art. 12(1) a to f. */
  grounds?: 'sensitive' | 'other-purpose' | 'genetic' | 'offences' | 'national-id' | 'interconnection';
  data: MessageKey;
  recipients: MessageKey;
  retention: MessageKey;
};

/** How long a kind of data is kept, as data, with the job's work: removes what is older than `before`, or only counts it. */
export type Retention = {
  kind: string;
  source: string;
  keep: { years?: number; months?: number; days?: number };
  apply(tx: Tx, before: Date, dryRun: boolean): Promise<number>;
};

/** A kind of thing that people may comment on, follow or attach to; `find` answers only what everybody may see. */
export type PublicSubject = {
  kind: string;
  label: MessageKey;
  find(db: Db, id: string): Promise<FoundSubject | undefined>;
  /** All of them, where they are few enough to choose from a list (regions, topics). */
  list?(db: Db): Promise<FoundSubject[]>;
};
export type FoundSubject = {
  institutionId: string;
  id: string;
  title: Text;
  path: string;
  /** Whether new comments are taken, the power that answers officially, and whether comments say for, neutral or against. */
  comments?: { open: boolean; answerPower: string; stances?: boolean };
  /** The power that attaches documents to it; absent: none are attached. */
  attachments?: { power: string };
  /** What it belongs to, as `kind:id` (plan, body, region, topic): who follows those hears of it too. */
  related?: readonly string[];
  /** Tags of the pages that show it. */
  tags: string[];
};

/**
 * What a room says about public things of another room, told where the thing stands: a remark on one of its parts, a decision about it, an
 * assessment. `tags` of pages that show notes are those of the thing: whoever adds a note touches them.
 */
export type SubjectNotes = {
  of(
    db: Db,
    asked: { institutionId: string; subjects: readonly { kind: string; id: string }[] },
  ): Promise<SubjectNote[]>;
};
export type SubjectNote = {
  id: string;
  about: { kind: string; id: string };
  /** What kind of note it is. */
  label: MessageKey;
  /** Who says it: a committee, a body. */
  by: Text | null;
  /** `YYYY-MM-DD`. */
  on: string;
  /** Its words; null when they are withheld. */
  text: Text | null;
  /** Why its words are withheld. */
  withheld: Text | null;
  /** The public page where it stands in full. */
  path: string;
};

/** Something that somebody wrote or sent, as a moderator sees it. */
export type ModeratedThing = {
  institutionId: string;
  id: string;
  /** `held`: it waits unseen for a moderator. `withdrawn`: its author took it back, and nothing of it is left to decide. */
  state: 'shown' | 'held' | 'hidden' | 'withdrawn';
  /** Null when the author's account is closed. */
  authorId: string | null;
  text: string;
  /** BCP 47. */
  lang: string;
  at: Date;
  /** The title of what it stands under, which is public, and the path of the page where it stands. */
  about: Text;
  path: string;
};

/** A kind of thing that people write or send, and that moderators may take out of sight. */
export type ModeratedKind = {
  kind: string;
  label: MessageKey;
  find(db: Db, id: string): Promise<ModeratedThing | undefined>;
  /**
   * Shows it again, or takes it out of every page, feed, index and file, in the transaction of the decision. `reason` then stands in its
   * place.
   */
  place(
    context: ActionContext,
    thing: ModeratedThing,
    to: { state: 'shown' } | { state: 'hidden'; reason: Text },
  ): Promise<void>;
};

/** Something that was done in public: what it was done to, the page where it stands, when. */
export type PublicAct = { kind: MessageKey; title: Text; path: string; tenant: PublicActTenant; at: Date };
type PublicActTenant = { slug: string; host: string | null } | null;

/** What somebody who is public by their own name (`kind:id`) did in public, the last first. `tags` of what it reads. */
export type PublicActSource = {
  name: string;
  tags: readonly string[];
  acts(db: Db, offers: Offers, who: string, limit: number): Promise<PublicAct[]>;
};

/** A date that is counted on something of a body: on what, under which rule, until when. `due` is null while it cannot be told. */
export type CountedDate = {
  institutionId: string;
  subjectId: string;
  rule: string;
  due: string | null;
  /** True while a day that it hangs on is not certain. */
  provisional: boolean;
};

/**
 * Whoever lets dates be counted on their things hears, in the transaction of the change, that one has moved (because a day of the calendar
 * was announced or closed) or that its last day has passed; `silence` is what the law says follows.
 */
export type DateOwner = {
  /** The kind of thing that the dates hang on. */
  kind: string;
  moved(context: ActionContext, date: CountedDate & { before: string | null }): Promise<void>;
  passed?(context: ActionContext, date: CountedDate & { silence: string }): Promise<void>;
};

/** A power that posts may hold, with the words that say what it lets one do. */
export type PowerOffer = { name: string; label: MessageKey };

/** A link on a person's own space, `/me`. `order`: smaller comes first. */
export type OwnLink = { label: MessageKey; hint: MessageKey; path: string; order: number };

/**
 * A page of the desk on a body's site, linked there for whoever holds its power in that body. `group`: the heading it stands under on the
 * desk; the links of one group lead to one another. `order`: smaller comes first, and a group stands where its first link does.
 */
export type DeskLink = { group: MessageKey; label: MessageKey; path: string; power: string; order: number };

/** A page about a public subject that another capability shows: linked from the subject's own page. `order`: smaller comes first. */
export type SubjectLink = { kind: string; label: MessageKey; path(id: string): string; order: number };

/** Everything a capability offers: names only, no logic. `modules.ts` lists the capabilities; nobody else imports them all. */
export type Module = {
  name: string;
  /** The modules whose `index.ts` it imports. */
  uses: readonly string[];
  messages?: MessageFiles;
  migrations?: readonly Migration[];
  pages?: readonly Page[];
  resources?: readonly Resource[];
  routes?: readonly ApiRoute[];
  actions?: readonly AnyAction[];
  menu?: readonly MenuOffer[];
  homeBlocks?: readonly AnyHomeBlock[];
  tasks?: readonly TaskOffer[];
  searchKinds?: readonly SearchKind[];
  jobs?: readonly Job[];
  imports?: readonly DataImport[];
  exports?: readonly DataExport[];
  seeds?: readonly Seed[];
  siteMap?: readonly SiteMapSource[];
  dataSources?: readonly DataSource[];
  verifications?: readonly Verification[];
  desk?: readonly DeskSource[];
  personalData?: readonly PersonalDataSource[];
  processings?: readonly Processing[];
  retentions?: readonly Retention[];
  subjects?: readonly PublicSubject[];
  moderated?: readonly ModeratedKind[];
  publicActs?: readonly PublicActSource[];
  dateOwners?: readonly DateOwner[];
  powers?: readonly PowerOffer[];
  ownLinks?: readonly OwnLink[];
  deskLinks?: readonly DeskLink[];
  demos?: readonly AnyDemo[];
  subjectLinks?: readonly SubjectLink[];
  caseKinds?: readonly CaseKind[];
  subjectNotes?: readonly SubjectNotes[];
};

/** The plug of a capability. */
export function defineModule(module: Module): Module {
  return module;
}

/** What all modules offer together, collected for whoever shows it. */
export type Offers = {
  modules: readonly string[];
  menu: readonly MenuOffer[];
  homeBlocks: readonly AnyHomeBlock[];
  tasks: readonly TaskOffer[];
  searchKinds: readonly SearchKind[];
  siteMap: readonly SiteMapSource[];
  dataSources: readonly DataSource[];
  desk: readonly DeskSource[];
  personalData: readonly PersonalDataSource[];
  processings: readonly Processing[];
  retentions: readonly Retention[];
  subjects: readonly PublicSubject[];
  moderated: readonly ModeratedKind[];
  publicActs: readonly PublicActSource[];
  dateOwners: readonly DateOwner[];
  powers: readonly PowerOffer[];
  ownLinks: readonly OwnLink[];
  deskLinks: readonly DeskLink[];
  subjectLinks: readonly SubjectLink[];
  caseKinds: readonly CaseKind[];
  subjectNotes: readonly SubjectNotes[];
};

/** Collects what the capabilities offer, in the order each kind of offer asks for. */
export function collectOffers(modules: readonly Module[]): Offers {
  return {
    modules: modules.map((module) => module.name),
    menu: modules.flatMap((module) => module.menu ?? []).sort((a, b) => a.order - b.order),
    homeBlocks: modules.flatMap((module) => module.homeBlocks ?? []).sort((a, b) => a.order - b.order),
    tasks: modules.flatMap((module) => module.tasks ?? []).sort((a, b) => a.order - b.order),
    searchKinds: modules.flatMap((module) => module.searchKinds ?? []),
    siteMap: modules.flatMap((module) => module.siteMap ?? []),
    dataSources: modules.flatMap((module) => module.dataSources ?? []),
    desk: modules.flatMap((module) => module.desk ?? []),
    personalData: modules.flatMap((module) => module.personalData ?? []),
    processings: modules.flatMap((module) => module.processings ?? []),
    retentions: modules.flatMap((module) => module.retentions ?? []),
    subjects: modules.flatMap((module) => module.subjects ?? []),
    moderated: modules.flatMap((module) => module.moderated ?? []),
    publicActs: modules.flatMap((module) => module.publicActs ?? []),
    dateOwners: modules.flatMap((module) => module.dateOwners ?? []),
    powers: modules.flatMap((module) => module.powers ?? []),
    ownLinks: modules.flatMap((module) => module.ownLinks ?? []).sort((a, b) => a.order - b.order),
    deskLinks: modules.flatMap((module) => module.deskLinks ?? []).sort((a, b) => a.order - b.order),
    subjectLinks: modules.flatMap((module) => module.subjectLinks ?? []).sort((a, b) => a.order - b.order),
    caseKinds: modules.flatMap((module) => module.caseKinds ?? []),
    subjectNotes: modules.flatMap((module) => module.subjectNotes ?? []),
  };
}
