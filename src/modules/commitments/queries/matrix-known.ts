import { officesOf } from '#core/institutions/index.ts';
import { type Db, within } from '#platform/db/database.ts';
import type { Lang } from '#platform/i18n/languages.ts';
import type { MessageKey } from '#platform/i18n/messages.ts';
import type { Surroundings } from '#platform/surroundings.ts';
import { MILESTONE_STATUSES, type MilestoneStatus } from '../commitment.ts';
import { deskItem, FILE_LANGUAGES, type MatrixItem, publicItem } from '../file/matrix-columns.ts';
import type { Known, KnownRow } from '../file/matrix-read.ts';
import type { RowContent } from '../matrix-row.ts';
import { type DeskRow, everyMatrixRow } from './matrix.ts';
import { type ScopedPlan, scopeOf } from './matrix-scope.ts';
import { officialNames, officialsOf } from './officials.ts';

/** All that a file of the matrix is compared with: the rows of its plan in all their versions, statuses, offices and officials by name. */
export async function knownMatrix(
  db: Db,
  asked: { plan: ScopedPlan; today: string; around: Surroundings; mayAssign: boolean },
): Promise<Known> {
  const { plan, today, around } = asked;
  const { institutionId } = plan;
  const rows = new Map<string, DeskRow>();
  for await (const row of everyMatrixRow(db, scopeOf(plan), today)) rows.set(row.reference, row);
  const names = await officialNames(
    db,
    institutionId,
    [...rows.values()].map((row) => row.officialId),
  );
  const earlier = await earlierContents(db, plan);
  const offices = await officesOf(db, institutionId);
  const officials = await officialsOf(db, institutionId, today);
  const statuses = statusWords(around);
  return {
    row(reference) {
      const row = rows.get(reference);
      return row && knownRow(row, names, earlier);
    },
    statusOf: (cell) => statuses.get(sameName(cell)),
    offices: (name, lang) =>
      offices.filter((one) => sameName(one.name[lang] ?? '') === sameName(name)).map((one) => one.id),
    officials: (name) => [
      ...new Set(officials.filter((one) => sameName(one.name) === sameName(name)).map((one) => one.personId)),
    ],
    mayAssign: asked.mayAssign,
  };
}

function knownRow(
  row: DeskRow,
  names: ReadonlyMap<string, string>,
  earlier: ReadonlyMap<string, RowContent>,
): KnownRow {
  const latest = deskItem(row, names);
  return {
    milestoneId: row.id,
    commitmentId: row.commitment.id,
    version: row.version,
    itemAt(version): MatrixItem | undefined {
      if (version === row.version) return latest;
      if (version === row.publishedVersion) return { ...publicItem(row), official: latest.official };
      const content = earlier.get(`${row.id} ${version}`);
      return content && { ...latest, ...content, version };
    },
  };
}

/** The contents of versions that are neither the last nor the published one. */
async function earlierContents(db: Db, { institutionId, planId }: ScopedPlan): Promise<Map<string, RowContent>> {
  const rows = await within(db, institutionId)
    .selectFrom('milestone_version')
    .innerJoin('milestone', (join) =>
      join
        .onRef('milestone.institution_id', '=', 'milestone_version.institution_id')
        .onRef('milestone.id', '=', 'milestone_version.milestone_id'),
    )
    .select(['milestone_version.milestone_id', 'milestone_version.version', 'milestone_version.content'])
    .where('milestone.plan_id', '=', planId)
    .whereRef('milestone_version.version', '<', 'milestone.row_version')
    .whereRef('milestone_version.version', '<>', 'milestone.published_version')
    .execute();
  return new Map(rows.map((row) => [`${row.milestone_id} ${row.version}`, row.content]));
}

/** What a status is called in a cell: as programs write it, or in the words of any language. */
function statusWords(around: Surroundings): Map<string, MilestoneStatus> {
  const words = new Map<string, MilestoneStatus>();
  for (const status of MILESTONE_STATUSES) {
    words.set(status, status);
    for (const lang of FILE_LANGUAGES satisfies readonly Lang[])
      words.set(sameName(around.words(lang).ts(`commitments.status.${status}` as MessageKey)), status);
  }
  return words;
}

/** Names are the same without regard to case and to how many spaces stand between their words. */
function sameName(name: string): string {
  return name.trim().replace(/\s+/g, ' ').toLocaleLowerCase('fr');
}
