// What was kept was drawn within this limit; see files/draw-anew.ts.
const MOST_PIXELS = 100_000_000;

/** Draws a picture small; in the workshop's process. */
export async function drawThumbnail({ bytes, most }: { bytes: Uint8Array; most: number }): Promise<Uint8Array> {
  const { default: sharp } = await import('sharp');
  return new Uint8Array(
    await sharp(bytes, { limitInputPixels: MOST_PIXELS })
      .resize({ width: most, height: most, fit: 'inside', withoutEnlargement: true })
      .webp({ quality: 80 })
      .toBuffer(),
  );
}
