import type { ComponentChildren } from 'preact';
import { z } from 'zod';
import type { Slice, Total } from '#platform/db/paging.ts';
import { Checkbox } from '#platform/html/choices.tsx';
import { type PageContext, usePage } from '#platform/html/context.tsx';
import { Empty } from '#platform/html/empty.tsx';
import { Select } from '#platform/html/field.tsx';
import { type ActiveFilter, Filters, ListPage } from '#platform/html/filters.tsx';
import { Pagination, Total as TotalText } from '#platform/html/pagination.tsx';
import type { MessageKey } from '#platform/i18n/messages.ts';
import type { SubjectNote } from '#platform/module.ts';
import type { PageRequest } from '#platform/page.ts';
import { MILESTONE_STATUSES } from '../../commitment.ts';
import { countMatrix, type DeskRow, listMatrix, MATRIX_STATES } from '../../queries/matrix.ts';
import { type ScopedCommitment, type ScopedPlan, scopeOf } from '../../queries/matrix-scope.ts';
import { officialNames, standingOf } from '../../queries/officials.ts';
import { notesByMilestone, notesOn } from '../subject-notes.tsx';
import { statusLabel } from '../words.tsx';
import { DeskMatrix } from './matrix-table.tsx';

/** The query of a matrix on the desk. */
export const matrixQuery = z.object({
  status: z.enum(MILESTONE_STATUSES).optional().catch(undefined),
  state: z.enum(MATRIX_STATES).optional().catch(undefined),
  /** The office of the filter; the form that assigns rows has a field `office` of its own. */
  unit: z.uuid().optional().catch(undefined),
  mine: z.literal('yes').optional().catch(undefined),
  after: z.string().max(2_000).optional(),
});
export type MatrixQuery = z.infer<typeof matrixQuery>;

export type LoadedMatrix = Slice<DeskRow> & Total & { names: Map<string, string>; notes: SubjectNote[] };

/** How many rows one screen of a plan's matrix shows. */
const PER_PAGE = 100;

/** The rows of a plan or a commitment that the query asks for. */
export async function loadMatrix(
  { db, page, query, offers }: Pick<PageRequest<MatrixQuery>, 'db' | 'page' | 'query' | 'offers'>,
  plan: ScopedPlan | ScopedCommitment,
): Promise<LoadedMatrix> {
  const { today, actor } = page;
  const { institutionId } = plan;
  const asksMine = query.mine !== undefined && actor.kind === 'person';
  const filters = {
    status: query.status,
    state: query.state,
    office: query.unit,
    standing: asksMine ? await standingOf(db, { institutionId, personId: actor.id, today }) : undefined,
  };
  const scope = scopeOf(plan);
  const [rows, total] = await Promise.all([
    listMatrix(db, { scope, filters, paging: { limit: PER_PAGE, after: query.after }, today }),
    countMatrix(db, { scope, filters, today }),
  ]);
  const officials = rows.items.map((row) => row.officialId);
  const subjects = rows.items.map((row) => ({ kind: 'milestone', id: row.reference }));
  const [names, notes] = await Promise.all([
    officialNames(db, institutionId, officials),
    notesOn({ db, offers }, institutionId, subjects),
  ]);
  return { ...rows, ...total, names, notes };
}

/** The matrix with its filters. */
export function MatrixList({
  matrix,
  query,
  caption,
  withCommitment,
  offices,
  links,
}: {
  matrix: LoadedMatrix;
  query: MatrixQuery;
  caption: string;
  withCommitment: boolean;
  offices: readonly { value: string; label: string }[];
  links?: ComponentChildren;
}) {
  const page = usePage();
  const { t, ts } = page;
  return (
    <ListPage
      heading={<TotalText total={matrix.total} atLeast={matrix.totalIsAtLeast} />}
      downloads={links}
      active={active(page, query, offices)}
      filters={
        <Filters>
          <Select
            name="state"
            label={t('commitments.matrix.filter-state')}
            empty={ts('platform.list.all')}
            value={query.state}
            choices={MATRIX_STATES.map((value) => ({ value, label: stateLabel(page, value) }))}
          />
          <Select
            name="status"
            label={t('commitments.page.filter-status')}
            empty={ts('platform.list.all')}
            value={query.status}
            choices={MILESTONE_STATUSES.map((value) => ({ value, label: statusLabel(page, value) }))}
          />
          {offices.length > 0 && (
            <Select
              name="unit"
              label={t('commitments.matrix.field.office')}
              empty={ts('platform.list.all')}
              value={query.unit}
              choices={offices}
            />
          )}
          <Checkbox name="mine" label={ts('commitments.matrix.mine')} checked={query.mine === 'yes'} />
        </Filters>
      }
    >
      {matrix.items.length === 0 ? (
        <Empty title={t('commitments.page.no-milestones-found')} />
      ) : (
        <DeskMatrix
          rows={matrix.items}
          caption={caption}
          withCommitment={withCommitment}
          names={matrix.names}
          notes={notesByMilestone(matrix.notes)}
        />
      )}
      <Pagination next={matrix.next} />
    </ListPage>
  );
}

function stateLabel({ ts }: Pick<PageContext, 'ts'>, state: (typeof MATRIX_STATES)[number]): string {
  return ts(`commitments.matrix.state.${state}` as MessageKey);
}

function active(
  page: PageContext,
  query: MatrixQuery,
  offices: readonly { value: string; label: string }[],
): ActiveFilter[] {
  const office = offices.find((one) => one.value === query.unit);
  return [
    ...(query.state ? [{ name: 'state', label: stateLabel(page, query.state) }] : []),
    ...(query.status ? [{ name: 'status', label: statusLabel(page, query.status) }] : []),
    ...(office ? [{ name: 'unit', label: office.label }] : []),
    ...(query.mine ? [{ name: 'mine', label: page.ts('commitments.matrix.mine') }] : []),
  ];
}
