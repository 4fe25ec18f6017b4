import type { ChartSpec } from '../charts/chart-spec.ts';
import type { DrawnChart } from '../charts/drawn-chart.ts';
import type { Words, WordsOrder } from '../documents/extract-words.ts';
import type { DocumentOrder, PdfDocument } from '../pdf/document-spec.ts';
import type { CardOrder } from '../pictures/card-spec.ts';
import type { SheetAnswer, SheetOrder } from '../sheets/parse-sheet.ts';

/**
 * What the workshop's process can do. Each task loads its library when it is first asked for, so that a server which draws no PDF never pays for
 * Typst. Inputs and results go from process to process: plain objects, strings, numbers and `Uint8Array` only.
 */
export const TASKS = {
  'charts.draw': async (spec: ChartSpec): Promise<DrawnChart> =>
    (await import('../charts/draw-chart.ts')).drawChart(spec),
  'documents.words': async (order: WordsOrder): Promise<Words> =>
    (await import('../documents/extract-words.ts')).extractWords(order),
  'docx.render': async (document: PdfDocument): Promise<Uint8Array> =>
    (await import('../docx/typeset-docx.ts')).typesetDocx(document),
  'pdf.render': async (order: DocumentOrder): Promise<Uint8Array> =>
    (await import('../pdf/typeset-document.ts')).typesetDocument(order),
  'pictures.share-card': async (order: CardOrder): Promise<Uint8Array> =>
    (await import('../pictures/draw-card.ts')).drawCard(order),
  'sheets.read': async (order: SheetOrder): Promise<SheetAnswer> =>
    (await import('../sheets/parse-sheet.ts')).parseSheet(order),
  'pictures.thumbnail': async (order: { bytes: Uint8Array; most: number }): Promise<Uint8Array> =>
    (await import('../pictures/draw-thumbnail.ts')).drawThumbnail(order),
};

export type Tasks = typeof TASKS;
export type TaskName = keyof Tasks;
export type TaskInput<N extends TaskName> = Parameters<Tasks[N]>[0];
export type TaskResult<N extends TaskName> = Awaited<ReturnType<Tasks[N]>>;
