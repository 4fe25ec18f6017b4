import { hash } from 'node:crypto';
import { type ActionRoute, z } from '../api.ts';
import { readJson, readUpload, type SentFile } from './body.ts';

/** How the body of a route stands in the OpenAPI document. */
export function bodyContent({ files }: ActionRoute, body: z.ZodType) {
  if (!files) return { 'application/json': { schema: body } };
  const binary = z.string().openapi({ format: 'binary' });
  const whole = z.object({
    ...(body as z.ZodObject).shape,
    ...Object.fromEntries(files.map((name) => [name, binary])),
  });
  return { 'multipart/form-data': { schema: whole } };
}

/** What was sent with a route's request; `print` tells it from anything else that could have been sent. */
export async function readSent(
  route: ActionRoute,
  raw: Request,
): Promise<{ body: unknown; files: SentFile[]; print: unknown }> {
  if (!route.files) {
    const body = route.body ? await readJson(raw) : undefined;
    return { body, files: [], print: body };
  }
  const { values, files } = await readUpload(raw);
  const body = { ...values };
  return { body, files, print: { body, files: files.map(({ field, bytes }) => [field, hash('sha256', bytes)]) } };
}
