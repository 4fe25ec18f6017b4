import { across, type Db } from '#platform/db/database.ts';
import type { SubjectNote, SubjectNotes } from '#platform/module.ts';
import { assessmentsPath, followUpPath } from './pages/public-plan.ts';
import './tables.ts';

/** The most notes of one kind on one page. */
const MOST = 200;

type Asked = { institutionId: string; subjects: readonly { kind: string; id: string }[] };

/**
 * What committees say of milestones, what reviews decide and recommend, and how commitments are assessed, for the pages of plans and
 * commitments. Only what is public: words that are withheld are not here, their reason is.
 */
export const followUpNotes: SubjectNotes = {
  async of(db, asked) {
    const idsOf = (kind: string) => asked.subjects.filter((one) => one.kind === kind).map((one) => one.id);
    const milestones = idsOf('milestone');
    const commitments = idsOf('commitment');
    const plans = idsOf('action-plan');
    const notes = await Promise.all([
      milestones.length > 0 ? commentNotes(db, asked, milestones) : [],
      milestones.length > 0 ? resolutionNotes(db, asked, milestones) : [],
      commitments.length > 0 ? selfAssessmentNotes(db, asked, commitments) : [],
      commitments.length > 0 ? assessmentNotes(db, asked, commitments) : [],
      plans.length > 0 ? reviewNotes(db, asked, plans) : [],
    ]);
    return notes.flat().sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : a.id < b.id ? -1 : 1));
  },
};

async function commentNotes(db: Db, { institutionId }: Asked, ids: string[]): Promise<SubjectNote[]> {
  const rows = await across(db)
    .selectFrom('matrix_comment')
    .innerJoin('follow_up_body as body', (join) =>
      join
        .onRef('body.institution_id', '=', 'matrix_comment.institution_id')
        .onRef('body.id', '=', 'matrix_comment.body_id'),
    )
    .select(['matrix_comment.id', 'matrix_comment.plan', 'matrix_comment.milestone', 'body.name as by'])
    .select(['matrix_comment.words', 'matrix_comment.withheld', 'matrix_comment.written_on as on'])
    .where('matrix_comment.institution_id', '=', institutionId)
    .where('matrix_comment.milestone', 'in', ids)
    .orderBy('matrix_comment.id')
    .limit(MOST)
    .execute();
  return rows.map(({ id, plan, milestone, by, words, withheld, on }) => ({
    id,
    about: { kind: 'milestone', id: milestone },
    label: 'reviews.note.comment',
    by,
    on,
    text: withheld === null ? words : null,
    withheld,
    path: followUpPath(plan),
  }));
}

async function resolutionNotes(db: Db, { institutionId }: Asked, ids: string[]): Promise<SubjectNote[]> {
  const rows = await across(db)
    .selectFrom('resolution')
    .leftJoin('follow_up_body as body', (join) =>
      join.onRef('body.institution_id', '=', 'resolution.institution_id').onRef('body.id', '=', 'resolution.body_id'),
    )
    .select(['resolution.id', 'resolution.plan', 'resolution.milestone', 'resolution.kind', 'body.name as by'])
    .select(['resolution.words', 'resolution.withheld', 'resolution.adopted_on as on'])
    .where('resolution.institution_id', '=', institutionId)
    .where('resolution.milestone', 'in', ids)
    .where('resolution.state', '=', 'adopted')
    .orderBy('resolution.id')
    .limit(MOST)
    .execute();
  return rows.flatMap(({ id, plan, milestone, kind, by, words, withheld, on }) =>
    milestone === null || on === null
      ? []
      : [
          {
            id,
            about: { kind: 'milestone', id: milestone },
            label: kind === 'decision' ? ('reviews.note.decision' as const) : ('reviews.note.recommendation' as const),
            by,
            on,
            text: withheld === null ? words : null,
            withheld,
            path: `${followUpPath(plan)}/recommendations`,
          },
        ],
  );
}

async function selfAssessmentNotes(db: Db, { institutionId }: Asked, ids: string[]): Promise<SubjectNote[]> {
  const rows = await across(db)
    .selectFrom('self_assessment')
    .select(['id', 'commitment', 'words', 'published_on as on'])
    .where('institution_id', '=', institutionId)
    .where('commitment', 'in', ids)
    .orderBy('id')
    .limit(MOST)
    .execute();
  return rows.map(({ id, commitment, words, on }) => ({
    id,
    about: { kind: 'commitment', id: commitment },
    label: 'reviews.note.self-assessment',
    by: null,
    on,
    text: words,
    withheld: null,
    path: assessmentsPath(commitment),
  }));
}

async function assessmentNotes(db: Db, { institutionId }: Asked, ids: string[]): Promise<SubjectNote[]> {
  const rows = await across(db)
    .selectFrom('assessment_version as published')
    .innerJoin('assessment', (join) =>
      join
        .onRef('assessment.institution_id', '=', 'published.institution_id')
        .onRef('assessment.id', '=', 'published.assessment_id'),
    )
    .select(['assessment.id', 'assessment.commitment', 'published.version', 'published.published_on as on'])
    .where('published.institution_id', '=', institutionId)
    .where('assessment.commitment', 'in', ids)
    .orderBy('assessment.id')
    .orderBy('published.version')
    .limit(MOST)
    .execute();
  return rows.flatMap(({ id, commitment, version, on }) =>
    commitment === null
      ? []
      : [
          {
            id: `${id}-${version}`,
            about: { kind: 'commitment', id: commitment },
            label: 'reviews.note.assessment' as const,
            by: null,
            on,
            text: null,
            withheld: null,
            path: assessmentsPath(commitment),
          },
        ],
  );
}

async function reviewNotes(db: Db, { institutionId }: Asked, ids: string[]): Promise<SubjectNote[]> {
  const rows = await across(db)
    .selectFrom('review')
    .select(['id', 'plan', 'on_date as on'])
    .where('institution_id', '=', institutionId)
    .where('plan', 'in', ids)
    .where('state', '=', 'published')
    .orderBy('id')
    .limit(MOST)
    .execute();
  return rows.map(({ id, plan, on }) => ({
    id,
    about: { kind: 'action-plan', id: plan },
    label: 'reviews.note.review',
    by: null,
    on,
    text: null,
    withheld: null,
    path: `${followUpPath(plan)}/reviews/${id}`,
  }));
}
