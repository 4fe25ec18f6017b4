import { institutionsById } from '#core/institutions/index.ts';
import { checkAccess } from '#platform/access.ts';
import { defineList, defineThing, textColumns, z } from '#platform/api.ts';
import { NotFound } from '#platform/errors.ts';
import { readConsultation, readConsultations } from '../access.ts';
import { MODEL_NAMES } from '../models.ts';
import { listConsultations, STANDINGS, stagesOf } from '../queries/consultations.ts';
import { findConsultation } from '../target.ts';
import { consultationSchema, presentConsultation, presentStage, referenceParam, stageSchema } from './shapes.ts';

type Item = z.input<typeof consultationSchema>;

export const listConsultationsRoute = defineList({
  name: 'consultations.list-consultations',
  path: '/consultations',
  tag: 'consultations',
  summary: 'Published consultations, the latest first',
  access: readConsultations,
  filters: z.object({ standing: z.enum(STANDINGS).optional(), model: z.enum(MODEL_NAMES).optional() }),
  item: consultationSchema,
  async load({ db, tenant, today, query: { limit, after, standing, model }, absolute }) {
    const page = await listConsultations(db, { institutionId: tenant?.id, standing, model, today }, { limit, after });
    const bodies = await institutionsById(db, [...new Set(page.items.map((one) => one.institutionId))]);
    return {
      ...page,
      items: page.items.map((one) => presentConsultation(one, bodies.get(one.institutionId)?.slug ?? '', absolute)),
    };
  },
  columns: [
    { name: 'id', value: (item: Item) => item.id },
    { name: 'institution', value: (item: Item) => item.institution },
    { name: 'model', value: (item: Item) => item.model },
    { name: 'state', value: (item: Item) => item.state },
    ...textColumns('title', (item: Item) => item.title),
    ...textColumns('summary', (item: Item) => item.summary),
    { name: 'published_at', value: (item: Item) => item.publishedAt },
    { name: 'url', value: (item: Item) => item.url },
  ],
});

export const getConsultationRoute = defineThing({
  name: 'consultations.get-consultation',
  path: '/consultations/{id}',
  tag: 'consultations',
  summary: 'One consultation with its stages, and the report of each that is closed',
  access: readConsultations,
  params: z.object({ id: referenceParam }),
  response: consultationSchema.extend({ stages: z.array(stageSchema) }).openapi('ConsultationDetail'),
  async load({ db, tenant, actor, today, params, absolute }) {
    const found = await findConsultation({ db, tenant }, params.id ?? '');
    if (!found) throw new NotFound();
    checkAccess(readConsultation, actor, found, { tenant, today });
    const body = (await institutionsById(db, [found.institutionId])).get(found.institutionId);
    return {
      ...presentConsultation(found, body?.slug ?? '', absolute),
      stages: await Promise.all((await stagesOf(db, found)).map((stage) => presentStage(db, stage))),
    };
  },
});
