import { type Contribution, contributionsOf, findDraftText, textTag } from '#modules/draft-texts/index.ts';
import { proposalsByReference } from '#modules/proposals/index.ts';
import type { Db } from '#platform/db/database.ts';
import type {
  ReportedCall,
  ReportedContribution,
  ReportedText,
  ShownCall,
  ShownContribution,
  ShownReport,
  ShownText,
  StageReport,
} from '../report.ts';

/** Of each contribution, the first words. */
const WORDS = 240;

/**
 * A sealed report as everybody may read it: its figures and answers as they were, what people wrote as their rooms show it now. Whoever takes
 * their words back, and moderators who hide some, take them out of reports too; words that earlier reports sealed are not shown.
 */
export async function shownReport(db: Db, report: StageReport): Promise<ShownReport> {
  const { calls, held, ...rest } = report;
  const shownCalls = [];
  for (const call of calls) shownCalls.push(await shownCall(db, call));
  if (!held) return { ...rest, calls: shownCalls };
  const shownHeld = [];
  for (const one of held) shownHeld.push(one.kind === 'draft-text' ? await shownText(db, one) : one);
  return { ...rest, calls: shownCalls, held: shownHeld };
}

/** The tags of what a report shows besides its own figures. */
export function reportTags({ calls, held = [] }: Pick<ShownReport, 'calls' | 'held'>): string[] {
  return [
    ...calls.map(({ id }) => `proposal-call:${id}`),
    ...held.flatMap((one) => (one.kind === 'draft-text' ? [textTag(one.reference)] : [])),
  ];
}

async function shownCall(db: Db, call: ReportedCall): Promise<ShownCall> {
  const live = await proposalsByReference(
    db,
    call.proposals.map(({ reference }) => reference),
  );
  return {
    ...call,
    proposals: call.proposals.map((one) => {
      const { standing, title = null } = live.get(one.reference) ?? {};
      return { ...one, title: standing === 'shown' || standing === 'merged' ? title : null };
    }),
  };
}

/** As earlier reports sealed a contribution: its id is the end of its path. */
type Earlier = Omit<ReportedContribution, 'id'> & { path: string };

async function shownText(db: Db, text: ReportedText): Promise<ShownText> {
  const found = text.contributions.length > 0 ? await findDraftText({ db, tenant: null }, text.reference) : undefined;
  const ids = text.contributions.map(idOf);
  const live = new Map(found ? (await contributionsOf(db, found, ids)).map((one) => [one.id, one]) : []);
  return {
    ...text,
    contributions: text.contributions.map((sealed: ReportedContribution | Earlier) => {
      const { number, supports, outcome, reasons } = sealed;
      const id = idOf(sealed);
      const path = `${text.path}/contributions/${id}`;
      return { number, id, path, words: wordsOf(live.get(id)), supports, outcome, reasons };
    }),
  };
}

function idOf(sealed: ReportedContribution | Earlier): string {
  return 'id' in sealed ? sealed.id : (sealed.path.split('/').at(-1) ?? '');
}

function wordsOf(one: Contribution | undefined): ShownContribution['words'] {
  return one?.state === 'shown' ? { [one.lang]: (one.wording || one.reasons).slice(0, WORDS) } : null;
}
