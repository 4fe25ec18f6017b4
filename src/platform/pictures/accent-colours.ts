import type { Accent } from '../tenant.ts';

/** The accents on white paper: the light theme of html/styles/tokens.css, for documents and pictures, which know no style sheet. */
export const ACCENT_COLOURS: Record<Accent, string> = {
  palm: '#0b5a3c',
  atlantic: '#0f4c6e',
  majorelle: '#37409a',
  rose: '#862a56',
  argan: '#57500f',
  clay: '#77401c',
};
