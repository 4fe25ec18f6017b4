import { across, type Db, type Tx, within } from '#platform/db/database.ts';
import type { Text } from '#platform/i18n/text.ts';
import type { AppealOutcome, RefusalGround } from '../petition.ts';
import type { Petition } from './petitions.ts';
import '../tables.ts';

/** An appeal against a refusal to open, with what it is against. */
export type OpeningAppeal = {
  ground: RefusalGround;
  refusalReasons: Text;
  refusedAt: Date;
  refusedBy: string | null;
  appellantId: string | null;
  words: string;
  madeAt: Date;
  outcome: AppealOutcome | null;
  reasons: Text | null;
  decidedAt: Date | null;
};

const APPEAL = [
  'petition_appeal.ground',
  'petition_appeal.refusal_reasons as refusalReasons',
  'petition_appeal.refused_at as refusedAt',
  'petition_appeal.refused_by as refusedBy',
  'petition_appeal.appellant_id as appellantId',
  'petition_appeal.words',
  'petition_appeal.made_at as madeAt',
  'petition_appeal.outcome',
  'petition_appeal.reasons',
  'petition_appeal.decided_at as decidedAt',
] as const;

/** The appeal about a petition; undefined where there is none. `lock`: whoever decides it at the same moment waits. */
export async function appealOf(
  db: Db | Tx,
  { institutionId, id }: Pick<Petition, 'institutionId' | 'id'>,
  { lock = false }: { lock?: boolean } = {},
): Promise<OpeningAppeal | undefined> {
  let query = within(db, institutionId).selectFrom('petition_appeal').select(APPEAL).where('petition_id', '=', id);
  if (lock) query = query.forUpdate();
  return query.executeTakeFirst();
}

/** The last day on which the author may appeal against the refusal to open; null: there is no end. */
export async function lastDayOfAppeal(
  db: Db,
  { institutionId, id }: Pick<Petition, 'institutionId' | 'id'>,
): Promise<string | null> {
  const { until } = await within(db, institutionId)
    .selectFrom('petition')
    .select('appeal_until as until')
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  return until;
}

/** Appeals that wait in some bodies and that this person may decide, the oldest first: not those against what they decided, asked or wrote. */
export async function waitingAppeals(
  db: Db,
  { bodies, notBy, limit }: { bodies: readonly string[]; notBy: string; limit: number },
) {
  if (bodies.length === 0) return [];
  return across(db)
    .selectFrom('petition_appeal')
    .innerJoin('petition', (join) =>
      join
        .onRef('petition.institution_id', '=', 'petition_appeal.institution_id')
        .onRef('petition.id', '=', 'petition_appeal.petition_id'),
    )
    .select(['petition.institution_id as institutionId', 'petition.id', 'petition.reference'])
    .select(['petition.lang', 'petition.title'])
    .where('petition_appeal.institution_id', 'in', bodies)
    .where('petition_appeal.outcome', 'is', null)
    .where((row) =>
      row.and([
        row.or([row('petition_appeal.refused_by', 'is', null), row('petition_appeal.refused_by', '!=', notBy)]),
        row.or([row('petition_appeal.appellant_id', 'is', null), row('petition_appeal.appellant_id', '!=', notBy)]),
        row.not(
          row.exists(
            row
              .selectFrom('petition_collaborator')
              .select('petition_collaborator.id')
              .whereRef('petition_collaborator.institution_id', '=', 'petition.institution_id')
              .whereRef('petition_collaborator.petition_id', '=', 'petition.id')
              .where('petition_collaborator.person_id', '=', notBy)
              .where('petition_collaborator.answered_at', 'is not', null),
          ),
        ),
      ]),
    )
    .orderBy('petition_appeal.made_at')
    .limit(limit)
    .execute();
}
