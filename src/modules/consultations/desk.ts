import { across } from '#platform/db/database.ts';
import type { DeskSource } from '#platform/module.ts';
import { holdsPower } from '#platform/tenant.ts';
import { POWERS } from './access.ts';
import './tables.ts';

/** Stages that run or are over and have no report yet, by their last day. */
export const stageDesk: DeskSource = {
  name: 'consultations',
  async items(db, actor, today, limit) {
    const bodies = actor.powers.flatMap(({ name, institutionId }) =>
      name === POWERS.manage && institutionId !== null && holdsPower(actor, name, institutionId) ? [institutionId] : [],
    );
    if (bodies.length === 0) return [];
    const rows = await across(db)
      .selectFrom('consultation_stage')
      .innerJoin('consultation', (join) =>
        join
          .onRef('consultation.institution_id', '=', 'consultation_stage.institution_id')
          .onRef('consultation.id', '=', 'consultation_stage.consultation_id'),
      )
      .select([
        'consultation_stage.institution_id as institutionId',
        'consultation_stage.id',
        'consultation_stage.number',
        'consultation_stage.title',
        'consultation_stage.ends_on as endsOn',
        'consultation.reference',
      ])
      .where('consultation_stage.institution_id', 'in', bodies)
      .where('consultation_stage.closed_at', 'is', null)
      .where('consultation_stage.starts_on', '<=', today)
      .where('consultation.state', '=', 'open')
      .orderBy('consultation_stage.ends_on')
      .limit(limit)
      .execute();
    return rows.map(({ institutionId, id, number, title, endsOn, reference }) => ({
      id,
      institutionId,
      title,
      path: `/desk/consultations/${reference}/stages/${number}`,
      kind: endsOn < today ? ('consultations.desk.to-close' as const) : ('consultations.desk.running' as const),
      due: endsOn,
    }));
  },
};
