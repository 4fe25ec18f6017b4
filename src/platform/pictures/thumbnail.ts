import { workshop } from '../workshop/workshop.ts';

export const THUMBNAIL_TYPE = 'image/webp';

/** A picture made small: at most `most` pixels on its longer side, WebP. The same bytes give the same picture. */
export function thumbnail(bytes: Uint8Array, most: number): Promise<Uint8Array> {
  return workshop().run('pictures.thumbnail', { bytes, most });
}
