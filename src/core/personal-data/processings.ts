import { type Db, within } from '#platform/db/database.ts';
import type { Text } from '#platform/i18n/text.ts';
import type { Offers, Processing } from '#platform/module.ts';
import type { Surroundings } from '#platform/surroundings.ts';
import './tables.ts';

/** The reference that stands in for a real one in a trial, so that nobody mistakes it for one. */
export const SAMPLE_REFERENCE = 'SPECIMEN-000/2026';

export type RegisterRow = {
  kind: string;
  regime: 'declaration' | 'authorisation';
  reference: string;
  sample: boolean;
  openedAt: Date;
  closedAt: Date | null;
};

/** How a processing stands in a body: whether data may be collected, and under which reference of the CNDP. */
export type ProcessingState = { open: true; reference: string; sample: boolean } | { open: false };

type Mode = { trial: boolean };

/** Whether a program runs as a trial, from its settings. */
export function modeOf({ settings }: Pick<Surroundings, 'settings'>): Mode {
  return { trial: settings.mode === 'trial' };
}

function stateOf(row: RegisterRow | undefined, { trial }: Mode): ProcessingState {
  if (row && row.closedAt === null && (trial || !row.sample))
    return { open: true, reference: row.reference, sample: row.sample };
  // A trial shows how it will be; a body that closed a processing keeps it closed there too.
  if (trial && !row) return { open: true, reference: SAMPLE_REFERENCE, sample: true };
  return { open: false };
}

async function registerRow(db: Db, institutionId: string, kind: string): Promise<RegisterRow | undefined> {
  return (await registerOf(db, institutionId)).get(kind);
}

/** What a body has entered in its register, by the kind of processing. */
export async function registerOf(db: Db, institutionId: string): Promise<Map<string, RegisterRow>> {
  const rows = await within(db, institutionId)
    .selectFrom('processing_register')
    .select([
      'kind',
      'regime',
      'cndp_reference as reference',
      'sample',
      'opened_at as openedAt',
      'closed_at as closedAt',
    ])
    .execute();
  return new Map(rows.map((row) => [row.kind, row]));
}

/**
 * Whether a body may collect data for this processing now (`room.kind`): it has entered the CNDP's receipt or authorisation (law 09-08,
 * art. 12). Sample references count in a trial only. Forms say that they are closed when it is false, and actions refuse.
 */
export async function isProcessingOpen(db: Db, institutionId: string, kind: string, mode: Mode): Promise<boolean> {
  return stateOf(await registerRow(db, institutionId, kind), mode).open;
}

/** A processing with its state in a body: a line of the register. */
export type RegisteredProcessing = { processing: Processing; row: RegisterRow | null; state: ProcessingState };

/** Every processing that the capabilities declare, with its state in a body. */
export async function registeredProcessings(
  db: Db,
  institutionId: string,
  { processings }: Pick<Offers, 'processings'>,
  mode: Mode,
): Promise<RegisteredProcessing[]> {
  const register = await registerOf(db, institutionId);
  return processings.map((processing) => {
    const row = register.get(processing.kind);
    return { processing, row: row ?? null, state: stateOf(row, mode) };
  });
}

/** What is said where data are collected: by whom, why, to whom they go, under which reference (09-08 art. 5). */
export type Notice = { processing: Processing; state: ProcessingState; collector: Text };

/**
 * Reads what `<CollectionNotice>` says. `collector`: the body that collects, or the national portal for what belongs to the platform.
 * Throws for a kind that no module declares: that is a bug.
 */
export async function collectionNotice(
  { db, offers, around }: { db: Db; offers: Pick<Offers, 'processings'>; around: Pick<Surroundings, 'settings'> },
  kind: string,
  collector: { id: string; name: Text },
): Promise<Notice> {
  const processing = offers.processings.find((each) => each.kind === kind);
  if (!processing) throw new Error(`no module declares the processing ${kind}`);
  const state = stateOf(await registerRow(db, collector.id, kind), modeOf(around));
  return { processing, state, collector: collector.name };
}
