import { across } from '#platform/db/database.ts';
import type { SubjectNotes } from '#platform/module.ts';
import { HELD_KINDS, isHeldKind } from './consultation.ts';
import './tables.ts';

/** On the pages of surveys, votes and draft texts: the consultation and the stage that they are part of, once it is published. */
export const partOfNotes: SubjectNotes = {
  async of(db, { institutionId, subjects }) {
    const wanted = subjects.filter(({ kind }) => HELD_KINDS.some((held) => held === kind)).map(({ id }) => id);
    if (wanted.length === 0) return [];
    const rows = await across(db)
      .selectFrom('consultation_activity as activity')
      .innerJoin('consultation_stage as stage', (join) =>
        join.onRef('stage.institution_id', '=', 'activity.institution_id').onRef('stage.id', '=', 'activity.stage_id'),
      )
      .innerJoin('consultation', (join) =>
        join
          .onRef('consultation.institution_id', '=', 'stage.institution_id')
          .onRef('consultation.id', '=', 'stage.consultation_id'),
      )
      .select(['activity.id', 'activity.kind', 'activity.held', 'stage.number', 'stage.title as stageTitle'])
      .select(['stage.starts_on as on', 'consultation.reference', 'consultation.title'])
      .where('activity.institution_id', '=', institutionId)
      .where('activity.held', 'in', wanted)
      .where('consultation.state', '!=', 'draft')
      .execute();
    return rows.flatMap(({ id, kind, held, number, stageTitle, on, reference, title }) =>
      isHeldKind(kind) && held !== null
        ? [
            {
              id,
              about: { kind, id: held },
              label: 'consultations.note.part-of' as const,
              by: title,
              on,
              text: stageTitle,
              withheld: null,
              path: `/consultations/${reference}#stage-${number}`,
            },
          ]
        : [],
    );
  },
};
