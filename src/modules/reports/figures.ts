import type { Format } from '#platform/i18n/format.ts';
import type { MessageKey, Translator } from '#platform/i18n/messages.ts';
import type { Scorecard } from './scorecard.ts';

/** The figures of a scorecard, in the order in which they are shown everywhere. */
export const FIGURES = [
  'progress',
  'reported',
  'late',
  'onTime',
  'evidence',
  'replies',
  'delay',
  'lastReport',
] as const;
export type FigureName = (typeof FIGURES)[number];

type Words = { ts: Translator['ts']; format: Format };

/** `isKnown`: false where words stand instead of a number, because nobody has reported or nothing has come about yet. */
export type ShownFigure = { name: FigureName; value: string; isKnown: boolean };

/** A figure in words of a language; what is not known is said instead of shown as zero. */
export function shownFigure({ ts, format }: Words, card: Scorecard, name: FigureName): ShownFigure {
  const known = (value: string): ShownFigure => ({ name, value, isKnown: true });
  const unknown = (key: MessageKey): ShownFigure => ({ name, value: ts(key), isKnown: false });
  const part = (share: number, n: number, total: number) =>
    known(ts('reports.value.share', { share: format.percent(share), n, total }));
  const { progress } = card;
  if (progress.total === 0 && (name === 'progress' || name === 'reported' || name === 'late'))
    return unknown('reports.value.no-milestones');
  switch (name) {
    case 'progress':
      return progress.share === null
        ? unknown('reports.value.not-reported')
        : part(progress.share, progress.counts.finished, progress.total);
    case 'reported':
      return known(ts('reports.value.of', { n: progress.reported, total: progress.total }));
    case 'late':
      return known(format.number(card.late));
    case 'onTime':
      if (progress.reported === 0) return unknown('reports.value.not-reported');
      return card.onTimeShare === null
        ? unknown('reports.value.nothing-due')
        : part(card.onTimeShare, card.onTime, card.settled);
    case 'evidence':
      return card.evidenceShare === null
        ? unknown('reports.value.not-reported')
        : part(card.evidenceShare, card.evidenced, progress.reported);
    case 'replies':
      return card.replyRate === null
        ? unknown('reports.value.no-comments')
        : part(card.replyRate, card.answered, card.comments);
    case 'delay':
      return card.medianDays === null
        ? unknown('reports.value.no-answers')
        : known(ts('reports.value.days', { n: card.medianDays }));
    case 'lastReport':
      return card.lastReport === null ? unknown('reports.value.not-reported') : known(format.date(card.lastReport));
  }
}

/** The name of a figure, and how it is computed. */
export function figureLabel({ ts }: Pick<Words, 'ts'>, name: FigureName): string {
  return ts(`reports.figure.${name}`);
}

export function figureExplained({ ts }: Pick<Words, 'ts'>, name: FigureName): string {
  return ts(`reports.explain.${name}`);
}
