import { z } from '@hono/zod-openapi';
import type { ApiRoute } from '../api.ts';

const problemSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    detail: z.string().optional(),
    errors: z.array(z.object({ pointer: z.string(), message: z.string() })).optional(),
    instance: z.string(),
  })
  .openapi('Problem', { description: 'An error, as RFC 9457 says it.' });

/** The answers of a route in the OpenAPI document: its own, and the refusals that every route may give. */
export function answers(schema: z.ZodType | undefined, status: number, description: string, extra: object = {}) {
  const problem = { content: { 'application/problem+json': { schema: problemSchema } } };
  return {
    [status]: schema ? { description, content: { 'application/json': { schema } }, ...extra } : { description },
    422: { description: 'Something that was sent is wrong; `errors` says where.', ...problem },
    404: { description: 'There is no such thing, or it is not public.', ...problem },
  };
}

/** Whether anybody may ask, without a token. */
function isOpen(route: ApiRoute): boolean {
  return route.kind !== 'action' && route.access.name === 'anyone';
}

/** What the OpenAPI document says of every route. */
export function describe(route: ApiRoute) {
  return {
    operationId: route.name.replaceAll('.', '_').replaceAll('-', '_'),
    tags: [route.tag],
    summary: route.summary,
    ...(route.description ? { description: route.description } : {}),
    ...(isOpen(route) ? {} : { security: [{ token: [] }] }),
  };
}
