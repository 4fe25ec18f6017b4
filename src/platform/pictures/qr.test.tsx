import { render } from 'preact-render-to-string';
import { create } from 'qrcode';
import { describe, expect, it } from 'vitest';
import { Qr, qrShape, qrSvg } from './qr.tsx';

const address = 'https://jamaa.example/ar/laayoune-sakia-el-hamra/commitments/MALAA0003';

/** The squares a path of whole-unit rectangles covers. */
function drawn(path: string): Set<string> {
  const squares = new Set<string>();
  for (const [, x, y, width, back] of path.matchAll(/M(\d+) (\d+)h(\d+)v1H(\d+)z/g)) {
    expect(back).toBe(x);
    for (let at = 0; at < Number(width); at++) squares.add(`${Number(x) + at},${y}`);
  }
  return squares;
}

describe('a QR code', () => {
  it('draws exactly the dark squares, inside four units of quiet', () => {
    const { size, path } = qrShape(address);
    const { modules } = create([{ data: new TextEncoder().encode(address), mode: 'byte' }], {
      errorCorrectionLevel: 'M',
    });
    expect(size).toBe(modules.size + 8);
    const squares = drawn(path);
    let dark = 0;
    for (let row = 0; row < modules.size; row++) {
      for (let column = 0; column < modules.size; column++) {
        if (modules.get(row, column)) dark++;
        expect(squares.has(`${column + 4},${row + 4}`)).toBe(Boolean(modules.get(row, column)));
      }
    }
    expect(squares.size).toBe(dark);
  });

  it('is a picture with a name, or decoration', () => {
    expect(qrSvg(address, { title: 'رمز "الصفحة"' })).toContain('role="img" aria-label="رمز &quot;الصفحة&quot;"');
    expect(qrSvg(address)).toContain('aria-hidden="true"');
    expect(render(<Qr text={address} title="Adresse" class="only-print" />)).toContain('class="qr only-print"');
    expect(render(<Qr text={address} title="Adresse" />)).not.toContain('style');
  });

  it('refuses what a code cannot hold', () => {
    expect(() => qrShape('x'.repeat(3000))).toThrow();
  });
});
