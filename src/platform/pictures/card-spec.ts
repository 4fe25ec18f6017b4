import type { Lang } from '../i18n/languages.ts';
import type { Accent } from '../tenant.ts';

/** The statuses a star can show; the same names as the tags of the pages. */
export type CardStatus = 'not-reported' | 'not-started' | 'in-progress' | 'stuck' | 'finished' | 'incomplete' | 'late';

/** The picture that social networks and messengers show for a page. All words are in the language of the page. */
export type ShareCard = {
  lang: Lang;
  /** What kind of thing it is: "Commitment MALAA0003". */
  kicker: string;
  title: string;
  /** At most three numbers that matter, each with its words. */
  facts?: readonly { value: string; label: string }[];
  institution: { name: string; accent: Accent; emblem: string | null };
  /** One star for each like thing (the milestones of a commitment); more than 100 are not drawn. */
  statuses?: readonly CardStatus[];
  /** The name of the site, in the corner: "Jamaa", or its host. */
  site?: string;
};

/** What is sent to the workshop: the card, with emblem, mark and the stars it needs as SVG. */
export type CardOrder = { card: ShareCard; emblem: string; mark: string; stars: Partial<Record<CardStatus, string>> };
