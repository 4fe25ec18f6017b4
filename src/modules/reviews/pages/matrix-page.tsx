import { DeskDocument } from '#core/institutions/index.ts';
import { type MilestoneInList, tagsOf } from '#modules/commitments/index.ts';
import { ButtonLink } from '#platform/html/button.tsx';
import { usePage } from '#platform/html/context.tsx';
import { type Column, Table } from '#platform/html/table.tsx';
import { StatusTag } from '#platform/html/tag.tsx';
import { Code, DateText, Multilingual } from '#platform/html/text.tsx';
import { definePage } from '#platform/page.ts';
import { adoptRecommendationRule, commentMatrix, seeFollowUp } from '../access.ts';
import { type MatrixComment, matrixCommentsOf } from '../queries/resolutions.ts';
import { matrixOf } from '../queries/reviews.ts';
import { type DeskPlan, deskPlan, planCrumbs, planDeskPath } from './desk-plan.ts';

type Data = DeskPlan & { rows: MilestoneInList[]; comments: MatrixComment[]; comment: boolean; propose: boolean };

/** The matrix as committees read it: row by row, with what they said of each. */
export const matrixPage = definePage<unknown, Data>({
  name: 'reviews.matrix-page',
  path: '/desk/follow-up/plans/:plan/matrix',
  on: 'tenant',
  access: seeFollowUp,
  async load(request) {
    const about = await deskPlan(request, request.params.plan);
    const { db, page } = request;
    const { reference } = about.plan;
    const [rows, comments] = await Promise.all([
      matrixOf(db, reference, page.today),
      matrixCommentsOf(db, { institutionId: about.institutionId, reference }),
    ]);
    return {
      ...about,
      rows,
      comments,
      comment: commentMatrix.allows(page.actor, about, page),
      propose: adoptRecommendationRule.allows(page.actor, about, page),
    };
  },
  view: ({ data }) => <Matrix {...data} />,
});

function Matrix({ plan, tabs, rows, comments, comment, propose }: Data) {
  const page = usePage();
  const { t, ts, href, format } = page;
  const path = `${planDeskPath(plan.reference)}/matrix`;
  const said = new Map<string, number>();
  for (const one of comments) said.set(one.milestone, (said.get(one.milestone) ?? 0) + 1);
  const columns: Column<MilestoneInList>[] = [
    {
      key: 'title',
      label: ts('reviews.matrix.row'),
      head: true,
      wide: true,
      cell: (row) => (
        <>
          <Code>{row.reference}</Code> <Multilingual text={row.title} />
        </>
      ),
    },
    {
      key: 'end',
      label: ts('reviews.matrix.end'),
      cell: (row) => row.end && <DateText date={row.end} precision={row.precision ?? 'day'} />,
    },
    {
      key: 'status',
      label: ts('reviews.matrix.status'),
      cell: (row) => tagsOf(page, row).map((tag) => <StatusTag {...tag} />),
    },
    {
      key: 'comments',
      label: ts('reviews.matrix.comments'),
      cell: (row) => (
        <a href={href(`${path}/${row.reference}`)}>
          {comment ? t('reviews.matrix.read-and-write') : t('reviews.matrix.read')}
          <span class="hide-text"> {row.reference}</span> ({format.number(said.get(row.reference) ?? 0)})
        </a>
      ),
    },
  ];
  return (
    <DeskDocument
      title={ts('reviews.matrix.title')}
      lead={t('reviews.matrix.lead')}
      tabs={tabs}
      crumbs={planCrumbs(page, plan)}
      row={
        propose && (
          <ButtonLink path={`${planDeskPath(plan.reference)}/recommendations/new`}>
            {t('reviews.resolution.propose')}
          </ButtonLink>
        )
      }
    >
      <Table
        caption={t('reviews.matrix.title')}
        hideCaption
        columns={columns}
        rows={rows}
        rowTone={(row) => (row.timeliness === 'late' ? 'late' : undefined)}
      />
    </DeskDocument>
  );
}
