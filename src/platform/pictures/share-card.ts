import { workshop } from '../workshop/workshop.ts';
import { ACCENT_COLOURS } from './accent-colours.ts';
import type { ShareCard } from './card-spec.ts';
import { emblemSvg, starSvg } from './emblem-svg.tsx';

export const CARD_TYPE = 'image/png';

/**
 * The picture of a page for social networks: PNG, 1200 × 630, under 150 KB. The same card is drawn once and remembered; put it behind an
 * address with tags for the page cache. Refusal: `Unavailable` when too many wait.
 */
export function shareCard(card: ShareCard): Promise<Uint8Array> {
  const emblem = emblemSvg(card.institution.emblem, ACCENT_COLOURS[card.institution.accent]);
  const mark = emblemSvg(null, ACCENT_COLOURS.palm);
  const stars = Object.fromEntries([...new Set(card.statuses ?? [])].map((status) => [status, starSvg(status)]));
  return workshop().run('pictures.share-card', { card, emblem, mark, stars }, { keep: true });
}
