import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { CompileDocArgs, NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { projectRoot } from '../root.ts';

// One file for each weight in use: what is not here is not drawn, so a document is the same on every machine.
const FONTS = [
  'ibm-plex-sans/400Regular/IBMPlexSans_400Regular.ttf',
  'ibm-plex-sans/600SemiBold/IBMPlexSans_600SemiBold.ttf',
  'ibm-plex-sans-arabic/400Regular/IBMPlexSansArabic_400Regular.ttf',
  'ibm-plex-sans-arabic/600SemiBold/IBMPlexSansArabic_600SemiBold.ttf',
  'noto-sans-tifinagh/400Regular/NotoSansTifinagh_400Regular.ttf',
  'noto-sans/400Regular/NotoSans_400Regular.ttf',
];

/** Typst's names of those families, the one that is asked first for each letter first. */
export const FONT_FAMILIES = ['IBM Plex Sans', 'IBM Plex Sans Arabic', 'Noto Sans Tifinagh', 'Noto Sans'];

let made: NodeCompiler | undefined;

function compiler(): NodeCompiler {
  if (made) return made;
  const require = createRequire(import.meta.url);
  const { NodeCompiler } =
    require('@myriaddreamin/typst-ts-node-compiler') as typeof import('@myriaddreamin/typst-ts-node-compiler');
  const fontBlobs = FONTS.map((file) => readFileSync(require.resolve(`@expo-google-fonts/${file}`)));
  // A workspace that does not exist: a template can read no file at all.
  made = NodeCompiler.create({ fontArgs: [{ fontBlobs }], workspace: join(projectRoot, 'no-files-for-typst') });
  return made;
}

/** The document of a template. `inputs` reach it as JSON in `sys.inputs.data`, which it reads as values: no input is ever code. */
function compile<R>(template: string, inputs: unknown, give: (compiler: NodeCompiler, args: CompileDocArgs) => R): R {
  const typst = compiler();
  const args: CompileDocArgs = { mainFileContent: template, inputs: { data: JSON.stringify(inputs) } };
  try {
    const result = typst.compile(args);
    if (!result.result) {
      const faults = result.takeDiagnostics();
      const said = faults ? typst.fetchDiagnostics(faults).map((fault) => fault.message) : [];
      throw new Error(`Typst: ${said.join('; ') || 'no document'}`);
    }
    return give(typst, args);
  } finally {
    // Typst remembers everything it has laid out, for ever, unless told to forget.
    typst.evictCache(10);
  }
}

/** A PDF/UA-1 file (tagged, for screen readers) of a template. */
export function typesetPdf(template: string, inputs: unknown): Uint8Array<ArrayBuffer> {
  return compile(template, inputs, (typst, args) => new Uint8Array(typst.pdf(args, { pdfStandard: 'ua-1' })));
}

/** The page of a template as SVG; letters become shapes, so whoever draws it needs no fonts. */
export function typesetSvg(template: string, inputs: unknown): string {
  return compile(template, inputs, (typst, args) => typst.plainSvg(args));
}
