import { rename, rm } from 'node:fs/promises';
import type { PICTURES } from './file-types.ts';

/** A picture that cannot be read, or that would fill the memory. */
export class BrokenPictureError extends Error {
  constructor(cause: unknown) {
    super('the picture cannot be drawn', { cause });
    this.name = 'BrokenPictureError';
  }
}

// A photograph of 100 megapixels; more is a trap: a small file that unpacks to gigabytes.
const MOST_PIXELS = 100_000_000;

/**
 * Draws a picture anew, in place: nothing of the old file is left but what is seen, turned upright. Place, time, camera and whatever
 * else was hidden in it are gone. Answers its size in pixels.
 */
export async function drawAnew(
  path: string,
  type: (typeof PICTURES)[number],
): Promise<{ width: number; height: number }> {
  const { default: sharp } = await import('sharp');
  const drawn = `${path}.drawn`;
  try {
    const upright = sharp(path, { limitInputPixels: MOST_PIXELS, failOn: 'error' }).autoOrient();
    const written =
      type === 'jpg'
        ? upright.jpeg({ quality: 88, mozjpeg: true })
        : type === 'png'
          ? upright.png({ compressionLevel: 9 })
          : upright.webp({ quality: 88 });
    const { width, height } = await written.toFile(drawn);
    await rename(drawn, path);
    return { width, height };
  } catch (error) {
    await rm(drawn, { force: true });
    const code = (error as NodeJS.ErrnoException).code;
    // Errors of the disk are not the picture's.
    if (code === 'ENOSPC' || code === 'EACCES' || code === 'EROFS') throw error;
    throw new BrokenPictureError(error);
  }
}
