import { checkAccess } from '#platform/access.ts';
import { defineList, textColumns, textSchema, z } from '#platform/api.ts';
import { NotFound } from '#platform/errors.ts';
import { readConsultation, readConsultations } from '../access.ts';
import { ACTIVITY_KINDS } from '../consultation.ts';
import { byChannel, CHANNELS } from '../participation.ts';
import { stagesOf } from '../queries/consultations.ts';
import { heldThings } from '../queries/held.ts';
import { takenIn } from '../queries/stage-report.ts';
import { findConsultation } from '../target.ts';
import { referenceParam } from './shapes.ts';

const participationSchema = z
  .object({
    stage: z.number().int(),
    activity: z.string(),
    kind: z.enum(ACTIVITY_KINDS),
    title: textSchema,
    channel: z.enum(CHANNELS),
    count: z.number().int(),
  })
  .openapi('ConsultationParticipation');
type Row = z.input<typeof participationSchema>;

/** What came in by each activity of a consultation and each channel: every row counts other things, so that the rows add up. */
export const listParticipationRoute = defineList({
  name: 'consultations.list-participation',
  path: '/consultations/{id}/participation',
  tag: 'consultations',
  summary: 'What came in by each activity and channel; of a closed stage, as its report sealed it',
  access: readConsultations,
  params: z.object({ id: referenceParam }),
  filters: z.object({
    stage: z.coerce
      .number()
      .int()
      .optional()
      .openapi({ description: 'The number of a stage; absent: all, as of now.' }),
  }),
  item: participationSchema,
  async load({ db, tenant, actor, today, now, params, query: { stage: wanted } }) {
    const found = await findConsultation({ db, tenant }, params.id ?? '');
    if (!found) throw new NotFound();
    checkAccess(readConsultation, actor, found, { tenant, today });
    const stages = await stagesOf(db, found);
    const only = stages.find(({ number }) => number === wanted);
    if (wanted !== undefined && !only) throw new NotFound();
    const activities = (only ? [only] : stages).flatMap((stage) => stage.activities);
    const held = [...(await heldThings(db, found, activities, { today, now })).values()];
    const things = held.filter(({ phase }) => phase !== 'draft');
    const taken = only?.report?.taken ?? (await takenIn(db, found, stages, things, { only }));
    const items = taken.flatMap(({ stage, activity, kind, title, channels }): Row[] => {
      const counted = byChannel(channels);
      return CHANNELS.map((channel) => ({ stage, activity, kind, title, channel, count: counted[channel] }));
    });
    return { items, next: null, total: items.length };
  },
  columns: [
    { name: 'stage', value: (item: Row) => item.stage },
    { name: 'activity', value: (item) => item.activity },
    { name: 'kind', value: (item) => item.kind },
    ...textColumns('title', (item: Row) => item.title),
    { name: 'channel', value: (item) => item.channel },
    { name: 'count', value: (item: Row) => item.count },
  ],
});
