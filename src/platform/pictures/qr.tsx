import { create } from 'qrcode';
import { escapeXml } from '../feeds/xml.ts';

/** The dark squares of a QR code as one path, in a square of `size` units with the four units of quiet margin the standard asks for. */
export type QrShape = { size: number; path: string };

const MARGIN = 4;

/**
 * The QR code of a text, usually an absolute address (ISO/IEC 18004, error correction M: survives a fold or a stain of 15 %). Throws when
 * the text is longer than a code can hold (2,331 octets). Takes about a millisecond: no worker needed.
 */
export function qrShape(text: string): QrShape {
  const { modules } = create([{ data: new TextEncoder().encode(text), mode: 'byte' }], { errorCorrectionLevel: 'M' });
  let path = '';
  for (let row = 0; row < modules.size; row++) {
    for (let column = 0; column < modules.size; column++) {
      if (!modules.get(row, column)) continue;
      const start = column;
      while (column + 1 < modules.size && modules.get(row, column + 1)) column++;
      path += `M${start + MARGIN} ${row + MARGIN}h${column - start + 1}v1H${start + MARGIN}z`;
    }
  }
  return { size: modules.size + 2 * MARGIN, path };
}

/**
 * The QR code as SVG, for documents and downloads. Black on white in every theme: cameras need it. `title` is what a person who does not
 * see it is told ("QR code: address of this page"); without it the code is decoration beside the same address in words.
 */
export function qrSvg(text: string, options: { title?: string } = {}): string {
  const { size, path } = qrShape(text);
  const said = options.title ? `role="img" aria-label="${escapeXml(options.title)}"` : 'aria-hidden="true"';
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}" shape-rendering="crispEdges" ${said}>` +
    `<path fill="#fff" d="M0 0h${size}v${size}H0z"/><path fill="#000" d="${path}"/></svg>`
  );
}

/** The QR code in a page, usually printed only: give it the class that shows it on paper. Stand the address in words beside it. */
export function Qr({ text, title, class: className }: { text: string; title: string; class?: string }) {
  const { size, path } = qrShape(text);
  return (
    <svg
      class={className ? `qr ${className}` : 'qr'}
      viewBox={`0 0 ${size} ${size}`}
      shape-rendering="crispEdges"
      role="img"
      aria-label={title}
    >
      <path fill="#fff" d={`M0 0h${size}v${size}H0z`} />
      <path fill="#000" d={path} />
    </svg>
  );
}
